"""Articles, outlets and scopes as a sentence of the program names them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from article_qa.index.records import ArticleRef, Scope
from article_qa.qa.citation import dateline, headed
from article_qa.qa.day_words import in_words

# A sentence with more names is not read. It says how many there are.
MAX_NAMED = 10


def named(ref: ArticleRef) -> str:
    """“Title” (Outlet, 3 May 2011)."""
    title, publisher = headed(ref.title, ref.publisher)
    return f"“{title}” ({dateline(replace(ref, publisher=publisher))})"


def listed(names: Sequence[str], rest: str) -> str:
    """The first ten, parted by semicolons; of longer lists `rest` says where the others are."""
    more = len(names) - MAX_NAMED
    shown = "; ".join(names[:MAX_NAMED])
    return f"{shown}; and {more:,} more {rest}" if more > 0 else shown


def counted(count: int, noun: str) -> str:
    """1 article, 2,000 articles."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def from_scope(scope: Scope) -> str:
    """Which articles the scope leaves, after a noun: " of The Wire, from 1 to 31 March 2026"; empty for all."""
    outlets = f" of {' or '.join(scope.publishers)}" if scope.publishers else ""
    chosen = ", among the chosen ones" if scope.articles or scope.collections else ""
    span = days_of(scope)
    return f"{outlets}{f' {span}' if span else ''}{chosen}"


def days_of(scope: Scope) -> str:
    """The days of the scope: "from 1 to 31 March 2026", "of 29 March 2021", "since 2 April 2021"; empty for all."""
    since, until = scope.since, scope.until
    if since and until:
        return f"of {in_words(since)}" if since == until else f"from {_until(since, until)} to {in_words(until)}"
    return f"since {in_words(since)}" if since else f"until {in_words(until)}" if until else ""


def _until(first: date, last: date) -> str:
    """The first of two days, without what both share."""
    if first.year != last.year:
        return in_words(first)
    return str(first.day) if first.month == last.month else f"{first.day} {first:%B}"
