"""Exports of news databases are split into their articles, and nothing else is."""

import pytest

from article_qa.index.formats.article import Note, Origin
from article_qa.index.formats.batch import text_articles
from article_qa.index.formats.load import load_bytes
from article_qa.index.records import Article
from tests.index.formats.batch_exports import ADVANCE, CLASSIC, CODES, COUNTED, FIRST, PROQUEST, SECOND
from tests.index.formats.files import pdf

ORIGIN = Origin(".txt", "/export.txt", "'export.txt'")


def articles(text: str) -> list[Article]:
    found = list(text_articles({}, text, ORIGIN))
    assert all(isinstance(each, Article) for each in found)
    return [each for each in found if isinstance(each, Article)]


@pytest.mark.parametrize("text", [CLASSIC, ADVANCE, CODES, COUNTED, PROQUEST, ADVANCE.replace("\n", "\n\n")])
def test_export_is_split_into_its_articles(text: str) -> None:
    first, second = articles(text)
    assert "Dam leaks at two places" in first.title
    assert "attle" in second.title
    assert [str(each.published) for each in (first, second)] == ["2023-06-04", "2023-06-06"]
    assert {each.publisher.removesuffix(" (Vessel)") for each in (first, second) if each.publisher} == {
        "The Lakeside Gazette"
    }
    assert first.author is not None
    assert "Mona Field" in first.author
    assert "Divers will look at it next week." in first.text
    assert second.text == SECOND
    for furniture in ("Load-", "LOAD", "Copyright", "212", "Document", "LANGUAGE", "Subject", "Photo", "Section"):
        assert furniture not in first.text


def test_cover_is_no_part_of_the_first_title() -> None:
    assert articles(ADVANCE)[0].title == "Dam leaks at two places"
    assert articles(ADVANCE.replace("\n", "\n\n"))[0].title == "Dam leaks at two places"


def test_numbered_documents_without_fields_are_split() -> None:
    first, second = articles(
        f"Document 1 of 2\n\nDam leaks\nJune 4, 2023\n\n{FIRST}\n\nDocument 2 of 2\n\nCattle\n\n{SECOND}"
    )
    assert (first.title, str(first.published), first.text) == ("Dam leaks", "2023-06-04", FIRST)
    assert (second.title, second.published, second.text) == ("Cattle", None, SECOND)


def test_headline_of_two_lines_is_joined() -> None:
    assert articles(CLASSIC)[0].title == "Dam leaks at two places, and the county looks for divers"
    assert articles(CODES)[0].title == "Dam leaks at two places"


def test_highlight_is_the_first_paragraph() -> None:
    assert articles(CLASSIC)[0].text.startswith("Two leaks were found by a walker.\n\nThe dam")


def test_names_are_turned() -> None:
    assert articles(PROQUEST)[0].author == "Mona Field, Tom Reed"


def test_single_article_of_an_export_keeps_the_source_of_its_file() -> None:
    text = CLASSIC.split("2 of 2 DOCUMENTS")[0].replace("1 of 2", "1 of 1")
    (only,) = articles(text)
    assert only.source == ORIGIN.source
    assert only.publisher == "The Lakeside Gazette (Vessel)"


def test_rules_and_days_split_nothing() -> None:
    text = f"A year at the dam\n\n{FIRST}\n\n{'_' * 40}\n\n4 June 2023\n\n{SECOND}\n\n{'_' * 40}\n\nLength: a mile\n"
    (only,) = articles(text)
    assert SECOND in only.text


def test_text_that_cannot_be_split_says_so() -> None:
    text = f"{FIRST}\n\nLoad-Date: June 5, 2023\n\n{SECOND}\n\nLoad-Date: June 7, 2023\n"
    article, note = text_articles({}, text, ORIGIN)
    assert isinstance(article, Article)
    assert isinstance(note, Note)
    assert "looks like 2 articles" in note.text


def test_text_with_several_copyrights_says_that_it_looks_like_several_articles() -> None:
    text = f"Dam leaks\nCopyright 2023 Lakeside Media\n{FIRST}\nCattle\nCopyright 2023 Lakeside Media\n{SECOND}"
    _, note = text_articles({}, text, ORIGIN)
    assert isinstance(note, Note)


def test_text_file_is_split() -> None:
    found = list(load_bytes(CODES.encode(), suffix=".txt", source="/a.txt", named="'a.txt'"))
    assert [each.title for each in found if isinstance(each, Article)] == [
        "Dam leaks at two places",
        "Cattle to be moved",
    ]


def test_export_saved_as_a_page_is_split() -> None:
    page = "<html><body>" + "".join(f"<div>{line}</div>" for line in ADVANCE.split("\n")) + "</body></html>"
    found = list(load_bytes(page.encode(), suffix=".html", source="/a.html", named="'a.html'"))
    assert [str(each.published) for each in found if isinstance(each, Article)] == ["2023-06-04", "2023-06-06"]


@pytest.mark.parametrize("text", [CLASSIC, ADVANCE, CODES, COUNTED, PROQUEST])
def test_export_in_a_pdf_is_split(text: str) -> None:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found = list(load_bytes(pdf([lines[:20], lines[20:]]), suffix=".pdf", source="/a.pdf", named="'a.pdf'"))
    read = [each for each in found if isinstance(each, Article)]
    assert [str(each.published) for each in read] == ["2023-06-04", "2023-06-06"]
    assert read[1].text == SECOND


def test_rules_of_a_page_part_its_articles() -> None:
    lines = [line for line in PROQUEST.split("\n") if "Document " not in line]
    rows = ["<hr>" if line.startswith("_") else f"<p>{line}</p>" for line in lines]
    found = list(load_bytes("".join(rows).encode(), suffix=".html", source="/a.html", named="'a.html'"))
    assert [str(each.published) for each in found if isinstance(each, Article)] == ["2023-06-04", "2023-06-06"]


def test_coded_export_in_a_table_of_a_page_is_split() -> None:
    rows = [line for line in CODES.split("\n") if line.strip()]
    cells = "".join(
        f"<tr><td><b>{line[:2]}</b></td><td><p>{line[5:]}</p></td></tr>" for line in rows if line[2:5] == "   "
    )
    page = f"<html><body><table>{cells}<tr><td>LP</td><td><p>{FIRST}</p></td></tr></table></body></html>"
    found = list(load_bytes(page.encode(), suffix=".html", source="/a.html", named="'a.html'"))
    assert [each.publisher for each in found if isinstance(each, Article)] == ["The Lakeside Gazette"]


def test_page_about_a_load_date_is_a_page() -> None:
    page = f"<html><body><article><h1>Dam</h1><p>{FIRST}</p><p>The load date was missed.</p></article></body></html>"
    (only,) = load_bytes(page.encode(), suffix=".html", source="/a.html", named="'a.html'")
    assert isinstance(only, Article)


def test_speech_in_full_is_one_text() -> None:
    text = f"Full text: the county on its dam\n\n{FIRST}\n\nSource: the county\n\n{SECOND}"
    (only,) = articles(text)
    assert only.title == "Full text: the county on its dam"
    assert only.text.endswith(SECOND)


def test_label_in_the_text_of_a_document_does_not_end_it() -> None:
    long = "\n\n".join([FIRST, "Location: the upper dam.", FIRST, FIRST, FIRST])
    first, _ = articles(PROQUEST.replace(FIRST, long))
    assert first.text.count("Divers will look") == 4


@pytest.mark.parametrize("rule", ["", "-" * 40, "=" * 40])
def test_articles_under_their_own_titles_are_split(rule: str) -> None:
    first, second = articles(
        f"{rule}\nTitle: Dam leaks\nSource: The Lakeside Gazette\nDate: 4 June 2023\n\n{FIRST}\n\n{rule}\n\n"
        f"Title: Cattle\nAuthor: Tom Reed\n\n{SECOND}\n{rule}\n"
    )
    assert (first.title, first.publisher, str(first.published)) == ("Dam leaks", "The Lakeside Gazette", "2023-06-04")
    assert first.text == FIRST
    assert (second.title, second.author, second.text) == ("Cattle", "Tom Reed", SECOND)


def test_field_in_a_text_begins_no_article() -> None:
    (only,) = articles(f"A year at the dam\n\n{FIRST}\n\nTitle: Dams of the world\nAuthor: Tom Reed\n\n{SECOND}")
    assert SECOND in only.text
    assert only.title == "A year at the dam"
