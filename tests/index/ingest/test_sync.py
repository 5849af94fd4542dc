"""A folder and the library kept the same: two runs never disagree."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.ingest import add as adding
from article_qa.index.ingest.sync import Reading, SyncReport, sync
from article_qa.index.library import Library, open_library
from tests.present import present
from tests.running import interruptible
from tests.waiting import wait_until

BRIDGE, MAYOR, TUNNEL = "The bridge is shut.", "The mayor wept.", "The tunnel in Bonn is open again."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        yield library
        assert adding.examine(library).healthy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)


def counts(report: SyncReport) -> tuple[int, int, int, int, int]:
    return (report.added, report.changed, report.unchanged, report.removed, len(report.failed))


def held(library: Library) -> dict[Any, Any]:
    """Text by the name of the file that it comes from."""
    articles = (library.catalog.article(listing.id) for listing in library.catalog.listings())
    return {Path(present(article).source).stem: present(article).text for article in articles}


def settled(library: Library, folder: Path) -> bool:
    """Whether a run right after changes nothing."""
    before = held(library)
    report = sync(library, folder, prune=True)
    return held(library) == before and counts(report)[:2] == (0, 0) and report.removed == 0


def test_a_run_adds_replaces_and_prunes(library: Library, folder: Path) -> None:
    write(folder, a=BRIDGE, b=MAYOR)
    assert counts(sync(library, folder)) == (2, 0, 0, 0, 0)
    write(folder, a=TUNNEL)
    (folder / "b.txt").unlink()
    assert counts(sync(library, folder)) == (0, 1, 0, 0, 0)
    assert held(library) == {"a": TUNNEL, "b": MAYOR}
    assert counts(sync(library, folder, prune=True)) == (0, 0, 1, 1, 0)
    assert held(library) == {"a": TUNNEL}
    assert settled(library, folder)


@pytest.mark.parametrize("turn", [("b", "a", "c"), ("b", "c", "a"), ("c", "a", "b")])
def test_files_that_swap_their_texts_come_out_right_in_one_run(
    library: Library, folder: Path, turn: tuple[str, str, str]
) -> None:
    texts = dict(zip("abc", (BRIDGE, MAYOR, TUNNEL), strict=True))
    write(folder, **texts)
    sync(library, folder)
    swapped = dict(zip(turn, texts.values(), strict=True))
    write(folder, **swapped)
    moved = sum(texts[name] != swapped[name] for name in "abc")
    assert counts(sync(library, folder)) == (0, moved, 3 - moved, 0, 0)
    assert held(library) == swapped
    assert settled(library, folder)


def test_an_add_gets_a_swap_right_as_well(library: Library, folder: Path) -> None:
    write(folder, a=BRIDGE, b=MAYOR)
    adding.add(library, [folder])
    write(folder, a=MAYOR, b=BRIDGE)
    assert adding.add(library, [folder]).as_json() == {
        "added": 0, "changed": 2, "unchanged": 0, "failed": [], "notes": [],
    }  # fmt: skip
    assert held(library) == {"a": MAYOR, "b": BRIDGE}


@pytest.mark.parametrize("new_name", ["0", "z"])
def test_a_renamed_file_keeps_its_article_under_the_new_name(library: Library, folder: Path, new_name: str) -> None:
    write(folder, m=BRIDGE)
    sync(library, folder)
    (folder / "m.txt").rename(folder / f"{new_name}.txt")
    assert counts(sync(library, folder, prune=True)) == (0, 1, 0, 0, 0)
    assert held(library) == {new_name: BRIDGE}
    assert settled(library, folder)


@pytest.mark.parametrize("kept", ["a", "b"])
def test_a_text_in_two_files_stays_when_one_of_them_goes(library: Library, folder: Path, kept: str) -> None:
    write(folder, a=BRIDGE, b=BRIDGE)
    assert counts(sync(library, folder)) == (1, 0, 1, 0, 0)
    (folder / ("b.txt" if kept == "a" else "a.txt")).unlink()
    sync(library, folder, prune=True)
    assert held(library) == {kept: BRIDGE}
    assert settled(library, folder)


def test_a_copy_takes_over_when_the_other_file_is_edited(library: Library, folder: Path) -> None:
    write(folder, b=BRIDGE)
    sync(library, folder)
    write(folder, a=BRIDGE, b=MAYOR)
    assert counts(sync(library, folder)) == (1, 1, 0, 0, 0)
    assert held(library) == {"a": BRIDGE, "b": MAYOR}


def test_a_file_that_is_refused_is_not_pruned(library: Library, folder: Path) -> None:
    write(folder, a=BRIDGE)
    sync(library, folder)
    (folder / "a.txt").write_bytes(bytes(range(32)) * 50)
    assert counts(sync(library, folder, prune=True)) == (0, 0, 0, 0, 1)
    assert held(library) == {"a": BRIDGE}


def test_a_missing_line_goes_unless_its_file_has_a_broken_line(library: Library, folder: Path) -> None:
    file = folder / "wire#1.jsonl"
    file.write_text('{"id": "x", "text": "First bridge."}\n{"id": "y", "text": "Second bridge."}\n')
    sync(library, folder)
    file.write_text('{"id": "x", "text": "First bridge."}\n{"id": "y", "te')
    assert counts(sync(library, folder, prune=True)) == (0, 0, 1, 0, 1)
    file.write_text('{"id": "x", "text": "First bridge."}\n')
    assert counts(sync(library, folder, prune=True)) == (0, 0, 1, 1, 0)
    file.unlink()
    write(folder, a=BRIDGE)
    assert sync(library, folder, prune=True).removed == 1


def test_an_emptied_folder_prunes_nothing(library: Library, folder: Path) -> None:
    write(folder, a=BRIDGE, b=MAYOR)
    sync(library, folder)
    for name in "ab":
        (folder / f"{name}.txt").unlink()
    report = sync(library, folder, prune=True)
    assert report.removed == 0
    (failure,) = report.failed
    assert "nothing was removed" in failure
    assert str(folder) in failure
    assert held(library) == {"a": BRIDGE, "b": MAYOR}


def test_articles_from_elsewhere_are_left_alone(library: Library, folder: Path, tmp_path: Path) -> None:
    write(tmp_path, elsewhere=MAYOR)
    (tmp_path / "articles-2").mkdir()
    write(tmp_path / "articles-2", other=TUNNEL)
    adding.add(library, [tmp_path / "elsewhere.txt", tmp_path / "articles-2"])
    shutil.rmtree(tmp_path / "articles-2")
    (tmp_path / "elsewhere.txt").unlink()
    write(folder, a=BRIDGE)
    assert counts(sync(library, folder, prune=True)) == (1, 0, 0, 0, 0)
    assert held(library).keys() == {"a", "elsewhere", "other"}


def test_a_hidden_file_that_was_added_by_name_is_not_pruned(library: Library, folder: Path) -> None:
    write(folder, **{".secret": BRIDGE})
    adding.add(library, [folder / ".secret.txt"])
    assert counts(sync(library, folder, prune=True)) == (0, 0, 0, 0, 0)
    assert held(library) == {".secret": BRIDGE}


def test_a_missing_folder_prunes_nothing(library: Library, folder: Path) -> None:
    write(folder, a=BRIDGE)
    sync(library, folder)
    shutil.rmtree(folder)
    with pytest.raises(ArticleRejected, match=r"there is no folder .*; check the path"):
        sync(library, folder, prune=True)
    assert held(library) == {"a": BRIDGE}


def write_long_ago(folder: Path, **texts: str) -> None:
    """Files old enough that their time tells whether they changed since."""
    write(folder, **texts)
    for name in texts:
        os.utime(folder / f"{name}.txt", (10**9, 10**9))


def rewritten_unseen(file: Path, text: str) -> None:
    """Another text of the same length and time: only who reads the file again can tell."""
    stat = file.stat()
    assert len(text) == stat.st_size
    file.write_text(text)
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_a_file_that_is_as_it_was_is_not_read_again(library: Library, folder: Path) -> None:
    write_long_ago(folder, a=BRIDGE, b=MAYOR)
    readings: dict[str, Reading] = {}
    sync(library, folder, prune=True, readings=readings)
    rewritten_unseen(folder / "b.txt", MAYOR.upper())
    write(folder, a=TUNNEL)
    assert counts(sync(library, folder, prune=True, readings=readings)) == (0, 1, 1, 0, 0)
    assert held(library) == {"a": TUNNEL, "b": MAYOR}
    assert counts(sync(library, folder)) == (0, 1, 1, 0, 0)


def test_what_was_written_a_moment_ago_is_read_again(library: Library, folder: Path) -> None:
    write(folder, a=BRIDGE)
    readings: dict[str, Reading] = {}
    sync(library, folder, readings=readings)
    rewritten_unseen(folder / "a.txt", BRIDGE.upper())
    assert counts(sync(library, folder, readings=readings)) == (0, 1, 0, 0, 0)


def test_a_copy_read_before_takes_over_when_the_other_file_goes(library: Library, folder: Path) -> None:
    write_long_ago(folder, a=BRIDGE, b=BRIDGE)
    readings: dict[str, Reading] = {}
    sync(library, folder, prune=True, readings=readings)
    (folder / "a.txt").unlink()
    sync(library, folder, prune=True, readings=readings)
    assert held(library) == {"b": BRIDGE}
    assert settled(library, folder)


def test_what_was_removed_by_hand_comes_back_from_its_file(library: Library, folder: Path) -> None:
    write_long_ago(folder, a=BRIDGE)
    readings: dict[str, Reading] = {}
    sync(library, folder, readings=readings)
    adding.remove(library, [listing.id for listing in library.catalog.listings()])
    assert counts(sync(library, folder, readings=readings)) == (1, 0, 0, 0, 0)


def test_references_say_of_a_file_what_they_say_now(library: Library, folder: Path) -> None:
    write(folder, a=BRIDGE)
    readings: dict[str, Reading] = {}

    def titles() -> list[str]:
        sync(library, folder, prune=True, readings=readings)
        return [listing.title for listing in library.catalog.listings()]

    before = titles()
    references = folder / "a.ris"
    references.write_text("TY  - NEWS\nTI  - Bridge at Bonn\nUR  - https://bonn.example/a\nER  - \n")
    os.utime(folder / "a.txt", (1, 1))
    assert titles() == ["Bridge at Bonn"]
    references.write_text("TY  - NEWS\nTI  - Bonn's bridge\nUR  - https://bonn.example/a\nER  - \n")
    assert titles() == ["Bonn's bridge"]
    references.unlink()
    assert titles() == before


def test_watching_prints_each_change_and_ends_with_ctrl_c(folder: Path, tmp_path: Path) -> None:
    write(folder, a=BRIDGE, b=MAYOR)
    # The library lies in the folder itself: what is written there is no change.
    command = [
        sys.executable,
        "-m",
        "article_qa",
        "sync",
        "--watch",
        "--prune",
        "--data",
        str(folder / "data"),
        str(folder),
    ]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with interruptible():
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
    seen: list[str] = []
    reading = threading.Thread(target=lambda: seen.extend(iter(present(process.stdout).readline, "")))
    reading.start()

    def printed(beginning: str) -> bool:
        return any(line.startswith(beginning) for line in seen)

    wait_until(lambda: printed(f"added {BRIDGE}"))
    write(folder, a=TUNNEL)
    wait_until(lambda: printed(f"changed {TUNNEL}"))
    (folder / "a.txt").unlink()
    wait_until(lambda: printed(f"removed {TUNNEL}"))
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    reading.join()
    assert present(process.stderr).read().strip().endswith("Stopped.")
    present(process.stdout).close()
    present(process.stderr).close()


def test_files_of_other_kinds_are_counted(library: Library, folder: Path) -> None:
    write(folder, bridge=BRIDGE)
    (folder / "a.key").touch()
    assert sync(library, folder).notes == [
        f"the folder {str(folder)!r} also holds files of kinds that are not read: 1 .key"
    ]


def test_the_library_in_the_folder_is_passed_over_in_silence(library: Library, tmp_path: Path, folder: Path) -> None:
    write(folder, bridge=BRIDGE)
    report = sync(library, tmp_path)
    assert (counts(report), report.notes) == ((1, 0, 0, 0, 0), [])


def test_each_run_puts_the_articles_into_the_collection(library: Library, folder: Path) -> None:
    write(folder, bridge=BRIDGE)
    readings: dict[str, Reading] = {}
    assert sync(library, folder, collection="Bonn", readings=readings).collected == 1
    write(folder, tunnel=TUNNEL)
    report = sync(library, folder, collection="Bonn", readings=readings)
    assert report.counts == "1 added, 0 changed, 1 unchanged, 1 put into the collection, 0 removed, 0 failed"
    assert library.catalog.collections.counts() == {"Bonn": 2}
