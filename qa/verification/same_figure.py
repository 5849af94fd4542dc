"""Two figures in two sentences: do they count the same thing of the same event, and are they different?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from article_qa.index.text.lemmas import lemma
from article_qa.index.text.numbers import VAGUE, Figure
from article_qa.qa.verification.polarity import SPEAKING
from article_qa.qa.verification.slots import UNITS
from article_qa.qa.verification.told import SAME_WORD, Told, Word

# So many words that tell something are looked at on either side of a figure, within its clause.
MAX_BESIDE = 5
CLAUSE_END = re.compile(r"[;:.!?()“”\"—–]|,(?!\d)| (?:and|but|while|whereas|when|after|as|because|where|who|which) ")
# "Three of them", "another two", "two more": a part of another number, or what came on top.
PART = re.compile(
    r"\W+(?:more\b|of (?:them|those|these|the|whom|which|its|his|her|their)\b|additional|further|in every)"
)
ON_TOP = re.compile(r"\b(?:another|other|additional|further|final|first|last|of the|by)\W+$", re.IGNORECASE)
# "The 26-year-old", "a seven-member panel", "Boeing 737": which one it is, not how many.
NAMING = re.compile(r"-(?:\w+-)?(?!strong)[a-z]")
# "21,000 crowns a month" is no total.
RATE = re.compile(r"(?: [^\W\d_]+)? (?:a|an|per|each|every) (?:hour|day|night|week|month|year|head|person)\b")
# Figures farther apart than this are mostly of different things, but for small ones.
MAX_RATIO = 4
# Three and seven may be the same thing counted on two days.
MANY = 20
OF_THE_CLOCK = re.compile(r"(?:[.:]\d\d)? ?(?:[ap]\.?m\b|o['’]clock)")
# "9 to 6" and "30-40" are two figures of one.
RANGE_START = re.compile(r"(?: to | ?[-–] ?)\d")
RANGE_END = re.compile(r"\d(?: to | ?[-–] ?)$")
PEOPLE = frozenset(map(lemma, "people person persons others human life lives victim total".split()))
# They stand beside every count.
COUNTING = frozenset(
    map(lemma, "total number count figure toll least most more nearly almost about reach rise rose climb bring".split())
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure, the word after it where it names what is counted, and the other words of its clause."""

    figure: Figure
    unit: Word | None
    beside: tuple[Word, ...]


def differing_figures(one: Told, other: Told) -> Iterator[tuple[Figure, Figure]]:
    """The figures of the two that count the same and differ; the best fitting first for each."""
    ours, theirs = counted(one), counted(other)
    for mine in ours:
        alike = [their for their in theirs if is_alike(one, mine, other, their)]
        is_mutual = len(alike) == 1 and sum(is_alike(one, each, other, alike[0]) for each in ours) == 1
        if is_mutual and not agree(mine.figure, alike[0].figure):
            yield mine.figure, alike[0].figure


def _is_near(one: Figure, other: Figure) -> bool:
    """Whether both measure alike and are so near that they may be of one thing."""
    low, high = sorted((one.value, other.value))
    return one.measure == other.measure and (high <= MAX_RATIO * low or high < MANY)


def agree(one: Figure, other: Figure) -> bool:
    """Whether one may be the other, rounded or spelled out."""
    return one.fits(other) or other.fits(one)


def counted(told: Told) -> list[Counted]:
    """The figures of a sentence that say how many or how much of something."""
    return [_counted(told, figure) for figure in told.figures if _is_a_count(told.text, figure)]


def _is_a_count(text: str, figure: Figure) -> bool:
    if NAMING.match(text, figure.end) or PART.match(text, figure.end) or figure.text.lower() in VAGUE:
        return False
    before = text[: figure.start]
    if OF_THE_CLOCK.match(text, figure.end) or RANGE_START.match(text, figure.end) or RANGE_END.search(before):
        return False
    if ON_TOP.search(before) or (re.search(r"[^\W\d_]-$|[A-Z][\w’']* $|[#№]$", before) and not _opens(before)):
        return False
    return not re.match(r"(?:st|nd|rd|th)\b", text[figure.end :]) and not figure.text.lower().endswith(
        ("th", "first", "second", "third")
    )


def _opens(before: str) -> bool:
    """Whether the capitalised word before a figure is no part of a name: "At 12", "Some 400", "In Lund 40"."""
    return bool(re.fullmatch(r"\W*[A-Z][\w’']* |.*\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]or) [A-Z][\w’']* ", before, re.DOTALL))


def _counted(told: Told, figure: Figure) -> Counted:
    start, end = _clause(told, figure)
    after = [word for word in told.words if figure.end <= word.start < end][:MAX_BESIDE]
    before = [word for word in told.words if start <= word.start < figure.start][: -MAX_BESIDE - 1 : -1]
    near = after and re.fullmatch(r"[ \u00a0-]", told.text[figure.end : after[0].start])
    unit = after[0] if near and not figure.measure else None
    rest = [w for w in (*after, *before) if w != unit and not w.is_name and not SPEAKING.fullmatch(w.text)]
    return Counted(figure, unit, tuple(w for w in rest if w.lemma not in COUNTING | PEOPLE))


def _clause(told: Told, figure: Figure) -> tuple[int, int]:
    """From the end of the clause or figure before to the end of its own clause or the next figure."""
    ends = [match.end() for match in CLAUSE_END.finditer(told.text, 0, figure.start)]
    ends += [each.end for each in told.figures if each.end <= figure.start]
    close = CLAUSE_END.search(told.text, figure.end)
    starts = [each.start for each in told.figures if each.start >= figure.end]
    return max(ends, default=0), min([close.start() if close else len(told.text), *starts])


def is_alike(one: Told, ours: Counted, other: Told, theirs: Counted) -> bool:
    """Whether both count the same: the same unit, and another word of their clauses in common."""
    if not _is_near(ours.figure, theirs.figure) or not _same_unit(one, ours, other, theirs):
        return False
    if bool(RATE.match(one.text, ours.figure.end)) != bool(RATE.match(other.text, theirs.figure.end)):
        return False
    if not ours.unit and not theirs.unit:
        return (
            bool(ours.beside and theirs.beside) and one.likeness(ours.beside[0], other, theirs.beside[0]) >= SAME_WORD
        )
    return any(
        one.likeness(mine, other, their) >= SAME_WORD
        for mine in ours.beside
        for their in (*theirs.beside, *([theirs.unit] if theirs.unit and not ours.unit else []))
    ) or _is_told_by_unit(ours, theirs)


def _same_unit(one: Told, ours: Counted, other: Told, theirs: Counted) -> bool:
    mine, their = _thing(ours), _thing(theirs)
    if mine and their:
        if mine.lemma in UNITS or their.lemma in UNITS:
            return mine.lemma == their.lemma
        return one.likeness(mine, other, their) >= SAME_WORD
    if mine:
        return mine.lemma not in UNITS and any(one.likeness(mine, other, w) >= SAME_WORD for w in theirs.beside)
    if their:
        return their.lemma not in UNITS and any(one.likeness(w, other, their) >= SAME_WORD for w in ours.beside)
    return True


def _thing(counted: Counted) -> Word | None:
    """What is counted; None where it is people or is not said."""
    return counted.unit if counted.unit and counted.unit.lemma not in PEOPLE else None


def is_asked(told: Told, figure: Figure, question: Told) -> bool:
    """Whether the question asks for what the figure counts: by the thing counted, or by the word nearest to it."""
    found = next((each for each in counted(told) if each.figure == figure), None)
    thing = _thing(found) if found else None
    keys = [*([thing] if thing else []), *(found.beside[:1] if found else ())]
    return any(told.likeness(key, question, word) >= SAME_WORD for key in keys for word in question.words)


def _is_told_by_unit(ours: Counted, theirs: Counted) -> bool:
    """ "12 dead", "15 dead": the word after says all, and no other word stands beside either."""
    mine, their = _thing(ours), _thing(theirs)
    return bool(mine and their and mine.lemma == their.lemma and not (ours.beside and theirs.beside))
