"""`watch`, `watches` and `unwatch`, as they are typed."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from article_qa.qa.cli import app

FERRY = "How many passengers were injured on the ferry Aurora?"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Fourteen passengers were injured on the ferry Aurora, police said on Sunday.")
    run("add", tmp_path / "a.txt", home=tmp_path)
    return tmp_path


def run(*words: str | Path, home: Path) -> Result:
    return CliRunner().invoke(app, [*map(str, words), "--data", str(home / "data")], catch_exceptions=False)


def test_an_add_tells_what_changed(home: Path) -> None:
    watching = run("watch", FERRY, home=home)
    assert watching.exit_code == 0
    assert f": {FERRY}" in watching.stdout
    assert "Today: Fourteen passengers" in watching.stdout
    (home / "b.txt").write_text("Nineteen passengers were injured on the ferry Aurora, the coastguard said on Tuesday.")
    run("add", home / "b.txt", home=home)
    shown = run("watches", "--atom", home / "feed.xml", home=home)
    assert "Nineteen passengers were injured" in shown.stdout
    assert "Nineteen" in "".join(ElementTree.parse(home / "feed.xml").getroot().itertext())
    facts = json.loads(run("watches", "--json", home=home).stdout)
    assert [each["question"] for each in facts["watches"]] == [each["question"] for each in facts["notices"]] == [FERRY]
    assert facts["notices"][0]["changes"][0]["citations"]


def test_questions_for_which_an_add_has_no_time_are_named_and_work_asks_them(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("article_qa.qa.watching.ask_again.ASK_SECONDS", 0)
    for question in (FERRY, "Who was injured on the ferry Aurora?"):
        run("watch", question, home=home)
    (home / "b.txt").write_text("Nineteen passengers were injured on the ferry Aurora, the coastguard said on Tuesday.")
    added = run("add", home / "b.txt", home=home)
    assert "1 standing question waits to be asked of what is new" in " ".join(added.stderr.split())
    assert run("watches", home=home).stdout.count(", to be asked again)") == 1
    assert "wait" not in run("work", home=home).stderr
    assert ", to be asked again)" not in run("watches", home=home).stdout


def test_a_question_that_is_kept_twice_stands_once(home: Path) -> None:
    first, again = (json.loads(run("watch", FERRY, "--json", home=home).stdout)["id"] for _ in range(2))
    assert first == again
    assert run("unwatch", first[:4], home=home).stdout == f"No longer watching: {FERRY}\n"
    assert "There is no standing question" in run("watches", home=home).stdout


def test_what_is_not_watched_costs_one_sentence(home: Path) -> None:
    gone = run("unwatch", "nothing", home=home)
    assert gone.exit_code == 1
    assert "see the ids with: article-qa watches" in " ".join(gone.stderr.split())
    assert run("watch", " ", home=home).exit_code == 2
    nowhere = run("watches", "--atom", home / "no" / "feed.xml", home=home)
    assert nowhere.exit_code == 1
    assert "name another file" in " ".join(nowhere.stderr.split())
