"""Who may read a library: its owner alone, unless the owner opened its folder."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.feedback import record

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


@pytest.fixture(autouse=True)
def careless() -> Iterator[None]:
    """A system on which what is made is open to everybody unless a program says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def used(folder: Path) -> dict[str, int]:
    """The rights of all that a library in `folder` and its use bring about; what Chroma makes in its folder aside."""
    (folder.parent / "a.txt").write_text("The bridge is shut.")
    with open_library(folder, create=True) as library:
        add(library, [folder.parent / "a.txt"])
        record(folder, Assistant.over(library).ask("What is shut?"), "up")
        assert {"catalog.sqlite3-wal", "catalog.sqlite3-shm"} <= {path.name for path in folder.iterdir()}
        return {path.name: rights(path) for path in folder.iterdir()}


FILES = (
    "catalog.sqlite3",
    "catalog.sqlite3-wal",
    "catalog.sqlite3-shm",
    "keeper.lock",
    "vectors.lock",
    "feedback.sqlite3",
)


def test_a_new_library_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert used(tmp_path / "data") == dict.fromkeys(FILES, 0o600) | {"vectors": 0o700}
    assert rights(tmp_path / "data") == 0o700


@pytest.mark.parametrize(
    ("folder", "files"), [(0o770, 0o660), (0o750, 0o640), (0o755, 0o644)], ids=["group", "group-reads", "all-read"]
)
def test_a_folder_its_owner_opened_stays_open_with_its_new_files(tmp_path: Path, folder: int, files: int) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(folder)
    assert used(tmp_path / "data") == dict.fromkeys(FILES, files) | {"vectors": folder}
    assert rights(tmp_path / "data") == folder


def test_what_its_owner_set_is_left_as_it_is(tmp_path: Path) -> None:
    used(tmp_path / "data")
    (tmp_path / "data").chmod(0o750)
    for path in (tmp_path / "data").iterdir():
        path.chmod(0o740)
    again = used(tmp_path / "data")
    assert {
        again[name] for name in ("catalog.sqlite3", "keeper.lock", "vectors.lock", "feedback.sqlite3", "vectors")
    } == {0o740}
    assert rights(tmp_path / "data") == 0o750


def test_the_system_may_close_more(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(0o775)
    os.umask(0o027)
    assert set(used(tmp_path / "data").values()) == {0o640, 0o750}
