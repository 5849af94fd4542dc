"""Vectors and annotations by several workers at once, over PostgreSQL and a Chroma server."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from filelock import Timeout

from article_qa.index.ingest import doctor
from article_qa.index.ingest.add import examine, remove
from article_qa.index.ingest.embedding_worker import EmbeddingWorker, embed_pending, owned
from article_qa.index.ingest.reembed import reembed
from article_qa.index.library import Library, open_library
from article_qa.index.store.leases import Leases
from tests.chroma import running_chroma
from tests.index.fakes import FailingEmbedder, ToyEmbedder, article, put
from tests.postgres import PostgresServer
from tests.waiting import wait_until

PROGRAM = Path(sys.executable).with_name("article-qa")
HEALTHY = doctor.Diagnosis()


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_chroma(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture
def servers(postgres: PostgresServer, chroma: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place for a library on both servers; a worker that does not answer is given up after two seconds."""
    monkeypatch.setenv("INDEX_CATALOG_URL", postgres.library())
    monkeypatch.setenv("INDEX_CHROMA_URL", chroma)
    monkeypatch.setenv("INDEX_LEASE_SECONDS", "2")


@pytest.fixture
def library(servers: None, tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        library.embedder = ToyEmbedder()
        yield library


@pytest.fixture
def other(library: Library, tmp_path: Path) -> Iterator[Library]:
    """The same library as another process has it, in a folder of its own as on another machine."""
    with open_library(tmp_path / "elsewhere", create=True) as other:
        other.embedder = ToyEmbedder()
        yield other


@dataclass(frozen=True)
class WatchedEmbedder(ToyEmbedder):
    """Keeps what it was given, and calls `meanwhile` once before it answers."""

    meanwhile: Callable[[], object] = lambda: None
    seen: list[str] = field(default_factory=list)

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        if not self.seen:
            self.meanwhile()
        self.seen.extend(texts)
        return super().embed_passages(texts)


def bridges(library: Library, count: int) -> None:
    put(library, *(article(f"Bridge {n} of the town is shut.", source=str(n)) for n in range(count)))


def run_out(library: Library) -> None:
    """As if all who have a lease had not answered for too long."""
    library.catalog.database.change("UPDATE leases SET lease_until = clock_timestamp() - make_interval(secs => 1)")


def leased(library: Library) -> int:
    return int(library.catalog.database.value("SELECT count(*) FROM leases"))


def started(data: Path, *options: str) -> "subprocess.Popen[str]":
    """`article-qa work` in a process of its own."""
    return subprocess.Popen(
        [PROGRAM, "work", "--data", data, "--threads", "1", *options], stderr=subprocess.PIPE, text=True
    )


def test_two_processes_embed_and_annotate_a_library(servers: None, tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        bridges(library, 200)
        both = [started(tmp_path / name) for name in ("data", "elsewhere")]
        said = [process.communicate(timeout=200)[1] for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        assert examine(library) == HEALTHY
        assert len(list(library.vectors.ids())) == 200


def test_two_workers_do_nothing_twice(library: Library, other: Library) -> None:
    bridges(library, 500)
    embedders = [WatchedEmbedder(), WatchedEmbedder()]
    library.embedder, other.embedder = embedders
    threads = [threading.Thread(target=embed_pending, args=[each]) for each in (library, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(100)
    assert sorted(text for each in embedders for text in each.seen) == sorted(set().union(*(e.seen for e in embedders)))
    assert sum(len(each.seen) for each in embedders) == 500
    assert all(each.seen for each in embedders)
    assert (examine(library), leased(library)) == (HEALTHY, 0)


def test_what_a_killed_worker_had_taken_is_done_by_another(servers: None, tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        bridges(library, 400)
        process = started(tmp_path / "elsewhere")
        wait_until(lambda: library.catalog.vector_queue.waiting()[0] < 400 and leased(library))
        process.kill()
        process.communicate()
        left = library.catalog.vector_queue.waiting()[0]
        assert (left > 0, leased(library) > 0) == (True, True)
        embed_pending(library)
        assert (examine(library), leased(library)) == (HEALTHY, 0)
        assert len(list(library.vectors.ids())) == 400


def test_a_worker_that_is_stopped_gives_back_what_it_took(library: Library, other: Library) -> None:
    bridges(library, 3)
    library.embedder = FailingEmbedder(ToyEmbedder(), batches=0, name="toy")
    with pytest.raises(ConnectionError):
        embed_pending(library)
    assert leased(library) == 0
    embed_pending(other)
    assert examine(other) == HEALTHY


def test_a_long_batch_stays_its_workers(library: Library, other: Library) -> None:
    library.settings = library.settings.model_copy(update={"lease_seconds": 0.2})
    bridges(library, 3)

    def wait_and_try() -> None:
        threading.Event().wait(1)
        assert Leases(other.catalog.database, seconds=1).take_passages(10) == []

    library.embedder = WatchedEmbedder(meanwhile=wait_and_try)
    embed_pending(library)
    assert examine(library) == HEALTHY


def test_an_article_that_is_replaced_while_it_is_embedded_gets_the_vector_of_its_new_text(
    library: Library, other: Library
) -> None:
    before, after = article("The bridge is shut."), article("The bridge is open.")
    put(library, before)

    def replace() -> None:
        put(other, after)
        # Its old vector is the first worker's still, and so is the passage.
        other.embedder = WatchedEmbedder()
        with EmbeddingWorker(other, every_seconds=0.01):
            threading.Event().wait(0.3)
        assert other.embedder.seen == []

    library.embedder = watched = WatchedEmbedder(meanwhile=replace)
    embed_pending(library)
    assert [text.rpartition("\n")[2] for text in watched.seen] == [before.text, after.text]
    ((_, vector),) = library.vectors.vectors_of(list(library.vectors.ids())).items()
    (wanted,) = library.embedder.embed_passages([watched.seen[-1]])
    assert list(vector) == pytest.approx([each / sum(n * n for n in wanted) ** 0.5 for each in wanted], abs=1e-6)
    assert examine(library) == HEALTHY


def test_a_worker_that_was_held_up_leaves_to_others_what_they_took(library: Library, other: Library) -> None:
    bridges(library, 3)

    def be_held_up() -> None:
        run_out(library)
        embed_pending(other)
        remove(other, [other.catalog.listings()[0].id])

    library.embedder = WatchedEmbedder(meanwhile=be_held_up)
    embed_pending(library)
    assert examine(library) == HEALTHY
    assert len(list(library.vectors.ids())) == 2


def test_what_was_written_without_a_lease_is_made_again(library: Library, other: Library) -> None:
    bridges(library, 3)
    late = Leases(library.catalog.database, seconds=60)
    taken = late.take_passages(10)
    run_out(library)
    embed_pending(other)
    assert library.catalog.vector_queue.waiting() == (0, 0)
    late.finish_passages(taken, library.catalog.vector_queue.generation())
    assert library.catalog.vector_queue.waiting() == (3, 3)
    embed_pending(library)
    assert examine(library) == HEALTHY


def test_an_owner_waits_for_the_batches_under_way_and_keeps_workers_off(library: Library, other: Library) -> None:
    bridges(library, 3)

    def own() -> None:
        with pytest.raises(Timeout), owned(other, seconds=0):
            pass

    library.embedder = WatchedEmbedder(meanwhile=own)
    embed_pending(library)
    bridges(library, 4)
    with owned(other), EmbeddingWorker(library, every_seconds=0.01):
        threading.Event().wait(0.3)
        assert library.catalog.vector_queue.waiting() == (1, 0)
    embed_pending(library)
    assert examine(library) == HEALTHY


def test_vectors_that_another_embedder_replaced_meanwhile_are_not_taken_for_its(
    library: Library, other: Library
) -> None:
    bridges(library, 3)
    embed_pending(library)
    bridges(library, 5)
    generation = library.catalog.vector_queue.generation()
    late = Leases(library.catalog.database, seconds=60)
    taken = late.take_passages(1)
    other.embedder = ToyEmbedder("another")
    with owned(other):
        other.catalog.vector_queue.begin_renewal("another")
        other.catalog.vector_queue.finish_renewal()
    late.finish_passages(taken, generation)
    assert library.catalog.vector_queue.waiting() == (5, 0)
    reembed(other)
    assert examine(other) == HEALTHY


def test_a_removal_takes_its_vectors_at_once(library: Library) -> None:
    bridges(library, 3)
    embed_pending(library)
    remove(library, [library.catalog.listings()[0].id])
    assert len(list(library.vectors.ids())) == 2
    assert (examine(library), leased(library)) == (HEALTHY, 0)
