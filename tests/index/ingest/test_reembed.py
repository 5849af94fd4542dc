"""Another embedder: refused until the library is embedded again, which happens beside the old vectors."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings
from typer.testing import CliRunner

from article_qa.index.embedders.embedder import Embedder
from article_qa.index.embedders.endpoint import EndpointEmbedder
from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.errors import StoreMismatch
from article_qa.index.ingest.add import examine, remove, repair
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.ingest.reembed import reembed
from article_qa.index.library import VECTORS, Library, open_library
from article_qa.index.records import EVERYTHING, Article, Heading, Passage
from article_qa.index.search import dense
from article_qa.index.settings import IndexSettings
from article_qa.qa.cli import app
from tests.index.fakes import FailingEmbedder, ToyEmbedder, article, gives, put, sentences
from tests.present import present
from tests.qa.fakes import Endpoint, ScriptedServer, scripted_server
from tests.waiting import wait_until

BRIDGE = article("The mayor shut the bridge because of a crack.", source="bridge", title="Bridge shut")
EGGS = article("The recipe for the festival needs two hundred eggs.", source="eggs", title="Eggs")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_library(tmp_path, create=True) as library:
        put(library, BRIDGE, EGGS)
        embed_pending(library)
    return tmp_path


def opened(folder: Path, embedder: Embedder, *, batches: int = 1000, name: str = "other") -> Library:
    """The library as a process has it whose settings name another embedder."""
    library = open_library(folder)
    library.embedder = FailingEmbedder(embedder, batches=batches, name=name)
    return library


def found(library: Library) -> list[str]:
    hits = dense(library.catalog, library.vectors, library.embedder)("Why was the bridge shut?", 10, EVERYTHING)
    return [each.article_id for each in hits]


def many(count: int) -> list[Article]:
    return [article(text, source=str(n)) for n, text in enumerate(sentences(count))]


def test_another_embedder_is_refused_with_the_command_that_helps(folder: Path, embedder: LocalEmbedder) -> None:
    with opened(folder, embedder) as library:
        for use in (lambda: library.vectors, lambda: examine(library), lambda: repair(library)):
            with pytest.raises(StoreMismatch, match=r"'all-MiniLM-L6-v2-int8', the settings say 'other'.*-qa reembed$"):
                use()


def test_another_embedder_adds_nothing_to_the_vectors(folder: Path, embedder: LocalEmbedder) -> None:
    with opened(folder, embedder) as library:
        put(library, article("A new article.", source="new"))
        with pytest.raises(StoreMismatch):
            embed_pending(library)
    with open_library(folder) as library:
        assert library.catalog.overview().pending == 1


def test_a_library_without_vectors_takes_any_embedder(tmp_path: Path, embedder: LocalEmbedder) -> None:
    with open_library(tmp_path, create=True) as library, opened(tmp_path, embedder, batches=0) as down:
        put(library, BRIDGE)
        with pytest.raises(ConnectionError):
            embed_pending(down)
        embed_pending(library)
        assert found(library) == [BRIDGE.id]


def test_reembedding_swaps_and_the_old_vectors_are_gone(folder: Path, embedder: LocalEmbedder) -> None:
    told = []
    with opened(folder, embedder) as library:
        reembed(library, lambda *step: told.append(step))
        assert found(library) == [BRIDGE.id, EGGS.id]
        assert examine(library).healthy
        assert told == [("passages", 2, 2)]
    with open_library(folder) as library, pytest.raises(StoreMismatch, match="by 'other', the settings say 'all-Mini"):
        assert library.vectors
    with opened(folder, embedder, name="all-MiniLM-L6-v2-int8") as library:
        before = library.vectors_by("all-MiniLM-L6-v2-int8", "passages")
        assert list(before.ids()) == []


def test_reembedding_goes_on_where_it_was_cut_off(tmp_path: Path) -> None:
    open_library(tmp_path, create=True).catalog.close()
    with opened(tmp_path, ToyEmbedder(), name="first") as library:
        put(library, *many(150))
        embed_pending(library)
    with opened(tmp_path, ToyEmbedder(), batches=2) as library, pytest.raises(ConnectionError):
        reembed(library)
    told = []
    with opened(tmp_path, ToyEmbedder(), batches=1) as library:
        reembed(library, lambda *step: told.append(step))
        assert examine(library).healthy
    assert told == [("passages", 150, 150)]


def test_what_another_embedder_had_begun_is_not_gone_on_with(tmp_path: Path) -> None:
    open_library(tmp_path, create=True).catalog.close()
    with opened(tmp_path, ToyEmbedder(), name="first") as library:
        put(library, *many(100))
        embed_pending(library)
    with opened(tmp_path, ToyEmbedder(), batches=1, name="given up") as library, pytest.raises(ConnectionError):
        reembed(library)
    told = []
    with opened(tmp_path, ToyEmbedder()) as library:
        reembed(library, lambda *step: told.append(step))
        assert examine(library).healthy
    assert told == [("passages", 64, 100), ("passages", 100, 100)]


def test_leftovers_of_a_run_cut_off_after_the_swap_are_removed(folder: Path, embedder: LocalEmbedder) -> None:
    with opened(folder, embedder) as library:
        reembed(library)
        left = library.vectors_by("all-MiniLM-L6-v2-int8", "passages")
        left.put([(Passage(BRIDGE.id, 0, 9, "The mayor"), Heading("Bridge shut", None, None, None))], [[1.0, 0.0]])
        left.close()
        reembed(library)
        assert list(library.vectors_by("all-MiniLM-L6-v2-int8", "passages").ids()) == []
        assert found(library) == [BRIDGE.id, EGGS.id]


class Rationed:
    """An embedding server's reply, good as often as it is allowed to be; who asks then waits."""

    def __init__(self) -> None:
        self.allowed = 0
        self.closing = threading.Event()

    def __call__(self, endpoint: Endpoint) -> None:
        texts = endpoint.server.requests[-1]["input"]
        if self.allowed:
            self.allowed -= 1
            gives(*ToyEmbedder().embed_passages(texts))(endpoint)
        else:
            self.closing.wait(60)


def has_asked(server: ScriptedServer, times: int) -> bool:
    return len(server.requests) >= times


def test_reembedding_killed_again_and_again_equals_one_run(tmp_path: Path) -> None:
    articles = many(320)
    open_library(tmp_path / "killed", create=True).catalog.close()
    with opened(tmp_path / "killed", ToyEmbedder(), name="first") as library:
        put(library, *articles)
        embed_pending(library)
        before = found(library)
    reply = Rationed()
    with scripted_server(reply) as server:
        settings = {"EMBEDDER": "endpoint", "EMBEDDING_BASE_URL": server.url, "EMBEDDING_MODEL": "second"}
        environment = os.environ | {f"INDEX_{name}": value for name, value in settings.items()}
        command = [sys.executable, "-m", "article_qa", "reembed", "--data", str(tmp_path / "killed")]
        for _ in range(2):
            reply.allowed = 2
            enough = partial(has_asked, server, len(server.requests) + 2)
            process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
            wait_until(enough)
            # While the vectors are stored, marked, or the next are waited for.
            time.sleep(random.uniform(0, 0.2))
            process.kill()
            assert process.wait() == -signal.SIGKILL
            with opened(tmp_path / "killed", ToyEmbedder(), name="first") as library:
                assert found(library) == before
        reply.allowed = 1000
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        with open_library(tmp_path / "whole", create=True) as library:
            library.embedder = EndpointEmbedder(server.url, "second")
            put(library, *articles)
            embed_pending(library)
        reply.closing.set()
    assert stored(tmp_path / "killed") == stored(tmp_path / "whole")


def stored(folder: Path) -> dict[Any, Any]:
    """Each vector with its metadata by its id; there is one collection, and the catalog waits for nothing."""
    with open_library(folder) as library:
        assert library.catalog.vector_queue.waiting() == (0, 0)
    client = chromadb.PersistentClient(folder / VECTORS, Settings(anonymized_telemetry=False))
    (collection,) = client.list_collections()
    rows = collection.get(include=["embeddings", "metadatas"])
    client.close()  # type: ignore[attr-defined]
    vectors = np.asarray(rows["embeddings"]).tolist()
    return {
        i: (vector, facts) for i, vector, facts in zip(rows["ids"], vectors, present(rows["metadatas"]), strict=True)
    }


def test_the_library_is_searched_until_it_is_swapped(folder: Path, embedder: LocalEmbedder) -> None:
    with open_library(folder) as old, opened(folder, embedder) as new:
        search = dense(old.catalog, old.vectors, old.embedder)
        meanwhile = []

        class Watching(FailingEmbedder):
            def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
                meanwhile.append([each.article_id for each in search("Why was the bridge shut?", 10, EVERYTHING)])
                return super().embed_passages(texts)

        new.embedder = Watching(embedder, batches=10, name="other")
        reembed(new)
        assert meanwhile == [[BRIDGE.id, EGGS.id]]
        with pytest.raises(StoreMismatch, match="embed the library again"):
            search("Why was the bridge shut?", 10, EVERYTHING)


def test_what_changes_between_two_runs_is_neither_lost_nor_kept(tmp_path: Path) -> None:
    first, *others = many(100)
    open_library(tmp_path, create=True).catalog.close()
    with opened(tmp_path, ToyEmbedder(), name="first") as library:
        put(library, first, *others)
        embed_pending(library)
    with opened(tmp_path, ToyEmbedder(), batches=1) as library, pytest.raises(ConnectionError):
        reembed(library)
    with opened(tmp_path, ToyEmbedder(), name="first") as library:
        remove(library, [first.id])
        put(library, BRIDGE)
        embed_pending(library)
    with opened(tmp_path, ToyEmbedder()) as library:
        reembed(library)
        assert examine(library).healthy
        assert library.catalog.article(BRIDGE.id)


def test_damaged_vectors_are_made_by_the_new_embedder(folder: Path, embedder: LocalEmbedder) -> None:
    for file in (folder / VECTORS).rglob("*.sqlite3"):
        file.write_bytes(b"rubbish")
    with opened(folder, embedder) as library:
        reembed(library)
        assert found(library) == [BRIDGE.id, EGGS.id]


def test_with_the_same_embedder_there_is_nothing_to_do(folder: Path, embedder: LocalEmbedder) -> None:
    with opened(folder, embedder, batches=0, name=embedder.name) as library:
        reembed(library)
        assert examine(library).healthy


def test_the_command_reembeds_with_the_embedder_of_the_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDEX_EMBEDDER", "multilingual")
    refused = CliRunner().invoke(app, ["ask", "--data", str(folder), "Why was the bridge shut?"])
    assert refused.exit_code == 1
    assert "article-qa reembed" in refused.stderr
    done = CliRunner().invoke(app, ["reembed", "--data", str(folder)])
    assert done.stdout == "2 passages, embedded by multilingual-e5-small-q4\n"
    with open_library(folder) as library:
        assert library.settings == IndexSettings(embedder="multilingual")
        assert found(library) == [BRIDGE.id, EGGS.id]
