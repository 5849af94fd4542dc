"""Questions about the library itself, which the catalog answers: how many articles, which, of whom, since when."""

import re

from article_qa.qa.questions.phrases import (
    ABOUT,
    ARTICLES,
    AUXILIARY,
    GENRES,
    LIBRARY,
    OUTLETS,
    TEXTS,
    first_match,
    rules,
    trimmed,
)
from article_qa.qa.questions.request import LibraryQuery, Request

_MENTION = (
    r"(?:(?:that |which )?(?:mentions?|mentioned|covers?|covered|discuss(?:es|ed)?|names?|cites?|quotes?"
    r"|describes?|contains?|references?|features?|includes?"
    r"|(?:is|are|was|were|be) (?:written |all |only )?(?:about|on)|(?:has"
    r"|have) (?:something |anything )?(?:to do with|about|on)"
    r"|(?:deals?|dealt) with|(?:talks?|talked) (?:about|of)|(?:reports?|reported) "
    r"(?:on|about)|(?:writes?|wrote) (?:on|about)"
    r"|(?:speaks?|spoke) (?:of|about)|(?:refers?|referred) to|(?:tells?|told) (?:of|about)|says? something about"
    r"|say anything about|mentioning|covering|discussing|dealing with|referring to|quoting|concern(?:s|ing)?)"
    r"|about|on|regarding|with the words?)"
)
_SUBJECT = r"(?P<subject>.+)"
# Who published or wrote it; an outlet where the library knows it as one.
_OUTLET = r"(?P<outlet>.+?)"
_ALL = (
    r"(?:(?:altogether|in total|all|all of|every|any|each|the|of (?:the|your|these|those|our)|some|more|other"
    r"|recent) )*"
)
# "Do you have", "come", "were published": what stands between articles and the outlet that they are from.
_THERE = (
    r"(?: (?:do|did|have|has|had|are|were|is|was|come|comes|came|stem|originate|you|we|i|they|there|got|here|in"
    r"|the|this|your|library|collection|stored|listed|published|written|taken))"
)
# "Is it mentioned in", "does it turn up", "has a mention of it".
_TURNS_UP = (
    r"(?:(?:be |get )?(?:mentioned|named|quoted|cited|covered|discussed|found|featured|referred to|written about"
    r"|talked about|brought up)|(?:turn|show|pop|crop|come)(?:ing|s)? up|appear(?:ing)?|occur|feature|figure"
    r"|play a (?:part|role)|get a mention)"
)
_HERE = (
    rf"(?: (?:here|(?:in|of|from) {LIBRARY}|in total|altogether|overall|all in all"
    rf"|are there|do you have|there are|in all|available|exist))*"
)
_WHICH = r"(?:which|what)(?: of (?:the|these|your))?"
_SHOW = (
    r"(?:(?:show|give|find|list|get|fetch|name|display|search for|look for|print"
    r"|send|pull up|see|bring)(?: me| us)?(?: a list of)? )"
)
_COVER = (
    r"(?:report(?:ed|s)?(?: on| about)?|cover(?:ed|s)?|wr(?:ote|ites?)(?: about"
    r"| on)?|mention(?:ed|s)?|publish(?:ed)?(?: about| on)?"
    r"|carr(?:y|ied)|r[ua]n|(?:have|has) (?:something |anything |articles "
    r"|stories |reports |an article )?(?:written |reported )?(?:about|on"
    r"|covered)"
    r"|(?:talk(?:ed|s)?|spoke) about|discuss(?:ed)?)"
)

# The order matters: the first that fits is taken.
RULES: tuple[tuple[LibraryQuery, tuple[re.Pattern[str], ...]], ...] = (
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
            rf"(?:.* )?undated {TEXTS}{_HERE}",
        ),
    ),
    (
        "count_outlets",
        rules(
            # "How many different outlets are in the library?"
            (
                rf"(?:how many|what number of|the number of|count(?: the)?) (?:"
                rf"(?:different|distinct|various|separate) )?{OUTLETS}{_HERE}"
                rf"(?: (?:are|do|does|have|has|is).*?(?:library|collection|archive"
                rf"|have|there|here|hold|contain|represented|included))?"
            ),
            (
                rf"(?:how many|what number of) (?:(?:different|distinct|various) )?{OUTLETS}"
                rf"(?: have| has)? {_COVER} {_SUBJECT}"
            ),
        ),
    ),
    (
        "list_outlets",
        rules(
            # "Which outlets reported on the bridge?", "Who reported on the bridge?"
            rf"{_WHICH} (?:different )?{OUTLETS}(?: have| has| all)? {_COVER} {_SUBJECT}",
            (
                rf"(?:who|whose paper)(?: all)? (?:has |have )?(?:reported (?:on"
                rf"|about)|covered|wrote (?:about|on)|written about|published "
                rf"(?:articles|stories|something) (?:about|on)) {_SUBJECT}"
            ),
            (
                rf"{_WHICH} {OUTLETS}(?: are| is| do| does)?(?: (?:there|you have"
                rf"|here|included|represented|we have|available|this library have"
                rf"|covered))*{_HERE}"
            ),
            rf"{_SHOW}?{_ALL}(?:different )?{OUTLETS}{_HERE}",
            rf"{_SHOW}?{_ALL}{OUTLETS} (?:that|which|who)(?: have| has)? {_COVER} {_SUBJECT}",
            rf"(?:where|by whom) (?:was|were|has|have) {_SUBJECT} (?:been )?(?:reported|covered|published)",
        ),
    ),
    (
        "newest",
        rules(
            # "What is the newest article?", "Show me the most recent story about the dam"
            (
                rf"(?:(?:what|which)(?:'s| is| was|) |{_SHOW})?(?:the |your )?"
                rf"(?:very )?(?:newest|latest|most recent|last|freshest|youngest"
                rf"|most recently published) {ARTICLES}(?: (?:{ABOUT}|from|by"
                rf"|that mentions|mentioning|in) {_SUBJECT}|{_HERE})"
            ),
            (
                rf"(?:(?:what|which)(?:'s| is| was|) |{_SHOW})(?:the |your )?"
                rf"(?:very )?(?:newest|latest|most recent|last|freshest) {TEXTS}"
                rf"(?: (?:{ABOUT}|from|by|that mentions|mentioning|in) {_SUBJECT}"
                rf"|{_HERE})"
            ),
            (
                rf"{_WHICH} {TEXTS} (?:is|was) (?:the )?(?:published )?(?:newest"
                rf"|latest|most recent(?:ly published)?|last|published last)(?: one)?"
            ),
            # "Which article of the Herald is the most recent one?"
            (
                rf"{_WHICH} {TEXTS} (?:{ABOUT}|from|by|in) {_SUBJECT} (?:is|was) (?:the )?(?:very )?(?:newest"
                rf"|latest|most recent(?:ly published)?|last)(?: one| published)?"
            ),
            (
                rf"when was the (?:newest|latest|last|most recent) {TEXTS}(?: "
                rf"(?:about|on|from|by) {_SUBJECT})? (?:published|written|added)"
            ),
        ),
    ),
    (
        "oldest",
        rules(
            (
                rf"(?:(?:what|which)(?:'s| is| was|) |{_SHOW})?(?:the |your )?"
                rf"(?:very )?(?:oldest|earliest|first) {ARTICLES}(?: (?:{ABOUT}"
                rf"|from|by|that mentions|mentioning|in) {_SUBJECT}|{_HERE})"
            ),
            (
                rf"(?:(?:what|which)(?:'s| is| was|) |{_SHOW})(?:the |your )?"
                rf"(?:very )?(?:oldest|earliest|first) {TEXTS}(?: (?:{ABOUT}|from"
                rf"|by|that mentions|mentioning|in) {_SUBJECT}|{_HERE})"
            ),
            rf"{_WHICH} {TEXTS} (?:is|was) (?:the )?(?:published )?(?:oldest|earliest|first|published first)(?: one)?",
            (
                rf"{_WHICH} {TEXTS} (?:{ABOUT}|from|by|in) {_SUBJECT} (?:is|was) (?:the )?(?:very )?(?:oldest"
                rf"|earliest|first)(?: one| published)?"
            ),
            (
                rf"when was the (?:oldest|earliest|first) {TEXTS}(?: (?:about"
                rf"|on|from|by) {_SUBJECT})? (?:published|written|added)"
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
            rf"{_SHOW}?{_ALL}(?:topics|subjects|themes)(?: covered)?{_HERE}",
            r"(?:give me )?(?:an )?overview of (?:the|this|your) (?:library|collection|archive|articles)",
        ),
    ),
    (
        "count_articles",
        rules(
            # "How many articles did the Herald publish?": the outlet is the subject until it is known as one.
            (
                rf"how many {TEXTS} (?:did|has|have|does|do) {_OUTLET} (?:publish"
                rf"(?:ed)?|writ(?:e|ten)|print(?:ed)?|post(?:ed)?|run|put out|bring out|brought out|issued?"
                rf"|releas(?:e|ed)|carry|carried)(?: here)?"
            ),
            (
                rf"how many {ARTICLES} (?:did|has|have|does|do) (?!you |we |i "
                rf"|this |the library ){_OUTLET} (?:have|report(?:ed)?|cover(?:ed)?"
                rf"|contributed?|appear(?:ed)? in)(?: here)?"
            ),
            rf"how many {ARTICLES} (?:of|by|from) {_OUTLET} (?:are there|do you have)",
            # "How many articles mention the dam?"
            (
                rf"(?:how many|what number of|count(?: the)?|(?:what(?:'s| is) )?the number of) {_ALL}"
                rf"(?:different )?(?:{TEXTS}|{GENRES})(?: (?:are there|do you have"
                rf"|there are|have you got|altogether|in total|in all)){{0,2}}"
                rf"(?: that| which)?(?: do| did)? {_MENTION} {_SUBJECT}"
            ),
            (
                rf"(?:how many|what number of|count(?: the)?|(?:what(?:'s| is) )?the number of) {_ALL}"
                rf"(?:(?:{ARTICLES}|{GENRES}){_THERE}* (?:from|by|with|of)|{TEXTS}{_THERE}+ (?:from|by)) "
                rf"{_OUTLET}{_HERE}"
            ),
            # "Count the articles in which the dam is mentioned"
            (
                rf"(?:how many|what number of|count(?: the| all)*|(?:what(?:'s| is) )?the number of) {_ALL}"
                rf"(?:{TEXTS}|{GENRES})(?: (?:are there|do you have|there are))? "
                rf"(?:in which|where|that) {_SUBJECT} "
                rf"(?:is|are|was|were|gets?) (?:mentioned|named|quoted|covered|discussed|found)"
            ),
            (
                rf"in how many {_ALL}(?:different )?{TEXTS} (?:is|are|was|were|does"
                rf"|do|did|has|have) {_SUBJECT} {_TURNS_UP}"
            ),
            (
                rf"how (?:often|many times|frequently) (?:is|are|was|were|does"
                rf"|do) {_SUBJECT} (?:mentioned|named|come up|appear|covered|reported on)"
                rf"(?: {ABOUT}? ?(?:in )?{LIBRARY})?"
            ),
            rf"(?:how many|what number of|count) {_ALL}(?P<genre>{GENRES}){_HERE}",
            (
                rf"(?:how many|what number of|count(?: the| all)*|number of) {_ALL}"
                rf"(?:different )?{ARTICLES}(?: (?:are|were|was|is|do|does|have"
                rf"|has|came out|come out|appeared|went out)(?: (?:there|published|written|added|you|we|i|have|stored"
                rf"|dated|it|in|here|hold|contain|library|the|this|your))*)?{_HERE}"
            ),
            rf"how (?:big|large) is {LIBRARY}",
        ),
    ),
    (
        "list_articles",
        rules(
            # "Which articles mention the dam?"
            (
                rf"{_WHICH} (?:\w+ )?(?:{TEXTS}|{GENRES})(?: (?:are there|do you have"
                rf"|there are|have you got))?(?: that| which)?(?: do| did)? {_MENTION} {_SUBJECT}"
            ),
            (
                rf"in {_WHICH} {_ALL}{TEXTS} (?:is|are|was|were|does|do|did|has|have) {_SUBJECT} {_TURNS_UP}"
            ),
            rf"where (?:is|are|was|were) {_SUBJECT} mentioned",
            rf"(?:who|which outlet) mentions {_SUBJECT}",
            rf"{_WHICH} {ARTICLES} (?:did|has|have) {_OUTLET} (?:publish(?:ed)?|writ(?:e|ten)|printed?|posted|run)",
            rf"{_WHICH} {ARTICLES} (?:are|were|was|is)(?: (?:published|written))? (?:by|from|in) {_OUTLET}",
            (
                rf"{_WHICH} {ARTICLES}(?: (?:are|were|was|is|do|does|have|has)"
                rf"(?: (?:there|published|written|you|we|have|in|the|this|library"
                rf"|here))*)?{_HERE}"
            ),
            # "All the interviews", "Show all interviews with scientists", "Which interviews are there?"
            rf"{_SHOW}?{_ALL}(?P<genre>{GENRES}){_HERE}",
            (
                rf"{_WHICH} (?P<genre>{GENRES})(?: (?:are|do|does|were|have|has)"
                rf"(?: (?:there|you|we|have|here|published))*)?{_HERE}"
            ),
            rf"{_SHOW}{_ALL}(?P<subject>(?:interviews|reviews|obituaries|editorials|profiles) (?:with|of|by) .+)",
            # "Give me the reports on the tram strike", "articles about the harbour"
            (
                rf"{_SHOW}?{_ALL}(?:{TEXTS}|{GENRES}|coverage)(?: (?:that|which"
                rf"|there (?:is|are)|you have|we have|there))* {_MENTION} {_SUBJECT}"
            ),
            rf"{_SHOW}{_ALL}(?:{ARTICLES}|coverage) (?:by|from|of|in) {_OUTLET}",
            (
                rf"{_SHOW}{_ALL}(?:{ARTICLES}|news)(?: (?:from|published|written"
                rf"|dated|in|that were|you have|there are))*{_HERE}"
            ),
            # "Is there anything on the quarry?", "Do you have anything on comets?"
            (
                rf"(?:is|are|was|were) there (?:also )?(?:an?|any|some|something"
                rf"|anything|other|another|more|one|news)(?: (?:other|more|else"
                rf"|recent))*(?: (?:written|said|here|in {LIBRARY}))?(?: {TEXTS}"
                rf"| {GENRES}| coverage| news)?(?: (?:here|in {LIBRARY}))?(?: that"
                rf"| which)? {_MENTION} {_SUBJECT}"
            ),
            (
                rf"(?:do|did|have|does) (?:you|we|they|{LIBRARY})(?: (?:have|got"
                rf"|know of|hold|cover|contain|include|say|mention))*(?: (?:an?"
                rf"|any|some|something|anything|other|another|more|one|news))+"
                rf"(?: {TEXTS}| {GENRES}| coverage| news)?(?: that| which)? {_MENTION} {_SUBJECT}"
            ),
            (
                rf"(?:do|does) {LIBRARY} (?:mention|cover|discuss|talk about|report on"
                rf"|write about|have anything about|contain anything about) {_SUBJECT}"
            ),
            (
                rf"(?:has|have) (?:anything|something|any {TEXTS}) been (?:written"
                rf"|reported|published) (?:{ABOUT}) {_SUBJECT}"
            ),
            rf"(?:anything|something) (?:written )?(?:about|on) {_SUBJECT}",
        ),
    ),
)  # fmt: skip
YES_NO = re.compile(rf"{AUXILIARY}\b", re.IGNORECASE)
# "The quarry, in how many articles is that mentioned?"
NAMED_FIRST = re.compile(
    r"([^,:;?!]{2,80})[,:] ((?:(?:in )?(?:how many|which|what)|how often) .*?)"
    r"\b(?:it|that|this|they|he|she)\b",
    re.IGNORECASE,
)
# An article that is asked about, and not for: "the article about the comet".
TAIL = re.compile(
    (
        rf"\s+(?:(?:here|in total|in all|altogether)|(?:in|of|from) (?:the|this"
        rf"|your|these|our) {LIBRARY[LIBRARY.rfind('(?:') :]})$"
    ),
    re.IGNORECASE,
)


def library_request(text: str) -> Request | None:
    """`text` as a question about the library, its days taken off; None where it is none.

    Its `speaker` is who published or wrote the articles.
    """
    body = NAMED_FIRST.sub(r"\2\1", trimmed(text), count=1)
    for query, patterns in RULES:
        match = first_match(patterns, body)
        if match:
            found = match.groupdict()
            subject = trimmed(TAIL.sub("", found.get("subject") or found.get("genre") or ""))
            speaker = trimmed(found.get("outlet"))
            return Request(
                "library",
                subject or speaker,
                subject,
                speaker=speaker,
                library_query=query,
                is_yes_no=bool(YES_NO.match(body)),
            )
    return None
