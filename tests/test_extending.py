"""The page on extending the program is walked through, in a copy of the program."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
# Where the folders of the checkout lie in the installed package.
FOLDERS = {"package": ".", "index": "index", "qa": "qa", "seeds": "seeds"}


@dataclass(frozen=True)
class Copy:
    """A copy of the program in `folder`, and a library of the starter articles in its folder `data`."""

    folder: Path

    @property
    def program(self) -> Path:
        return self.folder / "article_qa"

    def run(self, *words: str, status: int = 0, **settings: str) -> str:
        """What a command of the copy prints."""
        environment = os.environ | {"PYTHONPATH": str(self.folder)} | settings
        command = [sys.executable, "-m", "article_qa", *words]
        done = subprocess.run(command, cwd=self.folder, env=environment, text=True, capture_output=True, timeout=240)
        assert done.returncode == status, done.stderr
        return done.stdout


@pytest.fixture
def copy(home: Path, tmp_path: Path) -> Copy:
    for name, place in FOLDERS.items():
        shutil.copytree(ROOT / name, tmp_path / "article_qa" / place, dirs_exist_ok=True)
    shutil.copytree(home / "data", tmp_path / "data")
    return Copy(tmp_path)


def section(question: str) -> str:
    """The part of the page that answers this question."""
    return PAGE.partition(f"## {question}\n")[2].partition("\n## ")[0]


def change(copy: Copy, part: str) -> None:
    """Apply each diff of this part of the page."""
    for block in re.findall(r"^```diff\n(.*?)^```", part, re.MULTILINE | re.DOTALL):
        for name, hunks in re.findall(r"^--- \S+\n\+\+\+ b/(\S+)\n(.*?)(?=^--- |\Z)", block, re.MULTILINE | re.DOTALL):
            patched(copy.program / name, hunks)


def patched(file: Path, hunks: str) -> None:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    for hunk in re.split(r"^@@.*\n", hunks, flags=re.MULTILINE):
        before = "".join(f"{line[1:]}\n" for line in hunk.splitlines() if not line.startswith("+"))
        after = "".join(f"{line[1:]}\n" for line in hunk.splitlines() if not line.startswith("-"))
        if before:
            assert text.count(before) == 1, f"{file.name} has no single {before!r}"
            text = text.replace(before, after)
        else:
            text += after
    file.write_text(text, encoding="utf-8")


def asked(part: str) -> Iterator[list[str]]:
    """The words of each `article-qa` command in the text blocks of this part."""
    for block in re.findall(r"^```text\n(.*?)^```", part, re.MULTILINE | re.DOTALL):
        for command, question in re.findall(r'^article-qa ([\w. -]+?)(?: "([^"]+)")?$', block, re.MULTILINE):
            yield [*command.split(), *([question] if question else [])]


def test_a_made_up_kind_of_file_is_read(copy: Copy) -> None:
    part = section("How do I add a kind of file?")
    (add,) = asked(part)
    (copy.folder / add[1]).write_text("Trams run again\n2022-11-04\nTrams run again in the old town of Sundby.\n")
    copy.run(*add, status=1)
    change(copy, part)
    assert "1 added" in copy.run(*add)
    assert "Trams run again" in copy.run("list")
    assert "2022-11-04" in copy.run("list", "--json")


def test_a_stricter_threshold_refuses_what_was_answered(copy: Copy) -> None:
    part = section("How do I change the threshold?")
    (ask,) = asked(part)
    assert "[1]" in copy.run(*ask)
    change(copy, part)
    assert copy.run(*ask, status=3).startswith("Not in these articles.")


def test_an_embedder_of_ones_own_finds_the_passages(copy: Copy) -> None:
    part = section("How do I swap the embedder?")
    change(copy, part)
    reembed, ask = asked(part)
    (name,) = re.findall(r"^export INDEX_EMBEDDER=(\w+)$", part, re.MULTILINE)
    copy.run(*reembed, INDEX_EMBEDDER=name)
    assert "[1]" in copy.run(*ask, INDEX_EMBEDDER=name)
    # The vectors are this embedder's now, so the default one is refused.
    assert copy.run(*ask, status=1) == ""


def test_a_new_kind_of_answer_is_given(copy: Copy) -> None:
    part = section("How do I add a kind of answer?")
    change(copy, part)
    (ask,) = asked(part)
    answer = copy.run(*ask, "--json")
    assert '"kind": "beginning"' in answer
    assert '"published": "2021-03-2' in answer


def test_the_page_says_what_a_refusal_says(copy: Copy) -> None:
    part = section("Why did it refuse?")
    (question,) = re.findall(r'^\$ article-qa ask "([^"]+)"$', part, re.MULTILINE)
    for field in ("reason", "nearest", "read", "searched"):
        assert f"`{field}`" in part
        assert f'"{field}": ' in copy.run("ask", question, "--json", status=3)
    reasons = re.findall(r"^\| ((?:They|The) .+?) \|", part, re.MULTILINE)
    assert len(reasons) == 3
    said = "".join(file.read_text(encoding="utf-8") for file in (copy.program / "qa").rglob("*.py"))
    pieces = [piece.strip(' ".') for reason in reasons for piece in reason.split("…")]
    assert [piece for piece in pieces if piece not in said] == []
