"""Vectors are copied to a new home once the old one is full of removed ones; nothing is lost on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.ingest import compacting
from article_qa.index.ingest.add import examine
from article_qa.index.ingest.compacting import Allowance, copy_due, copy_some
from article_qa.index.ingest.embedding_worker import drop_stale, embed_pending, owned
from article_qa.index.library import VECTORS, Library, open_library
from article_qa.index.records import EVERYTHING
from article_qa.index.search import dense
from article_qa.index.store.chroma_store import drop
from tests.index.fakes import ToyEmbedder, article, put, read, sentences
from tests.postgres import PostgresServer

# A copy in two batches, of fewer vectors than the program's own numbers ask for.
COUNT, COPY_BATCH, MIN_REMOVED = 40, 32, 20


@pytest.fixture(params=["sqlite", "postgres"])
def library(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library over either catalog, of which so many vectors were removed that a copy is due."""
    if request.param == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres")
        monkeypatch.setenv("INDEX_CATALOG_URL", server.library())
    monkeypatch.setattr(compacting, "COPY_BATCH", COPY_BATCH)
    monkeypatch.setattr(compacting, "MIN_REMOVED", MIN_REMOVED)
    with toy(tmp_path / "data", create=True) as library:
        write(library, "Before.")
        embed_pending(library)
        write(library, "After it.")
        with monkeypatch.context() as patched:
            patched.setattr(compacting, "MIN_REMOVED", 10 * COUNT)
            embed_pending(library)
        assert library.vectors_collection == "passages"
        yield library


def toy(folder: Path, *, create: bool = False) -> Library:
    library = open_library(folder, create=create)
    library.embedder = ToyEmbedder()
    return library


def write(library: Library, first: str) -> None:
    put(library, *(article(f"{first} {text}", source=str(n)) for n, text in enumerate(sentences(COUNT))))


def found(library: Library, question: str = "arts and letters") -> list[str]:
    ranking = dense(library.catalog, library.vectors, library.embedder)(question, 5, EVERYTHING)
    return read(library.catalog, ranking)


def index_folders(library: Library) -> int:
    return sum(path.is_dir() for path in (library.folder / VECTORS).iterdir())


def copy_on(library: Library, *, vectors: int = 10 * COUNT) -> None:
    """Copy so many vectors, as a run that is then cut off."""
    with owned(library):
        copy_some(library, Allowance(vectors), lambda: False, lambda: False)


def test_the_places_of_removed_vectors_are_given_back_and_searches_stay(library: Library) -> None:
    with toy(library.folder) as reader:
        before = found(reader)
        assert copy_due(library)
        put(library, article("One more.", source="more"))
        embed_pending(library)
        assert (library.vectors_collection, library.vectors.collection) == ("passages-2", "passages-2")
        assert found(reader) == found(library) == before
    assert not copy_due(library)
    assert index_folders(library) == 1
    assert examine(library).healthy


def test_a_copy_that_is_cut_off_is_carried_on_with_what_changed_meanwhile(library: Library) -> None:
    before = found(library)
    copy_on(library, vectors=COPY_BATCH)
    assert (library.vectors_collection, library.catalog.vector_queue.renewing()) == ("passages", "toy")
    assert found(library) == before
    # Of the copied ones, one gets other words, one goes, and one gets another title.
    second, third = (article("", source=source) for source in "12")
    put(library, article("Other words.", source="0"))
    library.catalog.remove(second.id)
    library.edit(third.id, title="Another title")
    drop_stale(library)
    embed_pending(library)
    assert library.vectors_collection == "passages-2"
    assert examine(library).healthy
    assert len(list(library.vectors.ids())) == COUNT - 1
    assert found(library, "A title Other words.")[0] == "Other words."


def test_an_edit_that_waits_for_its_vector_still_waits_after_the_copy(library: Library) -> None:
    copy_on(library, vectors=COPY_BATCH)
    library.edit(article("", source="0").id, title="Another title")
    copy_on(library)
    assert library.vectors_collection == "passages-2"
    assert library.catalog.vector_queue.waiting()[0] == 1


def test_what_a_run_left_behind_that_died_after_the_swap_goes_with_the_next_copy(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compacting, "drop", lambda place, name: die() if name == "passages" else drop(place, name))
    with pytest.raises(KeyboardInterrupt):
        copy_on(library)
    monkeypatch.setattr(compacting, "drop", drop)
    assert library.vectors_collection == "passages-2"
    assert examine(library).healthy
    write(library, "Once more.")
    embed_pending(library)
    assert library.vectors_collection == "passages-3"
    assert index_folders(library) == 1
    assert examine(library).healthy


def test_a_run_copies_only_so_many_for_each_that_it_changed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "MIN_COPIED", 1)
    put(library, article("One more.", source="more"))
    embed_pending(library)
    assert library.catalog.vector_queue.renewing() == "toy"
    assert library.vectors_collection == "passages"
    assert COUNT > COPY_BATCH > MIN_REMOVED
