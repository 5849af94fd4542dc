"""Small real stand-ins, and articles built from a line."""

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from llama_index.core.embeddings import BaseEmbedding
from pydantic import PrivateAttr

from article_qa.index.formats.load import article_id
from article_qa.index.ingest.add import examine
from article_qa.index.ingest.chunking import cut
from article_qa.index.ingest.embedding_worker import owned
from article_qa.index.library import Library, open_library
from article_qa.index.records import Article, Scored
from article_qa.index.store.catalog import Catalog


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
    vectors = np.random.default_rng(1).normal(size=(1100, 384))
    with open_library(folder, create=True) as library:
        put(library, *(article(f"Bridge {n} of the town.", source=str(n)) for n in range(1100)))
        with owned(library), library.vectors.writing():
            pending = library.catalog.vector_queue.pending(2000)
            library.vectors.put(pending, (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).tolist())
            library.catalog.vector_queue.mark_embedded([passage for passage, _ in pending])
        assert examine(library).healthy


def read(catalog: Catalog, ranking: Sequence[Scored]) -> list[str]:
    """The words of these passages, in their order."""
    passages = catalog.passages([each.passage_id for each in ranking])
    return [passages[each.passage_id].text for each in ranking]


class ToyEmbedder(BaseEmbedding):
    """Embeds at once, by the letters that a text has."""

    def _get_text_embedding(self, text: str) -> list[float]:
        return [1.0, *(float(text.count(letter)) for letter in "aeioulnrst")]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


class FailingEmbedder(BaseEmbedding):
    """A good embedder, under another name if wanted, until its power is cut: after `batches` batches it raises."""

    batches: int
    _inner: BaseEmbedding = PrivateAttr()

    def __init__(self, inner: BaseEmbedding, *, batches: int, name: str | None = None) -> None:
        super().__init__(**{"model_name": name or inner.model_name, "embed_batch_size": 1000, "batches": batches})
        self._inner = inner

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        if not self.batches:
            raise ConnectionError("the power is cut")
        self.batches -= 1
        return self._inner.get_text_embedding_batch(texts)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._inner.get_query_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def gives(*vectors, backwards=False):
    """A good reply of an embedding server with these vectors."""
    data = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(vectors)]
    reply = {"object": "list", "model": "m", "data": data[::-1] if backwards else data}
    return raw(json.dumps(reply | {"usage": {"prompt_tokens": 1, "total_tokens": 1}}))


def raw(text):
    """A reply of status 200 with this body."""

    def reply(endpoint):
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
