"""What cannot be read as saved citations costs one sentence that says what to give instead."""

import json
from typing import Any

import pytest

from article_qa.index.errors import RequestRejected
from article_qa.qa.answer import Answer
from article_qa.qa.citation import Citation
from article_qa.qa.receipts import saved
from article_qa.qa.receipts.saved import parse_saved, saved_citations

GOOD = {"article_id": "a", "quote": "It is shut.", "start": 3}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("{", "not JSON", id="broken"),
        pytest.param("", "not JSON", id="empty"),
        pytest.param(b"\xff\xfe\xff", "not JSON", id="no text"),
        pytest.param("[" * 200_000, "nested too deeply", id="deep"),
        pytest.param('"yes"', "not an answer", id="a word"),
        pytest.param(" " * (saved.MAX_BYTES + 1), "longer than 20 MB", id="long"),
    ],
)
def test_what_is_no_answer_is_refused_in_a_sentence(text: str | bytes, said: str) -> None:
    with pytest.raises(RequestRejected, match=said) as refused:
        parse_saved(text)
    assert "give what ask --json prints" in str(refused.value)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "no list of citations"),
        ({"citations": "a"}, "no list of citations"),
        ({"citations": []}, "no citation in it"),
        ([], "no citation in it"),
        ([GOOD] * 1001, "at most 1,000"),
        ([3], "citation 1 is not a JSON object"),
        ([GOOD, GOOD | {"quote": ""}], "citation 2 has '' for its quote"),
        ([GOOD | {"article_id": 7}], "citation 1 has '7' for its article_id"),
        ([GOOD | {"start": -1}], "citation 1 has '-1' for its start"),
        ([GOOD | {"start": True}], "citation 1 has 'True' for its start"),
        ([GOOD | {"number": "x"}], "citation 1 has 'x' for its number"),
    ],
)
def test_what_lacks_citations_is_refused_in_a_sentence(facts: Any, said: str) -> None:
    with pytest.raises(RequestRejected, match=said):
        saved_citations(facts)


def test_a_citation_needs_only_its_article_and_its_words() -> None:
    (found,) = saved_citations(json.loads('[{"article_id": "a", "quote": "It is shut."}]'))
    assert (found.number, found.start, found.sha256) == (1, 0, "")


def test_an_answer_is_taken_as_it_is() -> None:
    citation = Citation(4, "a", "Title", None, None, None, "It is shut.", 3, 14, sha256="f" * 64)
    answer = Answer("Is it?", "Is it?", "answered", "extract", (), (citation,), {})
    (found,) = saved_citations(answer)
    assert (found.number, found.title, found.sha256) == (4, "Title", "f" * 64)
    assert saved.question_of(answer) == saved.question_of(answer.as_dict()) == "Is it?"
