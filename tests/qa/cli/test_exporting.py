"""`article-qa export` as its reader meets it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import rispy
from docx import Document
from typer.testing import CliRunner, Result

from article_qa.qa.cli import app

WHY = "Why is Syria a priority for Jordan?"
Run = Callable[..., Result]


@pytest.fixture
def run(home: Path) -> Run:
    def run(*words: str, given: str | None = None) -> Result:
        return CliRunner().invoke(app, [*words, "--data", str(home / "data")], input=given)

    return run


def test_a_saved_answer_becomes_a_list_of_references(run: Run) -> None:
    answer = run("ask", WHY, "--json").stdout
    done = run("export", "-", "--format", "ris", given=answer)
    assert done.exit_code == 0
    (reference,) = rispy.loads(done.stdout)
    cited = json.loads(answer)["citations"][0]
    assert (reference["id"], reference["title"]) == (cited["article_id"], cited["title"])
    assert reference["notes"][0] == f"“{' '.join(cited['quote'].split())}”"


def test_a_saved_answer_needs_no_library(run: Run, tmp_path: Path) -> None:
    (tmp_path / "answer.json").write_text(run("ask", WHY, "--json").stdout)
    words = ["export", str(tmp_path / "answer.json"), "--format", "bibtex", "--data", str(tmp_path / "none")]
    done = CliRunner().invoke(app, words)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "@article{articleqawire2022lavrov,")
    assert not (tmp_path / "none").exists()


def test_a_question_is_asked_and_its_answer_written(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "answer.docx"
    done = run("export", "--question", WHY, "-o", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    assert str(file) in done.stderr.replace("\n", "")
    lines = [each.text for each in Document(str(file)).paragraphs]
    assert lines[0] == WHY
    assert "Sources" in lines


def test_a_question_without_an_answer_ends_with_3(run: Run) -> None:
    done = run("export", "--question", "Who won the chess tournament in Reykjavik?", "--format", "md")
    assert done.exit_code == 3
    assert done.stdout.startswith("---\n")


def test_without_an_answer_the_articles_are_written(run: Run) -> None:
    listed = json.loads(run("list", "--json").stdout)["articles"]
    assert len(json.loads(run("export", "--format", "csl").stdout)) == len(listed)
    one = run("export", "--article", listed[0]["id"], "--format", "md").stdout
    assert f"id: {listed[0]['id']}" in one
    (oldest,) = rispy.loads(run("export", "--until", "2021-01-01", "--format", "ris").stdout)
    assert oldest["year"] == "2019"


def test_an_authors_name_comes_from_the_library(run: Run, tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "data")]
    (tmp_path / "a.md").write_text(
        "---\ntitle: The mill of Ostrel\nauthor: Lena Ost\n---\nThe mill in Ostrel employs 140 workers.\n"
    )
    runner = CliRunner()
    assert runner.invoke(app, ["add", str(tmp_path / "a.md"), *data]).exit_code == 0
    asked = ["export", "--question", "How many workers does the mill in Ostrel employ?", "--format", "csl", *data]
    (item,) = json.loads(runner.invoke(app, asked).stdout)
    assert item["author"] == [{"family": "Ost", "given": "Lena"}]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        pytest.param(["--question", WHY], 2, "the format is not clear", id="no-format"),
        pytest.param(["-", "--question", WHY, "--format", "md"], 2, "leave one of them out", id="both"),
        pytest.param(["none.json", "--format", "md"], 1, "none.json", id="no-file"),
        pytest.param(["-", "--format", "md"], 1, "this JSON is not an answer", id="no-answer"),
        pytest.param(["--publisher", "Nobody", "--format", "md"], 1, "no article fits", id="no-article"),
    ],
)
def test_what_cannot_be_exported_costs_a_sentence(run: Run, words: list[str], status: int, told: str) -> None:
    done = run("export", *words, given='{"citations": []}')
    assert done.exit_code == status
    assert told in " ".join(done.stderr.replace("│", "").split())
    assert done.stdout == ""


def test_a_file_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    done = run("export", "--format", "csl", "-o", str(tmp_path / "none" / "a.json"))
    assert done.exit_code == 1
    assert "a.json" in done.stderr.replace("\n", "")
