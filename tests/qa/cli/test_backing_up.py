"""`article-qa backup` and `restore` as their reader meets them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from article_qa.qa.cli import app

WHY = "Why is Syria a priority for Jordan?"


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--data", str(data)])


@pytest.fixture(scope="module")
def saved(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "library.aqa"
    done = run(home / "data", "backup", str(file))
    assert done.exit_code == 0
    assert done.stdout.startswith("12 articles, ")
    assert done.stdout.strip().endswith(str(file))
    return file


def test_a_restored_library_answers(saved: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "new", "restore", str(saved), "--json")
    facts = json.loads(done.stdout)
    assert (done.exit_code, facts["articles"], facts["vectors"]) == (0, 12, facts["passages"])
    assert "[1]" in run(tmp_path / "new", "ask", WHY).stdout


def test_a_library_in_the_way_costs_a_sentence(home: Path, saved: Path) -> None:
    done = run(home / "data", "restore", str(saved))
    assert done.exit_code == 1
    assert "replace it with --force" in done.stderr


@pytest.mark.parametrize("words", [("restore", "none.aqa"), ("restore", __file__), ("backup", __file__)])
def test_what_cannot_be_done_costs_a_sentence(home: Path, tmp_path: Path, words: tuple[str, str]) -> None:
    data = home / "data" if words[0] == "backup" else tmp_path / "new"
    done = run(data, *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert not (tmp_path / "new").exists()


def test_without_a_library_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    done = run(tmp_path / "none", "backup", str(tmp_path / "b"))
    assert done.exit_code == 1
    assert list(tmp_path.iterdir()) == []
