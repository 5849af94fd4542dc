"""PDF files -> paragraphs without the marks of their pages."""

import io

import pytest
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Origin
from article_qa.index.formats.pdf import load_pdf, paragraphs, without_running_lines
from tests.index.formats.files import only, pdf

STORY = [
    "The bridge in Bonn was shut on Monday after a crack was found in its deck,",
    "the mayor said, and engineers will inspect it for a second time on Friday.",
    "Nobody was hurt.",
    "The town pays for ferries until the work is done, which may take three mon-",
    "ths, and the well-known market on the bridge has to move to the other bank.",
]


def test_a_pdf_gives_its_paragraphs_title_and_author() -> None:
    article = only(pdf([STORY], title="Bridge shut", author="Ann Lee"), ".pdf")
    assert (article.title, article.author, article.published) == ("Bridge shut", "Ann Lee", None)
    first, second = article.text.split("\n\n")
    assert first.endswith(
        "in its deck, the mayor said, and engineers will inspect it for a second time on Friday. Nobody was hurt."
    )
    assert "which may take three months, and the well-known market" in second


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - bridge", "bridge_final.docx", "bridge.indd"])
def test_a_title_that_is_the_name_of_a_file_is_not_the_title(title: str) -> None:
    assert only(pdf([["Bridge shut", *STORY]], title=title), ".pdf").title == "Bridge shut"


def test_the_language_of_a_pdf_is_kept() -> None:
    assert only(pdf([STORY], lang="en-GB"), ".pdf").language == "en"


def test_a_running_head_and_page_numbers_are_no_part_of_the_text() -> None:
    pages = [[f"Bonn Post, page {n}", f"Line {n} of the story.", str(n)] for n in (1, 2, 3, 4)]
    assert without_running_lines(pages) == [[f"Line {n} of the story."] for n in (1, 2, 3, 4)]


def test_a_line_that_few_pages_share_is_text() -> None:
    pages = [["He said no.", "One."], ["He said no.", "Two."], ["Three.", "Four."], ["Five.", "Six."]]
    assert without_running_lines(pages) == pages


def test_a_year_on_the_only_page_is_no_page_number() -> None:
    assert without_running_lines([["The year was", "1984"]]) == [["The year was", "1984"]]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        pytest.param(["the govern-", "ment of the day"], "the government of the day", id="parted"),
        pytest.param(["a well-", "known man, so well-known"], "a well-known man, so well-known", id="compound"),
        pytest.param(["the Anglo-", "American war"], "the Anglo- American war", id="capital"),
        pytest.param(["the govern\u00ad", "ment of the day"], "the government of the day", id="soft-hyphen"),
        pytest.param(["between 1914 -", "and 1918"], "between 1914 and 1918", id="dash"),
    ],
)
def test_words_parted_at_the_end_of_a_line_are_one_again(lines: list[str], joined: str) -> None:
    assert " ".join(paragraphs(lines)) == joined


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert only(pdf([STORY[:1], STORY[1:2]]), ".pdf").text == " ".join(STORY[:2])


def test_two_columns_drawn_in_turn_are_read_in_turn() -> None:
    columns = [STORY[:3], ["In Bonn the tunnel is open again,", "as the town said on Friday."]]
    file = io.BytesIO()
    canvas = Canvas(file)
    for left, lines in zip((50, 420), columns, strict=True):
        for number, line in enumerate(lines):
            canvas.drawString(left, 760 - 14 * number, line)
    canvas.save()
    assert only(file.getvalue(), ".pdf").text.split() == " ".join(columns[0] + columns[1]).split()


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    file, writer = io.BytesIO(), PdfWriter()
    for _ in range(1001):
        writer.add_blank_page(72, 72)
    writer.write(file)
    origin = Origin(".pdf", "a.pdf", "'a.pdf'")
    with pytest.raises(ArticleRejected, match="has 1,001 pages; split it into files of at most 1,000"):
        list(load_pdf(file.getvalue(), origin))
