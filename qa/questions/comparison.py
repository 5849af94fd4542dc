"""Questions that set things side by side: "Compare A and B on X", "How do A and B differ?"."""

import re

from article_qa.qa.questions.phrases import ASKED, AUXILIARY, first_match, rules, trimmed
from article_qa.qa.questions.request import Request

_SIDES = r"(?P<sides>.+?)"
_SUBJECT = (
    r"(?: (?:on|about|regarding|concerning|over|when it comes to|with respect to"
    r"|with regard to|in terms of|as to|as regards) (?P<subject>.+))?"
)
_SAY = (
    r"(?:say|says|said|write|writes|wrote|report|reports|reported|think|thinks"
    r"|thought|tell|told|claim|claimed|have to say|propose[ds]?|want|plan|cover"
    r"(?:ed)?)"
)
_DIFFER = (
    r"(?:differ(?:ed)?|disagree[d]?|compare[d]?|contradict(?: each other)?|diverge[d]?"
    r"|contrast)(?: with each other| from each other)?"
)
RULES = rules(
    # "Compare what the police and the union say about the march"
    (
        rf"(?:compare|contrast|set side by side)(?: for me)? (?:what|how|the way"
        rf"(?: that)?|everything(?: that)?) {_SIDES} {_SAY}{_SUBJECT}"
    ),
    (
        rf"(?:compare|contrast) (?:the )?(?:\w+ )?(?:coverage|reporting|reports?"
        rf"|accounts?|versions?|views?|positions?|statements?|articles?|stories"
        rf"|plans?) (?:of|by|from|in) {_SIDES}{_SUBJECT}"
    ),
    rf"(?:compare|contrast)(?: and contrast)? {_SIDES}{_SUBJECT}",
    # "What is the difference between A and B?"
    (
        rf"(?:what(?:'s| is| are| were| was) |explain |tell me |describe )?(?:the "
        rf"|any )?(?:main |key |big |biggest )?(?:differences?|similarit(?:y|ies)"
        rf"|contrast|comparison)(?: (?:is|are|was|were)(?: there)?)? (?:between"
        rf"|of) {_SIDES}{_SUBJECT}"
    ),
    # "How do A and B differ on X?", "How does A differ from B?"
    (
        rf"(?:how|where|on what|about what|in what way)(?: exactly)? (?:do|does"
        rf"|did|is|are|has|have) {_SIDES} {_DIFFER}{_SUBJECT}"
    ),
    rf"how (?:do|does|did) {_SIDES} {_DIFFER} (?:from|to|with) (?P<other>.+?){_SUBJECT}",
    rf"how (?:is|are|was|were) {_SIDES} different (?:from|to|than) (?P<other>.+?){_SUBJECT}",
    rf"how (?:is|are|was|were) {_SIDES} different{_SUBJECT}",
    (
        rf"what (?:do|does|did) {_SIDES} (?:disagree|differ|contradict each other)"
        rf"(?: (?:about|on|in|over) (?P<subject>.+)| (?:about|on|in|over))?"
    ),
    rf"(?:do|does|did) {_SIDES} (?:agree|disagree|contradict(?: each other)?){_SUBJECT}",
    # "Paris versus Lyon: air quality"
    (
        rf"(?P<sides>(?!{ASKED.pattern}|{AUXILIARY} )\S.{{0,60}}? (?:vs\.?|versus) [^:,]{{1,60}}?)"
        r"(?:(?:: ?|, ?| on | in terms of | regarding )(?P<subject>.+))?"
    ),
)
BETWEEN = re.compile(
    r"\s*,\s*(?:and\s+)?|\s+(?:and|with|vs\.?|versus|to|against|compared (?:to|with|against))\s+", re.IGNORECASE
)
# All of the articles: no sides are named.
EVERYBODY = re.compile(
    (
        r"(?:(?:the|all|these|your|both|two|various|different|news) )*(?:articles"
        r"|reports|outlets|newspapers|papers|sources|stories|accounts|media|publications)"
    ),
    re.IGNORECASE,
)
# More columns cannot be read, and each side costs a search.
MAX_SIDES = 6


def comparison_request(text: str) -> Request | None:
    """`text` as a comparison; None where it is none. Its `subjects` are empty where it compares all that there is."""
    body = trimmed(text)
    match = first_match(RULES, body)
    if match is None:
        return None
    found = match.groupdict()
    sides = _sides(found["sides"]) + ([found["other"]] if found.get("other") else [])
    subject = trimmed(found.get("subject"))
    if len(sides) == 1 and EVERYBODY.fullmatch(sides[0]):
        sides = []
    elif len(sides) < 2 and not subject:
        subject, sides = sides[0] if sides else "", []
    return Request("comparison", text, subject, tuple(sides[:MAX_SIDES]))


def _sides(phrase: str) -> list[str]:
    """What is compared: "A, B and C" are three."""
    sides = [side for part in BETWEEN.split(phrase) if (side := trimmed(part))]
    # "the figures 12, 14 and 19" are three numbers.
    if len(sides) > 1 and all(side[0].isdigit() for side in sides[1:]):
        sides[0] = sides[0].split()[-1]
    return sides
