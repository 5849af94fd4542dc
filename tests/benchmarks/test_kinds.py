"""The grades of answers by kind: a fault for each thing that is expected and lacking."""

from dataclasses import replace
from typing import Any

import pytest

from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.citation import Citation
from benchmarks.kinds import QUESTIONS, Graded, faults, rows
from benchmarks.sets import records

CITATION = Citation(1, "a", "Bridge shut", "The Wire", None, None, "The bridge – a footbridge – is shut.", 0, 36)
ANSWER = Answer(
    "Is it?", "Is it?", "answered", "extract", (Sentence(CITATION.quote, "quoted", (1,)),), (CITATION,), {},
    verdict="supported", count=2,
)  # fmt: skip


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param({"status": "answered", "first": [["bridge - a"]]}, id="dashes-folded"),
        pytest.param({"all": [["open", "shut"]], "never": ["foot"]}, id="alternatives-and-whole-words"),
        pytest.param({"order": [["bridge"], ["is shut", "open"]]}, id="in-order"),
        pytest.param({"titles": ["Bridge shut"], "count": 2, "verdict": ["supported"]}, id="fields"),
    ],
)
def test_a_good_answer_has_no_fault(expected: dict[str, Any]) -> None:
    assert list(faults(expected, ANSWER)) == []


@pytest.mark.parametrize(
    ("expected", "fault"),
    [
        ({"status": "abstained"}, "answered instead of abstained"),
        ({"first": [["open"]]}, "first lacks"),
        ({"all": [["shut"], ["Tuesday"]]}, "lacks ['Tuesday']"),
        ({"never": ["footbridge"]}, "has 'footbridge'"),
        ({"order": [["shut"], ["bridge"]]}, "another order"),
        ({"titles": []}, "cites 'Bridge shut'"),
        ({"count": 3}, "counts 2"),
        ({"verdict": ["contradicted"]}, "verdict supported"),
    ],
)
def test_each_lack_is_a_fault(expected: dict[str, Any], fault: str) -> None:
    found = list(faults(expected, ANSWER))
    assert len(found) == 1
    assert fault in found[0]


def test_a_refusal_counts_as_nothing_found() -> None:
    refused = replace(ANSWER, status="abstained", verdict=None, count=None, sentences=(), citations=())
    assert list(faults({"status": "any", "count": 0, "verdict": ["not_found"]}, refused)) == []


def test_the_table_counts_each_kind_and_all() -> None:
    graded = [
        Graded({"kind": "claim", "status": "answered"}, ANSWER, ()),
        Graded({"kind": "said", "status": "abstained"}, ANSWER, ("answered",)),
    ]
    assert [row[:3] for row in rows(graded)] == [("claim", "1", "1.00"), ("said", "1", "0.00"), ("all", "2", "0.50")]


def test_every_golden_question_names_its_kind_and_status() -> None:
    for line in records(QUESTIONS):
        assert line["kind"] and line["question"]
        assert line["status"] in ("answered", "abstained", "any")
