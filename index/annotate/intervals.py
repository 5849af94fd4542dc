"""Intervals of days: weeks, months, seasons and years as `Days`, and those nearest to a day."""

from calendar import monthrange
from datetime import date, timedelta

from article_qa.index.annotations import Days

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# A date without a year is a past one, unless it is nearly a year ago and will soon come round again.
LONG_AGO, SOON = timedelta(days=300), timedelta(days=65)


def one(day: date) -> Days:
    """That day alone."""
    return Days(day, day)


def week(day: date, ahead: int = 0) -> Days:
    """Monday to Sunday of the week of `day`, or so many weeks ahead."""
    monday = day - timedelta(days=day.weekday() - 7 * ahead)
    return Days(monday, monday + timedelta(days=6), "week")


def weekend(day: date, ahead: int = 0) -> Days:
    """Saturday and Sunday of that week; from Monday to Wednesday those before it."""
    saturday = week(day, ahead - (day.weekday() < 3)).first + timedelta(days=5)
    return Days(saturday, saturday + timedelta(days=1))


def month(year: int, number: int) -> Days:
    """That month; `number` may lie outside 1 to 12 and counts on into other years."""
    year, place = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Days(date(year, place, 1), date(year, place, monthrange(year, place)[1]), "month")


def season(year: int, name: str) -> Days:
    """The season that begins in that year; seasons are those of the north."""
    first = SEASONS[name]
    return Days(month(year, first).first, month(year, first + 2).last, "season")


def year(number: int) -> Days:
    """That year."""
    return Days(date(number, 1, 1), date(number, 12, 31), "year")


def weekday(number: int, day: date, *, is_ahead: bool, skips_today: bool = False) -> Days:
    """The nearest such weekday on or before `day`, or on or after it; with `skips_today` not on it."""
    distance = (number - day.weekday()) % 7 if is_ahead else -((day.weekday() - number) % 7)
    if not distance and skips_today:
        distance = 7 if is_ahead else -7
    return one(day + timedelta(days=distance))


def nearest(month_number: int, day_number: int | None, day: date, *, is_ahead: bool) -> Days | None:
    """The date without a year that is meant on `day`: the last one, or the next; None if there is no such date."""
    found = []
    for number in (day.year - 1, day.year, day.year + 1):
        try:
            whole = month(number, month_number)
            found.append(one(date(number, month_number, day_number)) if day_number else whole)
        except ValueError:
            continue
    before = [each for each in found if each.first <= day]
    after = [each for each in found if each.last >= day]
    if not before or not after:
        return found[0] if found else None
    past, coming = before[-1], after[0]
    since, until = day - past.last, coming.first - day
    if is_ahead:
        return past if until > LONG_AGO and since < SOON else coming
    return coming if since > LONG_AGO and until < SOON else past
