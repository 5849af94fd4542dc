"""Statements that are to be checked, and questions that want yes or no."""

import re

from article_qa.index.text.typography import straight
from article_qa.index.text.words import WORD
from article_qa.qa.questions.phrases import ASKED, AUXILIARY, first_match, rules, trimmed
from article_qa.qa.questions.request import Request

# "Is it true that …", "true or false: …", "fact check: …"
PREFIXED = rules(
    (
        r"(?:is|was) (?:it|this|the following)(?: really| actually)? (?:true"
        r"|correct|right|a fact|the case|accurate|so|false|wrong)(?:,? that| if"
        r"|,? to say that|:|\?)? (?P<claim>.+)"
    ),
    (
        r"(?:is|are) (?:the|this|these) (?:claims?|statements?|rumou?rs?|reports?)"
        r"(?: (?:true|correct))?(?: that)? (?P<claim>.+?)(?: (?:true|correct"
        r"|right|accurate))"
    ),
    (
        r"(?:true or false|true/false|right or wrong|correct or not|fact or fiction"
        r"|t or f|yes or no|fact[ -]?check(?: this)?|check(?: this| that)?(?: claim"
        r"| statement)?|verify(?: this| that)?(?: claim| statement)?|claim|can you confirm"
        r"(?: that)?|confirm(?: that)?|prove(?: that)?)(?:[:?.,-]+\s*|\s+)(?P<claim>.+)"
    ),
    (
        r"(?:someone|somebody|a friend|people|they|i)(?: \w+)? (?:said|says?"
        r"|told me|claims?|heard|read|think|believe|thought|assume)"
        r"(?: (?:somewhere|online|once|recently|yesterday|today|(?:in|on) the (?:news|papers?|internet|web)))?"
        r"(?: that)? (?P<claim>.+)"
    ),
    r"whether (?P<claim>.+)",
)
SUFFIXED = re.compile(
    # From the first mark of a run only, or a line of dashes would be tried from each.
    r"(?<![\s,;:.?!-])[\s,;:.?!-]+(?:(?:is|isn't) (?:that|this|it) (?:true|correct|right"
    r"|so)|(?:true|right|correct|no|yes|yeah|true or false|right or wrong"
    r"|yes or no|really)"
    r"|(?:is|are|was|were|did|does|do|has|have|had|will|would|can)n't (?:it"
    r"|they|he|she|that|we)|true or not)\s*[?.!]*$",
    re.IGNORECASE,
)
YES_NO = re.compile(rf"{AUXILIARY}\s+(?!(?:you|i|we)\b)\S+", re.IGNORECASE)
# One of two is asked for: "Is the harbour open or closed?"
CHOICE = re.compile(r"\bor\b(?! (?:not|no)\b)", re.IGNORECASE)
# Verbs that are hardly ever anything else.
FINITE = frozenset(
    """is are was were isn't aren't wasn't weren't has have had hasn't haven't hadn't will won't would wouldn't can
    can't cannot could couldn't may might must should shouldn't shall does doesn't did didn't do don't became began came
    went gave took fell won lost beat said knew grew flew drew threw chose wrote spoke broke drove rose swam sang sank
    ran saw held kept sold told brought bought fought caught taught thought sent built spent lent met paid stood
    understood made found led fed hid slid struck stuck swore wore tore forgot got goes becomes says gets belongs
    consists contains remains includes""".split()
)
# After these a word in -ed is a participle: "the people killed in the storm".
DETERMINERS = (
    r"(?:the|a|an|its|his|her|their|our|my|no|any|all|some|each|every|this|that"
    r"|these|those|it|him|them|to|in|on|at|from|by|for|with|because|after|before"
    r"|about|over|under|into|up|down|out|off|as|against|not|during|more|less"
    r"|than|twice|only|nearly|almost|around|every)"
)
PAST = re.compile(rf"\w+ (?:\w+ ){{0,5}}?(?P<verb>\w{{2,}}ed)(?: (?:{DETERMINERS}\b|[A-Z0-9]).*|)")
PRESENT = re.compile(
    rf"\w+ (?:\w+ ){{0,5}}?(?P<verb>[a-z]{{2,}}[^s\W]s)(?: (?:{DETERMINERS}\b"
    rf"|[A-Z0-9]|two|three|four|five|six|seven|eight|nine|ten|afterwards|now"
    rf"|again|there).*)"
)
# "Most voters want a new flag."
PLURAL = re.compile(
    rf"\w+ (?:\w+ ){{0,5}}?(?:\w{{3,}}[^s\W]s|people) (?!{DETERMINERS}\b)(?P<verb>[a-z]{{3,}}(?<!s|d)(?<!ing))"
    r" (?:a|an|the|to|that|no|more|their|its|it)\b.*"
)
# Fewer words claim nothing.
MIN_WORDS = 3
_ASKING = r"(?:who|whom|whose|what|which|when|where|why|how)"
ANY_ASKING = re.compile(rf"\b{_ASKING}\b", re.IGNORECASE)
HOW = re.compile(r"\b(?:how|why|who's|what's)\b", re.IGNORECASE)
# "In what year …"
OPENS_WITH_CASE = re.compile(
    rf"(?:in|on|at|by|for|to|from|with|of|about|during|between|under|after|before|since|around|through|into|against)"
    rf"(?: about)? {_ASKING}\b",
    re.IGNORECASE,
)
LAST_QUESTION = re.compile(rf"[.!?,] (?:and |but |so )?(?:{_ASKING}|{AUXILIARY})\b[^.!?]*\?$", re.IGNORECASE)
RELATIVES = frozenset("that which who whose when where if because as while after before".split())
# "Is it known who did it?" asks who.
ASKS_WITHIN = re.compile(rf"\b(?:known|clear|said|reported|mentioned|told|say) {_ASKING}\b", re.IGNORECASE)
IMPERATIVE = re.compile(
    (
        r"(?:please|list|name|show|give|tell|find|explain|describe|summari[sz]e"
        r"|compare|quote|write|make|let|search|look|open|read|translate|help"
        r"|count|check)\b"
    ),
    re.IGNORECASE,
)


def claim_request(text: str) -> Request | None:
    """`text` as a claim to check: a statement, or a question that wants yes or no; None where it is neither."""
    asks = "?" in text[-3:]
    tag = SUFFIXED.search(straight(text))
    told = (text[: tag.start()] if tag else text).strip()
    prefixed = first_match(PREFIXED, straight(told))
    if prefixed and (len(WORD.findall(prefixed["claim"])) >= MIN_WORDS) and not _asks(prefixed["claim"]):
        claim = told[prefixed.start("claim") :].strip(" ?")
        return Request("claim", claim, is_yes_no=asks)
    if tag and is_statement(text[: tag.start()]):
        return Request("claim", text[: tag.start()], is_yes_no=True)
    if YES_NO.match(straight(text)):
        is_open = CHOICE.search(text) or ASKS_WITHIN.search(text)
        return None if is_open else Request("claim", text, is_yes_no=True)
    return Request("claim", text, is_yes_no=asks) if is_statement(text) else None


def is_statement(text: str) -> bool:
    """Whether `text` states something: no keywords, no request, no question.

    A full stop and a capital speak for it; without them only a plain verb does.
    """
    body = straight(text).strip()
    if IMPERATIVE.match(body) or _asks(body):
        return False
    words = [word.lower() for word in re.findall(r"[\w']+", body)]
    verb = next((n for n, word in enumerate(words) if n and word in FINITE), None)
    is_written = body[:1].isupper() or body.endswith(".")
    if len(words) < MIN_WORDS:
        return False
    if verb is not None:
        return is_written or (verb < len(words) - 1 and RELATIVES.isdisjoint(words[:verb]))
    return is_written and _has_verb(trimmed(body), is_closed=body.endswith((".", "!", "?")))


def _asks(body: str) -> bool:
    """Whether a question stands somewhere in `body`: "made in what year?", "It rained. Where?", "keywords why"."""
    if ASKED.match(body) or OPENS_WITH_CASE.match(body) or LAST_QUESTION.search(body):
        return True
    asking = ANY_ASKING if body.endswith("?") else HOW
    return not body.endswith(".") and bool(asking.search(body))


def _has_verb(text: str, *, is_closed: bool) -> bool:
    """Whether something is told of something, in a sentence whose end is marked or not."""
    is_present = is_closed and (PRESENT.fullmatch(text) or PLURAL.fullmatch(text))
    return bool(PAST.fullmatch(text) or is_present or _owns(text))


def _owns(text: str) -> bool:
    """Whether a name does something to something: "Osterman owns two trawlers"."""
    return bool(re.fullmatch(r"[A-Z]\w+(?: [A-Z]\w+)* [a-z]{3,}s (?:the|a|an|two|three|four|five|\d[\d,.]*) .+", text))
