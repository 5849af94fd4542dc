"""`verify` and `show --version`, as they are typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from article_qa.index.library import open_library
from article_qa.qa.cli import app
from tests.index.fakes import article, put
from tests.qa.receipts.saved_citations import cited

BEFORE = article("The bridge is shut. It opens in May, the mayor says.")
AFTER = article("The bridge is shut. It opens in June, the mayor says.")
QUOTE = "It opens in May, the mayor says."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, BEFORE, AFTER)
    (tmp_path / "answer.json").write_text(json.dumps({"question": "When?", "citations": [cited(BEFORE, QUOTE)]}))
    return tmp_path / "data"


def run(*words: str | Path, data: Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, [*map(str, words), "--data", str(data)], input=typed, catch_exceptions=False)


def test_a_changed_citation_is_shown_with_both_wordings(data: Path) -> None:
    done = run("verify", data.parent / "answer.json", data=data)
    assert done.exit_code == 3
    assert "[1] changed since 20" in done.stdout
    assert "was: “It opens in May, the mayor says.”" in done.stdout
    assert "now: “It opens in June, the mayor says.”" in done.stdout
    assert done.stdout.endswith("1 citation: 0 standing, 1 changed, 0 gone\n")


def test_the_receipt_is_printed_as_json_and_read_from_a_pipe(data: Path) -> None:
    done = run("verify", "-", "--json", data=data, typed=json.dumps([cited(BEFORE, "The bridge is shut.")]))
    assert done.exit_code == 0
    (citation,) = json.loads(done.stdout)["citations"]
    assert (citation["state"], citation["start"], citation["reason"]) == ("stands", 0, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "is not JSON"), ('{"citations": []}', "no citation in it"), (None, "check the path")],
)
def test_what_cannot_be_verified_costs_one_sentence(data: Path, text: str | None, said: str) -> None:
    saved = data.parent / "broken.json"
    if text is not None:
        saved.write_text(text)
    done = run("verify", saved, data=data)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert said in " ".join(done.stderr.split())


def test_an_older_version_is_shown_by_the_beginning_of_its_checksum(data: Path) -> None:
    assert run("show", BEFORE.id, "--version", BEFORE.sha256[:8], data=data).stdout == f"{BEFORE.text}\n"
    facts = json.loads(run("show", BEFORE.id[:6], "--version", AFTER.sha256, "--json", data=data).stdout)
    assert (facts["text"], facts["until"]) == (AFTER.text, None)


def test_the_versions_are_listed_with_the_article(data: Path) -> None:
    shown = run("show", BEFORE.id, data=data).stdout
    assert f"Version {AFTER.sha256[:12]} since" in shown
    assert f"Version {BEFORE.sha256[:12]} since" in shown
    versions = json.loads(run("show", BEFORE.id, "--json", data=data).stdout)["versions"]
    assert [each["sha256"] for each in versions] == [AFTER.sha256, BEFORE.sha256]


def test_a_version_that_is_not_there_costs_one_sentence(data: Path) -> None:
    unknown = run("show", BEFORE.id, "--version", "zz", data=data)
    assert unknown.exit_code == 1
    assert "see the versions with" in " ".join(unknown.stderr.split())
    assert run("remove", BEFORE.id, data=data).exit_code == 0
    gone = run("show", BEFORE.id, "--version", BEFORE.sha256[:8], data=data)
    assert gone.exit_code == 1
    assert "were deleted on 20" in " ".join(gone.stderr.split())
    assert run("show", "nobody", "--version", "zz", data=data).exit_code == 1
