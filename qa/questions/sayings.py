"""Questions for somebody's words: "What did X say about Y?", "quote X", "X's view on Y"."""

import re

from article_qa.qa.questions.phrases import ABOUT, first_match, rules, trimmed
from article_qa.qa.questions.request import Request

_SPEAKER = r"(?P<speaker>[^,;:?!]{1,80}?)"
_SUBJECT = r"(?P<subject>.+)"
# Without "call", "give" and the like, which ask for a fact.
_SAY = (
    r"(?:said|says?|saying|told|tells?|telling|tweet(?:ed|s|ing)?|think(?:s"
    r"|ing)?|thought|comment(?:ed|s|ing)?|stated?|states|declared?"
    r"|claim(?:ed|s|ing)?|argu(?:e|ed|es|ing)|explain(?:ed|s)?|announced?"
    r"|warn(?:ed|s)?|promised?|repl(?:y|ied|ies)|respond(?:ed|s)?"
    r"|answer(?:ed|s)?|remark(?:ed|s)?|admit(?:ted|s)?|den(?:y|ied|ies)|complain"
    r"(?:ed|s)?|predict(?:ed|s)?|posted?|have to say|had to say|has to say)"
)
_TO = (
    rf"(?: (?:{ABOUT}|to|in response to|in reply to|after|before|during|when|at"
    rf"|that|as to|with regard to|with respect to))"
)
_VIEW = (
    r"(?:views?|opinions?|positions?|stances?|thoughts?|comments?|remarks?"
    r"|statements?|reactions?|responses?|words?|quotes?"
    r"|quotations?|take|attitude|feelings?|standpoint|criticisms?|assessment|arguments?|sayings?|tweets?)"
)
_ALL = r"(?:(?:all|all of|every|any|each|the|some|more|other|exact|direct|recent|everything) )*"
_SHOW = (
    r"(?:(?:show|give|find|list|get|collect|gather|name|read|bring|search for"
    r"|look for|present|see|summari[sz]e)(?: me| us)?(?: a list of)? )"
)
RULES = rules(
    # "How did the union react to the layoffs?"
    (
        rf"how (?:did|does|do|has|have|was|were|is) {_SPEAKER} (?:react(?:ed|ing"
        rf"|s)?|respond(?:ed|ing)?|repl(?:y|ied)|feel|felt|comment(?:ed)?)(?:"
        rf"(?:{_TO})? {_SUBJECT})?"
    ),
    rf"how (?:did|does|do) {_SPEAKER} (?:see|view|judge|justify|defend|describe|assess|explain|interpret) {_SUBJECT}",
    rf"where (?:does|do|did) {_SPEAKER} stand{_TO} {_SUBJECT}",
    # "What was said about the dam?"
    rf"what (?:was|has been|is being|is|were) (?:publicly )?said{_TO} {_SUBJECT}",
    # "What did Lena Ostrom say about the tram?"
    (
        rf"what (?:else )?(?:exactly )?(?:did|does|do|has|have|had|was|is|were"
        rf"|are|would|will|can)(?:n't)? {_SPEAKER} (?:also |really |actually "
        rf"|publicly |ever |been )*{_SAY}(?:(?:{_TO})? {_SUBJECT})?"
    ),
    rf"what(?:'s|'d) {_SPEAKER} (?:been |got to )?{_SAY}(?:(?:{_TO})? {_SUBJECT})?",
    # "everything the coach said about the referee", "List what the coach said"
    (
        rf"{_SHOW}?(?:me )?(?:what|everything|anything|all|all the things|the things"
        rf"|things)(?: that| which)? {_SPEAKER} (?:has |have |had |ever |also )*{_SAY}"
        rf"(?:(?:{_TO})? {_SUBJECT})?"
    ),
    # "Quotes by Mayor Hadley on housing", "the opinion of X on Y"
    rf"(?:what (?:is|are|was|were) |{_SHOW})?{_ALL}{_VIEW} (?:by|from|of|made by) {_SPEAKER}(?:{_TO} {_SUBJECT})?",
    # "Quote Ingrid Vass on the museum"
    rf"(?:quote|cite) {_SPEAKER}(?:{_TO} {_SUBJECT})?",
    # "What is Osterman's position on quotas?", "Osterman's view on quotas"
    (
        rf"(?:what(?:'s| is| are| was| were) |{_SHOW})?{_ALL}(?P<owner>[^,;:?!]{{1,80}}?)"
        rf"(?:'s|s') (?:\w+ )?{_VIEW}{_TO} {_SUBJECT}"
    ),
    (
        rf"(?:what(?:'s| is| are| was| were) |{_SHOW})(?P<owner>[^,;:?!]{{1,80}}?)"
        rf"(?:'s|s') (?:views?|opinions?|stance|comments?|remarks?|statements?"
        rf"|reactions?|response|quotes|words|tweets?)"
    ),
)
# What has no mouth: its contents are facts.
THINGS = re.compile(
    r"(?:(?:the|a|an|this|that|new|latest|recent|official|\w+'s) )*(?:\w+ )?"
    r"(?:laws?|rules?|reports?|stud(?:y|ies)|surveys?|polls?|constitution"
    r"|treaty"
    r"|contract|letter|signs?|documents?|texts?|figures|data|numbers|research"
    r"|evidence|statistics|bible|agreement|deal|bill|order|plans?|rulings?"
    r"|manual"
    r"|label|maps?|forecast|charter|statement|indictment|verdict|ingredients?|questionnaire|menu|budget)",
    re.IGNORECASE,
)
NOBODY = re.compile(
    (
        r"(?:you|i|we|it|one|that|this|there|people think|the articles?|articles"
        r"|the library|sources|the sources|these articles|the stor(?:y|ies)|the news"
        r"|the interview|the paper|the title|the headline)"
    ),
    re.IGNORECASE,
)
PLAIN_VERB = re.compile(r"\b(?:said|say|saying|tweet(?:ed)?|told)\b", re.IGNORECASE)
LEADING = re.compile(rf"(?:that |{ABOUT} )", re.IGNORECASE)


def sayings_request(text: str) -> Request | None:
    """`text` as a question for somebody's words; None where it is none."""
    body = trimmed(text)
    match = first_match(RULES, body)
    if match is None:
        return None
    found = match.groupdict()
    speaker = trimmed(found.get("speaker") or found.get("owner"))
    subject = trimmed(LEADING.sub("", found.get("subject") or "", count=1))
    if THINGS.fullmatch(speaker) or NOBODY.fullmatch(speaker):
        return None
    return Request("sayings", text, subject, speaker=speaker)
