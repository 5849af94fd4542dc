"""A figure, a date or a name of a claim in a sentence: there, or another one in its very place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from article_qa.index.annotations import Days
from article_qa.index.text.days import Day, days
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.names import is_named, share_seat
from article_qa.index.text.numbers import Figure, figures
from article_qa.index.text.sentences import Span
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.verification.claim_words import Beside
from article_qa.qa.verification.polarity import SPEAKING

# `agrees`: it is there. `differs`: another stands in its place. `missing`: neither.
Fit: TypeAlias = Literal["agrees", "differs", "missing"]
MORE = re.compile(r"\b(?:more than|over|at least|above|exceed\w*|no fewer than)\W+$", re.IGNORECASE)
LESS = re.compile(r"\b(?:less than|fewer than|under|below|at most|up to|nearly|almost|no more than)\W+$", re.IGNORECASE)
ORDINAL = re.compile(r"(?:th|first|second|third)$", re.IGNORECASE)
SUFFIX = re.compile(r"(?:st|nd|rd|th)\b")
NEXT_WORD = re.compile(r"[ \u00a0-]([^\W_]+)")
SAME_UNIT = {"km": "kilometr", "kg": "kilogram", "m": "metr", "meter": "metr", "kilomet": "kilometr"}
NUMBERED = re.compile(r"\b([A-Z][^\W\d_]+) $")
# So many of one of them are not so many of another.
UNITS = frozenset(
    map(
        lemma,
        """mile kilometre metre foot yard inch hectare acre kilogram gram pound tonne ton litre gallon degree second
        minute hour day week month year decade century dollar euro pound yen rouble crown cent""".split(),
    )
)
UNIQUE = re.compile(r"\b(?:the|first|last|only|won|most|\w+est)\b", re.IGNORECASE)
# "The Jordanian minister" is not told from the Iraqi one by the word after.
ADJECTIVE = re.compile(r"(?:[ei]an|ish|ese|iot|ch)s?$")
PARTICLES = frozenset("off out up down away back over".split())
# Which of them is said depends on the place, not on what happened there.
AT_A_PLACE = frozenset("in at on near".split())
PREPOSITION = frozenset("in at on from to of by for with into near under against".split())
# "Made in 2015 by" is "made by".
YEAR = re.compile(r"\b(?:in|by|since) (?:\w+ )?\d{4}\b", re.IGNORECASE)
# "Travelled about 500 miles (800 km) from" is "travelled from".
DISTANCE = re.compile(
    r"(?:\b(?:about|around|nearly|almost|over|some|roughly|more than) )?\b\d[\d,.]*[ -]?[a-z]+(?: \([^)]*\))? ?$",
    re.IGNORECASE,
)
# "Will be in", "is to take place in" and "was held in" say the same of a place.
HAPPENING = frozenset("be is are was were been place held happen happens happened occur occurs occurred staged".split())
# "The first victory since 1958" was not in that year.
NOT_ITS_DAY = re.compile(r"\b(?:since|until|till)(?: early| late| mid)?[ -]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """What became of one figure, date or name of the claim; `stated` is what stands in its place."""

    fit: Fit
    claimed: str
    stated: str = ""


def figure_slots(beside: Beside) -> list[Slot]:
    """Each figure of the claim."""
    years = {(day.start, day.end) for day in days(beside.sentence)}
    stated = [figure for figure in figures(beside.sentence) if (figure.start, figure.end) not in years]
    return [_figure_slot(figure, stated, beside) for figure in beside.claim.figures]


def _figure_slot(claimed: Figure, stated: Sequence[Figure], beside: Beside) -> Slot:
    unit = counted(beside.claim.text, claimed)
    alike = [f for f in stated if f.measure == claimed.measure and unit.unit and unit == counted(beside.sentence, f)]
    alike = [f for f in stated if f.measure == claimed.measure != ""] or alike
    fitting = [figure for figure in stated if _fits(claimed, figure, beside)]
    if not fitting and not unit.unit and is_of_a_name(beside.claim.text, claimed):
        return Slot("missing", claimed.text)
    if fitting and (other := _of_another_deed(beside, claimed, fitting, stated)):
        return Slot("differs", claimed.text, other.text)
    if fitting and not _of_another(beside, fitting, alike):
        return Slot("agrees", claimed.text)
    if not fitting and any(_counts_alike(claimed, figure, beside) for figure in beside.figures_around):
        return Slot("missing", claimed.text)
    rivals = [f for f in alike if f not in fitting and not _is_bound(beside.sentence, f)]
    rivals = [f for f in rivals if not _is_claimed(f, beside)]
    return Slot("differs", claimed.text, rivals[0].text) if rivals else Slot("missing", claimed.text)


def is_of_a_name(text: str, figure: Figure) -> bool:
    """Whether the figure tells one of several apart, as in "Bridge 12" and "Flight 370"."""
    before = NUMBERED.search(text[: figure.start])
    return before is not None and before[1].lower() not in STOP_WORDS and not figure.measure


def _fits(claimed: Figure, stated: Figure, beside: Beside) -> bool:
    ours, theirs = counted(beside.claim.text, claimed), counted(beside.sentence, stated)
    if ours.is_ordinal != theirs.is_ordinal or (ours.unit != theirs.unit and {ours.unit, theirs.unit} <= UNITS):
        return False
    if claimed.fits(stated):
        return True
    if claimed.measure != stated.measure:
        return False
    before = beside.claim.text[: claimed.start]
    return bool((MORE.search(before) and stated.value > claimed.value >= stated.value / 2)
                or (LESS.search(before) and stated.value < claimed.value <= stated.value * 1.5))  # fmt: skip


def _of_another(beside: Beside, fitting: Sequence[Figure], alike: Sequence[Figure]) -> bool:
    """Whether of several figures of one kind the fitting one belongs to another name than the claim's."""
    others = [figure for figure in alike if figure not in fitting]
    places = _places(beside)
    if not others or not places:
        return False

    def distance(figure: Figure) -> int:
        return min(abs(figure.start - end) + 1000 * (figure.start < start) for start, end in places)

    return min(map(distance, others)) < min(map(distance, fitting))


def _of_another_deed(
    beside: Beside, claimed: Figure, fitting: Sequence[Figure], stated: Sequence[Figure]
) -> Figure | None:
    """The figure that stands nearer to the claim's word than the fitting ones: "killing 107 and wounding 238"."""
    others = [f for f in stated if f not in fitting and _may_count_it(f, beside) and not _is_claimed(f, beside)]
    unit = counted(beside.claim.text, claimed).unit
    words = [word for word in beside.claim.words if not word.is_name and word.lemma != unit]
    if not others or not words:
        return None
    deed = min(words, key=lambda word: _gap((word.start, word.end), claimed)).lemma
    places = [m.span() for m in WORD.finditer(beside.sentence) if lemma(m.group()) == deed]
    if not places:
        return None
    nearest = min((*fitting, *others), key=lambda figure: min(_gap(place, figure) for place in places))
    return None if nearest in fitting else nearest


def _may_count_it(figure: Figure, beside: Beside) -> bool:
    """Whether a figure of the sentence counts what it does not name itself."""
    return not figure.measure and counted(beside.sentence, figure) == Counted("", is_ordinal=False)


def _gap(place: Span, figure: Figure) -> int:
    return max(figure.start - place[1], place[0] - figure.end)


def _places(beside: Beside) -> list[Span]:
    """Where the claim's first name stands in the sentence."""
    if not beside.claim.names:
        return []
    first = beside.claim.text[slice(*beside.claim.names[0])].lower()
    return [match.span() for match in re.finditer(re.escape(first), beside.sentence.lower())]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: the lemma of the word after it, and whether it says which one rather than how many."""

    unit: str
    is_ordinal: bool


def counted(text: str, figure: Figure) -> Counted:
    suffix = SUFFIX.match(text, figure.end)
    is_ordinal = bool(suffix or ORDINAL.search(figure.text))
    after = NEXT_WORD.match(text, suffix.end() if suffix else figure.end)
    unit = lemma(after[1]) if after and after[1].lower() not in STOP_WORDS else ""
    return Counted(SAME_UNIT.get(unit, unit), is_ordinal)


def _counts_alike(claimed: Figure, stated: Figure, beside: Beside) -> bool:
    """Whether a figure of the passage around is the claim's, of the same things."""
    ours, theirs = counted(beside.claim.text, claimed), counted(beside.around, stated)
    is_alike = ours == theirs and bool(ours.unit or claimed.measure)
    return claimed.fits(stated) and is_alike


def _is_claimed(stated: Figure, beside: Beside) -> bool:
    """Whether the figure is another one of the claim."""
    return any(figure.fits(stated) for figure in beside.claim.figures)


def _is_bound(text: str, figure: Figure) -> bool:
    return bool(MORE.search(text[: figure.start]) or LESS.search(text[: figure.start]))


def day_slots(beside: Beside, published: date | None) -> list[Slot]:
    """Each date of the claim; a sentence without one is of its article's day."""
    bounds = [day for day in days(beside.sentence) if NOT_ITS_DAY.search(beside.sentence[: day.start])]
    stated = [day for day in days(beside.sentence) if day not in bounds]
    return [
        _day_slot(day, bounds, None, None)
        if bounds and NOT_ITS_DAY.search(beside.claim.text[: day.start])
        else _day_slot(day, stated, published, beside.event)
        for day in beside.claim.days
    ]


def _day_slot(claimed: Day, stated: Sequence[Day], published: date | None, event: Days | None) -> Slot:
    if event and covers_event(claimed, event):
        return Slot("agrees", claimed.text)
    whole_days = [_with_year(day, published) for day in stated]
    if any(claimed.fits(day) for day in whole_days):
        return Slot("agrees", claimed.text)
    rivals = [day for day in whole_days if day.clashes(claimed)]
    if rivals:
        return Slot("differs", claimed.text, rivals[0].text)
    if not stated and published and _covers(claimed, published):
        return Slot("agrees", claimed.text)
    return Slot("missing", claimed.text)


def _with_year(day: Day, published: date | None) -> Day:
    """A date without a year is of its article's."""
    if day.year or not day.month or not published:
        return day
    return Day(published.year, day.month, day.day, day.weekday, day.text, day.start, day.end)


def covers_event(claimed: Day, event: Days) -> bool:
    """Whether all of the event lies within the claimed day, month or year, as far as that is said."""
    if claimed.day and event.precision != "day":
        return False
    return all(
        claimed.year in (None, day.year)
        and claimed.month in (None, day.month)
        and claimed.day in (None, day.day)
        and claimed.weekday in (None, day.weekday())
        for day in (event.first, event.last)
    )


def _covers(claimed: Day, published: date) -> bool:
    """Whether the claim's year or month holds the day of the article."""
    if claimed.weekday is not None or claimed.day:
        return False
    return claimed.year in (None, published.year) and claimed.month in (None, published.month)


def name_slots(beside: Beside) -> list[Slot]:
    """Each name of the claim; one that only the passage around has agrees, unless another takes its place."""
    return [_name_slot(beside, span) for span in beside.claim.names]


def _name_slot(beside: Beside, span: Span) -> Slot:
    name = beside.claim.text[slice(*span)]
    words = [word for word in WORD.findall(name) if word.lower() not in STOP_WORDS]
    if _has(words, beside.sentence):
        return Slot("agrees", name)
    rival = _in_its_place(beside, span)
    if rival and not any(share_seat(word, other) for word in words for other in WORD.findall(rival)):
        return Slot("differs", name, rival)
    return Slot("agrees" if _has(words, beside.around) else "missing", name)


def _has(words: Sequence[str], text: str) -> bool:
    """Whether the text names it: by its last word, as people are, or by most of its words."""
    if not words:
        return True
    named = [word for word in words if is_named(word, text)]
    return words[-1] in named or 2 * len(named) > len(words)


def _in_its_place(beside: Beside, span: Span) -> str:
    """A name of the sentence that the claim lacks, between the same words as the claim's name."""
    ours = _neighbours(beside.claim.text, span)
    is_unique = _is_unique(beside, span) and not ADJECTIVE.search(beside.claim.text[slice(*span)])
    # "At Westminster for the first time" tells nothing of who was the first.
    is_unique = is_unique and not _is_governed(beside.claim.text, span)
    for start, end in beside.names:
        rival = beside.sentence[start:end]
        if any(is_named(word, beside.claim.text) for word in WORD.findall(rival)):
            continue
        theirs = _neighbours(beside.sentence, (start, end))
        if (ours[0] and ours[0] == theirs[0]) or (is_unique and ours[1] and ours[1] == theirs[1]):
            return rival
    return ""


def _is_unique(beside: Beside, span: Span) -> bool:
    """Whether what the claim tells of a name can be true of one only, and the sentence has all other names of it."""
    claim = beside.claim
    # Two people may say the same.
    if SPEAKING.search(claim.text):
        return False
    others = [WORD.findall(claim.text[start:end])[-1] for start, end in claim.names if (start, end) != span]
    return bool(UNIQUE.search(claim.text[span[1] :])) and all(is_named(word, beside.sentence) for word in others)


def _neighbours(text: str, span: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The preposition before a name with the word that it belongs to, and the word that tells something after it."""
    following = [word for word in WORD.findall(text[span[1] : span[1] + 60])[:4] if word.lower() not in STOP_WORDS]
    return _before(text[: span[0]]), (lemma(following[0]),) if following else ()


def _is_governed(text: str, span: Span) -> bool:
    """Whether a preposition stands right before the name: it is not what the next word tells of."""
    words = [word.lower() for word in WORD.findall(text[: span[0]])][-2:]
    while words and words[-1] in ("the", "a", "an"):
        words.pop()
    return bool(words) and words[-1] in PREPOSITION


def _before(text: str) -> tuple[str, ...]:
    """The preposition at the end of a text after its verb or noun: "took off from" is take, off, from."""
    preposition = re.search(r"\w+ (?:the |an? )?$", text[-60:])
    if preposition:
        near = text[-60:]
        text = DISTANCE.sub("", near[: preposition.start()]) + near[preposition.start() :]
    words = [word.lower() for word in WORD.findall(YEAR.sub("", text[-60:]))][-4:]
    while words and words[-1] in ("the", "a", "an"):
        words.pop()
    head = [word for word in words[:-1] if word not in STOP_WORDS - PARTICLES]
    if words[-1:] and words[-1] in AT_A_PLACE and words[-2:-1] and words[-2] in HAPPENING:
        return "happen", "at"
    if not head or words[-1] not in PREPOSITION:
        return ()
    kept = head[-2:] if head[-1] in PARTICLES else head[-1:]
    return (*map(lemma, kept), "at" if words[-1] in AT_A_PLACE else words[-1])
