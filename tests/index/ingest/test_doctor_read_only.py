"""`doctor` on a library that its user cannot write: it looks at all of it, and changes nothing."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from article_qa.index.library import CATALOG
from tests.index.fakes import saved_library
from tests.index.harm import change_text


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A library with a saved index."""
    saved_library(tmp_path / "data")
    yield tmp_path / "data"
    subprocess.run(["chmod", "-R", "u+rwX", tmp_path / "data"], check=True)


def doctor(folder: Path, *words: str, hidden: Path | None = None) -> CompletedProcess[str]:
    """The command as a user who may read the library, but for one file, and not write it, which root always may."""
    for each in [folder, *folder.rglob("*")]:
        each.chmod(0 if each == hidden else 0o555 if each.is_dir() else 0o444)
    command = [
        sys.executable,
        "-c",
        "from article_qa.qa.cli import main; main()",
        "doctor",
        "--data",
        str(folder),
        *words,
    ]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root writes everything")
        # Root without the right to pass over permissions.
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *command]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def contents(folder: Path) -> dict[Any, Any]:
    return {each: each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


def test_all_of_it_is_looked_at_and_nothing_changed(folder: Path) -> None:
    before = contents(folder)
    done = doctor(folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Catalog, keyword index and vectors agree.\n", "")
    assert contents(folder) == before


def test_what_is_wrong_is_said(folder: Path) -> None:
    change_text(folder / CATALOG, b"Bridge 7 of the town", b"Bridge 8 of the town")
    for file in (folder / "vectors").glob("*/data_level0.bin"):
        file.write_bytes(os.urandom(file.stat().st_size))
    facts = json.loads(doctor(folder, "--json").stdout)
    assert (facts["healthy"], facts["untrusted"]) == (False, 1)
    assert facts["unreadable"]


def test_a_repair_is_refused_in_a_sentence(folder: Path) -> None:
    done = doctor(folder, "--repair")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: cannot write to ")
    assert "give yourself write permission" in done.stderr


def test_vectors_that_cannot_be_copied_are_reported_as_unchecked(folder: Path) -> None:
    done = doctor(folder, hidden=folder / "vectors" / "chroma.sqlite3")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Catalog and keyword index agree.\nThe vectors were not checked: they cannot be ")
