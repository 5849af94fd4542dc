"""Days that are named by a date, month, season or year; what a date leaves out is filled from the article's day."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from article_qa.index.annotate import intervals
from article_qa.index.annotate.expressions import Anchor, Expression, is_ahead
from article_qa.index.annotations import Days
from article_qa.index.text.days import Day, days

# A year or a month alone is a date only after one of these: not in "the 2018 vote", "March on", "class 2B".
_PREPOSITION = re.compile(
    r"\b(?:in|for|during|throughout|early|late|mid|middle|around|circa|between|since|until|till|by|before|after"
    r"|from|last|next|this|past|later in|back to|year,?)[ -](?:about |around |early |late |mid-?)?$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:end|start|beginning|middle|rest|half|quarter|month|weeks?|days?|hours|much|most) of (?:the )?$"
)
_NUMBERED_WEEKDAY = re.compile(r"\b(?:first|second|third|fourth|last) \w+day (?:in|of) $", re.IGNORECASE)
# "In a 2003 interview" is a date, "the 2003 war" is not.
_ATTRIBUTE = re.compile(r"\b(?:in|at|during) (?:an?|the|his|her|its|their) $", re.IGNORECASE)
_RANGE = re.compile(r",? (?:to|and|through|until|till) (?:\w+day,? |early |late |mid-)?| ?- ?")
_YEAR_AFTER = re.compile(r"(?: ?-|,)?(?: of)? (?P<which>this|last|next) year\b", re.IGNORECASE)
_SEASON = re.compile(
    r"\b(?P<season>spring|summer|autumn|fall|winter)(?: of|,)? (?P<year>1[5-9]\d\d|20\d\d)\b", re.IGNORECASE
)
_WHICH = {"last": -1, "this": 0, "next": 1}


def absolute_days(text: str, anchor: Anchor) -> list[Expression]:
    """The dates of `text` in order; the two ends of a range are one."""
    seasons = [
        Expression(*m.span(), intervals.season(int(m["year"]), m["season"].lower())) for m in _SEASON.finditer(text)
    ]
    inside = [(each.start, each.end) for each in seasons]
    named = (day for day in days(text) if day.weekday is None and not any(a <= day.start < b for a, b in inside))
    found: list[Expression] = []
    for _, group in groupby(named, key=lambda day: day.start):
        found += _expression(text, list(group), anchor, found[-1].end if found else None)
    return _joined(text, sorted([*found, *seasons], key=lambda each: each.start))


def _expression(text: str, group: list[Day], anchor: Anchor, last_end: int | None) -> Iterator[Expression]:
    """What one form names: "7 and 8 May" names two days. `last_end` is where the one before ends."""
    first = group[0]
    before = text[max(0, first.start - 40) : first.start]
    is_range = last_end is not None and bool(_RANGE.fullmatch(text, last_end, first.start))
    is_decade = first.is_year and text[first.end : first.end + 1] == "'"
    if is_decade or (not is_range and not _is_date(first, before)):
        return
    resolved = [found for day in group if (found := _resolved(text, day, before, anchor))]
    if resolved:
        ends = Days(min(d.first for d in resolved), max(d.last for d in resolved), resolved[0].precision)
        after = _YEAR_AFTER.match(text, first.end)
        yield Expression(first.start, after.end() if after and first.year is None else first.end, ends)


def _is_date(day: Day, before: str) -> bool:
    """Whether a month or a year alone is meant as a date."""
    if day.day is not None or (day.month is not None and day.year is not None):
        return True
    if _NUMBERED_WEEKDAY.search(before):
        return False
    return bool(_PREPOSITION.search(before) or _PART_OF.search(before) or (day.is_year and _ATTRIBUTE.search(before)))


def _resolved(text: str, day: Day, before: str, anchor: Anchor) -> Days | None:
    year = day.year
    after = _YEAR_AFTER.match(text, day.end)
    if year is None and after and anchor.today:
        year = anchor.today.year + _WHICH[after["which"].lower()]
    try:
        if day.month is None:
            return intervals.year(year) if year else None
        if year:
            return intervals.one(date(year, day.month, day.day)) if day.day else intervals.month(year, day.month)
    except ValueError:
        return None
    if anchor.today is None:
        return None
    ahead = bool(re.search(r"\b(?:next|coming) $", before, re.IGNORECASE)) or is_ahead(text, day.start, day.end)
    return intervals.nearest(day.month, day.day, anchor.today, is_ahead=ahead)


def _joined(text: str, found: list[Expression]) -> list[Expression]:
    """The expressions, those joined as a range made one."""
    joined: list[Expression] = []
    for each in found:
        last = joined[-1] if joined else None
        if last and _RANGE.fullmatch(text, last.end, each.start) and last.days.first <= each.days.last:
            precision = each.days.precision
            joined[-1] = Expression(last.start, each.end, Days(last.days.first, each.days.last, precision))
        else:
            joined.append(each)
    return joined
