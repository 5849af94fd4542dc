"""The vectors: stored, found, replaced, and open to a stock LlamaIndex."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import chromadb
import pytest
from chromadb.api import ClientAPI
from chromadb.config import Settings
from llama_index.core import VectorStoreIndex
from llama_index.vector_stores.chroma import ChromaVectorStore

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.errors import EmbedderUnfit, LibraryDamaged, StoreMismatch
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import open_library
from article_qa.index.records import Heading, Passage
from article_qa.index.settings import ChromaServer
from article_qa.index.store.chroma import Vectors
from article_qa.index.store.chroma_damage import damage
from article_qa.index.store.chroma_store import discard
from article_qa.qa.llama_index import ArticleEmbedding
from tests.index.fakes import article, put
from tests.present import present

UNDATED = Heading("A title", None, None, None)


@pytest.fixture
def vectors(tmp_path: Path) -> Vectors:
    return Vectors(tmp_path / "vectors", "toy")


def passage(start: int, text: str = "words") -> Passage:
    return Passage("a", start, start + len(text), text)


def near(score: float) -> Any:
    return pytest.approx(score, abs=1e-5)


def test_the_nearest_come_first_with_their_cosine(vectors: Vectors) -> None:
    vectors.put([(passage(0), UNDATED), (passage(10), UNDATED), (passage(20), UNDATED)], [[1, 0], [0, 1], [3, 4]])
    found = vectors.nearest([1, 0], 10)
    assert [i for i, _ in found] == ["a:0-5", "a:20-25", "a:10-15"]
    assert [cosine for _, cosine in found] == pytest.approx([1, 0.6, 0], abs=1e-5)
    assert vectors.nearest([1, 0], 1) == found[:1]


def test_an_empty_store_finds_nothing(vectors: Vectors) -> None:
    assert vectors.nearest([1, 0], 5) == []
    assert list(vectors.ids()) == []


def test_a_vector_put_again_is_replaced(vectors: Vectors) -> None:
    vectors.put([(passage(0), UNDATED)], [[1, 0]])
    vectors.put([(passage(0), UNDATED)], [[0, 1]])
    assert vectors.nearest([0, 1], 5) == [("a:0-5", near(1))]


def test_a_removed_vector_is_gone_and_unknown_ids_are_ignored(vectors: Vectors) -> None:
    vectors.put([(passage(0), UNDATED), (passage(10), UNDATED)], [[1, 0], [0, 1]])
    vectors.remove(["a:0-5", "never:0-1"])
    assert list(vectors.ids()) == ["a:10-15"]
    assert [i for i, _ in vectors.nearest([1, 0], 5)] == ["a:10-15"]


def test_among_compares_these_passages_alone(vectors: Vectors) -> None:
    vectors.put([(passage(0), UNDATED), (passage(10), UNDATED), (passage(20), UNDATED)], [[1, 0], [0, 1], [3, 4]])
    assert vectors.among(["a:10-15", "a:20-25", "never:0-1"], [2, 0]) == [
        ("a:20-25", near(0.6)),
        ("a:10-15", near(0)),
    ]
    assert vectors.among([], [1, 0]) == vectors.among(["never:0-1"], [1, 0]) == []


def test_a_writer_reopens_only_after_another_has_begun_to_write(tmp_path: Path) -> None:
    begun: list[Any] = []

    def shared() -> Vectors:
        return Vectors(tmp_path / "vectors", "toy", version=lambda: len(begun), begin=lambda: begun.append("one more"))

    one, other = shared(), shared()
    for number, writer in enumerate((one, one, other, one)):
        before = one._opened
        with writer.writing():
            writer.put([(passage(10 * number), UNDATED)], [[1, number]])
        if number == 1:
            assert one._opened is before
    assert one._opened is not before
    assert set(one.ids()) == {f"a:{10 * n}-{10 * n + 5}" for n in range(4)}


def test_who_failed_to_write_opens_anew(tmp_path: Path) -> None:
    begun: list[Any] = []
    one = Vectors(tmp_path / "vectors", "toy", version=lambda: len(begun), begin=lambda: begun.append("one more"))
    with one.writing():
        one.put([(passage(0), UNDATED)], [[1, 0]])
    before = one._opened
    with pytest.raises(KeyboardInterrupt), one.writing():
        raise KeyboardInterrupt
    assert one._opened is before
    with one.writing():
        assert one._opened is not before


def test_what_a_reader_opened_is_opened_anew_to_write(tmp_path: Path) -> None:
    begun: list[Any] = []
    one = Vectors(tmp_path / "vectors", "toy", version=lambda: len(begun), begin=lambda: begun.append("one more"))
    assert one.nearest([1, 0], 1) == []
    before = one._opened
    with one.writing():
        assert one._opened is not before


def test_the_vectors_are_there_when_they_are_opened_again(tmp_path: Path) -> None:
    Vectors(tmp_path, "toy").put([(passage(0), UNDATED)], [[1, 0]])
    assert list(Vectors(tmp_path, "toy").ids()) == ["a:0-5"]


def test_another_embedder_is_refused_with_the_remedy(tmp_path: Path) -> None:
    Vectors(tmp_path, "toy").put([(passage(0), UNDATED)], [[1, 0]])
    with pytest.raises(StoreMismatch, match=r"'toy', the settings say 'other'; .*: article-qa reembed"):
        list(Vectors(tmp_path, "other").ids())


def test_the_collection_names_its_embedder_and_dimension(vectors: Vectors) -> None:
    vectors.put([(passage(0), UNDATED)], [[1, 0]])
    assert metadata(vectors.place) == {"embedder": "toy", "dimension": 2}


def test_a_collection_without_a_dimension_is_used_all_the_same(vectors: Vectors) -> None:
    with stock(vectors.place) as client:
        client.create_collection("passages", metadata={"embedder": "toy"}, configuration={"hnsw": {"space": "cosine"}})
    vectors.put([(passage(0), UNDATED)], [[3, 4]])
    assert vectors.nearest([1, 0], 5) == [("a:0-5", near(0.6))]
    assert metadata(vectors.place)["embedder"] == "toy"


def metadata(place: Path | ChromaServer) -> dict[str, Any]:
    with stock(place) as client:
        return client.get_collection("passages").metadata


@contextmanager
def stock(place: Path | ChromaServer) -> Iterator[ClientAPI]:
    """Chroma's own client on the store."""
    assert isinstance(place, Path)
    client = chromadb.PersistentClient(place, Settings(anonymized_telemetry=False))
    yield client
    client.close()  # type: ignore[attr-defined]


def test_a_store_that_is_junk_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"junk" * 5000)
    with pytest.raises(LibraryDamaged, match="make them again with: article-qa doctor --repair"):
        list(Vectors(tmp_path, "toy").ids())


def test_vectors_of_another_length_are_refused(vectors: Vectors) -> None:
    vectors.put([(passage(0), UNDATED)], [[1, 0]])
    with pytest.raises(EmbedderUnfit, match=r"'toy' gave a vector of another length.*check INDEX_EMBEDDING_MODEL"):
        vectors.put([(passage(10), UNDATED)], [[1, 0, 0]])
    with pytest.raises(EmbedderUnfit, match="another length"):
        vectors.nearest([1, 0, 0], 1)
    with pytest.raises(EmbedderUnfit, match="another length"):
        vectors.among(["a:0-5"], [1, 0, 0])


def test_an_index_of_vectors_not_of_length_1_is_no_damage(vectors: Vectors) -> None:
    # Chroma saves its index from 1,000 on.
    found = [(passage(start), UNDATED) for start in range(1100)]
    vectors.put(found, [[3.0, 4.0 + start] for start in range(len(found))])
    assert isinstance(vectors.place, Path)
    assert list(vectors.place.glob("*/index_metadata.pickle"))
    assert damage(vectors.place) is None


def test_a_lost_index_file_shows_when_the_vectors_are_compared(tmp_path: Path) -> None:
    # Chroma writes its index to files of its own from 1,000 vectors on; the loss is met by a new process.
    program = (
        "import sys; from pathlib import Path; from article_qa.index.store.chroma import Vectors\n"
        "from article_qa.index.records import Heading, Passage\n"
        "batch = [(Passage('a', n, n + 1, 'w'), Heading('T', None, None, None)) for n in range(1500)]\n"
        "Vectors(Path(sys.argv[1]), 'toy').put(batch, [[1.0, n] for n in range(1500)])\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, timeout=60)
    (lost,) = tmp_path.rglob("data_level0.bin")
    lost.write_bytes(b"")
    with pytest.raises(LibraryDamaged, match="article-qa doctor --repair"):
        list(Vectors(tmp_path, "toy").ids())


def test_discarded_vectors_are_gone_and_can_be_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "vectors"
    Vectors(folder, "toy").put([(passage(0), UNDATED)], [[1, 0]])
    discard(folder)
    assert not folder.exists()
    anew = Vectors(folder, "other")
    anew.put([(passage(10), UNDATED)], [[1, 0, 0]])
    assert list(anew.ids()) == ["a:10-15"]


def test_a_stock_llama_index_retrieves_from_them(tmp_path: Path, embedder: LocalEmbedder) -> None:
    library = open_library(tmp_path / "data", create=True)
    bridge = article("The bridge in Bonn is shut.", title="Bridge", published=date(2022, 11, 3), publisher="Bonn Post")
    put(library, bridge, article("The recipe needs two eggs.", source="b"))
    embed_pending(library)
    client = chromadb.PersistentClient(tmp_path / "data" / "vectors", Settings(anonymized_telemetry=False))
    store = ChromaVectorStore(chroma_collection=client.get_collection("passages"))
    index = VectorStoreIndex.from_vector_store(store, embed_model=ArticleEmbedding(embedder))
    (found,) = index.as_retriever(similarity_top_k=1).retrieve("Which crossing is closed?")
    facts = {"article_id": bridge.id, "start": 0, "end": 27, "publisher": "Bonn Post", "published": "2022-11-03"}
    assert found.node.metadata.items() >= facts.items()
    stored = present(library.catalog.article(found.node.metadata["article_id"]))
    assert stored.text[found.node.metadata["start"] : found.node.metadata["end"]] == "The bridge in Bonn is shut."
    library.catalog.close()
