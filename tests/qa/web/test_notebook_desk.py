"""What happens in the Notebook tab, without a browser."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from article_qa.index.errors import RequestRejected
from article_qa.index.ingest.add import remove
from article_qa.index.library import Library, open_library
from article_qa.index.store.notebook import MAX_NOTE_CHARACTERS
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.notebook.saved_answers import REMOVED, save_answer, saved_answer
from article_qa.qa.web.events import Parts, Press
from article_qa.qa.web.notebook_desk import NotebookDesk
from article_qa.qa.web.notebook_export import export_notebook
from article_qa.qa.web.notebook_html import ROWS, WHO_OPENS, WHO_SIGNS_IN, NotebookView
from tests.qa.watching.newsroom import FERRY, FIRST, SECOND, Newsroom

VIEW = NotebookView()
BAD = '<script>x</script>" onclick="x'


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    home: Path = tmp_path_factory.mktemp("notebook")
    with open_library(home / "data", create=True) as library:
        newsroom = Newsroom(library, home / "news")
        newsroom.print("Ferry aground", FIRST)
        newsroom.print("More are injured", SECOND, "2026-03-03")
        yield library


@pytest.fixture(scope="module")
def answer(library: Library) -> Answer:
    return Assistant.over(library).ask(FERRY)


@pytest.fixture
def desk(library: Library) -> Iterator[NotebookDesk]:
    """Over a notebook that is empty again afterwards."""
    yield NotebookDesk(library)
    for each in library.catalog.notebook.page():
        library.catalog.notebook.remove(each.id)


def listing(parts: Parts) -> str:
    return str(parts["listing"])


def file_of(parts: Parts) -> tuple[str, bytes]:
    facts = json.loads(parts["file"])
    return facts["name"], base64.b64decode(facts["content"])


def test_an_empty_notebook_says_how_to_fill_it_and_who_can_read_it(desk: NotebookDesk) -> None:
    html = listing(desk.entered(VIEW))
    assert "Press “Save”" in html
    assert WHO_OPENS in html
    assert WHO_SIGNS_IN in listing(NotebookDesk(desk.library, has_sign_in=True).entered(VIEW))


def test_a_saved_answer_stands_with_its_day_its_reader_and_whether_its_quotes_stand(
    desk: NotebookDesk, answer: Answer
) -> None:
    save_answer(answer, desk.library, note="Ask again\nin May.", saved_by="Ada")
    html = listing(desk.entered(VIEW))
    assert f'<h3 dir="auto">{FERRY}</h3>' in html
    assert re.search(r"Saved on \d+ \w+ \d{4} by <bdi>Ada</bdi>", html)
    assert "Ask again\nin May.</blockquote>" in html
    assert '<p class="state stands">' in html
    assert "Export the notebook as Word" in html


def test_a_note_is_edited_in_place(desk: NotebookDesk, answer: Answer) -> None:
    saved = save_answer(answer, desk.library, note="Old")
    editing = desk.pressed(Press("edit", saved.id), VIEW)
    assert ">Old</textarea>" in listing(editing)
    # A look at another tab loses nothing of it.
    assert desk.entered(editing["view"]) == {}
    kept = desk.pressed(Press("note", saved.id, {"note": " New \n"}), editing["view"])
    assert "New</blockquote>" in listing(kept)
    assert "<textarea" not in listing(kept)


def test_a_note_that_is_too_long_stays_in_its_box_with_the_reason(desk: NotebookDesk, answer: Answer) -> None:
    saved = save_answer(answer, desk.library, note="Old")
    long = "n" * (MAX_NOTE_CHARACTERS + 1)
    html = listing(desk.pressed(Press("note", saved.id, {"note": long}), VIEW))
    assert f">{long}</textarea>" in html
    assert "The note has 5,001 characters; shorten it" in html
    assert saved_answer(saved.id, desk.library).note == "Old"


def test_deleting_is_asked_about_first(desk: NotebookDesk, answer: Answer) -> None:
    saved = save_answer(answer, desk.library)
    asked = desk.pressed(Press("remove", saved.id), VIEW)
    assert 'data-do="confirm"' in listing(asked)
    assert 'data-do="confirm"' not in listing(desk.pressed(Press("cancel", saved.id), asked["view"]))
    gone = desk.pressed(Press("confirm", saved.id), asked["view"], opened=saved.id)
    assert (gone["source"], desk.library.catalog.notebook.count()) == ("", 0)
    late = desk.pressed(Press("confirm", saved.id), VIEW)
    assert "This answer is not in the notebook any more." in listing(late)


def test_a_quote_opens_in_its_article(desk: NotebookDesk, answer: Answer) -> None:
    saved = save_answer(answer, desk.library)
    parts = desk.pressed(Press("open", saved.id, {"number": 1}), VIEW)
    assert parts["opened"] == saved.id
    assert re.search(r"<mark[^>]*current[^>]*>Nineteen", parts["source"])
    assert desk.pressed(Press("open", saved.id, {"number": 99}), VIEW) == {}
    assert "not in the notebook" in listing(desk.pressed(Press("open", "gone", {"number": 1}), VIEW))


def test_the_notebook_is_paged(desk: NotebookDesk, answer: Answer) -> None:
    for number in range(ROWS + 1):
        save_answer(replace(answer, question=f"Question {number}?"), desk.library)
    first = desk.entered(VIEW)
    assert listing(first).count('class="saved-answer"') == ROWS
    assert f"1–{ROWS} of {ROWS + 1}" in listing(first)
    older = desk.pressed(Press("page", str(ROWS)), first["view"])
    assert "Question 0?" in listing(older)
    desk.library.catalog.notebook.remove(desk.library.catalog.notebook.page()[-1].id)
    assert desk.entered(older["view"])["view"].first == 0


def test_what_others_wrote_is_escaped(desk: NotebookDesk, answer: Answer) -> None:
    cited = replace(answer.citations[0], quote=BAD, title=BAD, publisher=BAD, url="javascript:x")
    bad = replace(answer, question=BAD, citations=(cited,), sentences=(replace(answer.sentences[0], text=BAD),))
    saved = save_answer(bad, desk.library, note=BAD, saved_by=BAD)
    for html in (
        listing(desk.entered(VIEW)),
        listing(desk.pressed(Press("edit", saved.id), VIEW)),
        export_notebook([saved], ".html").decode(),
    ):
        assert "<script" not in html
        assert 'onclick="' not in html
        assert "javascript:" not in html


@pytest.mark.parametrize(("name", "file"), [("markdown", "notebook.md"), ("word", "notebook.docx"),
                                            ("html", "notebook.html")])  # fmt: skip
def test_the_whole_notebook_is_exported_with_its_notes(
    desk: NotebookDesk, answer: Answer, name: str, file: str
) -> None:
    for question in ("First?", "Second?"):
        save_answer(replace(answer, question=question), desk.library, note="A *note*\nof two lines", saved_by="Ada")
    saved_as, content = file_of(desk.pressed(Press("export", name), VIEW))
    assert saved_as == file
    if name == "word":
        text = "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)
    else:
        text = content.decode()
    for words in ("First?", "Second?", "of two lines", " by Ada", answer.citations[0].quote):
        assert words in text
    ids = re.findall(r'id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_an_unknown_ending_is_named(desk: NotebookDesk) -> None:
    with pytest.raises(RequestRejected, match=re.escape("choose one of .md, .docx, .html")):
        export_notebook([], ".pdf")
    assert desk.pressed(Press("export", "pdf"), VIEW) == {}


def test_words_that_went_with_their_article_are_shown_as_gone(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        Newsroom(library, tmp_path / "news").print("Ferry aground", FIRST)
        saved = save_answer(Assistant.over(library).ask(FERRY), library)
        remove(library, [saved.answer.citations[0].article_id])
        desk = NotebookDesk(library)
        html = listing(desk.entered(VIEW))
        assert '<p class="state gone">' in html
        assert REMOVED in html
        assert "Fourteen" not in html
        assert "not in the library any more" in desk.pressed(Press("open", saved.id, {"number": 1}), VIEW)["source"]
