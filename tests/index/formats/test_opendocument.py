"""OpenDocument texts."""

import io
import zipfile

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.load import load_bytes
from article_qa.index.records import Article

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
BODY = """
<text:tracked-changes><text:changed-region><text:deletion><text:p>Never said.</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h>Dam leaks</text:h><text:p>The dam<text:s text:c="1"/>leaks<text:note><text:note-body><text:p>A note.</text:p>
</text:note-body></text:note> at <text:span>two</text:span> places.</text:p>
<text:list><text:list-item><text:p>First</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Vessel</text:p></table:table-cell>
<table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>"""


def document(body: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        archive.writestr(
            "meta.xml",
            f"<office:document-meta {NAMESPACES}><office:meta><dc:title>Leaks at the dam</dc:title>"
            "<meta:initial-creator>Mona Field</meta:initial-creator><dc:date>2020-01-01T00:00:00</dc:date>"
            "</office:meta></office:document-meta>",
        )
    return file.getvalue()


def load(content: bytes) -> list[object]:
    return list(load_bytes(content, suffix=".odt", source="/a.odt", named="'a.odt'"))


def test_document_is_read_without_notes_and_deletions() -> None:
    (article,) = load(document(BODY))
    assert isinstance(article, Article)
    assert (article.title, article.author, article.published) == ("Leaks at the dam", "Mona Field", None)
    assert article.text.split("\n\n") == ["Dam leaks", "The dam leaks at two places.", "First", "| Vessel | 2 |"]


def test_other_archive_is_refused() -> None:
    (refused,) = load(b"PK\x03\x04 no archive")
    assert isinstance(refused, ArticleRejected)
