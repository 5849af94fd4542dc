"""An article as JSON has it, for the command line and for programs."""

from typing import Any

from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from article_qa.qa.citation import others, refs_as_dicts


def article_as_dict(article: Article, catalog: Catalog) -> dict[str, Any]:
    """An article whole as JSON has it, with its copies and versions, and which facts a reader corrected."""
    copies, more_copies = others(catalog.copies([article.id]).get(article.id, ()), article.id)
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "source": article.source,
        "sha256": article.sha256,
        "corrected": list(catalog.edits.of(article.id).fields),
        "also_in": refs_as_dicts(copies),
        "versions": [each.as_dict() for each in catalog.versions.history(article.id)],
        "text": article.text,
    } | ({"more_copies": more_copies} if more_copies else {})
