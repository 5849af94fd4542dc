"""The day that something was published, as loosely as people and programs write it.

Promises that a day is never guessed: where day and month cannot be told apart
("03/05/2024"), or a part is missing ("2024-05"), there is none.
"""

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from article_qa.index.limits import MAX_DATE_CHARACTERS
from article_qa.index.text.days import days
from article_qa.index.text.native import CODES
from article_qa.index.text.native_days import native_days
from article_qa.index.text.values import plain_text

FIRST_NEWSPAPER = date(1605, 1, 1)
# The east of the world is a day ahead, and a clock may be wrong.
TOLERANCE = timedelta(days=2)
# What spreadsheets, programs and people write where there is no date.
NO_DATE = re.compile(
    r"n/?a|nan|nat|nil|null|none|unknown|undated|no date|not? (?:given|available|known)|n\.?d\.?|tb[acd]|[-–—?.*/\s]+"
    r"|0000-00-00.*|0+",
    re.IGNORECASE,
)
LABEL = re.compile(r"^(?:[^\W\d_]+(?: [^\W\d_]+){0,3}:|(?:first )?(?:published|posted|date|updated)(?: on| at)?\b)\s*",
                   re.IGNORECASE)  # fmt: skip
YEAR_FIRST = re.compile(r"(\d{4})\s?[-./年년]\s?(\d{1,2})\s?[-./月월]\s?(\d{1,2})(?!\d)")
YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}.*)?")
# Seconds and milliseconds since 1970 that lie after 1973; smaller numbers are years and days.
SECONDS, MILLISECONDS = (10**8, 10**10), (10**11, 10**13)
# Those whose months `dateparser` is asked for; each one more makes a date that is none cost more.
LANGUAGES = ["de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "sv", "da", "nb", "fi", "cs", "ro", "hu", "el",
             "id", "ar", "fa", "ja", "ko", "zh"]  # fmt: skip
# With a time of day; more are no date, and would be sought for long.
MAX_FOREIGN_NUMBERS = 5
# Another language's date is short, and has a year, a day and a word.
FOREIGN = re.compile(r"(?=.*(?<!\d)[12]\d{3}(?!\d))(?=.*(?<!\d)\d{1,2}(?!\d))(?=.*[^\W\d_]{2}).{6,40}", re.DOTALL)

FOREIGN_LINE = re.compile(r"(?=.*\d{4})(?=.*[^\W\d_]{2}).{6,60}", re.DOTALL)


def published_date(value: Any) -> date | None:
    """The day in `value`: a date, seconds since 1970, ISO 8601, an e-mail date, a date in words; else None.

    A date with a zone keeps the day that it names in its own zone; seconds give the day of UTC.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = (plain_text(value) or "").strip()[:MAX_DATE_CHARACTERS]
    if not text or NO_DATE.fullmatch(text):
        return None
    text = LABEL.sub("", text)
    for read in READERS:
        try:
            if day := read(text):
                return day
        # A year or a zone beyond all numbers is an error of another kind in each reader.
        except Exception:
            continue
    return None


def is_no_date(value: Any) -> bool:
    """Whether `value` says that there is no date: nothing, "n/a", "0000-00-00" and the like."""
    if isinstance(value, float) and math.isnan(value):
        return True
    text = plain_text(value)
    return not value or (text is not None and (not text.strip() or NO_DATE.fullmatch(text.strip()) is not None))


def doubt(day: date | None) -> str | None:
    """Why nothing can have been published on `day`, in words that follow "which"; None when it can."""
    if day and day < FIRST_NEWSPAPER:
        return "is older than any newspaper"
    if day and day > date.today() + TOLERANCE:
        return "lies in the future"
    return None


def _since_1970(text: str) -> date | None:
    number = float(text)
    if MILLISECONDS[0] <= number < MILLISECONDS[1]:
        number /= 1000
    is_time = SECONDS[0] <= number < SECONDS[1]
    return datetime.fromtimestamp(number, UTC).date() if is_time else None


def _year_first(text: str) -> date | None:
    match = YEAR_FIRST.match(text)
    return date(*map(int, match.groups())) if match else None


def _compact(text: str) -> date | None:
    match = COMPACT.fullmatch(text)
    return date(*map(int, match.groups())) if match else None


def _year_last(text: str) -> date | None:
    """A date in figures whose order can be told: with dots the day comes first; else one of the two must be over 12."""
    match = YEAR_LAST.search(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    orders = [(second, first), (first, second)]
    if match[2] == "." and second <= 12:
        orders = orders[:1]
    possible = {date(year, month, day) for month, day in orders if 1 <= month <= 12 and 1 <= day <= 31}
    return possible.pop() if len(possible) == 1 else None


def _mail_date(text: str) -> date | None:
    return parsedate_to_datetime(text).date()


def _in_words(text: str) -> date | None:
    """A date in English words; of several days in one text none."""
    spaced = re.sub(r"[^\W\d_]{3,}", lambda word: word.group().capitalize(), text.replace("-", " "))
    whole = {(d.year, d.month, d.day) for d in days(spaced) if d.year and d.month and d.day}
    return date(*whole.pop()) if len(whole) == 1 else None


@lru_cache(maxsize=4096)
def _in_another_language(text: str) -> date | None:
    if not FOREIGN.fullmatch(text) or len(re.findall(r"\d+", text)) > MAX_FOREIGN_NUMBERS or YEAR_LAST.search(text):
        return None
    import dateparser

    settings: Any = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    found = dateparser.parse(text, languages=LANGUAGES, settings=settings)
    return found.date() if found else None


@lru_cache(maxsize=4096)
def _in_native_words(text: str) -> date | None:
    """A date with other words around it, "Publicado el 12 de marzo de 2024"; of several days in one text none."""
    if not FOREIGN_LINE.fullmatch(text) or YEAR_LAST.search(text):
        return None
    for code in CODES:
        whole = {(d.year, d.month, d.day) for d in native_days(text, code) if d.year and d.month and d.day}
        if whole:
            return date(*whole.pop()) if len(whole) == 1 else None
    return None


READERS: tuple[Callable[[str], date | None], ...] = (
    _year_first, _since_1970, _compact, _year_last, _in_words, _mail_date, _in_another_language, _in_native_words,
)  # fmt: skip
