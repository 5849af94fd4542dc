"""A question that asks two things -> the two questions: "Who built it, and when did it open?"."""

import re

from article_qa.index.text.words import WORD
from article_qa.qa.questions.follow_ups import FEW_WORDS, PRONOUN, Turn, stand_alone
from article_qa.qa.questions.mentions import content

# More of them are a list of topics, and an answer to each would be a page.
MAX_CLAUSES = 3
# Fewer words ask nothing by themselves.
MIN_WORDS = 3
_ASKING = r"(?:who|whom|whose|what|which|when|where|why|how)"
JOINT = re.compile(
    rf"\s*[,;]?\s+(?:and|but)(?: also)?,?\s+(?=(?:(?:on|in|at|for|by|with|from|to|of|since)\s+)?{_ASKING}\b)"
    rf"|\?\s+(?:and\s+)?(?=(?:(?:on|in|at|for|by|with|from|to|of|since)\s+)?{_ASKING}\b)",
    re.IGNORECASE,
)

_NAME = r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*)*"
# "Where do Lund and Oster keep it?" asks of each.
OF_BOTH = re.compile(
    rf"(?P<asking>(?:where|when|what|which [\w-]+|how (?:many|much|long|old|far|high|tall)\b.{{0,40}}?)"
    rf" (?:do|did|does|are|were|will|have|had)) (?P<one>{_NAME}) and (?P<other>{_NAME})(?P<rest>(?: [a-z].*)?\??)"
)


def clauses(question: str) -> tuple[str, ...]:
    """The questions that `question` asks, each made to stand alone; none where it asks one thing.

    >>> clauses("Who built the Holm bridge, and when did it open?")
    ('Who built the Holm bridge?', 'when did it open? Holm')
    """
    if both := OF_BOTH.fullmatch(question[:1].lower() + question[1:]):
        return tuple(f"{both['asking']} {name}{both['rest']}" for name in (both["one"], both["other"]))
    parts = [part.strip(" ,;?") for part in JOINT.split(question)]
    if not 1 < len(parts) <= MAX_CLAUSES or any(len(WORD.findall(part)) < MIN_WORDS for part in parts):
        return ()
    asked = [f"{part}?" for part in parts]
    return tuple(_alone(part, asked[n - 1] if n else asked[-1]) for n, part in enumerate(asked))


def _alone(part: str, other: str) -> str:
    """`part` with the subject of the other one, where it says "it" or names next to nothing."""
    if PRONOUN.search(part) or len(content(part)) < FEW_WORDS:
        return stand_alone(part, [Turn(other)]).text
    return part
