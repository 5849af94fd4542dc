"""Whole articles and lists of them as JSON, in parts that a conversation has room for."""

import json
from collections.abc import Sequence
from typing import Any

from article_qa.index.errors import UnknownArticle
from article_qa.index.library import HasCatalog, find_article
from article_qa.index.records import Article, Scope
from article_qa.index.store.catalog import Catalog
from article_qa.qa.citation import others, refs_as_dicts
from article_qa.qa.retrieval.known_scope import known_scope

# Of an article's text in one result, and of a list. An assistant takes about 25,000 tokens of one tool.
MAX_TEXT_CHARACTERS = 40_000
MAX_LIST_CHARACTERS = 40_000


def article(library: HasCatalog, wanted: str) -> Article:
    """The article with this id, or the only one whose id begins so. Raises UnknownArticle, ArticleDamaged."""
    found = find_article(library, wanted)
    if found is None:
        raise UnknownArticle(wanted)
    return found


def article_part(library: HasCatalog, wanted: str, start: int) -> dict[str, Any]:
    """An article and its text from `start` on, as far as it fits. Raises UnknownArticle, ArticleDamaged."""
    found = article(library, wanted)
    copies, more = others(library.catalog.copies([found.id]).get(found.id, ()), found.id)
    start = min(start, len(found.text))
    end = min(start + MAX_TEXT_CHARACTERS, len(found.text))
    return {
        "id": found.id,
        "title": found.title,
        "publisher": found.publisher,
        "author": found.author,
        "language": found.language,
        "published": found.published.isoformat() if found.published else None,
        "url": found.url,
        "sha256": found.sha256,
        "also_in": refs_as_dicts(copies),
        "more_copies": more,
        "characters": len(found.text),
        "start": start,
        "end": end,
        "next_start": end if end < len(found.text) else None,
        "text": found.text[start:end],
    }


def article_list(catalog: Catalog, scope: Scope, limit: int, offset: int) -> dict[str, Any]:
    """The articles in the scope, the newest first: `limit` of them after the first `offset`, or as many as fit."""
    known = known_scope(scope, catalog)
    listings = [] if known.is_empty else catalog.queries.listings(known.scope, limit, offset)
    total = 0 if known.is_empty else catalog.queries.count(known.scope)
    rows = _fitting([listing.as_json() for listing in listings])
    reached = offset + len(rows)
    return {
        "articles": rows,
        "total": total,
        "next_offset": reached if rows and reached < total else None,
        "warnings": [known.unknown] if known.unknown else [],
    }


def _fitting(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first of the rows, as many as fit, and one at least."""
    kept: list[dict[str, Any]] = []
    room = MAX_LIST_CHARACTERS
    for row in rows:
        room -= len(json.dumps(row, ensure_ascii=False))
        if kept and room < 0:
            break
        kept.append(row)
    return kept
