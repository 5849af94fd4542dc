"""Two sentences that are the same but for a few words: is one of these a figure, a day, a name or a denial?"""

from difflib import SequenceMatcher

from article_qa.index.text.days import days
from article_qa.index.text.names import names
from article_qa.index.text.numbers import figures
from article_qa.index.text.sentences import Span
from article_qa.index.text.words import WORD
from article_qa.qa.verification.polarity import negations
from article_qa.qa.verification.same_figure import agree
from article_qa.qa.verification.same_slot import Difference, SlotKind

# Of the words of the two so much must be the same, in the same order.
MIN_RATIO = 0.7


def changed_value(one: str, other: str) -> Difference | None:
    """The first value in which two versions of a sentence differ; None where they agree or are not versions of one."""
    ours, theirs = ([match.span() for match in WORD.finditer(text)] for text in (one, other))
    matcher = SequenceMatcher(
        None, [one[a:b].casefold() for a, b in ours], [other[a:b].casefold() for a, b in theirs], autojunk=False
    )
    if not ours or not theirs or matcher.ratio() < MIN_RATIO:
        return None
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        mine, their = _span(ours, a, b), _span(theirs, c, d)
        if kind := _kind(one, mine, other, their):
            return Difference(kind, mine or (0, len(one)), their or (0, len(other)))
    return None


def _span(words: list[Span], first: int, after: int) -> Span | None:
    return (words[first][0], words[after - 1][1]) if after > first else None


def _kind(one: str, ours: Span | None, other: str, theirs: Span | None) -> SlotKind | None:
    """What the changed words are; None where they are no value, or only a rounded one."""
    mine, their = one[slice(*ours)] if ours else "", other[slice(*theirs)] if theirs else ""
    if bool(negations(mine)) != bool(negations(their)):
        return "status"
    if not ours or not theirs:
        return None
    found, others = figures(mine), figures(their)
    if days(mine) and days(their):
        return None if any(a.fits(b) or b.fits(a) for a in days(mine) for b in days(their)) else "day"
    if found and others:
        return None if any(agree(a, b) for a in found for b in others) else "number"
    names_in = [
        [span for span in names(text) if span[0] < within[1] and within[0] < span[1]]
        for text, within in ((one, ours), (other, theirs))
    ]
    return "name" if all(names_in) else None
