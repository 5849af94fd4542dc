"""A scope as the reader wrote it -> as the library knows it: outlets, ids and collections as they are stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from article_qa.index.records import Scope
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.languages import language_name


@dataclass(frozen=True, slots=True)
class KnownScope:
    """The scope, a sentence that names what the library does not know of it, and whether so nothing can be in it."""

    scope: Scope
    unknown: str = ""
    is_empty: bool = False


def known_scope(scope: Scope, catalog: Catalog) -> KnownScope:
    """`scope` with outlets, collections and languages in their own spelling and its articles by their whole ids.

    What is unknown is left out. Where nothing else was named, it stays, so that
    nothing is in the scope.
    """
    publishers, no_outlet = _known(scope.publishers, catalog.publisher, "No article is from")
    articles, no_article = _known(scope.articles, lambda wanted: _article_id(wanted, catalog), "No article has the id")
    collections, no_collection = _known(scope.collections, catalog.collections.named, "There is no collection")
    languages, no_language = _known(scope.languages, lambda wanted: _language(wanted, catalog), "No article is in")
    known = replace(
        scope,
        publishers=publishers or scope.publishers,
        articles=articles or scope.articles,
        collections=collections or scope.collections,
        languages=languages or scope.languages,
    )
    is_empty = any(
        named and not found
        for named, found in (
            (scope.publishers, publishers), (scope.articles, articles), (scope.collections, collections),
            (scope.languages, languages),
        )
    )  # fmt: skip
    return KnownScope(known, " ".join(filter(None, (no_outlet, no_article, no_collection, no_language))), is_empty)


def _known(names: Sequence[str], spelled: Callable[[str], str | None], none: str) -> tuple[tuple[str, ...], str]:
    """The names that are known, as they are stored, and a sentence on the others."""
    found = {name: spelled(name) for name in names}
    missing = [repr(name) for name, known in found.items() if known is None]
    known = tuple(dict.fromkeys(known for known in found.values() if known is not None))
    return known, f"{none} {' or '.join(missing)}." if missing else ""


def _language(wanted: str, catalog: Catalog) -> str | None:
    """The code of a language that articles are in, named by the code, "de-AT" too, or in English; None without any."""
    folded = wanted.strip().casefold()
    for code in catalog.queries.languages() if folded else ():
        if folded.partition("-")[0] == code or folded == language_name(code).casefold():
            return code
    return None


def _article_id(wanted: str, catalog: Catalog) -> str | None:
    """The whole id of which `wanted` is the beginning; None where there is none, or more than one."""
    if catalog.knows(wanted):
        return wanted
    found = catalog.ids_beginning(wanted, 2) if wanted else []
    return found[0] if len(found) == 1 else None
