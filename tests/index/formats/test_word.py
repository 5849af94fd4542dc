"""Word documents -> every paragraph once."""

import io

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.index.formats.files import only, word


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_paragraph(xml: str) -> bytes:
    document = Document()
    names = f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document.element.body.insert(0, parse_xml(f"<w:p {names}>{xml}</w:p>"))
    return saved(document)


def test_a_document_gives_its_paragraphs_title_and_author():
    article = only(word("It is closed.", "It was opened in 2001.", title="Bridge shut", author="Ann Lee"), ".docx")
    assert (article.title, article.author) == ("Bridge shut", "Ann Lee")
    assert article.text == "It is closed.\n\nIt was opened in 2001."


def test_the_dates_of_a_document_are_those_of_the_file():
    assert only(word("It is closed."), ".docx").published is None


def test_what_the_library_fills_in_is_not_believed():
    document = Document()
    document.add_paragraph("It is closed.")
    article = only(saved(document), ".docx")
    assert (article.title, article.author) == ("It is closed.", None)


def test_lists_and_tables_are_read_in_their_place():
    document = Document()
    document.add_heading("Bridge shut", 0)
    document.add_paragraph("first", style="List Bullet")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Bonn", "5"
    document.add_paragraph("last")
    assert only(saved(document), ".docx").text.split("\n\n") == ["Bridge shut", "first", "Bonn", "5", "last"]


def test_insertions_are_read_and_deletions_are_not():
    xml = (
        "<w:r><w:t>It is </w:t></w:r><w:del><w:r><w:delText>open</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>closed.</w:t></w:r></w:ins>"
    )
    assert only(with_paragraph(xml), ".docx").text == "It is closed."


def test_a_box_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        "<w:r><w:t>Before.</w:t><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
    )
    assert only(with_paragraph(xml), ".docx").text == "Before.\n\nIn a box."
