"""What is newest in the scope, article by article; of a few days, what happened on them first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from article_qa.index.annotations import Annotations
from article_qa.index.records import ArticleRef, Scope
from article_qa.index.text.words import content_words
from article_qa.qa.answer import Sentence
from article_qa.qa.answers.events import MAX_ARTICLES, Event, events, in_order, is_short, reported
from article_qa.qa.answers.leads import lead
from article_qa.qa.answers.library import left_out
from article_qa.qa.answers.mentions import mentions
from article_qa.qa.answers.naming import days_of, from_scope, named
from article_qa.qa.answers.reply import Reply
from article_qa.qa.citation import Citation, cite
from article_qa.qa.questions.request import Request
from article_qa.qa.reading.quote_selection import DUPLICATE_WORD_SHARE
from article_qa.qa.retrieval.search import LibrarySearch

# What fits on a screen.
MAX_ARTICLES_SHOWN = 7
# "The latest" ends where nothing was written for so long before the newest article.
RECENT_DAYS = 30
# Several passages are of one article, and of seven articles one each is shown.
PASSAGES_SEARCHED = 20
# Asked so, the day of the report is meant, not that of the event.
PUBLISHED = re.compile(
    r"\b(?:publish\w*|written|wrote|write|report\w*|news|print\w*|articles?|stor(?:y|ies)|c[ao]mes? out|r[au]n"
    r"|posted|appeared|went out)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence to quote of an article, and its day: the event's where that is known, else the article's."""

    article_id: str
    start: int
    end: int
    day: date | None


def reply(request: Request, library: LibrarySearch, today: date) -> Reply | None:
    """The newest articles of the scope by their leads, or why there are none."""
    known = library.known(request.scope)
    scope, unknown = known.scope, known.unknown
    if known.is_empty:
        return Reply("abstained", "extract", reason=unknown)
    refs = _refs(request, scope, library, today)
    found = _events(request, scope, library)
    if not refs and not found:
        return Reply("abstained", "extract", reason=_none(request, scope, library))
    return _told(found, _once(refs, library), request, library, filter(None, [unknown, left_out(scope, library)]))


def _refs(request: Request, scope: Scope, library: LibrarySearch, today: date) -> list[ArticleRef]:
    """The articles to tell of, the newest first."""
    queries = library.catalog.queries
    if request.subject:
        return _on_subject(request.subject, scope, library, today)
    if scope.since or scope.until:
        return queries.articles(scope)
    newest = queries.newest(scope)
    if not newest or not newest[0].published:
        return queries.articles(scope)
    return queries.articles(replace(scope, since=newest[0].published - timedelta(RECENT_DAYS)))


def _on_subject(subject: str, scope: Scope, library: LibrarySearch, today: date) -> list[ArticleRef]:
    """Those that mention the subject or have its words; where none does, those of the passages that come nearest."""
    found = mentions(subject, library.catalog, scope)
    if found.every:
        return list(found.articles or found.apart)
    retrieved = library.find([subject], scope, PASSAGES_SEARCHED, today=today).retrieved
    near = {passage.article_id for passage in retrieved.passages}
    return library.catalog.queries.articles(replace(scope, articles=tuple(near))) if near else []


def _once(refs: Sequence[ArticleRef], library: LibrarySearch) -> list[ArticleRef]:
    """The same without the further copies of a report."""
    copies = library.catalog.copies([ref.article_id for ref in refs[:MAX_ARTICLES]])
    told: set[str] = set()
    kept = []
    for ref in refs:
        group = copies.get(ref.article_id)
        first = group[0].article_id if group else ref.article_id
        if first not in told:
            told.add(first)
            kept.append(ref)
    return kept


def _events(request: Request, scope: Scope, library: LibrarySearch) -> list[Event]:
    """What happened in a short scope, in the order of its days, also where it was reported later."""
    if not is_short(scope) or request.subject or PUBLISHED.search(request.text):
        return []
    since, until = reported(scope)
    refs = library.catalog.queries.articles(replace(scope, since=since, until=until), "oldest", MAX_ARTICLES)
    return _told_by(refs, scope, library) or _told_by(_naming_the_days(scope, library), scope, library)


def _naming_the_days(scope: Scope, library: LibrarySearch) -> list[ArticleRef]:
    """The articles of other days whose words come nearest to the days of the scope: long after, some tell of them."""
    anywhen = replace(scope, since=None, until=None)
    retrieved = library.find([days_of(scope)], anywhen, PASSAGES_SEARCHED).retrieved
    near = {passage.article_id for passage in retrieved.passages}
    return library.catalog.queries.articles(replace(anywhen, articles=tuple(near)), "oldest") if near else []


def _told_by(refs: Sequence[ArticleRef], scope: Scope, library: LibrarySearch) -> list[Event]:
    annotated = library.catalog.annotations.of([ref.article_id for ref in refs])
    articles = filter(None, (library.catalog.article(ref.article_id) for ref in _once(refs, library)))
    return in_order([event for each in articles for event in events(each, annotated.get(each.id), scope)])


def _told(
    found: Sequence[Event],
    refs: Sequence[ArticleRef],
    request: Request,
    library: LibrarySearch,
    warnings: Iterable[str],
) -> Reply:
    """The events, then the leads of the articles that told of none."""
    chosen = in_order(_one_of_each_first(_distinct(found))[:MAX_ARTICLES_SHOWN])
    items = [Item(event.article.id, event.start, event.end, event.day) for event in chosen]
    by_event = {event.article.id for event in found}
    left = [ref for ref in refs if ref.article_id not in by_event]
    shown = left[: max(0, MAX_ARTICLES_SHOWN - len(items))]
    items += _leads(shown, content_words(request.subject) if request.subject else [], library)
    citations = _cited(items, library)
    sentences = tuple(
        Sentence(citation.quote, "quoted", (citation.number,), day=item.day)
        for citation, item in zip(citations, items, strict=True)
    )
    missing = len(left) - len(shown)
    cut = f"{len(refs) - missing} of {len(refs):,} articles are shown." if missing else ""
    return Reply("answered", "extract", sentences, tuple(citations), warnings=(*warnings, *filter(None, [cut])))


def _leads(refs: Sequence[ArticleRef], words: Sequence[str], library: LibrarySearch) -> list[Item]:
    annotated: dict[str, Annotations] = library.catalog.annotations.of([ref.article_id for ref in refs])
    items = []
    for ref in refs:
        article = library.catalog.article(ref.article_id)
        span = lead(article, annotated.get(ref.article_id), words) if article else None
        if span:
            items.append(Item(ref.article_id, *span, ref.published))
    return items


def _cited(items: Sequence[Item], library: LibrarySearch) -> list[Citation]:
    articles = {item.article_id: library.catalog.article(item.article_id) for item in items}
    found = [(articles[item.article_id], item) for item in items]
    return [cite(n, article, item.start, item.end) for n, (article, item) in enumerate(found, 1) if article]


def _distinct(found: Sequence[Event]) -> list[Event]:
    """The events without those told in nearly the same words."""
    kept: list[Event] = []
    for event in found:
        if not any(_same(event, other) for other in kept):
            kept.append(event)
    return kept


def _one_of_each_first(found: Sequence[Event]) -> list[Event]:
    """The first event of each article, then the others."""
    first = {event.article.id: event for event in reversed(found)}
    return sorted(found, key=lambda event: first[event.article.id] is not event)


def _same(one: Event, other: Event) -> bool:
    a, b = (set(each.article.text[each.start : each.end].lower().split()) for each in (one, other))
    return len(a & b) >= DUPLICATE_WORD_SHARE * max(1, len(a | b))


def _none(request: Request, scope: Scope, library: LibrarySearch) -> str:
    """That the scope has nothing, and which article is the newest without its days."""
    if request.subject:
        return f"No article{from_scope(scope)} mentions “{request.subject}”."
    dated, without_days = days_of(scope), replace(scope, since=None, until=None)
    newest = library.catalog.queries.newest(without_days)
    if not dated or not newest:
        return f"The library has no dated article{from_scope(scope)}."
    return f"No article{from_scope(without_days)} is {dated}; the newest is {named(newest[0])}."
