"""Days that are named in a text, or asked about in a question."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%]|[,.]\d)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\w%]|[,.:-]\d)"
_TO = r"(?: and | to | or |-|–)"
_DATES = (
    r"\b(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b",
    rf"\b(?:(?P<other>[0-3]?\d){_TO})?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?",
    rf"\b{_MONTH} {_DAY}(?! (?:m|b)illion)\b(?:{_TO}(?P<other>[0-3]?\d)\b(?! [A-Z]))?(?:,? {_YEAR})?",
    rf"\b{_MONTH}(?:,? (?:of )?{_YEAR})?(?!\w)",
    r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    rf"(?<![\w.,$€£-]){_YEAR}",
)
# One expression allows a group's name once, so each form numbers its own.
DATE = re.compile("|".join(re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{n}>", form) for n, form in enumerate(_DATES)))
BEFORE_MAY = re.compile(r"\b(?:in|by|since|until|of|last|next|from) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A date, as much of it as is said; `weekday` counts from Monday, 0."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    text: str
    start: int
    end: int

    @property
    def is_year(self) -> bool:
        return self.month is None and self.weekday is None

    def fits(self, other: "Day") -> bool:
        """Whether a claim of this date holds where `other` stands: all that both say agrees."""
        if self.weekday is not None:
            return self.weekday == other.weekday if other.weekday is not None else self.weekday == other.falls_on()
        if self.is_year:
            return self.year == other.year
        return self.month == other.month and (not self.day or other.day == self.day) and not self.clashes(other)

    def clashes(self, other: "Day") -> bool:
        """Whether both say the same part of a date, and say it differently."""
        ours = (self.year, self.month, self.day, self.weekday)
        theirs = (other.year, other.month, other.day, other.weekday)
        return any(a is not None and b is not None and a != b for a, b in zip(ours, theirs, strict=True))

    def falls_on(self) -> int | None:
        """The weekday of a whole date."""
        try:
            return date(self.year or 0, self.month or 0, self.day or 0).weekday()
        except ValueError:
            return None


def days(text: str) -> list[Day]:
    """The dates of `text`, in order; of "7 and 8 May" both, a year or a weekday alone too."""
    found = []
    for match in DATE.finditer(text):
        part = {name[:-1]: value for name, value in match.groupdict().items() if value}
        if match.group() == "May" and not BEFORE_MAY.search(text, max(0, match.start() - 10), match.start()):
            continue
        month = part.get("month", "")
        number = int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1 if month else None
        weekday = WEEKDAYS.index(part["weekday"].lower()) if "weekday" in part else None
        year = int(part["year"]) if "year" in part else None
        numbers = [int(part[name]) for name in ("other", "day") if name in part]
        for day in numbers or (None,):
            found.append(Day(year, number, day, weekday, match.group().rstrip("."), *match.span()))
    return found


CURRENT = re.compile(
    r"\b(?:this (?:week|weekend|month|morning|afternoon|evening)|today|tonight|yesterday|recent(?:ly)?|latest"
    r"|last (?:week|weekend|night)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")


def is_current(question: str) -> bool:
    """Whether the question says that it is about these days."""
    return bool(CURRENT.search(question))


def names_another_year(question: str, today: date) -> bool:
    """Whether the question is about a year that is not this one."""
    years = {int(year) for year in YEAR.findall(question)}
    return bool(years) and today.year not in years
