"""The shell blocks of README and docs are run, command by command, by a real shell in a folder of their own.

Three kinds of commands are not run as they stand:
- what installs is looked up instead: a target by `make --dry-run`, a package among those that are installed;
- what serves is started on a free port, asked once and stopped;
- an address of an example is replaced by that of a real server on this machine.
"""

import json
import os
import re
import subprocess
import sys
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from subprocess import Popen
from urllib.error import HTTPError

import pytest
import typer
from typer.core import TyperGroup

from article_qa.index.formats.load import load
from article_qa.qa.cli import app
from tests.index.formats.files import taken
from tests.present import present
from tests.qa.fakes import says, scripted_server
from tests.running import running
from tests.test_readme import PAGES, ROOT, blocks

Shell = Callable[[str], Popen[str]]
PAGE = "http://127.0.0.1:7860"
MODEL = "http://localhost:11434/v1"
PASSWORD = "a long password for the reading room"
# What a test below does with it.
KNOWN = re.compile(
    r"make |pip install |uv tool install |export |python |"
    r"article-qa (?:ask|backup|export|list|notebook|password|restore|serve|verify|watch|watches) "
)
README, PROGRAMS, SERVING = ROOT / "README.md", ROOT / "docs" / "programs.md", ROOT / "docs" / "serving.md"
RECEIPTS = ROOT / "docs" / "receipts.md"
# Their blocks are run or read in tests of their own.
HTTP, RUNNING, TASKS = (ROOT / "docs" / name for name in ("http.md", "running.md", "tasks.md"))
EXPORTING = ROOT / "docs" / "exporting.md"
MOVING = ROOT / "docs" / "moving.md"


def commands(page: Path) -> list[str]:
    """The commands of a page's shell blocks, their comments left out."""
    lines = [line for block in blocks("(?:sh|bash|shell)", [page]) for line in block.splitlines()]
    return [command for line in lines if (command := re.sub(r"(^|\s+)#.*", "", line).strip())]


def beginning(page: Path, word: str) -> list[str]:
    found = [command for command in commands(page) if command.startswith(word)]
    assert found, f"{page.name} has no {word!r} any more"
    return found


@pytest.fixture(scope="module")
def shell(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Starts a command in a shell, beside the library; `article-qa` and `python` are this project's."""
    programs = tmp_path_factory.mktemp("programs")
    for name, words in (("article-qa", "-m article_qa"), ("python", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n')
        (programs / name).chmod(0o755)
    usual = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}

    def start(command: str) -> Popen[str]:
        return subprocess.Popen(
            ["sh", "-ec", command], cwd=home, env=usual, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    return start


def printed(process: Popen[str], typed: str = "") -> str:
    """What a command prints, to its end, when this is typed."""
    said, complaint = process.communicate(typed, timeout=240)
    assert process.returncode == 0, complaint
    return said


@contextmanager
def served(shell: Shell, command: str) -> Iterator[str]:
    """The address of the page that a command serves, on a free port, until the block ends."""
    with running(shell(f"exec {command} --port 0")) as page:
        yield page.address.replace("0.0.0.0", "127.0.0.1")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_shell_command_is_of_a_kind_that_is_run_here(page: Path) -> None:
    found = commands(page)
    assert page in (README, PROGRAMS, SERVING, RECEIPTS, EXPORTING, MOVING, HTTP, RUNNING, TASKS) or not found
    found = [] if page in (HTTP, RUNNING, TASKS) else found
    assert [command for command in found if not KNOWN.match(command)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_package_to_install_is_one_that_the_project_names(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    extras = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[project.optional-dependencies]")[1]
    for name, extra in re.findall(r"pip install '?([\w-]+)(?:\[([\w,]+)\])?'?", text):
        assert name == "article-qa" or distribution(name)
        assert all(re.search(rf"^{one} = \[", extras, re.MULTILINE) for one in extra.split(",") if one)
    for extra in re.findall(r"install '\.\[([\w,-]+)\]'", text):
        assert all(re.search(rf"^{one} = \[", extras, re.MULTILINE) for one in extra.split(",")), extra


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_named_is_one(page: Path) -> None:
    for target in set(re.findall(r"`make (\w+)", page.read_text(encoding="utf-8"))):
        subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


def test_the_readmes_endpoint_settings_make_its_model_answer(shell: Shell) -> None:
    endpoint = [line for line in beginning(README, "export ") if "OPENAI_API_KEY" not in line]
    with scripted_server(says("Syria is a priority for Jordan. ", "[1]")) as server:
        there = "\n".join(endpoint).replace(MODEL, server.url)
        assert server.url in there
        answer = json.loads(printed(shell(f"{there}\narticle-qa ask 'Why is Syria a priority for Jordan?' --json")))
    assert answer["mode"] == "llm"
    assert answer["model"] == server.requests[0]["model"] == "llama3.2"


def test_the_readmes_key_alone_chooses_openai(shell: Shell) -> None:
    (key,) = (line for line in beginning(README, "export ") if "OPENAI_API_KEY" in line)
    # QuestionTokens of the settings, for a question would leave the machine.
    program = "from article_qa.qa.generation.llm import choose_model; from article_qa.qa.settings import QASettings; "
    asked = shell(f"{key}\npython -c '{program}print(choose_model(QASettings()).host)'")
    assert printed(asked).strip() == "api.openai.com"


def test_the_client_of_the_docs_gets_an_answer_from_the_page(shell: Shell) -> None:
    (command,) = beginning(PROGRAMS, "python ")
    assert PAGE in command
    with served(shell, "article-qa serve") as address:
        assert "[1]" in printed(shell(command.replace(PAGE, address)))


def test_the_page_of_the_docs_lets_in_who_has_the_password(shell: Shell, home: Path) -> None:
    (password,) = beginning(SERVING, "article-qa password ")
    (serve,) = beginning(SERVING, "article-qa serve ")
    printed(shell(password), typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert PASSWORD not in (home / "readers.txt").read_text()
    with served(shell, serve) as address:
        asked = urllib.request.Request(f"{address}/config")
        with pytest.raises(HTTPError, match="401"):
            urllib.request.urlopen(asked)
        asked.add_header("Authorization", f"Basic {b64encode(f'ada:{PASSWORD}'.encode()).decode()}")
        assert urllib.request.urlopen(asked).status == 200


def test_an_answer_of_the_docs_is_saved_and_verified(shell: Shell) -> None:
    ask, verify, watch, watches, listing, export, without = commands(RECEIPTS)
    printed(shell(ask))
    assert "0 changed, 0 gone" in printed(shell(verify))
    assert "Watching" in printed(shell(watch))
    assert "Why is Syria" in printed(shell(watches))
    assert "No answer is saved" in printed(shell(listing))
    printed(shell(export))
    receipt = json.loads(printed(shell(without.replace("docs/verify_answer.py", str(ROOT / "docs/verify_answer.py")))))
    assert {citation["state"] for citation in receipt["citations"]} == {"stands"}


def test_an_answer_and_articles_of_the_docs_are_exported(shell: Shell, home: Path) -> None:
    for command in commands(EXPORTING):
        printed(shell(command))
    assert (home / "answer.docx").read_bytes().startswith(b"PK")
    assert (home / "sources.ris").read_text().startswith("TY  - NEWS")
    assert "[^1]: " in (home / "suez.md").read_text()
    assert (home / "articles.bib").read_text().count("@article{") > 1


def test_a_library_of_the_docs_is_moved(shell: Shell, home: Path) -> None:
    backup, restore, ask = commands(MOVING)
    printed(shell(backup))
    assert "articles, as of" in printed(shell(restore))
    assert "[1]" in printed(shell(ask))
    assert (home / "elsewhere" / "catalog.sqlite3").exists()


def test_every_option_that_a_page_names_is_one_of_its_command() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    known = group.commands
    for page in PAGES:
        for words in re.findall(r"`article-qa (\w+[^`]*)`", page.read_text(encoding="utf-8")):
            name, *options = words.split()
            taken = {option for parameter in known[name].params for option in parameter.opts}
            assert {option for option in options if option.startswith("--")} <= taken, words


def test_the_article_of_the_docs_is_read_with_all_its_facts(tmp_path: Path) -> None:
    (text,) = blocks("markdown", [ROOT / "docs" / "articles.md"])
    (tmp_path / "bridge.md").write_text(text, encoding="utf-8")
    (article,) = taken(load(tmp_path / "bridge.md"))
    for fact in (article.title, present(article.published).isoformat(), article.publisher, article.author, article.url):
        assert f": {fact}\n" in text
    assert article.questions == ("Why was the bridge shut?",)
    assert article.text.strip() == text.split("---\n")[2].strip()


def test_no_block_is_of_a_language_that_nothing_runs() -> None:
    languages = {name for page in PAGES for name in re.findall(r"^```(\w+)$", page.read_text(), re.MULTILINE)}
    assert languages <= {"console", "diff", "json", "python", "sh", "markdown", "text"}
