"""Days that are named in another language: dates, weekdays, "gestern"; the names are those of dateparser and Babel.

In figures the day comes before the month, as everywhere but in the United States,
and in Chinese, Japanese and Korean the year comes first.
"""

import importlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, TypeAlias

from article_qa.index.text.days import Day, days
from article_qa.index.text.native import native_words
from article_qa.index.text.native_words import comparable, is_ideograph

Period: TypeAlias = Literal[
    "today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_year", "last_year"
]
# What dateparser calls them.
_DATEPARSER: Mapping[Period, str] = {
    "today": "0 day ago", "yesterday": "1 day ago", "this_week": "0 week ago", "last_week": "1 week ago",
    "this_month": "0 month ago", "last_month": "1 month ago", "this_year": "0 year ago", "last_year": "1 year ago",
}  # fmt: skip
_MONTHS = """january february march april may june july august september october november december""".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MIN_MONTH, MIN_WEEKDAY = 3, 4
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
_OF = r"(?:[\s\u00a0.,]+(?:de\s+|del\s+|do\s+|di\s+|d['’])?)"
# In figures; "M" stands for no name.
_FIGURES = (
    r"(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)\s?[-./年년]\s?(?P<month>[01]?\d)\s?[-./月월]\s?(?P<day>[0-3]?\d)(?!\d)[日일]?",
    r"(?<!\d)(?P<month>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日号號일]",
    rf"(?<![\d.,])(?P<day>[0-3]?\d)(?P<sign>[./-])\s?(?P<month>[01]?\d)(?P=sign)\s?{_YEAR}",
    r"(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)[年년](?:(?P<month>[01]?\d)[月월])?",
)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of months and weekdays as they are compared, and the expressions that find them."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    forms: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """Words such as "diese Woche", and where they stand."""

    period: Period
    start: int
    end: int


def native_days(text: str, code: str | None) -> list[Day]:
    """The dates of `text`, in order; a weekday or a month by itself too. Bare years are left out."""
    if code == "en":
        return [day for day in days(text) if not day.is_year]
    plain, found, taken = _plain(text), [], [False] * len(text)
    for form in (*_FORMS, *(names.forms if (names := _names(code)) else ())):
        for match in form.finditer(plain):
            day = _day(match, text, names)
            if day and not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                found.append(day)
    return sorted(found, key=lambda day: day.start)


def days_told(text: str, code: str | None, reported: date | None) -> list[Day]:
    """The dates of `text`, and those that "today" and "yesterday" stand for in a report of this day."""
    found = native_days(text, code)
    if reported is None:
        return found
    for words in period_words(text, code):
        if words.period in ("today", "yesterday"):
            day = reported - timedelta(words.period == "yesterday")
            shown = text[words.start : words.end]
            found.append(Day(day.year, day.month, day.day, None, shown, words.start, words.end))
    return found


def period_words(text: str, code: str | None) -> list[PeriodWords]:
    """The words for days and weeks that are counted from today."""
    plain = _plain(text)
    phrases = _phrases(code)
    found: list[PeriodWords] = []
    for phrase, period in sorted(phrases.items(), key=lambda each: -len(each[0])):
        border = "" if is_ideograph(phrase) else r"(?<!\w)"
        for match in re.finditer(rf"{border}{re.escape(phrase)}{border.replace('<', '')}", plain):
            if not any(each.start < match.end() and match.start() < each.end for each in found):
                found.append(PeriodWords(period, *match.span()))
    return sorted(found, key=lambda each: each.start)


def span_of(period: Period, today: date) -> tuple[date, date]:
    """The first and the last day of a period, none of them after today."""
    monday, first = today - timedelta(today.weekday()), today.replace(day=1)
    january = date(today.year, 1, 1)
    before = first - timedelta(1)
    return {
        "today": (today, today),
        "yesterday": (today - timedelta(1), today - timedelta(1)),
        "this_week": (monday, today),
        "last_week": (monday - timedelta(7), monday - timedelta(1)),
        "this_month": (first, today),
        "last_month": (before.replace(day=1), before),
        "this_year": (january, today),
        "last_year": (date(max(1, today.year - 1), 1, 1), january - timedelta(1)),
    }[period]


@cache
def _phrases(code: str | None) -> Mapping[str, Period]:
    """What a language says for each period: the words of its file, and those of dateparser."""
    known = native_words(code)
    if not known:
        return {}
    told = _dateparser(known.code).get("relative-type", {})
    found: dict[str, Period] = {}
    for period, name in _DATEPARSER.items():
        for phrase in (*known.days[period], *told.get(name, ())):
            # Short ones are abbreviations: "в пр г".
            if len(phrase) > MIN_WEEKDAY or is_ideograph(phrase) or phrase in known.days[period]:
                found.setdefault(_plain(phrase), period)
    return found


@cache
def _names(code: str | None) -> _Names | None:
    """The names in a language; None where neither dateparser nor Babel has it."""
    if not code or code in ("und", "en"):
        return None
    told = _dateparser(code)
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for number, name in enumerate(_MONTHS, 1):
        months |= {_plain(each): number for each in (*told.get(name, ()), *_babel("months", code, number))}
    for number, name in enumerate(_WEEKDAYS):
        weekdays |= {_plain(each): number for each in (*told.get(name, ()), *_babel("days", code, number))}
    months = {name: number for name, number in months.items() if len(name) >= MIN_MONTH and not name[0].isdigit()}
    if code in ("ru", "uk"):
        # "В марте", "в мае".
        months |= {f"{name[:-1]}е": number for name, number in months.items() if name[-1] in "ая"}
    weekdays = {name: number for name, number in weekdays.items() if len(name) >= MIN_WEEKDAY or is_ideograph(name)}
    return _Names(months, weekdays, _forms(months, weekdays, code)) if months and weekdays else None


def _forms(months: Mapping[str, int], weekdays: Mapping[str, int], code: str) -> tuple[re.Pattern[str], ...]:
    named = rf"(?P<named>{_listed(months)})\.?"
    whole = {name: number for name, number in months.items() if len(name) > MIN_MONTH or code in ("fr", "de", "hi")}
    forms = (
        rf"(?<![\d.,])(?P<day>[0-3]?\d)(?:\.|º|er|-?го)?{_OF}?{named}(?:{_OF}{_YEAR})?(?!\w)",
        rf"(?<!\w){named}\s+(?P<day>[0-3]?\d)(?:,?\s+{_YEAR})?(?![\d.,%])",
        rf"(?<!\w)(?P<named>{_listed(whole)})(?:{_OF}{_YEAR})?(?!\w)",
        rf"(?<!\w)[وبلف]?(?:ال)?(?P<weekday>{_listed(weekdays)})(?!\w)"
        if not is_ideograph("".join(weekdays))
        else rf"(?P<weekday>{_listed(weekdays)})",
    )
    return tuple(re.compile(form) for form in forms)


def _listed(names: Mapping[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: -len(name)))


def _day(match: re.Match[str], text: str, names: _Names | None) -> Day | None:
    part = {name: value for name, value in match.groupdict().items() if value}
    month = int(part["month"]) if "month" in part else None
    weekday = None
    if names and "named" in part:
        month = names.months[part["named"]]
    if names and "weekday" in part:
        weekday = names.weekdays[part["weekday"]]
    day = int(part["day"]) if "day" in part else None
    if (month is None and weekday is None) or not 1 <= (month or 1) <= 12 or not 1 <= (day or 1) <= 31:
        return None
    year = int(part["year"]) if "year" in part else None
    return Day(year, month, day, weekday, text[slice(*match.span())].strip(), *match.span())


def _plain(text: str) -> str:
    """`text` as it is compared, with each character in its place: digits of any script, small letters, no accents."""
    return "".join(_plain_character(character) for character in text)


@cache
def _plain_character(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.digit(character))
    folded = comparable(character)
    return folded if len(folded) == 1 else character.lower()[:1]


@cache
def _dateparser(code: str) -> Mapping[str, Any]:
    """What dateparser knows of a language; nothing where it does not know it."""
    try:
        module = importlib.import_module(f"dateparser.data.date_translation_data.{code}")
    except ImportError:
        return {}
    known: Mapping[str, Any] = module.info
    return known


def _babel(kind: Literal["months", "days"], code: str, number: int) -> Iterator[str]:
    from babel import Locale, UnknownLocaleError

    try:
        named = getattr(Locale.parse(code), kind)
    except (UnknownLocaleError, ValueError):
        return
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield named[context][width][number].rstrip(".")


_FORMS = tuple(re.compile(form) for form in _FIGURES)
