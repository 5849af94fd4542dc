"""The starter articles out of the installation: each once, wherever they come from."""

import json
from contextlib import chdir
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from article_qa.qa.cli import app
from tests.starters import SEEDS


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    assert run(home, "demo").stdout == "12 added, 0 changed, 0 unchanged, 0 failed\n"
    return home


def run(home: Path, *words: str) -> Result:
    with chdir(home):
        return CliRunner().invoke(app, words, catch_exceptions=False)


def test_each_question_that_it_proposes_is_answered(home: Path) -> None:
    proposed = [line.split("article-qa ask ")[1] for line in run(home, "demo").stderr.splitlines()]
    assert len(proposed) == 3
    for question in proposed:
        answer = json.loads(run(home, "ask", question.strip("'"), "--json").stdout)
        assert answer["status"] == "answered"


def test_the_same_articles_from_a_folder_change_nothing(home: Path) -> None:
    done = run(home, "add", str(SEEDS), "--json")
    assert json.loads(done.stdout) == {"added": 0, "changed": 0, "unchanged": 12, "failed": [], "notes": []}
    assert len(json.loads(run(home, "list", "--json").stdout)["articles"]) == 12


def test_it_adds_nothing_to_a_library_that_has_them_from_a_folder(tmp_path: Path) -> None:
    run(tmp_path, "add", str(SEEDS))
    assert run(tmp_path, "demo").stdout == "0 added, 0 changed, 12 unchanged, 0 failed\n"


def test_the_ids_do_not_depend_on_the_place(home: Path, tmp_path: Path) -> None:
    run(tmp_path, "demo", "--data", "elsewhere")
    there = json.loads(run(tmp_path, "list", "--json", "--data", "elsewhere").stdout)["articles"]
    assert there == json.loads(run(home, "list", "--json").stdout)["articles"]


def test_another_folder_is_part_of_the_hint(tmp_path: Path) -> None:
    done = run(tmp_path, "demo", "--data", "my library", "--json")
    assert json.loads(done.stdout)["added"] == 12
    assert done.stderr.splitlines()[0].startswith("Try: article-qa ask --data 'my library' 'Why is Syria")
