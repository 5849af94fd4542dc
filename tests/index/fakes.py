"""Small real stand-ins, and articles built from a line."""

import atexit
import hashlib
import json
import random
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from article_qa.index.embedders.embedder import Embedder
from article_qa.index.formats.article import article_id
from article_qa.index.ingest.add import examine
from article_qa.index.ingest.annotating import annotate_next
from article_qa.index.ingest.chunking import cut
from article_qa.index.ingest.embedding_worker import owned
from article_qa.index.library import Library, open_library
from article_qa.index.records import Article, Scored
from article_qa.index.store.catalog import Catalog
from tests.qa.fakes import Endpoint, Reply


def article(text: str, *, source: str = "note.txt", **facts: Any) -> Article:
    """An article as it comes from loading; `text` must be clean."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return replace(Article(article_id(source), "A title", text, digest, source), **facts)


def words(texts: Sequence[str]) -> list[int]:
    """A token counter for which each word is a token."""
    return [len(text.split()) for text in texts]


def put(library: Library, *articles: Article) -> None:
    """Into the catalog, without vectors."""
    for each in articles:
        library.catalog.put(each, cut(each, words))


def saved_library(folder: Path) -> None:
    """A healthy library whose index Chroma has saved to files of its own, as it does from 1,000 vectors on."""
    shutil.copytree(_saved_library(), folder, dirs_exist_ok=True)


@cache
def _saved_library() -> Path:
    """The library that the others are copies of: making it takes seconds."""
    made = Path(tempfile.mkdtemp(prefix="saved-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    folder = made / "data"
    vectors = np.random.default_rng(1).normal(size=(1100, 384))
    with open_library(folder, create=True) as library:
        put(library, *(article(f"Bridge {n} of the town.", source=str(n)) for n in range(1100)))
        with owned(library), library.vectors.writing():
            pending = library.catalog.vector_queue.pending(2000)
            library.vectors.put(pending, (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).tolist())
            library.catalog.vector_queue.mark_embedded([passage for passage, _ in pending])
            while annotate_next(library.catalog):
                pass
        assert examine(library).healthy
    return folder


def read(catalog: Catalog, ranking: Sequence[Scored]) -> list[str]:
    """The words of these passages, in their order."""
    passages = catalog.passages([each.passage_id for each in ranking])
    return [passages[each.passage_id].text for each in ranking]


@dataclass(frozen=True)
class ToyEmbedder:
    """Embeds at once, by the letters that a text has."""

    name: str = "toy"

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return [[1.0, *(float(text.count(letter)) for letter in "aeioulnrst")] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_passages([text])[0]


class FailingEmbedder:
    """A good embedder, under another name if wanted, until its power is cut: after `batches` batches it raises."""

    def __init__(self, inner: Embedder, *, batches: int, name: str | None = None) -> None:
        self.name = name or inner.name
        self.batches = batches
        self._inner = inner

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        if not self.batches:
            raise ConnectionError("the power is cut")
        self.batches -= 1
        return self._inner.embed_passages(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._inner.embed_query(text)


def gives(*vectors: Sequence[float], backwards: bool = False) -> Reply:
    """A good reply of an embedding server with these vectors."""
    data = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(vectors)]
    reply = {"object": "list", "model": "m", "data": data[::-1] if backwards else data}
    return raw(json.dumps(reply | {"usage": {"prompt_tokens": 1, "total_tokens": 1}}))


def raw(text: str) -> Reply:
    """A reply of status 200 with this body."""

    def reply(endpoint: Endpoint) -> None:
        body = text.encode()
        endpoint.send_response(200)
        endpoint.send_header("content-type", "application/json")
        endpoint.send_header("content-length", str(len(body)))
        endpoint.end_headers()
        endpoint.wfile.write(body)

    return reply


def sentences(count: int, *, seed: int = 0) -> list[str]:
    """Sentences of a dozen words each, none like another; the same for the same seed."""
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices("aeioulnrst", k=chance.randint(2, 8))) for _ in range(600)]
    return [" ".join(chance.choices(vocabulary, k=12)).capitalize() + "." for _ in range(count)]
