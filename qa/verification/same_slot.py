"""Two sentences of two articles: do they tell the same of the same event, and give different values?

A value is a figure, a day, a name, or whether it happened at all. Precision
comes first: what is not plainly the same event, told with the same words but
for the value, is no disagreement.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

from article_qa.index.text.antonyms import excludes
from article_qa.index.text.days import Day
from article_qa.index.text.names import is_named, names, share_seat
from article_qa.index.text.sentences import Span
from article_qa.index.text.words import WORD
from article_qa.qa.verification.polarity import SPEAKING, hedges, negations
from article_qa.qa.verification.same_figure import differing_figures
from article_qa.qa.verification.told import Told

SlotKind: TypeAlias = Literal["number", "day", "name", "status"]
# Reports of one event come out within so many days of each other.
MAX_DAYS_APART = timedelta(days=60)
# What must be told alike beside the value; the share is set by hand.
MIN_SHARE = 0.6
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)
# What stands between a weekday and its date.
_TO_DATE = re.compile(r"(?: (?:morning|afternoon|evening|night))?,? (?:the )?\(?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Difference:
    """What two sentences tell differently, and where it stands in each of them."""

    kind: SlotKind
    ours: Span
    theirs: Span


def differences(one: Told, other: Told) -> list[Difference]:
    """The values in which two sentences disagree; none where they agree or tell of different things."""
    if _folded(one.text) == _folded(other.text) or not is_one_event(one, other):
        return []
    found = list(_figures(one, other))
    return found or [*_days(one, other)] or [*_names(one, other)] or [*_status(one, other)]


def is_one_event(one: Told, other: Told) -> bool:
    """Whether both may tell of the same event: near in time, about a name in common, not each of its own place."""
    if one.published and other.published and abs(one.published - other.published) > MAX_DAYS_APART:
        return False
    shared = [word for word in _name_words(one.text) | _name_words(one.title) if is_named(word, other.around)]
    return bool(shared)


def _figures(one: Told, other: Told) -> Iterator[Difference]:
    if _events_differ(one, other) or _own_subjects(one, other) or _looks_far_back(one) or _looks_far_back(other):
        return
    if _is_of_old(one, other) or _is_of_old(other, one):
        return
    for ours, theirs in differing_figures(one, other):
        yield Difference("number", (ours.start, ours.end), (theirs.start, theirs.end))


def _events_differ(one: Told, other: Told) -> bool:
    """Whether the sentences name different days, and their events do too."""
    if not one.event or not other.event:
        return False
    return one.event.last < other.event.first or other.event.last < one.event.first


def _looks_far_back(told: Told) -> bool:
    """Whether the sentence names a year before its article's: it tells of another time too."""
    return any(told.published and day.year and day.year < told.published.year for day in told.days)


def _is_of_old(told: Told, other: Told) -> bool:
    """Whether a sentence tells of days long before its article, and the other is not dated: of an earlier event."""
    if not told.published or not told.event or other.event:
        return False
    return told.published - told.event.last > MAX_DAYS_APART


def _own_subjects(one: Told, other: Told) -> bool:
    """Whether each names somebody before its deed whom the other's article does not know."""
    return any(_strange(one, other)) and any(_strange(other, one))


def _strange(one: Told, other: Told) -> Iterator[str]:
    """The names of a sentence, but who is speaking, that the headline and passage of the other lack."""
    for start, end in one.names:
        name = one.text[start:end]
        is_source = SPEAKING.search(one.text[max(0, start - 40) : min(len(one.text), end + 40)])
        if not is_source and not any(is_named(word, other.around) for word in WORD.findall(name)):
            yield name


def _days(one: Told, other: Told) -> Iterator[Difference]:
    ours, theirs = _dated(one), _dated(other)
    if not ours or not theirs or one.event is None or other.event is None or not _events_differ(one, other):
        return
    if _falls_on(ours, theirs) or _falls_on(theirs, ours):
        return
    spans = [_span(ours)], [_span(theirs)]
    if one.event.precision == other.event.precision and _told_alike(one, other, *spans):
        yield Difference("day", spans[0][0], spans[1][0])


def _falls_on(weekday: Day, day: Day) -> bool:
    """Whether one is only a weekday, on which the other falls."""
    return bool(_WEEKDAY.fullmatch(weekday.text)) and weekday.weekday == day.falls_on()


def _span(day: Day) -> Span:
    """Where the day stands, without the full stop of its sentence."""
    return day.start, day.start + len(day.text)


def _dated(told: Told) -> Day | None:
    """The only day that a sentence names; a weekday before its date is no other day."""
    following = (*told.days[1:], None) if told.days else ()
    named = [day for day, after in zip(told.days, following, strict=True) if not _dates(told, day, after)]
    return named[0] if len({day.text for day in named}) == 1 else None


def _dates(told: Told, day: Day, after: Day | None) -> bool:
    """Whether a day is a weekday whose date follows: "Tuesday morning, 10 March"."""
    if after is None or not _WEEKDAY.fullmatch(day.text) or _WEEKDAY.fullmatch(after.text):
        return False
    return bool(_TO_DATE.fullmatch(told.text[day.start + len(day.text) : after.start]))


def _told_alike(one: Told, other: Told, ours: list[Span], theirs: list[Span], least: float = MIN_SHARE) -> bool:
    """Whether most of what the shorter says, the spans aside, stands in the longer, and not too little."""
    shares = one.share_in(other, ours), other.share_in(one, theirs)
    shorter = min(len(one.words), len(other.words))
    return max(shares) >= least and min(shares) >= least / 2 and shorter >= 3


def _names(one: Told, other: Told) -> Iterator[Difference]:
    ours, theirs = (
        [span for span in a.names if not any(is_named(w, b.text) for w in WORD.findall(a.text[slice(*span)]))]
        for a, b in ((one, other), (other, one))
    )
    if len(ours) != 1 or len(theirs) != 1 or _events_differ(one, other):
        return
    mine, their = one.text[slice(*ours[0])], other.text[slice(*theirs[0])]
    if any(share_seat(a, b) for a in WORD.findall(mine) for b in WORD.findall(their)):
        return
    if _in_its_place(one, ours[0], other, theirs[0]) and _told_alike(one, other, ours, theirs, 0.75):
        yield Difference("name", ours[0], theirs[0])


def _in_its_place(one: Told, ours: Span, other: Told, theirs: Span) -> bool:
    """Whether the word before both or the word after both is the same."""
    both = (one.text, ours), (other.text, theirs)
    before = [WORD.findall(text[max(0, start - 60) : start])[-1:] for text, (start, _) in both]
    after = [re.findall(r"^\W{0,2}([^\W_]+)", text[end : end + 60]) for text, (_, end) in both]
    return before[0] == before[1] != [] or after[0] == after[1] != []


def _status(one: Told, other: Told) -> Iterator[Difference]:
    """A denial in only one of them, or a word of one that excludes one of the other."""
    if _events_differ(one, other) or (any(_strange(one, other)) and any(_strange(other, one))):
        return
    ours, theirs = negations(one.text), negations(other.text)
    if bool(ours) != bool(theirs) and _told_alike(one, other, [], [], 0.75):
        if bool(hedges(one.text)) == bool(hedges(other.text)):
            first = ours[0].span() if ours else _whole(one)
            yield Difference("status", first, theirs[0].span() if theirs else _whole(other))
        return
    lemmas, others = {w.lemma for w in one.words}, {w.lemma for w in other.words}
    for word in one.words:
        for their in other.words:
            if word.lemma not in others and their.lemma not in lemmas and not ours and not theirs:
                spans = [(word.start, word.end)], [(their.start, their.end)]
                if excludes(word.lemma, their.lemma, lemmas, others) and _told_alike(one, other, *spans, 0.75):
                    yield Difference("status", *spans[0], *spans[1])
                    return


def _whole(told: Told) -> Span:
    return 0, len(told.text)


def _name_words(text: str) -> set[str]:
    return {text[a:b] for a, b in names(text)}


def _folded(text: str) -> str:
    return " ".join(WORD.findall(text)).casefold()
