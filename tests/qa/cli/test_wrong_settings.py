"""Settings that are wrong or unknown are named by their variable."""

from pathlib import Path

import pytest

from tests.qa.cli.run import run

PRIORITY = "Why is Syria a priority for Jordan?"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("QA_TIMEOUT_SECONDS", "-1", "QA_TIMEOUT_SECONDS: input should be greater than 0"),
        ("INDEX_EMBEDDER", "psychic", "INDEX_EMBEDDER: input should be 'local'"),
        ("QA_CONTEXT_TOKENS", "many", "QA_CONTEXT_TOKENS: input should be a valid integer"),
    ],
)
def test_a_wrong_setting_is_named_by_its_variable(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    done = run("ask", PRIORITY, cwd=home)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_setting_is_named_once_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("QA_MODLE=llama3\nINDEX_CHROMA_URI=\n")
    (tmp_path / "a.txt").write_text("The bridge in Bonn was shut on Monday.")
    done = run("add", "a.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.count("there is no setting") == 1
    assert "Note: there is no setting 'QA_MODLE'; did you mean QA_MODEL?" in done.stderr


def test_an_unknown_setting_of_the_environment_is_named_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_ZZZZ", "1")
    assert "'QA_ZZZZ'; docs/configuration.md lists the settings" in run("list", cwd=home).stderr


def test_known_settings_are_not_mentioned(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_UNSUPPORTED", "mark")
    monkeypatch.setenv("QA_TOKEN", "aqa_x")
    assert run("list", cwd=home).stderr == ""


def test_adding_says_at_once_that_it_started(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge in Bonn was shut on Monday.")
    assert run("add", "a.txt", cwd=tmp_path).stderr.startswith("Adding to 'data'…\n")
    assert run("add", "a.txt", "--quiet", cwd=tmp_path).stderr == ""
