"""The benchmark of other languages asks the same paragraphs in each, some questions without theirs."""

import json
from pathlib import Path

import pytest

from benchmarks.languages import ALL, HELD_OUT, TUNED_ON, ask_all, choose, figures, questions

TEXTS = {
    "p1": "Die Brücke am Hafen ist seit Montag gesperrt.",
    "p2": "Das Museum zeigt im Sommer zwölf Bilder von Segelschiffen.",
}
ASKED = [("Seit wann ist die Brücke am Hafen gesperrt?", "Montag", "p1")] * 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [{"doc_id": name, "title": "", "text": text} for name, text in TEXTS.items()]
    asked = [{"question": q, "answers": [a], "gold_doc": of} for q, a, of in ASKED]
    for name, records in (("corpus", lines), ("questions", asked)):
        said = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
        (tmp_path / f"{name}.jsonl").write_text(said, encoding="utf-8")
    return tmp_path


def test_the_same_paragraphs_are_drawn_each_time(folder: Path) -> None:
    assert choose(folder, 1) == choose(folder, 1) < {"p1", "p2"}


def test_a_fifth_is_asked_without_its_paragraph(folder: Path) -> None:
    asked = questions(folder, frozenset({"p1"}))
    assert [each.can_be_answered for each in asked] == [False, True, True, True, True]
    assert {each.half for each in asked} <= {TUNED_ON, HELD_OUT}


def test_answers_and_refusals_are_counted(folder: Path) -> None:
    outcomes = list(ask_all(folder, 2, "local"))
    assert figures(outcomes) == ("5", "1.000", "1.000", "0.000", "1.000", "1.000")
    assert ALL not in {each.asked.half for each in outcomes}
