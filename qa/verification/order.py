"""What came first, and what caused what: two deeds of a claim that the sources tell the other way round.

"Before", "after", "because" and their like say which of two deeds came first. A
cause comes before its effect, so both are compared alike.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from article_qa.index.annotations import Days
from article_qa.qa.verification.alignment import Case, Ground

# By how much two deeds must fit each other's places better than their own.
CROSSED = 0.1
# Both deeds must be in the sources, at least so near.
SAME_DEEDS = 0.4
# What stands before one of these came first.
EARLIER_FIRST = (
    r"(?<!ever )before|until|prior to|ahead of|(?:which |that )?(?:(?:has |have |had )?caus(?:ed|es?|ing)(?! by)"
    r"|le(?:d|ads?|ading) to|result(?:ed|s|ing) in|trigger(?:ed|s|ing)(?! by)|prompt(?:ed|s|ing)(?! by)"
    r"|explains?|explained|brought about(?! by)|so that|to the point that)"
)
# What stands behind one of these came first.
LATER_FIRST = (
    r"after|following|once|as soon as|because(?: of)?|due to|owing to|thanks to|as a result of"
    r"|(?:caused|triggered|prompted|brought about|followed) by|result(?:ed|s) from|stem(?:med|s) from"
)
JOINT = re.compile(rf"\b(?:(?P<earlier>{EARLIER_FIRST})|(?P<later>{LATER_FIRST}))\b", re.IGNORECASE)
COMMA = re.compile(r",\s")

# The tokens of what came first, and of what came then.
Deeds: TypeAlias = tuple[list[int], list[int]]
Fit: TypeAlias = tuple[float, float]


def wrong_order(case: Case) -> str:
    """Two deeds that the sources tell in the other order, or with cause and effect turned round."""
    for earlier, later in _deeds(case.claim, case.telling):
        told = [each for ground in case.stated for each in _compared(ground, earlier, later)]
        if told:
            direct, crossed = max(told, key=lambda each: max(map(sum, each)))
            if sum(crossed) > sum(direct) + CROSSED:
                return "the passage has it the other way round"
        elif _is_later(case, earlier, later):
            return "the passage dates it the other way round"
    return ""


def _deeds(text: str, telling: Callable[[int, int], list[int]]) -> Iterator[Deeds]:
    """The pairs of deeds that a sentence puts in order; "after" may open the sentence, then a comma parts them."""
    for joint in JOINT.finditer(text):
        left, right = telling(0, joint.start()), telling(joint.end(), len(text))
        comma = COMMA.search(text, joint.end())
        if not left and comma:
            left, right = telling(comma.end(), len(text)), telling(joint.end(), comma.start())
        if left and right:
            yield (left, right) if joint["earlier"] else (right, left)


def _compared(ground: Ground, earlier: Sequence[int], later: Sequence[int]) -> Iterator[tuple[Fit, Fit]]:
    """How well the claim's two deeds fit those of the sentence in this order, and crossed, where it tells of both."""
    for first, then in _deeds(ground.text, ground.telling):
        direct = (_match(ground, earlier, first), _match(ground, later, then))
        crossed = (_match(ground, earlier, then), _match(ground, later, first))
        if max(min(direct), min(crossed)) >= SAME_DEEDS:
            yield direct, crossed


def _match(ground: Ground, claimed: Sequence[int], stated: Sequence[int]) -> float:
    return float(ground.likeness(claimed, stated).max(axis=1).mean())


def _is_later(case: Case, earlier: Sequence[int], later: Sequence[int]) -> bool:
    """Whether what the claim puts first is dated after the other."""
    first, then = case.nearest_sentence(earlier), case.nearest_sentence(later)
    if first is None or then is None or first is then:
        return False
    days, others = _days(first), _days(then)
    return bool(days and others and days.first > others.last)


def _days(ground: Ground) -> Days | None:
    # Only an answer of a model, a check and a claim need it, so it is not loaded with every question.
    from article_qa.index.annotate.days import event_days
    from article_qa.index.annotate.expressions import Anchor

    return event_days(ground.text, Anchor(None))
