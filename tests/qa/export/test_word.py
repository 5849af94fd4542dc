"""Word documents, read back with python-docx."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from docx import Document

from article_qa.index.records import Article
from article_qa.qa.export.word import answers_as_word, articles_as_word, as_word
from tests.qa.export.answers import ANSWER, AWKWARD, FIRST


def lines(content: bytes) -> list[str]:
    return [each.text for each in Document(BytesIO(content)).paragraphs]


def test_an_answer_ends_in_numbered_sources_with_their_quotes() -> None:
    assert lines(as_word(ANSWER)) == [
        "Is it: shut?",
        "It is shut. [1] [2] It opened. [3] (not supported: no word of it)",
        "Rests on 2 independent reports.",
        "Sources",
        f"[1] {AWKWARD} · The Wire & Sons, 3 November 2022",
        "“It is shut.”",
        FIRST.url,
        f"[2] {AWKWARD} · The Wire & Sons, 3 November 2022",
        f"“{AWKWARD}”",
        FIRST.url,
        "[3] Bridge opens · undated",
        "“It opened.”",
    ]


def test_a_source_leads_to_its_quote_and_nowhere_else() -> None:
    hostile = replace(FIRST, number=4, url="file:///etc/passwd")
    document = Document(BytesIO(as_word(replace(ANSWER, citations=(FIRST, hostile)))))
    links = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert links == [FIRST.link]


def test_a_refusal_has_its_nearest_passages() -> None:
    refusal = replace(ANSWER, status="abstained", sentences=(), citations=(), nearest=(FIRST,), reason="Too far.")
    said = lines(as_word(refusal))
    assert said[1] == "Not in these articles. Too far."
    assert "Nearest passages" in said
    assert "“It is shut.”" in said


def test_a_timeline_is_a_list() -> None:
    document = Document(BytesIO(as_word(replace(ANSWER, kind="timeline"))))
    assert [each.style.name for each in document.paragraphs if each.style][1:3] == ["List Bullet", "List Bullet"]


def test_signs_that_a_document_cannot_hold_are_left_out() -> None:
    odd = replace(ANSWER, question="Is\x00 it \ud800 shut?", sentences=())
    assert lines(as_word(odd))[0] == "Is it \ufffd shut?"


def test_articles_stand_whole_under_their_titles() -> None:
    article = Article("a", "Bridge", "It is shut.\n\nIt will open.", "", "a.txt", "Wire", "Lena Ost", date(2022, 1, 2))
    assert lines(articles_as_word([article])) == [
        "Bridge",
        "Lena Ost · Wire · 2 January 2022",
        "It is shut.",
        "It will open.",
    ]


def test_a_notebook_names_each_address_once_and_ends_with_its_pages() -> None:
    content = answers_as_word("Notebook", [(ANSWER, "Saved", "One\nTwo"), (ANSWER, "Saved", "")])
    document = Document(BytesIO(content))
    addresses = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert addresses and len(addresses) == len(set(addresses))
    links = [link.address for each in document.paragraphs for link in each.hyperlinks]
    assert links == 2 * links[: len(links) // 2] and set(links) == set(addresses)
    assert document.element.body[-1].tag.endswith("}sectPr")
    headings = [each.style for each in document.paragraphs if each.text == ANSWER.question]
    assert [style.name for style in headings if style] == 2 * ["Heading 1"]
    assert [each.text for each in document.paragraphs if each.text in ("Note: One", "Two")] == ["Note: One", "Two"]
