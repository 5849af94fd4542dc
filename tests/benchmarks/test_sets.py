"""The evaluation sets as golden questions, from small sets made up in their formats."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.quality import HEADINGS, SHOWN, Row, overlap, page
from benchmarks.sets import HELD_OUT, SETS, TUNED_ON, filled, half, read_set
from tests.present import present

FERRY = {"doc_id": "ferry-1", "title": "Ferry", "text": "The ferry sails at seven.", "sentences": []}
BRIDGE = {"doc_id": "bridge-1", "title": "Bridge", "text": "The bridge shut at six.", "sentences": []}


def made(sets: Path, name: str, **files: Any) -> None:
    folder = sets / name
    folder.mkdir()
    for file, lines in files.items():
        (folder / f"{file}.jsonl").write_text("\n".join(map(json.dumps, lines)))


def test_a_question_stays_in_its_half() -> None:
    assert half("Who owns the Ever Given?") == half("Who owns the Ever Given?")
    assert {half(f"question {n}") for n in range(20)} == {0, 1}


def test_the_project_s_own_questions_fall_into_two_halves(tmp_path: Path) -> None:
    questions = present(read_set("golden", tmp_path)).questions
    held_out = sum(half(question.question) for question in questions)
    assert 0.4 * len(questions) <= held_out <= 0.6 * len(questions)


def test_a_set_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert read_set("xquad_en", tmp_path) is None
    assert read_set("golden", tmp_path) is not None


def test_news_questions_keep_their_day_and_take_any_gold_article(tmp_path: Path) -> None:
    asked = {"question": "When?", "question_date": "2025-02-13", "aliases": ["seven"]}
    lines = [
        asked | {"answerable": True, "gold_docs": ["ferry-1", "bridge-1"]},
        asked | {"answerable": False, "gold_docs": []},
    ]
    made(tmp_path, "realtimeqa_2025", corpus=[FERRY, BRIDGE], questions=lines)
    can, cannot = present(read_set("realtimeqa_2025", tmp_path)).questions
    assert (can.today, can.article, can.can_be_answered) == (date(2025, 2, 13), (("ferry-1", "bridge-1"),), True)
    assert (cannot.answers, cannot.article, cannot.can_be_answered) == ((), (), False)


def test_follow_ups_keep_history_and_half_are_held_out(tmp_path: Path) -> None:
    label = [{"evidence": ["ferry-1"]}]
    lines = [
        {"qid": f"{name}::1", "context": ["When does the ferry sail?", "At seven.", "And back?"], "labels": label}
        for name in ("one", "two")
    ]
    first = {"qid": "one::0", "context": ["When does the ferry sail?"], "labels": label}
    made(tmp_path, "inscit", passages=[FERRY, BRIDGE], turns=[first, *lines])
    questions = present(read_set("inscit", tmp_path)).questions
    assert [question.group for question in questions] == [TUNED_ON, HELD_OUT]
    assert [turn.answer for turn in questions[0].turns] == ["At seven."]


def test_a_sample_holds_the_gold_articles_of_its_questions(tmp_path: Path) -> None:
    many = [FERRY | {"doc_id": f"other-{n}", "text": f"Ferry number {n} sails."} for n in range(60)]
    asked = [{"question": "When?", "answers": ["six"], "gold_doc": "bridge-1"}]
    made(tmp_path, "xquad_en", corpus=[*many, BRIDGE], questions=asked)
    with filled(present(read_set("xquad_en", tmp_path)), sample=True) as library:
        titles = [listing.title for listing in library.catalog.listings()]
    assert "Bridge" in titles
    assert len(titles) < 30


@pytest.mark.parametrize(
    ("found", "gold", "score"),
    [
        ({"a", "b"}, {"a"}, (1 / 2, 1, 2 / 3)),
        ({"a"}, {"a", "b"}, (1, 1 / 2, 2 / 3)),
        (set(), {"a"}, (0, 0, 0)),
    ],
)
def test_quoted_sentences_are_held_against_the_chosen_ones(
    found: set[str], gold: set[str], score: tuple[float, float, float]
) -> None:
    pair = tuple({("article", name) for name in names} for names in (found, gold))
    assert overlap(*pair) == pytest.approx(score)


def test_the_page_names_its_command_and_a_trial_says_so() -> None:
    row = Row("golden", "MRR", "0.861", "0.8 to 0.9", "0.85", "118")
    written = page([row], [], [], "make eval", 12)
    assert "`make eval`" in written
    assert f"| {' | '.join(row.cells)} |" in written
    assert f"| {' | '.join(HEADINGS)} |" in written
    assert "mean nothing" not in written
    assert "mean nothing" in page([row], [], [], "make eval", 1, limit=5)


def test_every_set_is_shown() -> None:
    assert SHOWN.keys() == SETS.keys()


def test_the_page_names_the_kinds_that_are_answered_badly() -> None:
    by_kind = [
        ("claim", "10", "0.40", "", "0", "0"),
        ("said", "8", "0.88", "", "0", "0"),
        ("all", "18", "0.61", "", "0", "0"),
    ]
    assert "The aim of 0.7 is **missed** for: claim." in page([], [], by_kind, "make eval", 1)
