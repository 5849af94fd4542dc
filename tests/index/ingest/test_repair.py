"""What a library is examined for, and how lost and damaged parts of it come back."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.errors import LibraryDamaged
from article_qa.index.ingest.add import add, examine, repair
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import Library, open_library
from tests.index.fakes import FailingEmbedder, article, put, saved_library
from tests.index.ingest.adding import found
from tests.index.older import file_of
from tests.present import present


def test_missing_and_extra_vectors_are_counted_and_mended(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    (articles / "b.txt").write_text("The mayor wept.")
    add(library, [articles])
    lost = next(iter(library.vectors.ids()))
    library.vectors.remove([lost])
    stray = article("A stray.", source="stray")
    put(library, stray)
    embed_pending(library)
    library.catalog.remove(stray.id)
    library.catalog.vector_queue.forget_stale(library.catalog.vector_queue.stale(10))
    diagnosis = examine(library)
    assert (diagnosis.vectors_missing, diagnosis.vectors_extra, diagnosis.healthy) == (1, 1, False)
    repair(library)
    assert examine(library).healthy
    assert lost in set(library.vectors.ids())


def test_keyword_faults_are_counted_and_mended(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    (articles / "b.txt").write_text("The mayor wept.")
    add(library, [articles])
    other = sqlite3.connect(file_of(library.catalog).path)
    other.execute("INSERT INTO keywords (keywords) VALUES ('delete-all')")
    other.execute("INSERT INTO keywords (rowid, title, text) VALUES (99, 'T', 'nothing')")
    other.commit()
    other.close()
    diagnosis = examine(library)
    assert (diagnosis.keyword_faults, diagnosis.healthy) == (3, False)
    repair(library)
    assert examine(library).healthy
    assert found(library, "bridge") == ["The bridge is shut."]
    assert found(library, "nothing") == []


def test_junk_in_place_of_the_vectors_is_told_and_mended(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        put(library, article("The bridge is shut."))
    (tmp_path / "vectors").mkdir()
    (tmp_path / "vectors" / "chroma.sqlite3").write_bytes(b"junk" * 5000)
    with open_library(tmp_path) as library:
        with pytest.raises(LibraryDamaged):
            list(library.vectors.ids())
        assert "article-qa doctor --repair" in present(examine(library).unreadable)
        repair(library)
        assert examine(library).healthy
        assert len(list(library.vectors.ids())) == 1


def test_a_file_in_place_of_the_vectors_is_mended(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        put(library, article("The bridge is shut."))
        (tmp_path / "vectors").write_text("junk")
        repair(library)
        assert examine(library).healthy


def test_lost_vectors_are_made_again(library: Library, articles: Path, tmp_path: Path) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    add(library, [articles])
    library.catalog.close()
    shutil.copytree(tmp_path / "data", tmp_path / "copy", ignore=shutil.ignore_patterns("vectors"))
    with open_library(tmp_path / "copy") as copy:
        assert examine(copy).vectors_missing == 1
        repair(copy)
        assert examine(copy).healthy


def test_repairing_a_healthy_library_makes_no_vector(library: Library, articles: Path, embedder: LocalEmbedder) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    add(library, [articles])
    library.embedder = FailingEmbedder(embedder, batches=0)
    repair(library)
    assert examine(library).healthy


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose index Chroma has saved to files of its own, as it does from 1,000 vectors on."""
    folder = tmp_path_factory.mktemp("saved")
    saved_library(folder / "data")
    return folder / "data"


def lose(folder: Path) -> None:
    shutil.rmtree(folder)


def cut_short(folder: Path) -> None:
    for file in folder.rglob("*.bin"):
        os.truncate(file, file.stat().st_size // 2)


def scribble(folder: Path) -> None:
    for file in folder.rglob("*.bin"):
        file.write_bytes(np.random.default_rng(2).bytes(file.stat().st_size))


def scribble_over_the_list(folder: Path) -> None:
    file = folder / "chroma.sqlite3"
    content = bytearray(file.read_bytes())
    content[100:] = np.random.default_rng(3).bytes(len(content) - 100)
    file.write_bytes(content)


@pytest.mark.parametrize("harm", [lose, cut_short, scribble, scribble_over_the_list])
def test_lost_and_damaged_vectors_are_found_and_made_again(
    saved: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    shutil.copytree(saved, tmp_path / "data")
    harm(tmp_path / "data" / "vectors")
    with open_library(tmp_path / "data") as library:
        # One passage less to embed for each article that goes: the test is of mending, not of speed.
        for listing in library.catalog.listings()[20:]:
            library.catalog.remove(listing.id)
        library.catalog.vector_queue.forget_stale(library.catalog.vector_queue.stale(2000))
        diagnosis = examine(library)
        assert diagnosis.unreadable or diagnosis.vectors_missing == 20
        if diagnosis.unreadable:
            assert diagnosis.unreadable.endswith("make them again with: article-qa doctor --repair")
        repair(library)
        assert examine(library).healthy
        assert len(list(library.vectors.ids())) == 20
