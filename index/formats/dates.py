"""Days of publication: reading them, and not believing all of them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from index.formats.limits import MAX_DATE_CHARACTERS
from index.formats.values import plain_text

DATE_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d")
FIRST_NEWSPAPER = date(1605, 1, 1)
# The east of the world is a day ahead, and a clock may be wrong.
TOLERANCE = timedelta(days=2)


def published_date(value: Any) -> date | None:
    """The day in `value`: a date, ISO 8601, an e-mail date or a usual English form; else None.

    A date with a zone keeps the day that it names in its own zone.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = (plain_text(value) or "").strip()[:MAX_DATE_CHARACTERS]
    if not text:
        return None
    readers: list[Callable[[str], date]] = [_iso_date, _mail_date, *map(_reader, DATE_FORMS)]
    for read in readers:
        try:
            return read(text)
        # A year or a zone beyond all numbers is an error of another kind in each reader.
        except Exception:
            continue
    return None


def doubt(day: date | None) -> str | None:
    """Why nothing can have been published on `day`, in words that follow "which"; None when it can."""
    if day and day < FIRST_NEWSPAPER:
        return "is older than any newspaper"
    if day and day > date.today() + TOLERANCE:
        return "lies in the future"
    return None


def _iso_date(text: str) -> date:
    return date.fromisoformat(text[:10])


def _mail_date(text: str) -> date:
    return parsedate_to_datetime(text).date()


def _reader(form: str) -> Callable[[str], date]:
    return lambda text: datetime.strptime(text, form).date()
