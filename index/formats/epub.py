"""E-books (EPUB): the chapters in reading order, with what the package says of them."""

import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from index.errors import ArticleRejected
from index.formats.archive import open_document, read_entry
from index.formats.article import Loaded, Origin, check_length, make_article, one_line, parsing
from index.formats.dates import doubt, published_date
from index.formats.markup import html_text

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
REMEDY = "save or download it again"


def load_epub(content: bytes, origin: Origin) -> Loaded:
    """The one article of a book. Its date is believed only when it can be one: programs fill in the year 101."""
    with open_document(content, origin, "e-book") as book, parsing(origin, "e-book", REMEDY):
        container = _xml(book, CONTAINER, origin)
        package_path = container.xpath("string(//*[local-name()='rootfile']/@full-path)")
        package = _xml(book, package_path, origin)
        paths = _chapters(package, posixpath.dirname(package_path))
        locked = _xml(book, ENCRYPTION, origin).xpath("//@URI") if ENCRYPTION in book.namelist() else []
        if set(paths) & {unquote(path) for path in locked}:
            raise ArticleRejected(f"{origin.named} is protected against copying; add an unprotected copy")
        text = "\n\n".join(_chapter_text(book, path, origin) for path in paths if path in book.namelist())
    yield make_article(_facts(package), text, origin)


def _chapters(package: Any, folder: str) -> list[str]:
    items = {item.get("id"): item.get("href", "") for item in package.xpath("//*[local-name()='item']")}
    spine = package.xpath("//*[local-name()='itemref'][not(@linear='no')]/@idref")
    return [posixpath.normpath(posixpath.join(folder, unquote(items[i]))) for i in spine if i in items]


def _chapter_text(book: zipfile.ZipFile, path: str, origin: Origin) -> str:
    from lxml import html

    markup = read_entry(book, book.getinfo(path), origin)
    text = (
        html_text(html.document_fromstring(markup, parser=html.HTMLParser(encoding="utf-8"))) if markup.strip() else ""
    )
    check_length(len(text), origin)
    return text


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


def _xml(book: zipfile.ZipFile, path: str, origin: Origin) -> Any:
    from lxml import etree

    if path not in book.namelist():
        raise ArticleRejected(f"{origin.named} is no e-book, it lacks {path or 'its package'!r}; {REMEDY}")
    # No entity is expanded and nothing is fetched for a document that asks for it.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(read_entry(book, book.getinfo(path), origin), parser)
