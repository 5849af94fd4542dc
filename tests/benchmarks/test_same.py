"""Comparing recorded answers: what differs is told, what only one side has or depends on the place is not."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from benchmarks.same import app

ANSWER = {
    "set": "golden", "number": 1, "text": "It is shut. [1]", "timings_ms": {"total": 1.0},
    "citations": [{"quote": "It is shut.", "article_id": "a"}],
}  # fmt: skip


def compared(tmp_path: Path, after: dict[str, Any]) -> tuple[int, str]:
    """Exit status and output of comparing `ANSWER` with `after`."""
    files = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    for file, answer in zip(files, (ANSWER, after), strict=True):
        file.write_text(json.dumps(answer) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["compare", *map(str, files)])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"timings_ms": {"total": 9.0}}, id="times"),
        pytest.param({"kind": "fact"}, id="a-new-field"),
        pytest.param({"citations": [{"quote": "It is shut.", "article_id": "b", "link": None}]}, id="ids-of-articles"),
    ],
)
def test_what_does_not_count_makes_no_difference(tmp_path: Path, change: dict[str, Any]) -> None:
    assert compared(tmp_path, ANSWER | change)[0] == 0


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"text": "It is open. [1]"}, id="text"),
        pytest.param({"citations": [{"quote": "It is open.", "article_id": "a"}]}, id="quote"),
        pytest.param({"citations": []}, id="a-citation-less"),
    ],
)
def test_an_answer_that_differs_is_named(tmp_path: Path, change: dict[str, Any]) -> None:
    status, said = compared(tmp_path, ANSWER | change)
    assert status == 1
    assert "golden 1" in said


def test_an_unknown_set_is_told_which_there_are(tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["record", str(tmp_path / "after.jsonl"), "--set", "olden"])
    assert said.exit_code == 1
    assert "there is no set 'olden'; name one of " in str(said.exception)
    assert "golden" in str(said.exception)
    assert not (tmp_path / "after.jsonl").exists()
