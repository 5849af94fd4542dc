"""The command line in a folder of files named like modules: none is run, and each command does its work."""

import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from article_qa.index.backup.make import backup
from article_qa.index.library import open_library
from article_qa.index.web.fetch import Fetcher
from article_qa.index.web.refresh import follow
from article_qa.qa.cli import app
from tests.index.fakes import article, saved_library
from tests.index.formats.files import pdf
from tests.index.web.servers import Reply, serving
from tests.running import interruptible, running

SCRIPT = Path(sys.executable).with_name("article-qa")
OWN = ("index", "qa", "app", "page")
FEED = b"<rss version='2.0'><channel><title>News</title></channel></rss>"
# What a program may import first, whoever wrote it, and all that this test itself has.
MODULES = {*OWN, "sqlite3", "chromadb", "yaml"} | {name.split(".")[0] for name in sys.modules}
WORDS = {
    "demo": [],
    "add": ["notes"],
    "sync": ["notes"],
    "ask": ["Where is Bridge 7?"],
    "search": ["bridge"],
    "check": ["draft.txt"],
    "verify": ["answer.json"],
    "watch": ["Where is Bridge 7?"],
    "watches": [],
    "unwatch": ["WATCH"],
    "notebook": [],
    "list": [],
    "show": ["ID"],
    "edit": ["ID", "--title", "Bridge"],
    "remove": ["ID"],
    "collect": ["Bridges", "ID"],
    "collections": [],
    "export": ["--format", "md"],
    "follow": ["--allow-private", "FEED"],
    "unfollow": ["FEED"],
    "feeds": [],
    "refresh": ["--allow-private"],
    "serve": ["--port", "0"],
    "mcp": [],
    "password": ["Mayor"],
    "feedback": [],
    "work": [],
    "doctor": ["--repair"],
    "reembed": [],
    "backup": ["new.backup"],
    "restore": ["saved.backup", "--force"],
    "evaluate": ["golden.jsonl"],
}


@pytest.fixture(scope="module")
def feed() -> Iterator[str]:
    with serving({"/feed": Reply(FEED, "application/rss+xml")}) as site:
        yield site.url("/feed")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, feed: str) -> Path:
    folder = tmp_path_factory.mktemp("saved")
    saved_library(folder)
    with open_library(folder) as library:
        follow(library, feed, Fetcher(allow_private=True))
    return folder


@pytest.fixture
def run_names(tmp_path: Path) -> Path:
    """Where the files of `hostile` leave their names when they are run."""
    return tmp_path / "run"


def add_notes(folder: Path) -> None:
    """Three articles, two of which are read by a process of their own."""
    folder.mkdir()
    (folder / "a.txt").write_text("The tunnel is shut.")
    (folder / "b.pdf").write_bytes(pdf([["The bridge in Bonn is shut."]]))
    paragraph = "<p>The ferry between the two harbours sails again on Monday, after the engine was repaired.</p>"
    (folder / "c.html").write_text(f"<html><body><article><h1>Ferry</h1>{paragraph * 5}</article></body></html>")


@pytest.fixture
def hostile(tmp_path: Path, run_names: Path, saved: Path) -> Path:
    """A folder with a library, an article, golden questions, and files that are named like modules."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    add_notes(folder / "notes")
    shutil.copytree(saved, folder / "data")
    (folder / "golden.jsonl").write_text('{"question": "Where is Bridge 7?", "answers": ["town"]}\n')
    cited = {"article_id": article("Bridge 7 of the town.", source="7").id, "quote": "Bridge 7"}
    (folder / "answer.json").write_text(json.dumps([cited]))
    (folder / "draft.txt").write_text("Where is Bridge 7?")
    for name in MODULES:
        (folder / f"{name}.py").write_text(f"open({str(run_names)!r}, 'a').write('{name} ')\nraise SystemExit(3)")
    return folder


def started(folder: Path, *words: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    # Without a terminal a password is read from standard input.
    with interruptible():
        return subprocess.Popen(
            [SCRIPT, *words], cwd=folder, text=True, start_new_session=True, stdin=pipe, stdout=pipe, stderr=pipe
        )


def test_every_command_has_its_words_here() -> None:
    commands = get_command(app)
    assert isinstance(commands, TyperGroup)
    assert WORDS.keys() == commands.commands.keys()


@pytest.mark.parametrize("command", sorted(WORDS.keys() - {"serve", "mcp"}))
def test_a_command_runs_no_file_beside_it(hostile: Path, run_names: Path, feed: str, command: str) -> None:
    with open_library(hostile / "data") as library:
        article_id = library.catalog.listings(limit=1)[0].id
        watch_id = library.catalog.watches.add("Where?", "{}", "{}").id if command == "unwatch" else ""
        if command == "restore":
            backup(library, hostile / "saved.backup")
    words = [{"ID": article_id, "FEED": feed, "WATCH": watch_id}.get(word, word) for word in WORDS[command]]
    process = started(hostile, command, *words)
    printed, complaint = process.communicate("a secret\na secret\n", timeout=200)
    assert not run_names.exists(), run_names.read_text()
    assert (process.returncode, bool(printed)) == (0, True), complaint


def test_the_server_for_assistants_runs_no_file_beside_it(hostile: Path, run_names: Path) -> None:
    process = started(hostile, "mcp", *WORDS["mcp"])
    assert process.communicate("", timeout=200) == ("", "")
    assert process.returncode == 0
    assert not run_names.exists(), run_names.read_text()


def test_the_page_runs_no_file_beside_it(hostile: Path, run_names: Path) -> None:
    with running(started(hostile, "serve", *WORDS["serve"])) as page:
        assert b"Article QA" in urllib.request.urlopen(page.address).read()
        assert page.interrupt() == (0, "")
    assert not run_names.exists(), run_names.read_text()


@pytest.fixture
def own_program(tmp_path: Path, run_names: Path) -> Path:
    """A reader's own folder with a program of files that have the names of ours."""
    folder = tmp_path / "own"
    folder.mkdir()
    for name in OWN:
        (folder / f"{name}.py").write_text(f"open({str(run_names)!r}, 'a').write('{name} ')")
    add_notes(folder / "notes")
    return folder


@pytest.mark.parametrize("words", [["demo"], ["add", "notes"], ["doctor"]], ids=" ".join)
def test_the_module_runs_no_file_of_these_names(own_program: Path, run_names: Path, words: list[str]) -> None:
    # `-m` searches the current folder first: what Python itself imports there nobody can keep out.
    module(own_program, "demo")
    done = module(own_program, *words)
    assert (done.returncode, bool(done.stdout)) == (0, True), done.stderr
    assert not run_names.exists(), run_names.read_text()


def test_a_program_imports_the_public_names_beside_files_of_its_own(own_program: Path, run_names: Path) -> None:
    (own_program / "main.py").write_text(
        "import index, qa, app, page\n"
        "from article_qa import Assistant, open_engine, open_library\n"
        "with open_library('data', create=True) as library:\n"
        "    print(Assistant.over(library).ask('Where is the bridge?').status)"
    )
    done = subprocess.run([sys.executable, "main.py"], cwd=own_program, capture_output=True, text=True, check=False)
    assert done.stdout == "abstained\n", done.stderr
    assert run_names.read_text().split() == list(OWN)


def module(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "article_qa", *words], cwd=folder, capture_output=True, text=True, check=False
    )
