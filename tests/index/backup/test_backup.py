"""A library as one file, and back: the same answers, and nothing half."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.backup.make import backup
from article_qa.index.backup.manifest import NAME
from article_qa.index.backup.restore import restore
from article_qa.index.errors import BackupRejected, LibraryError, NotALibrary
from article_qa.index.ingest.add import add, remove
from article_qa.index.ingest.doctor import examine
from article_qa.index.library import CATALOG, open_library
from article_qa.index.settings import IndexSettings
from article_qa.index.store.restored import STAGING
from article_qa.qa.assistant import Assistant
from article_qa.qa.feedback import record, recorded
from tests.starters import SEEDS

QUESTIONS = ("Why is Syria a priority for Jordan?", "How many ships were waiting?", "Who won the chess match?")
Facts = dict[str, Any]
KILLED = 9
# Ends at once when it moves or removes one file more than it is allowed to.
KILLED_AFTER_MOVES = f"""
import os, sys
from pathlib import Path
from article_qa.index.backup.restore import restore
left = int(sys.argv[1])
def watch(event, details):
    global left
    if event in ("os.rename", "os.remove") and "{STAGING}" in "".join(map(str, details[:2])):
        if left == 0:
            os._exit({KILLED})
        left -= 1
sys.addaudithook(watch)
restore(Path(sys.argv[2]), Path(sys.argv[3]), is_forced=True)
"""


def answers(folder: Path) -> list[Facts]:
    with open_library(folder) as library:
        assistant = Assistant.over(library)
        found = [assistant.ask(question).as_dict() for question in QUESTIONS]
    return [{**each, "timings_ms": None} for each in found]


def titles(folder: Path) -> set[str]:
    with open_library(folder) as library:
        return {each.title for each in library.catalog.listings()}


def article(folder: Path, number: int) -> Path:
    file = folder / f"{number}.md"
    file.write_text(
        f"---\ntitle: Mill {number}\n---\nThe mill number {number} in Ostrel employs {number + 40} workers.\n"
    )
    return file


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with all that one can have."""
    folder = tmp_path_factory.mktemp("used") / "data"
    with open_library(folder, create=True) as library:
        add(library, [SEEDS], keep_originals=True)
        catalog = library.catalog
        newest, oldest = catalog.listings()[0], catalog.listings()[-1]
        library.edit(newest.id, publisher="The Corrected Post")
        catalog.collections.collect([oldest.id], "ships")
        catalog.watches.add("What is new?", "{}", "{}")
        catalog.notebook.add("What is new?", "{}", "Nothing yet")
        add(library, [SEEDS])
        answer = Assistant.over(library).ask(QUESTIONS[0])
    record(folder, answer, "up", "good")
    return folder


@pytest.fixture(scope="module")
def saved(used: Path) -> Path:
    """The library as one file."""
    file = used.parent / "library.aqa"
    with open_library(used) as library:
        backup(library, file)
    return file


def changed(saved: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup with other files in it."""
    with zipfile.ZipFile(saved) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def with_manifest(content: dict[str, bytes], /, **facts: Any) -> None:
    content[NAME] = json.dumps(json.loads(content[NAME]) | facts).encode()


def test_a_restored_library_gives_the_same_answers_and_has_all_it_had(used: Path, saved: Path, tmp_path: Path) -> None:
    made = restore(saved, tmp_path / "new")
    assert answers(tmp_path / "new") == answers(used)
    with open_library(used) as old, open_library(tmp_path / "new") as new:
        assert new.catalog.listings() == old.catalog.listings()
        assert new.catalog.collections.counts() == old.catalog.collections.counts() == {"ships": 1}
        assert new.catalog.watches.all() == old.catalog.watches.all()
        assert new.catalog.notebook.page() == old.catalog.notebook.page() != []
        assert new.catalog.overview().pending == 0
        assert made.vectors == new.catalog.overview().passages
        assert new.catalog.vector_queue.library_id() != old.catalog.vector_queue.library_id()
        assert examine(new).healthy
    assert recorded(tmp_path / "new") == recorded(used)
    names = {each.name for each in (used / "originals").iterdir()}
    assert {each.name for each in (tmp_path / "new" / "originals").iterdir()} == names != set()
    assert not (tmp_path / "new" / STAGING).exists()


def test_a_backup_is_for_its_owner_only(saved: Path) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600


def test_an_original_of_several_articles_lies_in_it_once(tmp_path: Path) -> None:
    lines = [json.dumps({"title": f"Mill {n}", "text": f"The mill {n} is old. " * 20}) for n in range(4)]
    (tmp_path / "mills.jsonl").write_text("\n".join(lines))
    with open_library(tmp_path / "data", create=True) as library:
        add(library, [tmp_path / "mills.jsonl"], keep_originals=True)
        made = backup(library, tmp_path / "b")
    assert len([each for each in made.files if each.name.startswith("originals/")]) == 1
    assert len(made.links) == 3
    restore(tmp_path / "b", tmp_path / "new")
    kept = list((tmp_path / "new" / "originals").iterdir())
    assert {each.read_text() for each in kept} == {"\n".join(lines)}
    assert len(kept) == 4


def test_a_library_is_replaced_only_by_force(saved: Path, tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        add(library, [article(tmp_path, 1)], keep_originals=True)
    with pytest.raises(BackupRejected, match="replace it with --force"):
        restore(saved, tmp_path / "data")
    assert titles(tmp_path / "data") == {"Mill 1"}
    restore(saved, tmp_path / "data", is_forced=True)
    assert "Mill 1" not in titles(tmp_path / "data")
    assert not any(each.read_text().startswith("---\ntitle: Mill") for each in (tmp_path / "data/originals").iterdir())
    with open_library(tmp_path / "data") as library:
        assert examine(library).healthy


def test_a_library_that_is_open_is_not_replaced(saved: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from article_qa import open_library; library = open_library(sys.argv[1], create=True); "
        "library.catalog.listings(); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "data")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout and other.stdin
        other.stdout.readline()
        with pytest.raises(LibraryError, match=r"another program has .* open"):
            restore(saved, tmp_path / "data", is_forced=True)
        other.stdin.close()
    restore(saved, tmp_path / "data", is_forced=True)


def test_a_folder_with_other_things_is_left_alone(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear")
    with pytest.raises(NotALibrary, match="letters"):
        restore(saved, tmp_path, is_forced=True)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(lambda files: files.pop(NAME), "is not a backup", id="no-manifest"),
        pytest.param(lambda files: with_manifest(files, kind="notes"), "is not a backup", id="another-kind"),
        pytest.param(lambda files: with_manifest(files, schema=10_000, program="9.0"), "by version '9.0'", id="newer"),
        pytest.param(lambda files: with_manifest(files, version=2), "which is newer", id="newer-format"),
        pytest.param(lambda files: with_manifest(files, files=7), "is damaged", id="no-files"),
        pytest.param(lambda files: files.pop(CATALOG), "is damaged", id="no-catalog"),
        pytest.param(
            lambda files: files.update({CATALOG: files[CATALOG][:-1] + b"x"}), "is damaged", id="another-byte"
        ),
        pytest.param(lambda files: files.update({CATALOG: files[CATALOG] + b"x"}), "is damaged", id="one-byte-more"),
        pytest.param(
            lambda files: with_manifest(files, links={"originals/../../x": CATALOG}), "is damaged", id="another-folder"
        ),
        pytest.param(
            lambda files: with_manifest(
                files,
                files=[*json.loads(files[NAME])["files"], {"name": "../x", "size": 0, "sha256": ""}],
            ),
            "is damaged",
            id="outside",
        ),
    ],
)
def test_what_is_not_a_whole_backup_is_refused(
    saved: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], told: str
) -> None:
    with pytest.raises(BackupRejected, match=told):
        restore(changed(saved, tmp_path / "changed", change), tmp_path / "data")
    assert [each.name for each in tmp_path.iterdir()] == ["changed"]


@pytest.mark.parametrize("content", [b"", b"Dear reader", b"SQLite format 3\0"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(BackupRejected, match="is not a backup"):
        restore(tmp_path / "file", tmp_path / "data")
    with open_library(tmp_path / "other", create=True) as library, pytest.raises(BackupRejected, match="remove it"):
        backup(library, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == content


def test_a_backup_that_was_cut_off_is_refused(saved: Path, tmp_path: Path) -> None:
    content = saved.read_bytes()
    for length in (len(content) // 2, len(content) - 1, 100):
        (tmp_path / "half").write_bytes(content[:length])
        with pytest.raises(BackupRejected, match="damaged or was cut off"):
            restore(tmp_path / "half", tmp_path / "data")


def test_a_backup_that_unpacks_to_more_than_it_says_is_stopped(saved: Path, tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(saved) as archive, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as other:
        for name in archive.namelist():
            other.writestr(name, archive.read(name) if name != CATALOG else bytes(300_000_000))
    (tmp_path / "bomb").write_bytes(bomb.getvalue())
    with pytest.raises(BackupRejected, match="is damaged"):
        restore(tmp_path / "bomb", tmp_path / "data")


def test_an_older_backup_takes_the_place_of_none_but_a_backup(used: Path, saved: Path, tmp_path: Path) -> None:
    file = tmp_path / "b"
    with open_library(used) as library:
        first = backup(library, file)
        assert backup(library, file).articles == first.articles
    assert [each.name for each in tmp_path.iterdir()] == ["b"]


def test_a_vector_of_other_words_is_not_taken_along(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        add(library, [article(tmp_path, 1), article(tmp_path, 2)])
        library.edit(library.catalog.listings()[0].id, title="Another title")
        made = backup(library, tmp_path / "b")
    assert (made.passages, made.vectors) == (2, 1)
    restore(tmp_path / "b", tmp_path / "new")
    with open_library(tmp_path / "new") as library:
        assert library.catalog.overview().pending == 1


def test_a_backup_is_one_moment_while_another_process_adds_and_removes(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(60):
        article(sources, number)
    with open_library(tmp_path / "data", create=True) as library:
        add(library, [article(tmp_path, 99)])
    words = ["-m", "article_qa", "add", str(sources), "--data", str(tmp_path / "data")]
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as adding:
        made = 0
        while adding.poll() is None:
            with open_library(tmp_path / "data") as library:
                backup(library, tmp_path / "b")
            made += 1
        assert adding.returncode == 0
    assert made
    manifest = restore(tmp_path / "b", tmp_path / "new")
    with open_library(tmp_path / "new") as library:
        assert len(library.catalog.listings()) == manifest.articles
        add(library, [])  # What had no vector yet gets one.
        assert examine(library).healthy
        remove(library, [library.catalog.listings()[0].id])
    assert len(titles(tmp_path / "data")) == 61


def killed(words: list[str], seconds: float) -> bool:
    """Whether the command was still running when it was killed."""
    with subprocess.Popen(
        [sys.executable, "-m", "article_qa", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(seconds)
        is_running = process.poll() is None
        os.kill(process.pid, signal.SIGKILL) if is_running else None
    return is_running


@pytest.mark.parametrize("seconds", [0.2, 0.6, 0.9, 1.2, 1.5])
def test_a_killed_backup_leaves_the_older_one(used: Path, saved: Path, tmp_path: Path, seconds: float) -> None:
    file = tmp_path / "b"
    file.write_bytes(saved.read_bytes())
    killed(["backup", str(file), "--data", str(used)], seconds)
    restore(file, tmp_path / "new")
    assert titles(tmp_path / "new") == titles(used)
    with open_library(used) as library:
        backup(library, file)
    assert not [each for each in tmp_path.iterdir() if each.name.endswith(".part")]


def restored_and_killed(saved: Path, tmp_path: Path, moves: int) -> Path:
    """The folder of a small library in whose place the backup was to be put by a run that was killed."""
    folder = tmp_path / "data"
    with open_library(folder, create=True) as library:
        add(library, [article(tmp_path, 1)], keep_originals=True)
    words = [sys.executable, "-c", KILLED_AFTER_MOVES, str(moves), str(saved), str(folder)]
    assert subprocess.run(words, check=False).returncode == KILLED
    return folder


@pytest.mark.parametrize("moves", range(11))
def test_a_killed_restore_leaves_the_old_library_or_the_new_one(
    used: Path, saved: Path, tmp_path: Path, moves: int
) -> None:
    folder = restored_and_killed(saved, tmp_path, moves)
    assert titles(folder) in ({"Mill 1"}, titles(used))
    with open_library(folder) as library:
        assert examine(library).healthy


@pytest.mark.parametrize("moves", [1, 6])
def test_a_restore_after_a_killed_one_leaves_nothing_of_it(used: Path, saved: Path, tmp_path: Path, moves: int) -> None:
    folder = restored_and_killed(saved, tmp_path, moves)
    restore(saved, folder, is_forced=True)
    assert answers(folder) == answers(used)
    assert not (folder / STAGING).exists()


def test_settings_of_another_embedder_do_not_keep_a_library_from_being_moved(saved: Path, tmp_path: Path) -> None:
    others = settings_with(embedder="openai", embedding_api_key="none")
    made = restore(saved, tmp_path / "new", settings=others)
    with open_library(tmp_path / "new") as library:
        assert library.catalog.overview().pending == 0
        assert made.embedder == library.catalog.vector_queue.embedder()


def settings_with(**values: Any) -> IndexSettings:
    return IndexSettings().model_copy(update=values)
