"""What the README shows is what happens."""

import re
import shlex
import subprocess
from contextlib import chdir
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index import build
from index.library import open_library
from qa.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with open_library(home / "data", create=True) as library:
        build.add(library, [ROOT / "seeds"])
    return home


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_two_commands_at_the_top_are_targets():
    commands = [line.split("#")[0].split() for line in blocks("sh")[0].splitlines()]
    assert [command[0] for command in commands] == ["make", "make"]
    for command in commands:
        subprocess.run([*command, "--dry-run"], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("block", blocks("console"))
def test_a_console_block_prints_what_it_shows(home, block):
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
def test_a_python_block_runs(home, block, capsys):
    with chdir(home):
        exec(compile(block, "README.md", "exec"), {})
    assert "[1]" in capsys.readouterr().out


def test_every_command_in_the_table_exists():
    named = {words.split()[1] for words in re.findall(r"`(article-qa \w+[^`]*)`", README)}
    known = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert named == known


def test_every_file_linked_to_exists():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []
