"""Workbooks: rows as in a CSV file."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Note
from article_qa.index.formats.load import load_bytes
from tests.index.formats.files import SENTENCE, loaded, refusal, taken, with_parts, word, zipped

ROWS: list[list[Any]] = [
    ["Headline", "Publish Date", "Body", "Outlet", "Views"],
    ["Bridge shut", datetime(2024, 5, 3, 10), SENTENCE, "Bonn Post", 3],
    [],
    ["Tunnel open", "2024-05-04", "The tunnel is open.", None, 4.5],
    ["No text", None, None, None, None],
]


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_row_is_an_article_and_one_without_text_costs_only_itself() -> None:
    bridge, tunnel, rejection = loaded(workbook({"Sheet": ROWS}), ".xlsx")
    assert (bridge.title, bridge.publisher, str(bridge.published)) == ("Bridge shut", "Bonn Post", "2024-05-03")
    assert bridge.text == SENTENCE
    assert (tunnel.title, str(tunnel.published)) == ("Tunnel open", "2024-05-04")
    assert "row 5 of 'a.xlsx' is not an article" in str(rejection)


def test_a_sheet_without_texts_is_named_and_the_others_are_read() -> None:
    found = loaded(workbook({"Notes": [["a", "b"], [1, 2]], "News": ROWS[:2], "Empty": []}), ".xlsx")
    assert [each.title for each in found if not isinstance(each, Note)] == ["Bridge shut"]
    (note,) = [each.text for each in found if isinstance(each, Note)]
    assert "sheet 'Notes' of 'a.xlsx' has no column of texts; its columns are 'a', 'b'" in note


def test_columns_are_those_that_were_told() -> None:
    rows = [["Inhalt"], [SENTENCE]]
    given = {"suffix": ".xlsx", "source": "/a.xlsx", "named": "'a'", "columns": (("Inhalt", "text"),)}
    (article,) = taken(load_bytes(workbook({"Sheet": rows}), **given))  # type: ignore[arg-type]
    assert article.text == SENTENCE


def test_a_text_as_long_as_a_cell_may_be_is_noted() -> None:
    *_, note = loaded(workbook({"Sheet": [["text"], [("word " * 7_000)[:32_767]]]}), ".xlsx")
    assert "1 texts of 'a.xlsx' are as long as a cell may be" in note.text


def test_a_sheet_may_claim_any_size() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>' \
           '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>The bridge is shut.</t></is></c></row>'  # fmt: skip
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    (article,) = taken(loaded(with_parts(workbook({"S": ROWS}), {"xl/worksheets/sheet1.xml": sheet}), ".xlsx"))
    assert article.text == "The bridge is shut."


ENTITIES = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "is not a readable workbook", id="empty"),
        pytest.param(b"text\nword", "is not a readable workbook", id="words"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "save it as .xlsx", id="older"),
        pytest.param(word(SENTENCE), "is not a readable workbook", id="word"),
        pytest.param(zipped({"a.txt": "word"}), "is not a readable workbook", id="zip"),
        pytest.param(workbook({"Sheet": [["a"], [1]]}), "has no column of texts; its columns are 'a'", id="no-texts"),
        pytest.param(workbook({"Sheet": []}), "has no rows", id="no-rows"),
        pytest.param(with_parts(workbook({"S": ROWS}), {"xl/sharedStrings.xml": bytes(40_000_000)}),
                     "times its size; save its rows as .csv", id="bomb"),
        pytest.param(with_parts(workbook({"S": ROWS}), {
            "xl/worksheets/sheet1.xml": f"<?xml version='1.0'?>{ENTITIES}]><worksheet>&i;</worksheet>"}),
            "'a.xlsx'", id="entities"),
    ],
)  # fmt: skip
def test_other_content_is_refused(content: bytes, said: str) -> None:
    assert said in refusal(content, ".xlsx")


def test_a_broken_cell_costs_one_sentence() -> None:
    broken = with_parts(workbook({"S": ROWS}), {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c t='s'><v>9"})
    found = loaded(broken, ".xlsx")
    assert [isinstance(each, ArticleRejected) for each in found] == [True]
