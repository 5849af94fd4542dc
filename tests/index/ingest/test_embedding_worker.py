"""The vectors are made by one at a time, and by whoever is left."""

import logging
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.ingest import doctor
from article_qa.index.ingest.add import DROPPED_AT_ONCE, examine, remove, repair
from article_qa.index.ingest.embedding_worker import EmbeddingWorker, embed_pending, owned
from article_qa.index.library import LOCK, Library, open_library
from article_qa.index.records import EVERYTHING, Passage
from article_qa.index.search import dense
from tests.index.fakes import FailingEmbedder, article, put, read
from tests.waiting import wait_until


def test_the_worker_embeds_and_removes_what_others_left(library: Library, tmp_path: Path) -> None:
    with EmbeddingWorker(library, every_seconds=0.02), open_library(tmp_path / "data") as other:
        put(other, article("The bridge is shut."), article("The mayor wept.", source="b"))
        wait_until(lambda: library.catalog.vector_queue.waiting() == (0, 0))
        other.catalog.remove(article("The mayor wept.", source="b").id)
        wait_until(lambda: library.catalog.vector_queue.waiting() == (0, 0))
    assert examine(library).healthy
    assert len(list(library.vectors.ids())) == 1


def test_the_keeper_leaves_the_vectors_to_their_owner(library: Library) -> None:
    put(library, article("The bridge is shut."))
    with owned(library), EmbeddingWorker(library, every_seconds=0.01):
        time.sleep(0.3)
        assert library.catalog.vector_queue.waiting() == (1, 0)


def test_what_the_keeper_cannot_do_is_logged_once_and_done_later(
    library: Library, embedder: LocalEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    put(library, article("The bridge is shut."))
    library.embedder = FailingEmbedder(embedder, batches=0)
    with caplog.at_level(logging.WARNING), EmbeddingWorker(library, every_seconds=0.01):
        wait_until(lambda: caplog.records)
        time.sleep(0.3)
        assert [record.getMessage() for record in caplog.records] == ["vectors and annotations wait: the power is cut"]
        library.embedder = embedder
        wait_until(lambda: library.catalog.vector_queue.waiting() == (0, 0))


def test_a_waiting_process_sees_the_progress_and_takes_over(library: Library) -> None:
    put(library, *(article(f"Bridge {n}.", source=str(n)) for n in range(3)))
    told = []
    waiting = threading.Thread(target=lambda: embed_pending(library, lambda *step: told.append(step)))
    with owned(library):
        waiting.start()
        wait_until(lambda: told)
        assert told[0] == ("passages", 0, 3)
    waiting.join(60)
    assert ("passages", 3, 3) in told
    assert told[-1] == ("annotated", 3, 3)
    assert examine(library).healthy


def test_nobody_owns_the_vectors_twice(library: Library) -> None:
    with owned(library), pytest.raises(Timeout), owned(library, seconds=0):
        pass
    with FileLock(library.folder / LOCK, timeout=0):
        pass


def test_a_removal_does_not_wait_for_the_owner(library: Library) -> None:
    put(library, article("The bridge is shut."))
    embed_pending(library)
    with owned(library):
        assert remove(library, [library.catalog.listings()[0].id]) == 1
        assert library.catalog.vector_queue.waiting() == (0, 1)
        assert (examine(library).healthy, examine(library).vectors_waiting) == (True, 1)
    embed_pending(library)
    assert examine(library) == doctor.Diagnosis()


def test_a_removal_from_a_large_library_defers_its_vectors(library: Library) -> None:
    put(library, article("The bridge is shut."))
    embed_pending(library)
    long = article("Wept. " * DROPPED_AT_ONCE, source="b")
    cut = [Passage(long.id, at, at + 5, "Wept.") for at in range(0, len(long.text), 6)]
    library.catalog.put(long, [*cut, Passage(long.id, 0, 11, "Wept. Wept.")])
    assert remove(library, [article("The bridge is shut.").id]) == 1
    assert library.catalog.vector_queue.waiting()[1] == 1
    assert examine(library).vectors_waiting == 1
    remove(library, [long.id])
    assert examine(library) == doctor.Diagnosis()


def test_a_removal_needs_no_embedder(library: Library, embedder: LocalEmbedder) -> None:
    put(library, article("The bridge is shut."), article("The mayor wept.", source="b"))
    embed_pending(library)
    library.forget_vectors()
    library.embedder = FailingEmbedder(embedder, batches=0, name="another")
    assert remove(library, [library.catalog.listings()[0].id]) == 1
    assert library.catalog.vector_queue.waiting() == (0, 0)
    library.embedder = embedder
    assert examine(library) == doctor.Diagnosis()


def test_a_removal_works_without_reaching_the_vectors(library: Library) -> None:
    put(library, article("The bridge is shut."), article("The mayor wept.", source="b"))
    embed_pending(library)
    library.forget_vectors()
    (library.folder / "vectors" / "chroma.sqlite3").write_bytes(b"junk" * 1000)
    assert remove(library, [library.catalog.listings()[0].id]) == 1
    assert library.catalog.vector_queue.waiting() == (0, 1)
    repair(library)
    assert examine(library) == doctor.Diagnosis()


def test_a_reader_finds_what_another_process_added(library: Library, tmp_path: Path) -> None:
    # Each open library has an index of its own in memory, as another process has.
    with open_library(tmp_path / "data") as reader:
        search = dense(reader.catalog, reader.vectors, reader.embedder)
        put(library, article("The bridge is shut."))
        embed_pending(library)
        assert read(library.catalog, search("bridge", 5, EVERYTHING)) == ["The bridge is shut."]
        put(library, article("The mayor wept.", source="b"))
        embed_pending(library)
        wait_until(lambda: len(search("mayor", 5, EVERYTHING)) == 2)


def test_an_owner_loses_nothing_that_another_one_wrote_before(library: Library, tmp_path: Path) -> None:
    with open_library(tmp_path / "data") as other:
        for turn in range(4):
            for owner in (library, other):
                put(owner, article(f"Bridge {turn}.", source=f"{owner is other} {turn}", publisher=str(owner is other)))
                embed_pending(owner)
        assert examine(library).healthy
        assert len(list(other.vectors.ids())) == 8
