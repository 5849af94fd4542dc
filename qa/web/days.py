"""Days and datelines of the page in the reader's language. In English they are those of every other door."""

import unicodedata
from datetime import date

from article_qa.index.annotations import Precision
from article_qa.index.records import OVERRIDES, Article, ArticleRef, Listing
from article_qa.qa import day_words
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
    skeleton = PATTERNS.get(precision)
    said = format_skeleton(skeleton, day, locale=locale) if skeleton else format_date(day, "long", locale=locale)
    return isolated(str(said)) if current().direction == "rtl" else str(said)


def dated(day: date | None) -> str:
    """A publication day in words, "undated" where there is none."""
    return in_words(day) if day else gettext("undated")


def dateline(of: Citation | Article | ArticleRef | Listing) -> str:
    """Outlet and date in words; where the outlet is written from right to left, neither tears the other apart."""
    outlet, day = OVERRIDES.sub("", of.publisher or ""), dated(of.published)
    if not outlet:
        return day
    return f"{isolated(outlet)}, {isolated(day)}" if is_right_to_left(outlet) else f"{outlet}, {day}"


def is_right_to_left(words: str) -> bool:
    """Whether some of it is in a script that is written so."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in words)


def isolated(words: str) -> str:
    """`words` with signs around them that keep their order and that of their neighbours apart, also outside of HTML."""
    return f"\u2068{words}\u2069"
