"""Files of every kind, made as small as they can be, and what a test reads of them."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Item
from article_qa.index.formats.load import load_bytes
from article_qa.index.records import Article

SENTENCE = "The bridge in Bonn was shut on Monday after a crack was found in its deck, the mayor said."
PAGE = """<!doctype html><html lang="en-GB"><head><title>Bridge shut - Bonn Post</title>
<meta property="og:title" content="Bridge shut">{head}</head><body>
<nav><a href="/sport">Sport</a></nav>
<article><header><h1>Bridge shut</h1>{byline}</header>
<p>The bridge in Bonn was shut on Monday after a crack was found in its deck, the <b>mayor</b> said.</p>
<p>It was opened on 3 March 2001. Engineers will inspect it again on Friday &amp; the town will pay for ferries.</p>
{body}</article><footer>© 2019 Bonn Post</footer></body></html>"""


def loaded(content: bytes | str, suffix: str, url: str | None = None) -> list[Any]:
    """Each article of the file, or why it was rejected; the test says which it expects where."""
    content = content if isinstance(content, bytes) else content.encode()
    return list(load_bytes(content, suffix=suffix, source="/news/a" + suffix, named=f"'a{suffix}'", url=url))


def taken(entries: Iterable[Item]) -> list[Article]:
    """All of them, none of which was rejected."""
    articles = []
    for entry in entries:
        assert isinstance(entry, Article), entry
        articles.append(entry)
    return articles


def only(content: bytes | str, suffix: str, url: str | None = None) -> Article:
    (article,) = taken(loaded(content, suffix, url))
    return article


def refusal(content: bytes | str, suffix: str) -> str:
    (rejection,) = loaded(content, suffix)
    assert isinstance(rejection, ArticleRejected), rejection
    return str(rejection)


def page(head: str = "", byline: str = "", body: str = "") -> str:
    return PAGE.format(head=head, byline=byline, body=body)


def zipped(parts: Mapping[Any, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_parts(archive: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """The same archive with these parts added, or in place of those of the same name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        held = {name: old.read(name) for name in old.namelist()}
    return zipped(held | dict(parts))


def repacked(archive: bytes, **parts: bytes) -> bytes:
    """The same archive with some parts replaced; a name is written with _ for / and __ for a dot."""
    return with_parts(archive, {name.replace("__", ".").replace("_", "/"): held for name, held in parts.items()})


def pdf(pages: Sequence[Sequence[str]], title: str | None = None, author: str | None = None, **options: Any) -> bytes:
    """A page for each list of lines."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, **options)
    if title:
        canvas.setTitle(title)
    if author:
        canvas.setAuthor(author)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def scan() -> bytes:
    """A PDF with a drawing and no text."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(72, 72, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def word(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = title, author
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def epub(chapters: Mapping[str, str], metadata: str = "", spine: Sequence[str] | None = None, **parts: str) -> bytes:
    """A book with these chapters, each name with the XHTML in its body."""
    items = "".join(f'<item id="{n}" href="text/{n}.xhtml" media-type="application/xhtml+xml"/>' for n in chapters)
    refs = "".join(f'<itemref idref="{n}"/>' for n in (spine or chapters))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<?xml version="1.0"?><container version="1.0" '
            'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "OPS/book.opf": '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
            f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{metadata}'
            f"</metadata><manifest>{items}</manifest><spine>{refs}</spine></package>",
            **{
                f"OPS/text/{n}.xhtml": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
                f"<title>{n}</title></head><body>{body}</body></html>"
                for n, body in chapters.items()
            },
            **parts,
        }
    )
