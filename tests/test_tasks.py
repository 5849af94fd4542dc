"""The ten tasks of the docs, each a block that is copied: a real shell runs it against a real server."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.qa.fakes import says_at_once, scripted_server
from tests.running import running
from tests.test_readme import ROOT, blocks
from tests.test_shell_blocks import MODEL, PAGE, Shell, printed, shell

__all__ = ["shell"]
TASKS = ROOT / "docs" / "tasks.md"
# The first block begins; the task in Python is run with the other blocks in Python, too.
BEGIN, *SHELL = blocks("sh", [TASKS])
CURL, STREAM, MODEL_OF_OTHERS, ADD, DESKTOP, AGENT, DATES, CHECK, EXPORT = SHELL


@pytest.fixture(scope="module")
def address(shell: Shell) -> Iterator[str]:
    """Where the server of the first block is."""
    _, demo, serve = BEGIN.splitlines()
    printed(shell(demo))
    with running(shell(f"exec {serve} --port 0")) as page:
        yield page.address


def test_there_are_ten_tasks_of_one_block_each() -> None:
    _, *tasks = re.split(r"^## ", TASKS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [int(task.split(".")[0]) for task in tasks] == list(range(1, 11))
    assert [task.count("\n```\n") for task in tasks] == [1] * 10


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        pytest.param(CURL, ['"status":"answered"', "northern border insecure"], id="curl"),
        pytest.param(STREAM, ["event: answer", '"status": "answered"'], id="stream"),
        pytest.param(MODEL_OF_OTHERS, ["northern border insecure", "[1]", "**Sources**"], id="open-webui"),
        pytest.param(ADD, ['"added":1'], id="folder"),
    ],
)
def test_a_task_over_http_does_what_it_says(shell: Shell, address: str, block: str, shown: list[str]) -> None:
    assert PAGE in block
    said = printed(shell(block.replace(PAGE, address)))
    for words in shown:
        assert words in said


def test_a_folder_is_added_with_the_folders_in_it(shell: Shell, address: str) -> None:
    printed(shell(ADD.replace(PAGE, address)))
    listed = printed(shell(f"curl -s '{address}/api/articles?search=ferry'"))
    assert '"total":1' in listed


def test_a_desktop_assistant_finds_the_tools_and_asks(shell: Shell, address: str) -> None:
    said = printed(shell(DESKTOP))
    assert {"ask", "search", "check"} <= set(said.splitlines()[0].removeprefix("tools: ").split())
    assert "northern border insecure" in said


def test_a_cell_of_a_notebook_shows_the_quotes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cell,) = blocks("python", [TASKS])
    monkeypatch.chdir(home)
    *lines, last = cell.splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    assert "<mark>" in eval(last, names)._repr_html_()


def test_an_agent_uses_the_library_as_a_tool(shell: Shell, address: str) -> None:
    call = 'Thought: I need the articles.\nAction: articles\nAction Input: {"input": "Why is Syria a priority?"}\n'
    end = "Thought: I can answer without using any more tools.\nAnswer: Because of its border."
    with scripted_server(says_at_once(call), says_at_once(end)) as server:
        assert MODEL in AGENT
        assert "Because of its border." in printed(shell(AGENT.replace(MODEL, server.url)))
    assert "northern border insecure" in str(server.requests[1]["messages"])


def test_a_question_is_narrowed_to_days(shell: Shell, address: str) -> None:
    assert "northern border insecure" in printed(shell(DATES))
    later = DATES.replace("2022-", "2023-")
    assert later != DATES
    assert "northern border insecure" not in shell(later).communicate(timeout=240)[0]


def test_a_draft_is_checked_and_a_wrong_sentence_ends_with_3(shell: Shell, address: str) -> None:
    done = shell(CHECK)
    said, _ = done.communicate(timeout=240)
    assert done.returncode == 3
    assert re.search(r"supported.*contradicted", said, re.IGNORECASE | re.DOTALL)


def test_the_sources_are_exported_for_zotero(shell: Shell, address: str, home: Path) -> None:
    printed(shell(EXPORT))
    text = (home / "sources.ris").read_text(encoding="utf-8")
    assert text.startswith("TY  - ")
    assert "Lavrov in Amman" in text
