"""A library that is moved, deleted or replaced while it is open: one sentence, and nothing is made in its place."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from article_qa.index.errors import LibraryGone, LibraryMissing
from article_qa.index.ingest.add import add, examine, remove, repair
from article_qa.index.ingest.embedding_worker import EmbeddingWorker, embed_pending, owned
from article_qa.index.library import Library, open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.web.adding import add_text
from tests.index.fakes import ToyEmbedder
from tests.running import after_start
from tests.waiting import wait_until

TOLD = r"^the library '[^']*data' was moved, deleted or replaced while it was open; start again, [^\n]+--data DIR$"


def moved(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def moved_and_made_anew(folder: Path) -> None:
    moved(folder)
    open_library(folder, create=True).catalog.close()


def moved_with_a_folder_in_its_place(folder: Path) -> None:
    moved(folder)
    folder.mkdir()


def replaced(folder: Path) -> None:
    shutil.copytree(folder, folder.with_name("copy"))
    shutil.rmtree(folder)
    folder.with_name("copy").rename(folder)


@pytest.fixture(params=[moved, moved_and_made_anew, moved_with_a_folder_in_its_place, replaced, shutil.rmtree])
def gone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    """An open library with an article, whose folder is not there any more; and what is there."""
    folder = tmp_path / "data"
    with open_library(folder, create=True) as library:
        library.embedder = ToyEmbedder("toy")
        assert add_text(library, title="Bridge", publisher="", published="", text="The bridge is shut.").report.added
        embed_pending(library)
        request.param(folder)
        before = everything(folder)
        yield library
        assert everything(folder) == before
    assert everything(folder) == before


def everything(folder: Path) -> dict[str, bytes]:
    """All files of a folder by name; SQLite's notes to itself aside."""
    return {
        str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm")
    }


def own(library: Library) -> None:
    with owned(library):
        pass


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(lambda library: add(library, [Path(__file__).with_name("__init__.py")]), id="add"),
        pytest.param(lambda library: remove(library, ["a"]), id="remove"),
        pytest.param(embed_pending, id="embed"),
        pytest.param(repair, id="repair"),
        pytest.param(examine, id="examine"),
        pytest.param(own, id="own"),
        pytest.param(lambda library: library.catalog.listings(), id="list"),
        pytest.param(lambda library: Assistant.over(library).ask("What is shut?"), id="ask"),
        pytest.param(lambda library: library.vectors.nearest([1.0] * 11, 1), id="nearest"),
    ],
)
def test_each_use_says_so_in_a_sentence(gone: Library, use: Callable[[Library], object]) -> None:
    with pytest.raises(LibraryGone, match=TOLD):
        use(gone)


def test_the_page_says_so_and_not_that_it_was_added(gone: Library) -> None:
    report = add_text(gone, title="Tunnel", publisher="", published="", text="The tunnel is shut.").report
    assert report.added == 0
    assert "was moved, deleted or replaced while it was open" in report.failed[0]


def test_the_thread_that_makes_vectors_says_so_once(gone: Library, caplog: pytest.LogCaptureFixture) -> None:
    with EmbeddingWorker(gone, every_seconds=0.01):
        wait_until(lambda: "vectors and annotations wait: the library" in caplog.text)


def test_an_add_that_is_under_way_ends_with_a_sentence(tmp_path: Path) -> None:
    lines = "".join(f'{{"text": "Bridge {n} of the town is shut."}}\n' for n in range(2000))
    (tmp_path / "many.jsonl").write_text(lines)
    command = [
        sys.executable,
        "-m",
        "article_qa",
        "add",
        "--data",
        str(tmp_path / "data"),
        str(tmp_path / "many.jsonl"),
    ]
    adding = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        wait_until((tmp_path / "data" / "catalog.sqlite3-wal").exists)
        moved(tmp_path / "data")
        _, complaint = adding.communicate(timeout=200)
    finally:
        adding.kill()
    assert adding.returncode == 1
    problem = after_start(complaint)
    assert problem.startswith("Error: the library ")
    assert problem.count("\n") == 1
    assert not (tmp_path / "data").exists()
    with open_library(tmp_path / "elsewhere") as library:
        assert library.catalog.overview().articles < 2000


def test_a_folder_of_left_over_locks_is_empty(tmp_path: Path) -> None:
    for name in ("keeper.lock", "vectors.lock"):
        FileLock(tmp_path / name).acquire().lock.release()
    with pytest.raises(LibraryMissing):
        open_library(tmp_path)
    with open_library(tmp_path, create=True) as library:
        assert library.catalog.overview().articles == 0


def test_a_library_is_found_when_the_program_changes_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other").mkdir()
    with open_library(Path("data"), create=True) as library:
        library.embedder = ToyEmbedder("toy")
        monkeypatch.chdir(tmp_path / "other")
        add_text(library, title="Bridge", publisher="", published="", text="The bridge is shut.")
        embed_pending(library)
        assert library.vectors.nearest([1.0] * 11, 1)
    assert not list((tmp_path / "other").iterdir())
