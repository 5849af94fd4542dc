"""A real catalog with a few invented articles, and the search over it by keywords."""

from collections.abc import Sequence
from pathlib import Path

from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article
from article_qa.index.search import keyword
from article_qa.index.store.catalog import Catalog
from article_qa.qa.retrieval.search import LibrarySearch


def library_of(folder: Path, articles: Sequence[Article]) -> LibrarySearch:
    """The search over a new catalog in `folder` that holds these articles."""
    catalog = Catalog(folder / "catalog.sqlite3")
    for article in articles:
        catalog.put(article, cut(article, _words))
    return LibrarySearch(catalog, {"keyword": keyword(catalog)})


def _words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]
