"""E-books (EPUB): the chapters in reading order, with what the package says of them."""

import posixpath
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Origin, check_length, make_article, parsing
from article_qa.index.formats.markup import html_text
from article_qa.index.formats.parts import Parts
from article_qa.index.text.cleaning import one_line
from article_qa.index.text.published import doubt, published_date

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
REMEDY = "save or download it again"


def load_epub(content: bytes, origin: Origin) -> Loaded:
    """The one article of a book. Its date is believed only when it can be one: programs fill in the year 101."""
    book = Parts(content, origin, "e-book", REMEDY)
    with parsing(origin, "e-book", REMEDY):
        container = book.xml(CONTAINER)
        package_path = container.xpath("string(//*[local-name()='rootfile']/@full-path)")
        package = book.xml(package_path)
        paths = _chapters(package, posixpath.dirname(package_path))
        locked = book.xml(ENCRYPTION).xpath("//@URI") if ENCRYPTION in book else []
        if set(paths) & {unquote(path) for path in locked}:
            raise ArticleRejected(f"{origin.named} is protected against copying; add an unprotected copy")
        text = _text(book, [path for path in paths if path in book], origin)
    yield make_article(_facts(package), text, origin)


def _chapters(package: Any, folder: str) -> list[str]:
    """The chapters in reading order, each once: the format allows no second mention."""
    items = {item.get("id"): item.get("href", "") for item in package.xpath("//*[local-name()='item']")}
    spine = package.xpath("//*[local-name()='itemref'][not(@linear='no')]/@idref")
    paths = (posixpath.normpath(posixpath.join(folder, unquote(items[i]))) for i in spine if i in items)
    return list(dict.fromkeys(paths))


def _text(book: Parts, paths: Sequence[str], origin: Origin) -> str:
    texts, length = [], 0
    for path in paths:
        texts.append(_chapter_text(book.read(path)))
        length += len(texts[-1])
        check_length(length, origin)
    return "\n\n".join(texts)


def _chapter_text(markup: bytes) -> str:
    from lxml import html

    if not markup.strip():
        return ""
    return html_text(html.document_fromstring(markup, parser=html.HTMLParser(encoding="utf-8")))


def _facts(package: Any) -> dict[str, Any]:
    def said(name: str) -> list[Any]:
        return [one_line(node.text) for node in package.xpath(f"//*[local-name()='metadata']/*[local-name()='{name}']")]

    days = [
        published_date(node.text)
        for node in package.xpath("//*[local-name()='metadata']/*[local-name()='date']")
        if not any(key.endswith("event") and value != "publication" for key, value in node.attrib.items())
    ]
    return {
        "title": next(iter(said("title")), None),
        "author": said("creator"),
        "publisher": next(iter(said("publisher")), None),
        "language": next(iter(said("language")), None),
        "published": next((day for day in days if day and not doubt(day)), None),
    }
