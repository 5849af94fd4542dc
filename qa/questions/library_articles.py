"""Rules for questions how many articles there are of something, and which."""

import re

from article_qa.qa.questions.library_wording import ALL, HERE, MENTION, OUTLET, SHOW, SUBJECT, THERE, TURNS_UP, WHICH
from article_qa.qa.questions.phrases import ABOUT, ARTICLES, GENRES, LIBRARY, TEXTS, rules
from article_qa.qa.questions.request import LibraryQuery

ARTICLE_RULES: tuple[tuple[LibraryQuery, tuple[re.Pattern[str], ...]], ...] = (
    (
        "count_articles",
        rules(
            # "How many articles did the Herald publish?": the outlet is the subject until it is known as one.
            (
                rf"how many {TEXTS} (?:did|has|have|does|do) {OUTLET} (?:publish"
                rf"(?:ed)?|writ(?:e|ten)|print(?:ed)?|post(?:ed)?|run|put out|bring out|brought out|issued?"
                rf"|releas(?:e|ed)|carry|carried)(?: here)?"
            ),
            (
                rf"how many {ARTICLES} (?:did|has|have|does|do) (?!you |we |i "
                rf"|this |the library ){OUTLET} (?:have|report(?:ed)?|cover(?:ed)?"
                rf"|contributed?|appear(?:ed)? in)(?: here)?"
            ),
            rf"how many {ARTICLES} (?:of|by|from) {OUTLET} (?:are there|do you have)",
            # "How many articles mention the dam?"
            (
                rf"(?:how many|what number of|count(?: the)?|(?:what(?:'s| is) )?the number of) {ALL}"
                rf"(?:different )?(?:{TEXTS}|{GENRES})(?: (?:are there|do you have"
                rf"|there are|have you got|altogether|in total|in all)){{0,2}}"
                rf"(?: that| which)?(?: do| did)? {MENTION} {SUBJECT}"
            ),
            (
                rf"(?:how many|what number of|count(?: the)?|(?:what(?:'s| is) )?the number of) {ALL}"
                rf"(?:(?:{ARTICLES}|{GENRES}){THERE}* (?:from|by|with|of)|{TEXTS}{THERE}+ (?:from|by)) "
                rf"{OUTLET}{HERE}"
            ),
            # "Count the articles in which the dam is mentioned"
            (
                rf"(?:how many|what number of|count(?: the| all)*|(?:what(?:'s| is) )?the number of) {ALL}"
                rf"(?:{TEXTS}|{GENRES})(?: (?:are there|do you have|there are))? "
                rf"(?:in which|where|that) {SUBJECT} "
                rf"(?:is|are|was|were|gets?) (?:mentioned|named|quoted|covered|discussed|found)"
            ),
            (
                rf"in how many {ALL}(?:different )?{TEXTS} (?:is|are|was|were|does"
                rf"|do|did|has|have) {SUBJECT} {TURNS_UP}"
            ),
            # "The dam is mentioned in how many articles?"
            (
                rf"(?P<subject>.+?) (?:(?:is|are|was|were|gets?) )?{TURNS_UP} in how many {ALL}"
                rf"(?:different )?{TEXTS}{HERE}"
            ),
            (
                rf"how (?:often|many times|frequently) (?:is|are|was|were|does"
                rf"|do) {SUBJECT} (?:mentioned|named|come up|appear|covered|reported on)"
                rf"(?: {ABOUT}? ?(?:in )?{LIBRARY})?"
            ),
            rf"(?:how many|what number of|count) {ALL}(?P<genre>{GENRES}){HERE}",
            (
                rf"(?:how many|what number of|count(?: the| all)*|number of) {ALL}"
                rf"(?:different )?{ARTICLES}(?: (?:are|were|was|is|do|does|have"
                rf"|has|came out|come out|appeared|went out)(?: (?:there|published|written|added|you|we|i|have|stored"
                rf"|dated|it|in|here|hold|contain|library|the|this|your))*)?{HERE}"
            ),
            rf"how (?:big|large) is {LIBRARY}",
        ),
    ),
    (
        "list_articles",
        rules(
            # "Which articles mention the dam?"
            (
                rf"{WHICH} (?:\w+ )?(?:{TEXTS}|{GENRES})(?: (?:are there|do you have"
                rf"|there are|have you got))?(?: that| which)?(?: do| did)? {MENTION} {SUBJECT}"
            ),
            (
                rf"in {WHICH} {ALL}{TEXTS} (?:is|are|was|were|does|do|did|has|have) {SUBJECT} {TURNS_UP}"
            ),
            rf"(?P<subject>.+?) (?:(?:is|are|was|were|gets?) )?{TURNS_UP} in {WHICH} {ALL}{TEXTS}{HERE}",
            rf"where (?:is|are|was|were) {SUBJECT} mentioned",
            (
                r"where (?:can|could|do|should) (?:i|we|one) (?:read|find)(?: out)?"
                rf"(?: something| anything| more| {TEXTS})* (?:about|on|of) {SUBJECT}"
            ),
            rf"(?:who|which outlet) mentions {SUBJECT}",
            rf"{WHICH} {ARTICLES} (?:did|has|have) {OUTLET} (?:publish(?:ed)?|writ(?:e|ten)|printed?|posted|run)",
            rf"{WHICH} {ARTICLES} (?:are|were|was|is)(?: (?:published|written))? (?:by|from|in) {OUTLET}",
            (
                rf"{WHICH} {ARTICLES}(?: (?:are|were|was|is|do|does|have|has)"
                rf"(?: (?:there|published|written|you|we|have|in|the|this|library"
                rf"|here))*)?{HERE}"
            ),
            # "All the interviews", "Show all interviews with scientists", "Which interviews are there?"
            rf"{SHOW}?{ALL}(?P<genre>{GENRES}){HERE}",
            (
                rf"{WHICH} (?P<genre>{GENRES})(?: (?:are|do|does|were|have|has)"
                rf"(?: (?:there|you|we|have|here|published))*)?{HERE}"
            ),
            rf"{SHOW}{ALL}(?P<subject>(?:interviews|reviews|obituaries|editorials|profiles) (?:with|of|by) .+)",
            # "Give me the reports on the tram strike", "articles about the harbour"
            (
                rf"{SHOW}?{ALL}(?:{TEXTS}|{GENRES}|coverage)(?: (?:that|which"
                rf"|there (?:is|are)|you have|we have|there))* {MENTION} {SUBJECT}"
            ),
            rf"{SHOW}{ALL}(?:{ARTICLES}|coverage) (?:by|from|of|in) {OUTLET}",
            (
                rf"{SHOW}{ALL}(?:{ARTICLES}|news)(?: (?:from|published|written"
                rf"|dated|in|that were|you have|there are))*{HERE}"
            ),
            # "Is there anything on the quarry?", "Do you have anything on comets?"
            (
                rf"(?:is|are|was|were) there (?:also )?(?:an?|any|some|something"
                rf"|anything|other|another|more|one|news)(?: (?:other|more|else"
                rf"|recent))*(?: (?:written|said|here|in {LIBRARY}))?(?: {TEXTS}"
                rf"| {GENRES}| coverage| news)?(?: (?:here|in {LIBRARY}))?(?: that"
                rf"| which)? {MENTION} {SUBJECT}"
            ),
            (
                rf"(?:do|did|have|does) (?:you|we|they|{LIBRARY})(?: (?:have|got"
                rf"|know of|hold|cover|contain|include|say|mention))*(?: (?:an?"
                rf"|any|some|something|anything|other|another|more|one|news))+"
                rf"(?: {TEXTS}| {GENRES}| coverage| news)?(?: that| which)? {MENTION} {SUBJECT}"
            ),
            (
                rf"(?:do|does) {LIBRARY} (?:mention|cover|discuss|talk about|report on"
                rf"|write about|have anything about|contain anything about) {SUBJECT}"
            ),
            (
                rf"(?:has|have) (?:anything|something|any {TEXTS}) been (?:written"
                rf"|reported|published) (?:{ABOUT}) {SUBJECT}"
            ),
            rf"(?:anything|something) (?:written )?(?:about|on) {SUBJECT}",
        ),
    ),
)  # fmt: skip
