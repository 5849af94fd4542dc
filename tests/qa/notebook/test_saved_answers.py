"""Saved answers say what became of their quotes, and keep no words of articles that were removed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.errors import RequestRejected
from article_qa.index.ingest.add import remove
from article_qa.index.library import Library, open_library
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.notebook.saved_answers import REMOVED, notebook_as_dict, save_answer, saved_answer, saved_answers
from article_qa.qa.receipts.receipt import Receipt
from tests.qa.watching.newsroom import FERRY, FIRST, Newsroom

CHANGED = FIRST.replace("Fourteen", "Sixteen")


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with open_library(tmp_path / "data", create=True) as library:
        made = Newsroom(library, tmp_path / "news")
        made.print("Ferry aground", FIRST)
        yield made


def asked(library: Library, question: str = FERRY) -> Answer:
    return Assistant.over(library).ask(question)


def test_a_saved_answer_is_the_answer_with_its_note_and_its_reader(newsroom: Newsroom) -> None:
    answer = asked(newsroom.library)
    saved = save_answer(answer, newsroom.library, note="Ask the harbour master.", saved_by="Ada")
    assert saved_answers(newsroom.library) == [saved]
    assert (saved.answer, saved.note, saved.saved_by) == (answer, "Ask the harbour master.", "Ada")
    assert (saved.state, saved.told) == ("stands", "The quote stands")
    assert saved.legible == answer


def test_what_an_article_says_now_is_told(newsroom: Newsroom) -> None:
    saved = save_answer(asked(newsroom.library), newsroom.library)
    newsroom.print("Ferry aground", CHANGED)
    (kept,) = saved_answers(newsroom.library)
    assert (kept.state, kept.told) == ("changed", "The quote has changed")
    assert kept.answer == saved.answer
    assert "Sixteen" in (kept.receipt.citations[0].now or "")


def test_a_removed_article_leaves_its_heading_and_place_but_no_words(newsroom: Newsroom) -> None:
    before = save_answer(asked(newsroom.library), newsroom.library, note="Mine")
    cited = before.answer.citations[0]
    remove(newsroom.library, [cited.article_id])
    kept = saved_answer(before.id, newsroom.library)
    assert "Fourteen" not in json.dumps(kept.as_dict())
    left = kept.answer.citations[0]
    assert (left.article_id, left.title, left.start, left.end, left.sha256) == (
        cited.article_id, cited.title, cited.start, cited.end, cited.sha256,
    )  # fmt: skip
    assert (kept.state, kept.note) == ("gone", "Mine")
    assert kept.receipt.citations[0].since
    assert kept.legible.text == f"{REMOVED} [1]"


def test_an_article_that_is_added_again_has_its_quote_again(newsroom: Newsroom) -> None:
    before = save_answer(asked(newsroom.library), newsroom.library)
    remove(newsroom.library, [before.answer.citations[0].article_id])
    newsroom.print("Ferry aground", FIRST)
    kept = saved_answer(before.id, newsroom.library)
    assert (kept.state, kept.answer.citations[0].quote) == ("stands", before.answer.citations[0].quote)


def test_a_refusal_is_saved_with_what_came_nearest(newsroom: Newsroom) -> None:
    saved = save_answer(asked(newsroom.library, "Who won the chess championship of 2031?"), newsroom.library)
    assert saved.answer.status == "abstained"
    assert len(saved.receipt.citations) == len(saved.answer.nearest) > 0


def test_an_answer_without_quotes_has_nothing_to_verify(newsroom: Newsroom) -> None:
    saved = save_answer(asked(newsroom.library, "How many articles are there?"), newsroom.library)
    assert (saved.state, saved.told) == (None, "")


def test_a_page_of_the_notebook_says_how_many_there_are(newsroom: Newsroom) -> None:
    for question in (FERRY, "How many articles are there?"):
        save_answer(asked(newsroom.library, question), newsroom.library)
    facts = notebook_as_dict(newsroom.library, 1, 1)
    assert ([each["answer"]["question"] for each in facts["answers"]], facts["total"]) == ([FERRY], 2)


def test_an_answer_that_was_spoilt_in_the_file_is_named(newsroom: Newsroom) -> None:
    stored = newsroom.library.catalog.notebook.add("Why?", "{")
    with pytest.raises(RequestRejected, match=stored.id):
        saved_answers(newsroom.library)


@pytest.mark.parametrize(
    ("states", "told"),
    [
        (["stands", "stands"], "All 2 quotes stand"),
        (["changed", "stands"], "Of 2 quotes, 1 has changed"),
        (["changed", "gone", "changed", "gone"], "Of 4 quotes, 2 have changed and 2 are gone"),
        (["gone"], "The quote is gone"),
    ],
)
def test_what_became_of_the_quotes_is_told_in_words(newsroom: Newsroom, states: list[Any], told: str) -> None:
    saved = save_answer(asked(newsroom.library), newsroom.library)
    verified = saved.receipt.citations[0]
    receipt = Receipt(tuple(replace(verified, state=state) for state in states))
    assert replace(saved, receipt=receipt).told == told
