"""Word documents -> every paragraph once."""

import io
import time

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.index.formats.files import only, refusal, repacked, with_parts, word


def saved(document: WordDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_paragraph(xml: str) -> bytes:
    document = Document()
    names = f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document.element.body.insert(0, parse_xml(f"<w:p {names}>{xml}</w:p>"))
    return saved(document)


def test_a_document_gives_its_paragraphs_title_and_author() -> None:
    article = only(word("It is closed.", "It was opened in 2001.", title="Bridge shut", author="Ann Lee"), ".docx")
    assert (article.title, article.author) == ("Bridge shut", "Ann Lee")
    assert article.text == "It is closed.\n\nIt was opened in 2001."


def test_the_dates_of_a_document_are_those_of_the_file() -> None:
    assert only(word("It is closed."), ".docx").published is None


def test_what_the_library_fills_in_is_not_believed() -> None:
    document = Document()
    document.add_paragraph("It is closed.")
    article = only(saved(document), ".docx")
    assert (article.title, article.author) == ("It is closed.", None)


def test_lists_and_tables_are_read_in_their_place() -> None:
    document = Document()
    document.add_heading("Bridge shut", 0)
    document.add_paragraph("first", style="List Bullet")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Bonn", "5"
    document.add_paragraph("last")
    assert only(saved(document), ".docx").text.split("\n\n") == ["Bridge shut", "first", "| Bonn | 5 |", "last"]


def test_a_table_of_one_cell_only_gives_the_page_its_form() -> None:
    document = Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "It is closed."
    cell.add_paragraph("It will open.")
    assert only(saved(document), ".docx").text == "It is closed.\n\nIt will open."


def test_a_table_in_a_cell_is_part_of_its_row() -> None:
    document = Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "Bonn"
    cells[1].add_table(1, 2).rows[0].cells[1].text = "5"
    assert only(saved(document), ".docx").text == "| Bonn | 5 |"


def test_moved_words_are_read_where_they_went() -> None:
    xml = (
        "<w:moveFrom><w:r><w:t>Nobody was hurt. </w:t></w:r></w:moveFrom><w:r><w:t>It is closed. </w:t></w:r>"
        "<w:moveTo><w:r><w:t>Nobody was hurt.</w:t></w:r></w:moveTo>"
    )
    assert only(with_paragraph(xml), ".docx").text == "It is closed. Nobody was hurt."


def test_strict_open_xml_is_read() -> None:
    names = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    document = f"<w:document {names}><w:body><w:p><w:r><w:t>It is closed.</w:t></w:r></w:p></w:body></w:document>"
    assert only(repacked(word("Open."), word_document__xml=document.encode()), ".docx").text == "It is closed."


def test_insertions_are_read_and_deletions_are_not() -> None:
    xml = (
        "<w:r><w:t>It is </w:t></w:r><w:del><w:r><w:delText>open</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>closed.</w:t></w:r></w:ins>"
    )
    assert only(with_paragraph(xml), ".docx").text == "It is closed."


def test_a_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        "<w:r><w:t>Before.</w:t><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
    )
    assert only(with_paragraph(xml), ".docx").text == "Before.\n\nIn a box."


# Documents that are built to bring the reader down

WORD = nsdecls("w")
LONG = f"<w:document {WORD}><w:body><w:p><w:r><w:t>{'word ' * 3_100_000}</w:t></w:r></w:p></w:body></w:document>"


def main_part_at(target: str, content: str) -> bytes:
    """A document with its main part at this place."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    names = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    links = f'<Relationships {names}><Relationship Id="1" Type="{kind}" Target="{target}"/></Relationships>'
    return with_parts(word("Closed."), {"_rels/.rels": links, target: content})


@pytest.mark.parametrize("name", ["word/document.xml", "word/picture.png"])
def test_the_main_part_is_bounded_whatever_its_name(name: str) -> None:
    assert "bytes of markup or more" in refusal(main_part_at(name, LONG), ".docx")


def test_parts_that_are_not_read_cost_nothing() -> None:
    loop = b'<Relationships xmlns="x"><Relationship Id="1" Type="y/header" Target="document.xml"/></Relationships>'
    parts = {"word/media/a.png": bytes(60_000_000), "word/_rels/document.xml.rels": loop}
    assert only(with_parts(word("Closed."), parts), ".docx").text == "Closed."


def test_a_tower_of_paragraphs_is_walked_once() -> None:
    def seconds(depth: int) -> float:
        inside = "<w:p>" * depth + "<w:r><w:t>a</w:t></w:r>" * 20_000 + "</w:p>" * depth
        document = f"<w:document {WORD}><w:body>{inside}</w:body></w:document>".encode()
        content, start = repacked(word("Closed."), word_document__xml=document), time.process_time()
        assert only(content, ".docx").text == "a" * 20_000
        return time.process_time() - start

    seconds(1)
    assert seconds(200) < 8 * seconds(1)
