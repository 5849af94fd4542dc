"""`notebook`, as it is typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.cli import app
from article_qa.qa.notebook.saved_answers import save_answer
from tests.qa.watching.newsroom import FERRY, FIRST, Newsroom


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("notebook")
    with open_library(home / "data", create=True) as library:
        Newsroom(library, home / "news").print("Ferry aground", FIRST)
        assistant = Assistant.over(library)
        save_answer(assistant.ask("How many articles are there?"), library)
        save_answer(assistant.ask(FERRY), library, note="Ask [the] harbour master.", saved_by="Ada")
    return home


def run(*words: str | Path, home: Path) -> Result:
    command = ["notebook", *map(str, words), "--data", str(home / "data")]
    return CliRunner().invoke(app, command, catch_exceptions=False)


def test_the_saved_answers_are_listed_with_their_notes(home: Path) -> None:
    shown = run(home=home)
    assert shown.exit_code == 0
    assert shown.stdout.index(FERRY) < shown.stdout.index("How many articles are there?")
    for words in (" by Ada", "Ask [the] harbour master.", "Fourteen passengers", "The quote stands"):
        assert words in shown.stdout


def test_json_holds_answers_notes_and_receipts(home: Path) -> None:
    newest, _ = json.loads(run("--json", home=home).stdout)["answers"]
    assert (newest["note"], newest["receipt"]["counts"]["stands"]) == ("Ask [the] harbour master.", 1)
    limited = run("--json", "--limit", "1", home=home)
    assert (len(json.loads(limited.stdout)["answers"]), json.loads(limited.stdout)["total"]) == (1, 2)
    assert "1 of 2 saved answers" in limited.stderr


def test_the_notebook_is_written_to_a_file(home: Path) -> None:
    assert run("--export", home / "notebook.md", home=home).exit_code == 0
    assert "> **Note:** Ask" in (home / "notebook.md").read_text()
    refused = run("--export", home / "notebook.pdf", home=home)
    assert refused.exit_code == 1
    assert "choose one of .md, .docx, .html" in " ".join(refused.stderr.split())


def test_an_empty_notebook_says_how_to_fill_it(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True):
        pass
    assert "No answer is saved" in run(home=tmp_path).stdout
