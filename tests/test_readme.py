"""What README and docs show is what happens."""

import re
import shlex
import subprocess
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

import pytest
from typer.testing import CliRunner

from article_qa import __version__
from article_qa.qa.cli import app
from scripts import commands_page, configuration_page, kinds_table, log_index, pages_index
from tests.present import present

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(language: str, pages: Sequence[Path] = PAGES) -> list[str]:
    texts = [page.read_text(encoding="utf-8") for page in pages]
    found = [re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL) for text in texts]
    # The same block on two pages is run once.
    return list(dict.fromkeys(block for page in found for block in page))


def test_the_two_commands_at_the_top_are_targets() -> None:
    commands = [line.split("#")[0].split() for line in blocks("sh", PAGES[:1])[0].splitlines()]
    assert [command[0] for command in commands] == ["make", "make"]
    for command in commands:
        subprocess.run([*command, "--dry-run"], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("block", blocks("console"))
def test_a_console_block_prints_what_it_shows(home: Path, block: str) -> None:
    command, *shown = block.splitlines()
    with chdir(home):
        done = CliRunner().invoke(app, shlex.split(command)[2:])
    printed = done.stdout
    # The ids depend on where the folder lies.
    expected = [re.sub(r"[0-9a-f]{16}", "", part) for part in " ".join(shown).split("…")]
    printed = re.sub(r"[0-9a-f]{16}", "", printed)
    for part in expected:
        assert " ".join(part.split()) in " ".join(printed.split())


@pytest.mark.parametrize("block", blocks("python"))
def test_a_python_block_runs(home: Path, block: str, capsys: pytest.CaptureFixture[str]) -> None:
    with chdir(home):
        exec(compile(block, "a page", "exec"), {})
    assert "[1]" in capsys.readouterr().out


def test_every_command_in_the_table_exists() -> None:
    named = {words.split()[1] for words in re.findall(r"`(article-qa \w+[^`]*)`", README)}
    known = {command.name or present(command.callback).__name__ for command in app.registered_commands}
    assert named <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_linked_to_exists(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("http") and not (page.parent / link).exists()] == []


def test_every_file_that_a_page_names_exists() -> None:
    named = {
        name
        for page in PAGES[1:]
        if page.name != "log.md"
        for name in re.findall(r"`((?:index|qa|package)/[\w/.]*)`", page.read_text())
    }
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_page_of_commands_is_made_from_the_command_line() -> None:
    assert commands_page.PAGE.read_text(encoding="utf-8") == commands_page.page()


def test_the_page_on_configuration_is_made_from_the_settings() -> None:
    assert configuration_page.PAGE.read_text(encoding="utf-8") == configuration_page.page()


def test_the_table_of_kinds_of_files_is_made_from_their_readers() -> None:
    assert kinds_table.PAGE.read_text(encoding="utf-8") == kinds_table.page()


def test_the_index_of_the_docs_leads_to_every_page() -> None:
    index = pages_index.PAGE.read_text(encoding="utf-8")
    assert index == pages_index.page()
    assert all(f"]({page.name})" in index for page in PAGES if page.parent.name == "docs" and page.name != "README.md")


def test_the_index_of_the_log_is_made_from_its_headings() -> None:
    assert log_index.PAGE.read_text(encoding="utf-8") == log_index.page()
    assert log_index.anchor("2026-11-27 Pages, and `make eval`") == "2026-11-27-pages-and-make-eval"


def test_the_changelog_has_dated_versions_by_kind_of_change() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *versions = re.findall(r"^## (.+)$", changelog, re.MULTILINE)
    assert first == "Unreleased"
    assert versions[0].startswith(f"{__version__} – ")
    assert [name for name in versions if not re.fullmatch(r"\d+\.\d+\.\d+ – \d{4}-\d\d-\d\d", name)] == []
    assert set(re.findall(r"^### (.+)$", changelog, re.MULTILINE)) <= {"Added", "Changed", "Fixed"}


def test_the_example_of_settings_names_only_settings_that_exist() -> None:
    known = set(re.findall(r"^\| `(\w+)`", configuration_page.page(), re.MULTILINE))
    named = set(re.findall(r"^# (\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= known
