"""`article-qa feedback`: what readers thought, in the terminal."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from article_qa.index.library import open_library
from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.citation import Citation
from article_qa.qa.cli import app
from article_qa.qa.feedback import record

SHUT = Citation(1, "a1", "Bridge", None, None, None, "The bridge is shut.", 0, 19)
ANSWER = Answer(
    "Is it [shut]?", "Is it shut?", "answered", "extract", (Sentence(SHUT.quote, "quoted", (1,)),), (SHUT,), {}
)


def feedback(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["feedback", "--data", str(folder), *words], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_library(tmp_path / "data", create=True):
        return tmp_path / "data"


def test_feedback_is_shown_with_its_question_comment_and_answer(folder: Path) -> None:
    record(folder, ANSWER, "down", "It opened [bold]yesterday[/].")
    record(folder, ANSWER, "up")
    shown = feedback(folder).stdout
    assert shown.index("bad") < shown.index("good")
    assert shown.count("Is it [shut]?") == 2
    assert "“It opened [bold]yesterday[/].”" in shown
    assert "The bridge is shut. [1]" in shown


def test_json_holds_the_whole_answer(folder: Path) -> None:
    record(folder, ANSWER, "up", "Thanks.")
    [thought] = json.loads(feedback(folder, "--json").stdout)["feedback"]
    assert (thought["verdict"], thought["comment"]) == ("up", "Thanks.")
    assert thought["answer"] == ANSWER.as_json()


def test_silence_is_said_and_no_library_is_an_error(folder: Path, tmp_path: Path) -> None:
    assert feedback(folder).stdout == "No reader has said yet what an answer was worth.\n"
    assert json.loads(feedback(folder, "--json").stdout) == {"feedback": []}
    assert feedback(tmp_path / "none").exit_code == 1
