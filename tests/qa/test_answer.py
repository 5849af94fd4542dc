"""The records of an answer: their JSON comes back as it was, and its schema is published."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from article_qa.index.errors import RequestRejected
from article_qa.index.records import ArticleRef, Copy, Scope
from article_qa.qa.answer import Answer, Correction, Sentence
from article_qa.qa.citation import Citation

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "answer.schema.json").read_text(encoding="utf-8"))
CITATION = Citation(
    1, "a1", "Bridge shut", "The Wire", date(2022, 11, 3), "https://news.example/a", "It’s shut - for good.", 3, 24,
    (Copy("b2", "Bridge shut", None, None, None),), 0, "f" * 64, (0, 4), "the mayor",
)  # fmt: skip
ANSWER = Answer(
    "Is it shut?", "Is the bridge shut?", "answered", "extract",
    (Sentence("It’s shut - for good.", "quoted", (1,), "", date(2022, 11, 1), "month"),), (CITATION,), {"total": 1.5},
    warnings=("One note.",), nearest=(CITATION,), sent_to="models.example", read={"Bridge shut": 2},
    scope=Scope(date(2022, 1, 1), None, ("The Wire",)), today=date(2022, 11, 4), kind="claim", verdict="supported",
    count=1, articles=(ArticleRef("a1", "Bridge shut", "The Wire", date(2022, 11, 3), None),),
    corrections=(Correction("brigde", "bridge"),),
)  # fmt: skip


def as_sent(answer: Answer) -> dict[str, object]:
    """The answer after it went through JSON."""
    sent: dict[str, object] = json.loads(json.dumps(answer.as_dict()))
    return sent


def test_an_answer_comes_back_from_its_json_as_it_was() -> None:
    assert Answer.from_dict(as_sent(ANSWER)) == ANSWER


def test_as_json_is_another_name_of_as_dict() -> None:
    assert ANSWER.as_json() == ANSWER.as_dict()


def test_the_json_of_an_earlier_version_is_read() -> None:
    new = {
        "version",
        "scope",
        "today",
        "kind",
        "reason",
        "sent_to",
        "read",
        "verdict",
        "count",
        "articles",
        "corrections",
    }
    old = {name: value for name, value in as_sent(ANSWER).items() if name not in new}
    assert Answer.from_dict(old).citations == ANSWER.citations


def test_a_field_of_a_later_version_is_passed_over() -> None:
    assert Answer.from_dict(as_sent(ANSWER) | {"mood": "sunny"}) == ANSWER


@pytest.mark.parametrize(
    "change",
    [{"question": None, "sentences": 3}, {"citations": [{}]}, {"today": "tomorrow"}, {"scope": []}, {"timings_ms": 1}],
)
def test_what_is_no_answer_is_refused_in_a_sentence(
    change: dict[str, Any],
) -> None:
    with pytest.raises(RequestRejected, match="is not the JSON of an answer"):
        Answer.from_dict(as_sent(ANSWER) | change)


def test_an_answer_fits_the_published_schema() -> None:
    Draft202012Validator(SCHEMA).validate(as_sent(ANSWER))


def test_the_schema_refuses_what_is_no_answer() -> None:
    assert not Draft202012Validator(SCHEMA).is_valid(as_sent(ANSWER) | {"status": "maybe"})


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        pytest.param("It is shut.", "It%20is%20shut.", id="whole"),
        pytest.param("a-b, c&d", "a%2Db%2C%20c%26d", id="signs"),
        pytest.param(" ".join("abcdefghijkl"), "a%20b%20c%20d%20e,h%20i%20j%20k%20l", id="first-and-last-words"),
    ],
)
def test_a_link_leads_to_the_quoted_words(quote: str, fragment: str) -> None:
    citation = Citation(1, "a", "T", None, None, "https://news.example/a", quote, 0, len(quote))
    assert citation.link == f"https://news.example/a#:~:text={fragment}"


def test_without_an_address_there_is_no_link() -> None:
    assert Citation(1, "a", "T", None, None, None, "It is shut.", 0, 11).link is None
