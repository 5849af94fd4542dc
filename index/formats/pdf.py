"""PDF files: the text layer, its lines joined into paragraphs again.

The dates in a PDF are those of the file, so the article is undated.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from article_qa.index.errors import ArticleRejected
from article_qa.index.extras import part
from article_qa.index.formats.article import Loaded, Origin, check_length, parsing
from article_qa.index.formats.batch import text_articles
from article_qa.index.formats.encoding import other_kind
from article_qa.index.text.cleaning import one_line

PAGES_LIMIT = 1000
STREAM_LIMIT = 10_000_000  # bytes of one unpacked stream
TOKENS_LIMIT = 1_000_000  # of one stream
REMEDY = "save or print it into a new PDF"
# A title that a program made out of a file's name.
FILE_NAME = re.compile(
    r"untitled|\(?anonymous\)?|microsoft word\b.*|.*\.(?:docx?|pdf|indd|qxd|odt|rtf|tmp|pptx?)", re.I
)
PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|seite)?\W*\d{1,4}\W*(?:(?:of|von|/)\W*\d{1,4}\W*)?", re.I)
HYPHENS = ("-", "\u00ad", "\u2010")
MAX_WORD = 60
A_FULL_LINE = 0.7  # of the usual width; a shorter one ends its paragraph


class Scanned(ArticleRejected):
    """The pages of a PDF are pictures; see `index.formats.ocr`."""


def load_pdf(content: bytes, origin: Origin) -> Loaded:
    """The one article of a PDF. Raises Scanned for one without text, and ArticleRejected for one of too many pages.

    How long it takes, from opening it on, is bounded where it is called, as is its memory: see `index.formats.budget`.
    """
    if b"%PDF-" not in content[:1024]:
        kind = other_kind(content) or f"not a PDF; give it the ending of what it is, or {REMEDY}"
        raise ArticleRejected(f"{origin.named} is {kind}")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with parsing(origin, "PDF", REMEDY):
        facts, pages = _read(content, origin)
    lines = [line for page in without_running_lines(pages) for line in page]
    if not any(map(str.isalnum, "".join(lines))):
        raise Scanned(f"{origin.named} has no text layer, only pictures of pages; run OCR on it and add it again")
    yield from text_articles(facts, _joined("\n".join(lines)), origin, lines="\n".join(lines), join=_joined)


def _read(content: bytes, origin: Origin) -> tuple[dict[str, Any], list[list[str]]]:
    with part("the reader of PDF files", "documents"):
        from pypdf import PdfReader, apply_configuration  # slow to load, and few files need it

    with apply_configuration(
        zlib_maximum_output_length=STREAM_LIMIT,
        stream_parsing_work_maximum_count=TOKENS_LIMIT,
        disable_legacy_handling=True,
    ):
        reader = PdfReader(io.BytesIO(content))
        # Many are encrypted with an empty password, which keeps nobody from reading.
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleRejected(f"{origin.named} is encrypted; save it without a password")
        if len(reader.pages) > PAGES_LIMIT:
            raise ArticleRejected(
                f"{origin.named} has {len(reader.pages):,} pages; split it into files of at most {PAGES_LIMIT:,}"
            )
        pages, length = [], 0
        for page in reader.pages:
            text = page.extract_text()
            length += len(text)
            check_length(length, origin)
            pages.append([line.strip() for line in text.split("\n") if line.strip()])
        said: Mapping[str, Any] = reader.metadata or {}
        title, author = one_line(said.get("/Title")), one_line(said.get("/Author"))
        return {
            "title": None if title is None or FILE_NAME.fullmatch(title) else title,
            "author": None if author is None or FILE_NAME.fullmatch(author) else author,
            "language": one_line(reader.root_object.get("/Lang")),
        }, pages


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers, and without first and last lines that most pages share."""
    edges = Counter(_pattern(line) for page in pages if len(pages) > 2 for line in {*page[:1], *page[-1:]})
    running = {pattern for pattern, count in edges.items() if count > max(2, len(pages) / 2)}
    return [_trimmed(list(page), running, len(pages)) for page in pages]


def paragraphs(lines: Sequence[str]) -> list[str]:
    """The lines joined into paragraphs: one that is much shorter than the usual ends its paragraph."""
    widths = sorted(len(line) for line in lines)
    usual = widths[len(widths) * 3 // 4] if widths else 0
    known = set(re.findall(r"[\w-]+", " ".join(lines).lower()))
    pieces: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.endswith(HYPHENS) and following[:1].islower():
            pieces.append(_parted(line, following, known))
        else:
            pieces += (line, "\n" if len(line) < usual * A_FULL_LINE else " ")
    return "".join(pieces).strip().split("\n")


def _joined(text: str) -> str:
    return "\n\n".join(paragraphs([line for line in text.split("\n") if line.strip()]))


def _parted(line: str, following: str, known: set[str]) -> str:
    """The line whose last word goes on in the next; "well-known" keeps the hyphen that it has elsewhere."""
    halves = re.findall(r"\w+$", line[-MAX_WORD:-1]) + re.findall(r"^\w+", following[:MAX_WORD])
    whole = "-".join(halves).lower()
    keeps = whole in known and whole.replace("-", "") not in known
    return f"{line[:-1]}-" if keeps else line[:-1]


def _trimmed(page: list[str], running: set[str], pages: int) -> list[str]:
    for edge in (0, -1, 0, -1):
        if page and (_pattern(page[edge]) in running or (pages > 1 and PAGE_NUMBER.fullmatch(page[edge][:40]))):
            page.pop(edge)
    return page


def _pattern(line: str) -> str:
    return re.sub(r"\d+", "#", line.lower())
