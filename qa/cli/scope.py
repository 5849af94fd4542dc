"""Which articles a command is about: the scope that its options name."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from article_qa.index.errors import UnknownArticle
from article_qa.index.records import Scope

if TYPE_CHECKING:
    from article_qa.index.library import Library


def scope_in(
    library: "Library",
    since: date | None,
    until: date | None,
    publisher: str | None,
    articles: Iterable[str] | None,
    collections: Iterable[str] | None,
    languages: Iterable[str] | None,
) -> Scope:
    """The scope, with whole ids. Raises UnknownArticle, ArticleDamaged."""
    ids = tuple(known_id(library, wanted) for wanted in articles or ())
    within = tuple(collections or ()), tuple(languages or ())
    return Scope(since, until, (), ids, *within, publisher=publisher)


def known_id(library: "Library", wanted: str) -> str:
    """The id of the article that is wanted, as `show` finds it. Raises UnknownArticle, ArticleDamaged."""
    from article_qa.index.library import find_article

    found = find_article(library, wanted)
    if found is None:
        raise UnknownArticle(wanted)
    return found.id
