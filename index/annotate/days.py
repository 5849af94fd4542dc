"""Within which days the event of a sentence happened. English only.

A relative day ("on Friday", "last month") is counted from the article's own
day. What names no day of an event is passed over: "since March", "by 2050",
"for two days", "Friday prayers", "the 2018 election", "born in 1960".
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from article_qa.index.annotate.absolute_days import absolute_days
from article_qa.index.annotate.expressions import MAX_SENTENCE_CHARACTERS, Anchor, Expression, is_ahead
from article_qa.index.annotate.furniture import is_dateline, is_name_list
from article_qa.index.annotate.relative_days import relative_days
from article_qa.index.annotations import Days
from article_qa.index.records import Article
from article_qa.index.text.days import Day, days
from article_qa.index.text.typography import straight

# The dateline stands above the text or opens it.
DATELINE_LINES = 5
# What is read of one of these lines: a dateline is short, a paragraph may be endless.
MAX_DATELINE_CHARACTERS = 160
# It is believed before the day of publication where the two are this near.
MAX_DATELINE_DISTANCE = timedelta(days=7)

_OUTSIDE = re.compile(
    r"\b(?:since|until|till|before|after|prior to|than|following|ahead of|as|compared (?:with|to)) "
    r"(?:(?:the|about|around|early|late|on|in|at least|last|next"
    r"|\w+day,?|morning,?|afternoon,?|evening,?|night,?) |mid-)*$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\bby (?:the |about |around |early |late |mid-?|end of |next )*$", re.IGNORECASE)
# "A print from 1987" was shown another year.
_MADE = re.compile(r"\bfrom $", re.IGNORECASE)
_BIRTH = re.compile(r"(?<!was )(?<!were )\b(?:born|founded|established|b\.)[^,.;()]{0,40}$", re.IGNORECASE)
# ", opened in 1934, loses money": the date belongs to what stands between the commas.
_APPOSITION = re.compile(
    r"(?:^|, )(?:(?:first|last|also|originally|newly) )?(?:\w+ed|[Bb]uilt|[Hh]eld|won|begun)"
    r" (?:\w+ ){0,4}(?:in|on|last) ?$"
)
_BETWEEN = re.compile(r"[ ,(]*(?:morning|afternoon|evening|night)?[ ,(]*")


def article_day(article: Article) -> date | None:
    """The day that the article's relative days are counted from: its dateline's, or that of publication."""
    published = article.published
    for line in islice(filter(None, article.text[:2000].split("\n")), DATELINE_LINES):
        day = _dateline(straight(line[:MAX_DATELINE_CHARACTERS]), straight(article.title))
        if day and (published is None or abs(day - published) <= MAX_DATELINE_DISTANCE):
            return day
    return published


def _dateline(line: str, title: str) -> date | None:
    for day in days(line):
        if not (day.year and day.month and day.day):
            continue
        before = re.sub(r"\b(?:\w+day|Updated|Published|Posted)\b", "", line[: day.start].removeprefix(title)).strip(
            " ,:-"
        )
        after = line[day.end :].lstrip(". ")
        opens = not before or (is_name_list(before) and after.startswith("-"))
        if opens or is_dateline(line):
            return _date(day)
    return None


def _date(day: Day) -> date | None:
    try:
        return date(day.year or 0, day.month or 0, day.day or 0)
    except ValueError:
        return None


class DayReader:
    """Reads the sentences of one article in order; "the next day" is counted from the sentence before."""

    def __init__(self, today: date | None) -> None:
        self._today = today
        self._before: Days | None = None

    def read(self, sentence: str) -> Days | None:
        """The days of the event that `sentence` tells, or None."""
        before = self._before
        is_one = before is not None and before.first == before.last
        self._before = event_days(sentence, Anchor(self._today, before.first if before and is_one else None))
        return self._before


def event_days(sentence: str, anchor: Anchor) -> Days | None:
    """The days that belong to the main verb of the sentence, as far as can be told; None where it names none.

    Preferred are days outside quotation marks, then a day or week to a month or year, then the first.
    """
    text = straight(sentence[:MAX_SENTENCE_CHARACTERS])
    absolute = absolute_days(text, anchor)
    relative = [each for each in relative_days(text, anchor) if not _overlaps(each, absolute)]
    found = [each for each in _with_dates(text, relative, absolute) if not _is_outside(text, each)]
    best = min(found, key=lambda each: (_is_quoted(text, each), _rank(each), each.start), default=None)
    return best.days if best else None


def _overlaps(one: Expression, others: Sequence[Expression]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _with_dates(text: str, relative: Sequence[Expression], absolute: Sequence[Expression]) -> list[Expression]:
    """All expressions; a weekday gives way to the date that follows it: "Tuesday morning, 10 March"."""
    dated = [
        each
        for each in relative
        if not any(each.end <= other.start and _BETWEEN.fullmatch(text, each.end, other.start) for other in absolute)
    ]
    return [*dated, *absolute]


def _is_outside(text: str, each: Expression) -> bool:
    """Whether it is no day of the event: the end of a time, a birth, an aside."""
    before = text[max(0, each.start - 80) : each.start]
    if _OUTSIDE.search(before) or _BIRTH.search(before):
        return True
    if _DEADLINE.search(before) and (_rank(each) or is_ahead(text, each.start, each.end)):
        return True
    if each.days.precision == "year" and _MADE.search(before) and each.days.first.year == each.days.last.year:
        return True
    opened = before.rfind("(")
    in_brackets = opened > before.rfind(")")
    return _rank(each) == 1 and (
        in_brackets or (text[each.end : each.end + 1] == "," and bool(_APPOSITION.search(before)))
    )


def _rank(each: Expression) -> int:
    return 0 if each.days.precision in ("day", "week") else 1


def _is_quoted(text: str, each: Expression) -> bool:
    return text.count('"', 0, each.start) % 2 == 1
