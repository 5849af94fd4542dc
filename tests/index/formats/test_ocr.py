"""Scanned PDFs, read by Tesseract where it is installed."""

import io
import shutil
from pathlib import Path

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Note
from article_qa.index.formats.load import load_bytes
from tests.index.formats.files import loaded, pdf, refusal, scan, zipped

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
LINES = ["The bridge in Bonn was shut on Monday after", "a crack was found in its deck, the mayor said, and",
         "engineers will inspect it again on Friday."]  # fmt: skip


def scanned(*pages: list[str]) -> bytes:
    """A PDF whose pages are pictures of these lines."""
    from pypdfium2 import PdfDocument
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    for page in PdfDocument(pdf(pages)):
        canvas.drawImage(ImageReader(page.render(scale=3).to_pil()), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@needs_tesseract
def test_the_words_of_a_scanned_page_are_read_and_noted() -> None:
    article, note = loaded(scanned(LINES), ".pdf")
    assert article.text == " ".join(LINES)
    assert (article.published, article.author) == (None, None)
    assert isinstance(note, Note)
    assert "was read by OCR" in note.text


@needs_tesseract
def test_a_sentence_goes_on_with_the_next_page() -> None:
    article, _ = loaded(scanned(LINES[:2], LINES[2:]), ".pdf")
    assert article.text == " ".join(LINES)


@needs_tesseract
def test_a_scanned_page_in_an_archive_is_read() -> None:
    article, _ = load_bytes(zipped({"a.pdf": scanned(LINES)}), suffix=".zip", source="/a.zip", named="'a.zip'")
    assert not isinstance(article, (ArticleRejected, Note))


@needs_tesseract
def test_a_picture_without_words_is_refused() -> None:
    assert "Tesseract finds no text in them" in refusal(scan(), ".pdf")


@needs_tesseract
def test_a_page_of_any_size_costs_a_bounded_picture() -> None:
    assert "finds no text in them" in refusal(scan().replace(b"595.2756 841.8898", b"14400.00 14400.00"), ".pdf")


def test_without_tesseract_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "install Tesseract and article-qa[ocr], or run OCR on it" in refusal(scan(), ".pdf")
