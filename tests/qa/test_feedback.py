from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from article_qa.index.errors import NotWritable
from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.feedback import record, recorded

ANSWER = Answer("Is it shut?", "Is it shut?", "answered", "extract", (Sentence("It’s shut.", "quoted", ()),), (), {})


def test_nobody_has_said_anything_yet(tmp_path: Path) -> None:
    assert recorded(tmp_path) == []


def test_feedback_is_kept_with_its_answer_in_the_order_it_came(tmp_path: Path) -> None:
    record(tmp_path, ANSWER, "up")
    record(tmp_path, replace(ANSWER, question="And now?"), "down", "  It says nothing of Monday.\n")
    first, second = recorded(tmp_path)
    assert (first.verdict, first.comment, first.answer) == ("up", "", ANSWER.as_json())
    assert (second.verdict, second.comment) == ("down", "It says nothing of Monday.")
    assert second.as_json()["answer"]["question"] == "And now?"


def test_a_second_thought_takes_the_place_of_the_first(tmp_path: Path) -> None:
    first = record(tmp_path, ANSWER, "up")
    assert record(tmp_path, ANSWER, "down", "No: it opened.", replaces=first) == first
    assert [(f.verdict, f.comment) for f in recorded(tmp_path)] == [("down", "No: it opened.")]


def test_several_processes_may_record_at_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        ids = set(pool.map(record, [tmp_path] * 12, [ANSWER] * 12, ["up"] * 12))
    assert {feedback.id for feedback in recorded(tmp_path)} == ids
    assert len(ids) == 12


def test_a_folder_that_cannot_hold_it_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="cannot write to"):
        record(tmp_path / "missing", ANSWER, "up")
