"""Days and datelines of the page in the reader's language. In English they are those of every other door."""

from datetime import date

from article_qa.index.annotations import Precision
from article_qa.index.records import ArticleRef, Listing
from article_qa.qa import citation, day_words
from article_qa.qa.citation import Citation
from article_qa.qa.web.phrases import SOURCE_LANGUAGE, current, gettext

PATTERNS: dict[Precision, str] = {"month": "yMMMM", "year": "y"}


def in_words(day: date, precision: Precision = "day") -> str:
    """`day`, the first of its interval, as exactly as it is known.

    In other languages than English a week or a season is told by its first day.
    """
    if current().code == SOURCE_LANGUAGE:
        return day_words.in_words(day, precision)
    from babel.dates import format_date, format_skeleton

    locale = current().code.replace("-", "_")
    if skeleton := PATTERNS.get(precision):
        return str(format_skeleton(skeleton, day, locale=locale))
    return str(format_date(day, "long", locale=locale))


def dated(day: date | None) -> str:
    """A publication day in words, "undated" where there is none."""
    return in_words(day) if day else gettext("undated")


def dateline(of: Citation | ArticleRef | Listing) -> str:
    """Outlet and date in words."""
    if current().code == SOURCE_LANGUAGE:
        return citation.dateline(of)
    return f"{of.publisher}, {dated(of.published)}" if of.publisher else dated(of.published)
