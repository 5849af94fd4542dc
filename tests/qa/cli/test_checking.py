"""`article-qa check` as its reader meets it."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner, Result

from article_qa.qa.cli import app
from article_qa.qa.drafts.draft import Draft

LINE = "The starter articles were written on the moon in 1712."


@pytest.fixture
def check(home: Path) -> Callable[..., Result]:
    def check(*words: str, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, ["check", *words, "--data", str(home / "data")], input=given)

    return check


def test_a_file_is_checked_sentence_by_sentence(check: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text(f"# Ships\n\n{LINE} Who knows?\n")
    done = check(str(file))
    assert done.exit_code == 3
    assert "No claim (a heading)" in done.stdout
    assert "Not found" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 not found, 2 no claim"


def test_standard_input_is_checked_and_printed_as_json(check: Callable[..., Result]) -> None:
    done = check("-", "--json", given=f"{LINE}\n")
    draft = Draft.from_dict(json.loads(done.stdout))
    assert [each.text for each in draft.sentences] == [LINE]
    assert done.exit_code == 3


def test_without_a_claim_all_is_well(check: Callable[..., Result]) -> None:
    assert check("-", given="Who will pay?\n").exit_code == 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "holds no text"),
        ("a " * 25_001, "50,001 characters; check at most 50,000 at a time"),
    ],
)
def test_a_draft_that_cannot_be_checked_costs_a_sentence(check: Callable[..., Result], given: str, told: str) -> None:
    done = check("-", given=given)
    assert done.exit_code in (1, 2)
    assert told in done.stderr
    assert done.stdout == ""


def test_a_file_that_is_not_there_is_named(check: Callable[..., Result], tmp_path: Path) -> None:
    done = check(str(tmp_path / "none.txt"))
    assert done.exit_code == 1
    assert "none.txt" in done.stderr


def test_several_articles_are_no_draft(check: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text('{"title": "A", "text": "One."}\n{"title": "B", "text": "Two."}\n')
    assert "holds several articles; give one text to check" in check(str(file)).stderr


def test_a_word_document_comes_back_with_comments(check: Callable[..., Result], tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(LINE)
    document.save(str(tmp_path / "draft.docx"))
    done = check(str(tmp_path / "draft.docx"), "--format", "docx", "--output", str(tmp_path / "checked.docx"))
    assert (done.exit_code, done.stdout) == (3, "")
    written = Document(BytesIO((tmp_path / "checked.docx").read_bytes()))
    assert [each.text for each in written.paragraphs] == [LINE]
    assert len(list(written.comments)) == 1


def test_markdown_goes_to_standard_output(check: Callable[..., Result]) -> None:
    assert check("-", "--format", "md", given=LINE).stdout.startswith("# Checked draft\n")


@pytest.mark.parametrize("words", [("--json", "--format", "md"), ("--output", "x.txt")])
def test_options_that_exclude_each_other_are_refused(check: Callable[..., Result], words: tuple[str, ...]) -> None:
    assert check("-", *words, given=LINE).exit_code == 2
