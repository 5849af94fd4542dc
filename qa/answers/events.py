"""What happened in a short interval, whenever it was reported: sentences whose event has its day there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from article_qa.index.annotations import Annotations, Days
from article_qa.index.records import Article, Scope
from article_qa.index.text.days import days
from article_qa.qa.answers.leads import statements

# An event is reported on its day and looked back on for weeks.
LOOK_BACK_DAYS = 45
# A month of events is told by the month's own articles.
MAX_INTERVAL_DAYS = 7
# Bounds the time where the days that are asked for have thousands of articles.
MAX_ARTICLES = 200
# One long report would fill the list.
MAX_OF_ARTICLE = 2


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence of an article, and the day of what it tells."""

    article: Article
    start: int
    end: int
    day: date


def is_short(scope: Scope) -> bool:
    """Whether the scope is an interval that events are looked for in."""
    return bool(scope.since and scope.until and (scope.until - scope.since).days < MAX_INTERVAL_DAYS)


def reported(scope: Scope) -> tuple[date, date]:
    """When what happened in the scope was reported. The scope must be short."""
    assert scope.since and scope.until
    return scope.since, scope.until + timedelta(LOOK_BACK_DAYS)


def events(article: Article, annotations: Annotations | None, scope: Scope) -> list[Event]:
    """The first sentences of the article that tell of an event in the scope, which must be short."""
    assert scope.since and scope.until
    found = []
    for start, end, day in _dated(article, annotations):
        if scope.since <= day <= scope.until:
            found.append(Event(article, start, end, day))
            if len(found) == MAX_OF_ARTICLE:
                break
    return found


def _dated(article: Article, annotations: Annotations | None) -> Iterator[tuple[int, int, date]]:
    """Each statement that tells the very day of its event, with that day."""
    if annotations and annotations.sentences:
        for each in annotations.sentences:
            if each.kind == "statement" and each.days and _is_day(each.days):
                yield each.start, each.end, each.days.first
        return
    for start, end in statements(article, None):
        if day := _written(article.text[start:end], article.published):
            yield start, end, day


def _is_day(found: Days) -> bool:
    return found.precision == "day" and found.first == found.last


def _written(text: str, published: date | None) -> date | None:
    """The first whole date in the text; one without a year is of the article's own."""
    for day in days(text):
        year = day.year or (published.year if published else None)
        if year and day.month and day.day:
            try:
                return date(year, day.month, day.day)
            except ValueError:
                continue
    return None


def in_order(found: Sequence[Event]) -> list[Event]:
    """By their days, of one day the earliest report first."""
    return sorted(found, key=lambda event: (event.day, event.article.published or date.max))
