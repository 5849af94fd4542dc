"""The articles as resources: each has an address, and its text is what citations count their characters in."""

from collections.abc import Sequence
from urllib.parse import quote, unquote

from article_qa.index.errors import RequestRejected
from article_qa.index.library import HasCatalog
from article_qa.index.records import EVERYTHING, Article, Listing
from article_qa.qa.mcp.arguments import shown
from article_qa.qa.mcp.articles import article

TEMPLATE = "article://{article_id}"
SCHEME = TEMPLATE.partition("{")[0]
PAGE = 100


def address_of(article_id: str) -> str:
    """The address of the article with this id."""
    return SCHEME + quote(article_id, safe="")


def at(library: HasCatalog, address: str) -> Article:
    """The article at this address. Raises RequestRejected, UnknownArticle, ArticleDamaged."""
    if not address.startswith(SCHEME):
        raise RequestRejected(f"{shown(address)} is not the address of an article; they look like {TEMPLATE}")
    return article(library, unquote(address.removeprefix(SCHEME)).rstrip("/"))


def page(library: HasCatalog, cursor: str | None) -> tuple[Sequence[Listing], str | None]:
    """The newest articles, from where `cursor` is, and the cursor of the next page. Raises RequestRejected."""
    offset = _offset(cursor)
    found = library.catalog.queries.listings(EVERYTHING, PAGE + 1, offset)
    return found[:PAGE], str(offset + PAGE) if len(found) > PAGE else None


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise RequestRejected(f"{shown(cursor)} is not a cursor of this server; leave it out to start with the newest")
    return int(cursor)
