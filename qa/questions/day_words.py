"""The days that a question names, as a span: "in December 2025", "since March", "last week"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from article_qa.index.text.days import WEEKDAYS, Day, days

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug"
    r"(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# So that dates are read in questions without capitals: "in december", "3 may", not "may rise" or "march on".
SMALL_MONTH = re.compile(
    rf"\b(?:(?<=\d )|(?<=\d)(?<= )|(?<=in )|(?<=since )|(?<=last )|(?<=of )"
    rf"|(?<=until )|(?<=and )|(?<=early )|(?<=late )|(?<=during )|(?<=before )"
    rf"|(?<=after )){_MONTH}\b|\b{_MONTH}(?= \d)|\b(?:{'|'.join(WEEKDAYS)})\b"
)
OPEN = re.compile(
    r"(?:^|(?<=[\s,;(]))(?P<how>since|after|from|as of|starting(?: (?:in"
    r"|on|from))?|before|until|till|up to|by|prior to|no later than|between"
    r"|in|on|during|for|of|throughout|within|dated|around)?"
    r"(?: the)?(?: (?:month|year|day|week|beginning|start|end|middle|whole) of)?"
    r"(?: (?:early|late|mid|around))?[ -]?$",
    re.IGNORECASE,
)
ONWARD = re.compile(r",? (?:on|onwards?|forward|until now|to now)\b", re.IGNORECASE)
JOIN = re.compile(r"\s*(?:and|to|until|till|through|-)\s*", re.IGNORECASE)
SINCE = frozenset("since after from starting".split())
UNTIL = frozenset("before until till by".split())
_COUNT = r"(?P<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|couple of|few)"
COUNTS = {"couple of": 2, "few": 3} | {
    word: n for n, word in enumerate("two three four five six seven eight nine ten".split(), 2)
}
RELATIVE = re.compile(
    r"(?:\b(?:in|on|from|over|during|for|of|within|published|since|dated) )?(?:\bthe )?"
    r"(?:\b(?P<word>today|yesterday|tonight|this morning)\b"
    r"|\b(?P<which>this|last|past|previous|current|recent) (?P<unit>week|month|year|weekend)s?\b"
    rf"|\b(?:last|past|previous) {_COUNT} (?P<units>days|weeks|months|years)\b"
    rf"|\b(?:last |this |past )?(?P<weekday>{'|'.join(WEEKDAYS)})\b)(?:'s)?",
    re.IGNORECASE,
)
DAYS_OF = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days that a text names, both ends included and either open, and where the words for them stand."""

    since: date | None
    until: date | None
    start: int
    end: int


def day_span(text: str, today: date) -> DaySpan | None:
    """The span of days in `text`; None where it names none, or what no calendar has."""
    return _dated(text, today) or _relative(text, today)


def without(text: str, span: DaySpan) -> str:
    """`text` without the words for its days; what stood on both sides is joined."""
    before, after = text[: span.start].rstrip(" ,"), text[span.end :]
    return (before + (after if not after or after[0] in "?!.,;:'" else " " + after.lstrip())).strip(" ,")


def _dated(text: str, today: date) -> DaySpan | None:
    named = days(SMALL_MONTH.sub(lambda month: month.group().capitalize(), text))
    found = [(day, span) for day in named if day.weekday is None and (span := _interval(day, today))]
    if not found:
        return None
    (day, (first, last)), *others = found
    opening = OPEN.search(text[: day.start])
    how = (opening["how"] or "").lower().split(" ")[0] if opening else ""
    start = opening.start() if opening else day.start
    if others and (how in ("between", "from") or JOIN.fullmatch(text[day.end : others[0][0].start])):
        other, (_, end) = others[0]
        if JOIN.fullmatch(text[day.end : other.start]):
            # "between 3 May and 9 May 2024": one year for both.
            begun = _interval(replace(day, year=day.year or other.year), today)
            return DaySpan(begun[0] if begun else first, end, start, other.end)
    if how == "from" and not ONWARD.match(text, day.end):
        # "Articles from 2014" are of that year.
        return DaySpan(first, last, start, day.end)
    if how in SINCE or how == "as":
        return DaySpan(last + timedelta(1) if how == "after" else first, None, start, day.end)
    if how in UNTIL or how in ("up", "prior", "no"):
        until = first - timedelta(1) if how in ("before", "prior") else last
        return DaySpan(None, until, start, day.end)
    return DaySpan(first, last, start, day.end)


def _interval(day: Day, today: date) -> tuple[date, date] | None:
    """First and last day of what is named; a month without a year is the last one that has begun."""
    try:
        if day.month is None:
            return (date(day.year, 1, 1), date(day.year, 12, 31)) if day.year else None
        year = day.year or _latest_year(day, today)
        first = date(year, day.month, day.day or 1)
    except ValueError:
        return None
    return (first, first) if day.day else (first, _next_month(first) - timedelta(1))


def _latest_year(day: Day, today: date) -> int:
    return today.year if (day.month or 1, day.day or 1) <= (today.month, today.day) else today.year - 1


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _relative(text: str, today: date) -> DaySpan | None:
    match = RELATIVE.search(text)
    if match is None:
        return None
    since, until = _relative_days(match, today)
    return DaySpan(since, until, *match.span())


def _relative_days(match: re.Match[str], today: date) -> tuple[date, date]:
    if match["word"]:
        day = today - timedelta(1) if match["word"].lower() == "yesterday" else today
        return day, day
    if match["weekday"]:
        back = (today.weekday() - WEEKDAYS.index(match["weekday"].lower())) % 7
        return (today - timedelta(back or 7),) * 2
    if match["units"]:
        count = match["count"].lower()
        number = COUNTS.get(count) or int(count)
        return _back(today, number * DAYS_OF[match["units"].lower()[:-1]]), today
    return UNITS[match["unit"].lower()](today, match["which"].lower() in ("this", "current", "recent"))


def _back(today: date, number: int) -> date:
    return date.min if number >= today.toordinal() else today - timedelta(number)


def _week(today: date, is_this: bool) -> tuple[date, date]:
    monday = today - timedelta(today.weekday())
    return (monday, today) if is_this else (monday - timedelta(7), monday - timedelta(1))


def _weekend(today: date, _is_this: bool) -> tuple[date, date]:
    saturday = today - timedelta((today.weekday() - 5) % 7)
    return saturday, saturday + timedelta(1)


def _month(today: date, is_this: bool) -> tuple[date, date]:
    first = today.replace(day=1)
    before = (first - timedelta(1)).replace(day=1)
    return (first, today) if is_this else (before, first - timedelta(1))


def _year(today: date, is_this: bool) -> tuple[date, date]:
    first = date(today.year, 1, 1)
    return (first, today) if is_this else (date(today.year - 1, 1, 1), first - timedelta(1))


UNITS: dict[str, Callable[[date, bool], tuple[date, date]]] = {
    "week": _week, "weekend": _weekend, "month": _month, "year": _year,
}  # fmt: skip
