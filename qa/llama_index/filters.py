"""LlamaIndex metadata filters -> a scope of ours."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from article_qa.index.errors import RequestRejected
from article_qa.index.extras import part
from article_qa.index.records import Scope

with part("LlamaIndex", "llama-index"):
    from llama_index.core.vector_stores.types import FilterCondition, FilterOperator, MetadataFilter, MetadataFilters

Filters: TypeAlias = MetadataFilters | None

DAY_KEYS = frozenset({"published", "date"})
# What a filter may name, and which part of a scope that is.
NAME_KEYS: dict[str, Callable[[tuple[str, ...]], Scope]] = {
    "publisher": lambda names: Scope(publishers=names),
    "article_id": lambda names: Scope(articles=names),
    "article": lambda names: Scope(articles=names),
    "collection": lambda names: Scope(collections=names),
    "collections": lambda names: Scope(collections=names),
    "language": lambda names: Scope(languages=names),
}
ONE_OF = (FilterOperator.EQ, FilterOperator.IN)


def narrowed(scope: Scope, filters: Filters) -> Scope:
    """`scope` with the filters on top. Raises RequestRejected for filters that a scope cannot say."""
    for each in _flat(filters) if filters else ():
        scope = _both(scope, each)
    return scope


def _flat(filters: MetadataFilters) -> Iterator[Scope]:
    """Each filter as a scope; all of them must hold."""
    is_choice = filters.condition == FilterCondition.OR and len(filters.filters) > 1
    if filters.condition == FilterCondition.NOT:
        raise RequestRejected("a filter cannot say 'not' here; say what is wanted instead")
    if is_choice:
        yield _choice([each for each in filters.filters if isinstance(each, MetadataFilter)], len(filters.filters))
        return
    for each in filters.filters:
        if isinstance(each, MetadataFilters):
            yield from _flat(each)
        else:
            yield _scope(each)


def _choice(filters: Sequence[MetadataFilter], wanted: int) -> Scope:
    """Filters, one of which must hold: several values of one key."""
    keys = {each.key for each in filters}
    if len(keys) != 1 or len(filters) != wanted or keys <= DAY_KEYS:
        known = "publisher, article, collection or language"
        raise RequestRejected(f"filters joined by 'or' must all be values of one key: {known}")
    scopes = [_scope(each) for each in filters]
    return Scope(
        publishers=tuple(name for scope in scopes for name in scope.publishers),
        articles=tuple(name for scope in scopes for name in scope.articles),
        collections=tuple(name for scope in scopes for name in scope.collections),
        languages=tuple(name for scope in scopes for name in scope.languages),
    )


def _scope(filter_: MetadataFilter) -> Scope:
    if filter_.key in DAY_KEYS:
        return _days(filter_)
    if filter_.key not in NAME_KEYS:
        known = ", ".join(sorted({*DAY_KEYS, *NAME_KEYS}))
        raise RequestRejected(f"no filter is called {filter_.key!r}; there are {known}")
    if filter_.operator not in ONE_OF:
        raise RequestRejected(f"{filter_.key} can be compared by == and in only, not by {filter_.operator.value!r}")
    value = filter_.value
    names = tuple(map(str, value if isinstance(value, list) else [value]))
    if not names or value is None:
        raise RequestRejected(f"the filter {filter_.key!r} has no value; give one, or leave it out")
    return NAME_KEYS[filter_.key](names)


def _days(filter_: MetadataFilter) -> Scope:
    try:
        day = date.fromisoformat(str(filter_.value))
    except ValueError as exc:
        raise RequestRejected(f"{filter_.key} is {filter_.value!r}; write the day as 2022-11-03") from exc
    one = timedelta(days=1)
    found = {
        FilterOperator.EQ: Scope(day, day),
        FilterOperator.GTE: Scope(since=day),
        FilterOperator.LTE: Scope(until=day),
        FilterOperator.GT: Scope(since=min(day, date.max - one) + one),
        FilterOperator.LT: Scope(until=max(day, date.min + one) - one),
    }.get(filter_.operator)
    if found is None:
        raise RequestRejected(
            f"{filter_.key} can be compared by ==, <, <=, > and >=, not by {filter_.operator.value!r}"
        )
    return found


def _both(one: Scope, other: Scope) -> Scope:
    """What is in both. Raises RequestRejected where nothing can be."""
    since = max(filter(None, (one.since, other.since)), default=None)
    until = min(filter(None, (one.until, other.until)), default=None)
    return Scope(
        since,
        until,
        _common("publisher", one.publishers, other.publishers),
        _common("article", one.articles, other.articles),
        _common("collection", one.collections, other.collections),
        _common("language", one.languages, other.languages),
    )


def _common(what: str, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    if not (one and other):
        return one or other
    wanted = {name.casefold() for name in other}
    common = tuple(name for name in one if name.casefold() in wanted)
    if not common:
        raise RequestRejected(f"nothing is of {what} {one[0]!r} and {other[0]!r} at once; leave one filter out")
    return common
