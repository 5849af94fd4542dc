"""Documents of few bytes that ask their parser for hours or gigabytes."""

import zlib
from collections.abc import Sequence

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first its catalog."""
    body, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n%strailer<</Size %d/Root 1 0 R>>\n" % (size, table, size)
    return body + head + b"startxref\n%d\n%%%%EOF" % len(body)


def pdf_with(stream: bytes, method: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages all show the words of this stream, packed by this method."""
    packed = b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(stream), method, stream)
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * pages, pages)
    return pdf_of([CATALOG, tree, PAGE, packed, FONT])


def long_drawing() -> bytes:
    """A PDF of 10 kB that moves its pen 100,000 times on each of 40 pages, as often as is read on one."""
    drawing = b"BT /F1 9 Tf " + b"(xxxx) Tj 1 0 0 1 5 5 Tm " * 100_000 + b" ET"
    return pdf_with(zlib.compress(drawing), b"/FlateDecode", pages=40)


def unopenable() -> bytes:
    """20 MB of line ends, which are searched for the end of a PDF."""
    return b"%PDF-1.4\n" + b"a\r" * 10_000_000


def unpacking() -> bytes:
    """A PDF that unpacks to four times its size, in pieces."""
    return pdf_with(b"z" * 12_000_000 + b"~>", b"/ASCII85Decode")


def endless_tree() -> bytes:
    """A PDF whose pages are a tree of ten branches at each of twelve levels, made of twelve objects."""
    branches = [b"<</Type/Pages/Kids[" + b"%d 0 R " % (level + 3) * 10 + b"]/Count 1>>" for level in range(12)]
    return pdf_of([CATALOG, *branches, b"<</Type/Page>>"])


def page_of_itself() -> bytes:
    """A PDF whose list of pages holds itself."""
    return pdf_of([CATALOG, b"<</Type/Pages/Kids[" + b"2 0 R " * 1_000 + b"]/Count 999999999>>"])


def stream_in_stream() -> bytes:
    """A PDF of less than a kilobyte that unpacks twice, to 100 MB."""
    packer = zlib.compressobj()
    once = b"".join(packer.compress(b"x" * 1_000_000) for _ in range(100)) + packer.flush()
    return pdf_with(zlib.compress(once), b"[/FlateDecode/FlateDecode]")
