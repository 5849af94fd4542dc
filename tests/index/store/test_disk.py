"""A library on a disk that is full, and on one that cannot be written: one sentence, and nothing is lost."""

import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.errors import NotWritable
from article_qa.index.ingest.add import add, examine, remove, repair
from article_qa.index.library import Library, open_library
from article_qa.qa.assistant import Assistant
from tests.index.fakes import ToyEmbedder, sentences
from tests.present import present
from tests.running import after_start
from tests.waiting import wait_until

ARTICLES = 60


class Disk:
    """A disk of its own, in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def mount(self, options: str) -> None:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.folder], capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.skip(f"only who may mount a disk can fill it: {done.stderr.strip()}")

    def remount(self, options: str) -> None:
        """Mount it otherwise, as soon as what was written is let go of."""
        command = ["mount", "-o", f"remount,{options}", str(self.folder)]
        wait_until(lambda: gc.collect() >= 0 and not subprocess.run(command, check=False).returncode, seconds=60)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if shutil.which("mount") is None:
        pytest.skip("there is no mount")
    folder = tmp_path / "disk"
    folder.mkdir()
    disk = Disk(folder)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", folder], capture_output=True, check=False)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"{number:03}.txt").write_text(f"Bridge {number} is shut. " + " ".join(sentences(30, seed=number)))
    return folder


def opened(disk: Disk) -> Library:
    library = open_library(disk.folder / "data", create=True)
    library.embedder = ToyEmbedder("toy")
    return library


@pytest.mark.parametrize(
    ("size", "full"),
    [
        pytest.param("60k", "data'", id="before-there-is-a-catalog"),
        pytest.param("1m", "data'", id="in-the-catalog"),
        pytest.param("7m", "vectors'", id="in-the-vectors"),
    ],
)
def test_a_full_disk_is_reported_and_with_room_the_next_add_ends(
    disk: Disk, articles: Path, size: str, full: str
) -> None:
    disk.mount(f"size={size}")
    told = rf"^cannot write to '\S*{full} \([^\n]+\); free space, [^\n]+$"
    with pytest.raises(NotWritable, match=told), opened(disk) as library:
        add(library, [articles])
    disk.remount("size=60m")
    with opened(disk) as library:
        stored = {listing.id: listing for listing in library.catalog.listings()}
        report = add(library, [articles])
        assert (report.added, report.unchanged) == (ARTICLES - len(stored), len(stored))
        assert examine(library).healthy
        assert len(list(library.vectors.ids())) == library.catalog.overview().passages


def test_on_a_full_disk_articles_are_found_and_can_be_removed(disk: Disk, articles: Path) -> None:
    disk.mount("size=7m")
    with pytest.raises(NotWritable), opened(disk) as library:
        add(library, [articles])
    with opened(disk) as library:
        assert Assistant.over(library).ask("Is Bridge 7 shut?").status == "answered"
        first, *others = library.catalog.listings()
        assert remove(library, [first.id]) == 1
        assert library.catalog.listings() == others


def test_a_library_on_a_read_only_medium_can_be_read(disk: Disk, articles: Path) -> None:
    disk.mount("size=60m")
    with opened(disk) as library:
        add(library, [articles])
        before = library.catalog.listings()
    disk.remount("ro")
    (articles / "000.txt").write_text("Bridge 0 is open again.")
    with opened(disk) as library:
        answer = Assistant.over(library).ask("Is Bridge 7 shut?")
        assert answer.citations[0].quote == "Bridge 7 is shut."
        assert answer.warnings[0].endswith("Only keywords were searched.")
        assert library.catalog.listings() == before
        assert present(library.catalog.article(before[0].id)).text
        found = examine(library)
        assert (found.healthy, found.vectors_unseen) == (True, None)
        for change in (
            lambda: add(library, [articles / "000.txt"]),
            lambda: remove(library, [before[0].id]),
            lambda: repair(library),
        ):
            with pytest.raises(NotWritable, match=r"^cannot write to [^\n]+\); free space, give yourself write"):
                change()
    disk.remount("rw")
    with opened(disk) as library:
        assert library.catalog.listings() == before
        assert examine(library).healthy


def added(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """An add by a process of its own, for SQLite looks once where temporary files go."""
    (tmp_path / "a.txt").write_text("The bridge is shut.")
    command = [sys.executable, "-m", "article_qa", "add", "--data", str(tmp_path / "data"), str(tmp_path / "a.txt")]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def test_a_full_temporary_folder_is_named_and_another_one_works(disk: Disk, tmp_path: Path) -> None:
    disk.mount("size=64k")
    with pytest.raises(OSError, match="No space left"):
        (disk.folder / "other").write_bytes(bytes(100_000))
    told = rf"Error: cannot write temporary files to '{disk.folder}' \([^\n]+full\); free space there, [^\n]+ TMPDIR\n"
    assert re.fullmatch(told, after_start(added(tmp_path, TMPDIR=str(disk.folder)).stderr))
    assert added(tmp_path).returncode == 0
    with open_library(tmp_path / "data") as library:
        assert examine(library).healthy


@pytest.mark.parametrize("kind", ["missing", "a-file"])
def test_a_temporary_folder_that_is_none_is_passed_over(tmp_path: Path, kind: str) -> None:
    if kind == "a-file":
        (tmp_path / kind).touch()
    done = added(tmp_path, TMPDIR=str(tmp_path / kind))
    assert (done.returncode, after_start(done.stderr)) == (0, "")
