"""Web archives: the pages of WARC files, and the page of a Safari archive.

The record of a page says where it was read, and that is all it is believed for: its day is the crawler's.
"""

import gzip
import io
import plistlib
from collections.abc import Iterator
from typing import Any, TypeAlias

from article_qa.index.addresses import canonical_url
from article_qa.index.errors import ArticleRejected
from article_qa.index.extras import part
from article_qa.index.formats.article import Loaded, Origin, parsing
from article_qa.index.formats.encoding import decode, encoding_of
from article_qa.index.formats.html import PAGE_LIMIT, load_markup
from article_qa.index.limits import MAX_ADDRESS_CHARACTERS

# The address and the content of a page.
Page: TypeAlias = tuple[str, bytes]

PAGE_KINDS = ("text/html", "application/xhtml+xml")
RECORD_KINDS = ("response", "resource")
PACKED = b"\x1f\x8b"
MAX_RECORDS = 100_000
REMEDY = "save the pages themselves, and add those"


def load_web_archive(content: bytes, origin: Origin) -> Loaded:
    """The article of a page that Safari saved whole; its address is where it was saved."""
    with parsing(origin, "web archive", REMEDY):
        main = plistlib.loads(content)["WebMainResource"]
        markup, url, charset = main["WebResourceData"], main["WebResourceURL"], main.get("WebResourceTextEncodingName")
        if not isinstance(markup, bytes) or main.get("WebResourceMIMEType") not in PAGE_KINDS:
            raise ArticleRejected(f"{origin.named} holds no page; {REMEDY}")
        here = Origin(origin.suffix, origin.source, origin.named, origin.url or _address(url))
        text = decode(markup, here, charset if isinstance(charset, str) else None)
    yield from load_markup(text, here)


def crawled_pages(content: bytes, origin: Origin) -> list[Page]:
    """The pages in a WARC file, packed or not, in its order. Raises ArticleRejected for a file without any."""
    with part("the reader of WARC files", "documents"):
        from warcio.archiveiterator import ArchiveIterator

    pages: dict[str, bytes] = {}
    file = io.BytesIO(content)
    with parsing(origin, "WARC file", REMEDY):
        # The reader unpacks only what was packed record by record.
        records = ArchiveIterator(gzip.GzipFile(fileobj=file) if content.startswith(PACKED) else file)
        for number, record in enumerate(records, 1):
            if number > MAX_RECORDS:
                raise ArticleRejected(f"{origin.named} has more than {MAX_RECORDS:,} records; split it")
            for url, page in _page(record):
                # Where it is read again, it moves to its later place.
                pages.pop(url, None)
                pages[url] = page
    if not pages:
        raise ArticleRejected(f"{origin.named} holds no page; {REMEDY}")
    return list(pages.items())


def _page(record: Any) -> Iterator[Page]:
    """The page of a record, in UTF-8; nothing of errors, redirections, pictures and what a crawler notes."""
    url = _address(record.rec_headers.get_header("WARC-Target-URI"))
    if record.rec_type not in RECORD_KINDS or url is None:
        return
    headers = record.http_headers or record.rec_headers
    kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    is_sent = record.http_headers is None or record.http_headers.get_statuscode() == "200"
    if is_sent and kind.strip().lower() in PAGE_KINDS:
        body = record.content_stream().read(PAGE_LIMIT)
        charset = rest.rpartition("charset=")[2].strip(" \"';") or None
        # The mark at the head tells the reader, whatever the page says of itself.
        yield url, body.decode(encoding_of(body, charset), "replace").encode("utf-8-sig") if charset else body


def _address(value: str | None) -> str | None:
    """An address as articles keep it; None for one that is too long to lead anywhere."""
    url = canonical_url(value)
    return url if url and len(url) <= MAX_ADDRESS_CHARACTERS else None
