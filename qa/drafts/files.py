"""A file -> the text of the draft that it holds, by the readers of articles."""

from collections.abc import Iterator
from pathlib import Path

from article_qa.index.errors import ArticleRejected, DraftRejected
from article_qa.index.formats.article import Item
from article_qa.index.formats.load import load, load_bytes
from article_qa.index.records import Article

# How a Word document begins.
_PACKED = b"PK\x03\x04"


def draft_of_file(path: Path) -> str:
    """The text of one file, as an article of it would have it. Raises ArticleRejected, DraftRejected."""
    return _only(load(path), repr(str(path)))


def draft_of_bytes(content: bytes, *, suffix: str = "", named: str = "standard input") -> str:
    """The text of a file's bytes; without a suffix plain text, a page or a Word document.

    Raises ArticleRejected, DraftRejected.
    """
    kind = suffix or (".docx" if content.startswith(_PACKED) else ".txt")
    return _only(load_bytes(content, suffix=kind, source=named, named=named), named)


def _only(items: Iterator[Item], named: str) -> str:
    """The text of the one article among the items."""
    articles: list[Article] = []
    for item in items:
        if isinstance(item, ArticleRejected):
            raise item
        if isinstance(item, Article):
            articles.append(item)
        if len(articles) > 1:
            raise DraftRejected(f"{named} holds several articles; give one text to check")
    if not articles:
        raise DraftRejected(f"{named} holds no text; give the sentences to check")
    return articles[0].text
