"""Scanned PDFs: the words in the pictures of their pages, read by Tesseract where it is installed.

Words that a program reads from a picture may be wrong, and a note says where they come from.
"""

import math
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from article_qa.index.errors import ArticleRejected
from article_qa.index.extras import part
from article_qa.index.formats.article import Loaded, Note, Origin, check_length, make_article, parsing
from article_qa.index.formats.budget import Budget
from article_qa.index.formats.pdf import REMEDY, paragraphs, without_running_lines

PROGRAM = "tesseract"
DOTS_AN_INCH = 300
POINTS_AN_INCH = 72
MAX_PIXELS = 12_000_000  # of a page; A4 has nine million
MAX_SCANNED_PAGES = 500
PAGE_SECONDS = 60
RUN_SECONDS = 15.0  # no page is begun after this; the next run goes on there
MAX_LANGUAGES = 5
# What the program calls its knowledge of scripts and formulas.
NO_LANGUAGES = frozenset(("osd", "equ", "snum"))
# Less is what a picture without text looks like to it.
MIN_WORDS = 10
WORD = re.compile(r"[^\W\d_]{3,}")
ENDS_SENTENCE = re.compile(r"[.!?…:。！？؟][\"'”’)\]]*$")


def load_scan(content: bytes, origin: Origin, budget: Budget) -> Loaded:
    """The article in the pictures of a PDF's pages, and a note that says so.

    Raises ArticleRejected where Tesseract is not installed, and for pictures without words.
    """
    if shutil.which(PROGRAM) is None:
        raise ArticleRejected(
            f"{origin.named} has no text layer, only pictures of pages; install Tesseract and article-qa[ocr], "
            "or run OCR on it and add it again"
        )
    pages: list[str] = []
    count = 1
    while len(pages) < count:
        read, count = budget.scans().run(origin.named, read_pages, content, origin, len(pages))
        pages += read
    text = _text(pages)
    if len(WORD.findall(text)) < MIN_WORDS:
        raise ArticleRejected(
            f"{origin.named} has no text layer, only pictures of pages, and Tesseract finds no text in them; "
            "add its text"
        )
    check_length(len(text), origin)
    yield make_article({}, text, origin)
    yield Note(f"{origin.named} was read by OCR from pictures of its pages, so that some words may be wrong")


def read_pages(content: bytes, origin: Origin, first: int) -> tuple[list[str], int]:
    """The words of some pages from the page `first` on, a page at least, and how many pages there are."""
    with parsing(origin, "PDF", REMEDY):
        with part("the reader of scanned PDF files", "ocr"):
            from pypdfium2 import PdfDocument

        document = PdfDocument(content)
        count = len(document)
        if count > MAX_SCANNED_PAGES:
            raise ArticleRejected(
                f"{origin.named} has {count:,} pages without a text layer; "
                f"split it into files of at most {MAX_SCANNED_PAGES:,}"
            )
        began = time.monotonic()
        found: list[str] = []
        while first + len(found) < count and (not found or time.monotonic() - began < RUN_SECONDS):
            found.append(_recognised(_picture(document[first + len(found)]), origin))
        return found, count


def _picture(page: Any) -> bytes:
    """The page as a grey picture (PGM), of a bounded size whatever the page says of its own."""
    import numpy as np

    width, height = (max(1.0, side) for side in page.get_size())
    scale = min(DOTS_AN_INCH / POINTS_AN_INCH, math.sqrt(MAX_PIXELS / (width * height)))
    pixels = np.ascontiguousarray(page.render(scale=scale, grayscale=True).to_numpy())
    return b"P5 %d %d 255\n" % (pixels.shape[1], pixels.shape[0]) + pixels.tobytes()


def _recognised(picture: bytes, origin: Origin) -> str:
    try:
        done = subprocess.run(
            [shutil.which(PROGRAM) or PROGRAM, "stdin", "stdout", "-l", _languages()],
            input=picture,
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=False,
            # One page at a time on one processor.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as exc:
        raise ArticleRejected(f"{origin.named} has a page that takes too long to read by OCR; add its text") from exc
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().split("\n")[-1]
        raise ArticleRejected(f"{origin.named} cannot be read by Tesseract ({said[:100]}); add its text")
    return done.stdout.decode(errors="replace")


@cache
def _languages() -> str:
    """The languages that are installed, in the form in which they are asked for, English first."""
    listed = subprocess.run([shutil.which(PROGRAM) or PROGRAM, "--list-langs"], capture_output=True, check=False)
    names = listed.stdout.decode(errors="replace").split("\n")[1:]
    known = sorted((name.strip() for name in names if name.strip()), key=lambda name: name != "eng")
    chosen = [name for name in known if name not in NO_LANGUAGES and "/" not in name]
    return "+".join(chosen[:MAX_LANGUAGES]) or "eng"


def _text(pages: Sequence[str]) -> str:
    """The paragraphs of all pages; one that ends in the middle of a sentence goes on with the next page."""
    lines = [[line.strip() for line in page.strip().split("\n")] for page in pages]
    joined: list[str] = []
    for page in without_running_lines(lines):
        for number, paragraph in enumerate(_paragraphs(page)):
            is_rest = number == 0 and joined and not ENDS_SENTENCE.search(joined[-1]) and paragraph[:1].islower()
            joined[-1:] = [f"{joined[-1]} {paragraph}"] if is_rest else [*joined[-1:], paragraph]
    return "\n\n".join(joined)


def _paragraphs(page: Sequence[str]) -> Iterator[str]:
    """The paragraphs of a page, between which a line is empty; words that were parted are whole again."""
    for block in "\n".join(page).split("\n\n"):
        if words := " ".join(paragraphs(block.strip().split("\n"))).strip():
            yield words
