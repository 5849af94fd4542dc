"""Rules for questions about the library as a whole: its outlets, its topics, its newest and oldest article."""

import re

from article_qa.qa.questions.library_wording import ALL, COVER, HERE, SHOW, SUBJECT, WHICH
from article_qa.qa.questions.phrases import ABOUT, ARTICLES, LIBRARY, OUTLETS, TEXTS, rules
from article_qa.qa.questions.request import LibraryQuery

WHOLE_RULES: tuple[tuple[LibraryQuery, tuple[re.Pattern[str], ...]], ...] = (
    (
        "undated",
        rules(
            # "Which article has no date?", "How many articles are undated?"
            (
                rf"(?:.* )?{TEXTS} (?:\w+ )?(?:(?:ha(?:s|ve)|with|carr(?:y|ies)"
                rf"|lacks?|show|without|are|is)(?: (?:no|a|any|the|missing|not"
                rf"|without))*) ?(?:(?:publication |publishing )?dates?|undated"
                rf"|dated)(?: of publication)?"
            ),
            rf"(?:.* )?undated {TEXTS}{HERE}",
        ),
    ),
    (
        "count_outlets",
        rules(
            # "How many different outlets are in the library?"
            (
                rf"(?:how many|what number of|the number of|count(?: the)?) (?:"
                rf"(?:different|distinct|various|separate) )?{OUTLETS}{HERE}"
                rf"(?: (?:are|do|does|have|has|is).*?(?:library|collection|archive"
                rf"|have|there|here|hold|contain|represented|included))?"
            ),
            (
                rf"(?:how many|what number of) (?:(?:different|distinct|various) )?{OUTLETS}"
                rf"(?: have| has)? {COVER} {SUBJECT}"
            ),
        ),
    ),
    (
        "list_outlets",
        rules(
            # "Which outlets reported on the bridge?", "Who reported on the bridge?"
            rf"{WHICH} (?:different )?{OUTLETS}(?: have| has| all)? {COVER} {SUBJECT}",
            (
                rf"(?:who|whose paper)(?: all)? (?:has |have )?(?:reported (?:on"
                rf"|about)|covered|wrote (?:about|on)|written about|published "
                rf"(?:articles|stories|something) (?:about|on)) {SUBJECT}"
            ),
            (
                rf"{WHICH} {OUTLETS}(?: are| is| do| does)?(?: (?:there|you have"
                rf"|here|included|represented|we have|available|this library have"
                rf"|covered))*{HERE}"
            ),
            rf"{SHOW}?{ALL}(?:different )?{OUTLETS}{HERE}",
            rf"{SHOW}?{ALL}{OUTLETS} (?:that|which|who)(?: have| has)? {COVER} {SUBJECT}",
            rf"(?:where|by whom) (?:was|were|has|have) {SUBJECT} (?:been )?(?:reported|covered|published)",
        ),
    ),
    (
        "newest",
        rules(
            # "What is the newest article?", "Show me the most recent story about the dam"
            (
                rf"(?:(?:what|which)(?:'s| is| was|) |{SHOW})?(?:the |your )?"
                rf"(?:very )?(?:newest|latest|most recent|last|freshest|youngest"
                rf"|most recently published) {ARTICLES}(?: (?:{ABOUT}|from|by"
                rf"|that mentions|mentioning|in) {SUBJECT}|{HERE})"
            ),
            (
                rf"(?:(?:what|which)(?:'s| is| was|) |{SHOW})(?:the |your )?"
                rf"(?:very )?(?:newest|latest|most recent|last|freshest) {TEXTS}"
                rf"(?: (?:{ABOUT}|from|by|that mentions|mentioning|in) {SUBJECT}"
                rf"|{HERE})"
            ),
            (
                rf"{WHICH} {TEXTS} (?:is|was) (?:the )?(?:published )?(?:newest"
                rf"|latest|most recent(?:ly published)?|last|published last)(?: one)?"
            ),
            # "Which article of the Herald is the most recent one?"
            (
                rf"{WHICH} {TEXTS} (?:{ABOUT}|from|by|in) {SUBJECT} (?:is|was) (?:the )?(?:very )?(?:newest"
                rf"|latest|most recent(?:ly published)?|last)(?: one| published)?"
            ),
            (
                rf"when was the (?:newest|latest|last|most recent) {TEXTS}(?: "
                rf"(?:about|on|from|by) {SUBJECT})? (?:published|written|added)"
            ),
        ),
    ),
    (
        "oldest",
        rules(
            (
                rf"(?:(?:what|which)(?:'s| is| was|) |{SHOW})?(?:the |your )?"
                rf"(?:very )?(?:oldest|earliest|first) {ARTICLES}(?: (?:{ABOUT}"
                rf"|from|by|that mentions|mentioning|in) {SUBJECT}|{HERE})"
            ),
            (
                rf"(?:(?:what|which)(?:'s| is| was|) |{SHOW})(?:the |your )?"
                rf"(?:very )?(?:oldest|earliest|first) {TEXTS}(?: (?:{ABOUT}|from"
                rf"|by|that mentions|mentioning|in) {SUBJECT}|{HERE})"
            ),
            rf"{WHICH} {TEXTS} (?:is|was) (?:the )?(?:published )?(?:oldest|earliest|first|published first)(?: one)?",
            (
                rf"{WHICH} {TEXTS} (?:{ABOUT}|from|by|in) {SUBJECT} (?:is|was) (?:the )?(?:very )?(?:oldest"
                rf"|earliest|first)(?: one| published)?"
            ),
            (
                rf"when was the (?:oldest|earliest|first) {TEXTS}(?: (?:about"
                rf"|on|from|by) {SUBJECT})? (?:published|written|added)"
            ),
        ),
    ),
    (
        "topics",
        rules(
            # "What topics does this library cover?", "What is this library about?"
            (
                r"(?:what|which)(?: are| is)?(?: the)?(?: (?:main|different|kinds? of"
                r"|sorts? of|all|other))* (?:topics?|subjects?|themes?|issues?"
                r"|areas|matters)\b(?: (?:can i ask about|can you answer|do you "
                r"(?:know|cover|have)(?: about)?|(?:are|is|does|do|did|has|have"
                r"|can)\b.*?(?:library|collection|archive|articles|sources|cover"
                r"(?:ed)?|here|there|available|include[ds]?|deal with|ask about"
                r"|discuss(?:ed)?|in it)(?: about| with| cover| have| deal with"
                r"| treat)?))?(?: (?:of|in) " + LIBRARY + ")?"
            ),
            rf"what(?:'s| is| are) {LIBRARY}(?: all)? about",
            rf"what(?:'s| is| do(?:es)?)?(?: there)? (?:in|inside) {LIBRARY}",
            rf"what (?:do|does) {LIBRARY} (?:cover|contain|hold|have|deal with|include|treat|talk about)",
            (
                r"what (?:can|could|may|should|do) (?:i|we|you) (?:ask(?: you)?"
                r"(?: about)?|know(?: about)?|have|write about|cover|find here"
                r"|read here|look up)(?: here)?"
            ),
            rf"{SHOW}?{ALL}(?:topics|subjects|themes)(?: covered)?{HERE}",
            r"(?:give me )?(?:an )?overview of (?:the|this|your) (?:library|collection|archive|articles)",
        ),
    ),
)  # fmt: skip
