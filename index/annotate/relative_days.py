"""Days that are counted from another: "yesterday", "last month", "two weeks ago", "on Friday", "the next day"."""

import re
from collections.abc import Iterator
from datetime import timedelta

from article_qa.index.annotate import intervals
from article_qa.index.annotate.expressions import Anchor, Expression, is_ahead
from article_qa.index.annotations import Days
from article_qa.index.text.days import WEEKDAYS
from article_qa.index.text.numbers import NUMBERS

# What is farther back is no event that an article reports, and "65 million years ago" is no year.
MAX_YEARS_AGO = 400
_COUNT = r"(?P<{name}>\d{{1,3}}|an?|" + "|".join(NUMBERS) + r")[ -]"
_EXPRESSION = re.compile(
    r"\b(?:(?P<near>yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)|(?<!the )last night)"
    r"|(?<!the )(?P<which>last|this|next) (?P<unit>weekend|week|(?:month|year|spring|summer|autumn|fall|winter)(?!'s))"
    r"|(?:over|at|during|throughout) the (?P<weekend>weekend)"
    r"|" + _COUNT.format(name="count") + r"(?P<ago>hour|day|week|month|year)s? ago"
    r"|" + _COUNT.format(name="steps") + r"(?P<later>day|week)s? later"
    r"|(?:the )?(?P<step>next|following) (?:day|morning)|the (?P<back>day|evening|night|morning) before"
    r"|(?:(?P<said>last|this|next|coming) )?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!s))\b",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:every|each|any|most|an?|black|good|ash|super|cyber|palm|easter|holy|first|second|third|fourth)\s$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r" (?:prayers?|times|telegraph|mail|mirror|express|herald|night (?:football|live)|school|services?|league|roast)\b"
    r"| (?:in|of) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_NEAR = {"yesterday": -1, "last night": -1, "tomorrow": 1}
_AHEAD = {"last": -1, "this": 0, "next": 1}


def relative_days(text: str, anchor: Anchor) -> Iterator[Expression]:
    """The relative days of `text` in order, as far as the anchor tells which they are."""
    for match in _EXPRESSION.finditer(text):
        try:
            found = _from_before(match, anchor) or _from_today(text, match, anchor)
        # Before the first day that a calendar has.
        except (ValueError, OverflowError):
            found = None
        if found:
            yield Expression(*match.span(), found)


def _from_before(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Days that are counted from the day of the sentence before, where it told one."""
    if anchor.before is None:
        return None
    part = match.groupdict()
    if part["later"]:
        return intervals.one(
            anchor.before + timedelta(days=_number(part["steps"]) * (7 if part["later"] == "week" else 1))
        )
    shift = 1 if part["step"] else -1 if part["back"] else 0
    return intervals.one(anchor.before + timedelta(days=shift)) if shift else None


def _from_today(text: str, match: re.Match[str], anchor: Anchor) -> Days | None:
    """Days that are counted from the article's day."""
    today = anchor.today
    if today is None:
        return None
    part = {name: value.lower() for name, value in match.groupdict().items() if value}
    # An outlet has it in its name.
    if "near" in part and not match.group().isupper():
        return intervals.one(today + timedelta(days=_NEAR.get(part["near"], 0)))
    if "weekend" in part:
        return intervals.weekend(today)
    if "unit" in part:
        return _unit(part["unit"], _AHEAD[part["which"]], anchor)
    if "ago" in part:
        return _ago(part["ago"], _number(part["count"]), anchor)
    return _weekday(text, match, anchor) if "weekday" in part else None


def _unit(unit: str, ahead: int, anchor: Anchor) -> Days | None:
    today = anchor.today
    assert today
    if unit == "week":
        return intervals.week(today, ahead)
    if unit == "weekend":
        return intervals.weekend(today, ahead)
    if unit == "month":
        return intervals.month(today.year, today.month + ahead)
    if unit == "year":
        return intervals.year(today.year + ahead)
    return _season(unit, ahead, anchor)


def _season(name: str, ahead: int, anchor: Anchor) -> Days:
    """The last one that is over, this year's, or the next to begin."""
    today = anchor.today
    assert today
    near = [intervals.season(year, name) for year in range(today.year - 2, today.year + 3)]
    if ahead < 0:
        return [each for each in near if each.last < today][-1]
    if ahead > 0:
        return next(each for each in near if each.first > today)
    return next(each for each in near if each.last >= today)


def _ago(unit: str, count: int, anchor: Anchor) -> Days | None:
    today = anchor.today
    assert today
    if unit == "hour":
        return intervals.one(today - timedelta(days=count // 24))
    if unit == "day":
        return intervals.one(today - timedelta(days=count))
    if unit == "week":
        return intervals.week(today, -count)
    if unit == "month":
        return intervals.month(today.year, today.month - count)
    return intervals.year(today.year - count) if count <= MAX_YEARS_AGO else None


def _weekday(text: str, match: re.Match[str], anchor: Anchor) -> Days | None:
    start, end = match.span("weekday")
    if not text[start].isupper() or _HABIT.search(text, max(0, start - 10), start) or _NAMED.match(text, end):
        return None
    assert anchor.today
    said = (match["said"] or "").lower()
    ahead = said in ("next", "coming") or (said != "last" and is_ahead(text, *match.span()))
    number = WEEKDAYS.index(match["weekday"].lower())
    return intervals.weekday(number, anchor.today, is_ahead=ahead, skips_today=bool(said) and said != "this")


def _number(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdecimal() else 1 if word in ("a", "an") else int(NUMBERS[word])
