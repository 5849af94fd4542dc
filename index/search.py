"""Two rankings of the passages for a query, dense and keyword, never mixed here."""

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from article_qa.index.embedders.embedder import Embedder
from article_qa.index.errors import StoreMismatch
from article_qa.index.records import EVERYTHING, Scope, Scored
from article_qa.index.store.bm25 import OVERSAMPLING
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.chroma import Vectors
from article_qa.index.store.rows import share
from article_qa.index.text.words import content_words

Ranker: TypeAlias = Callable[[str, int, Scope], list[Scored]]

MAX_COMPARED = 300
MAX_NEAREST = 1200


def dense(catalog: Catalog, vectors: Vectors, embedder: Embedder) -> Ranker:
    """A search by the cosine between the vectors of query and passage.

    A filter inside Chroma is twenty times slower than none, so a narrow scope
    is compared passage by passage, and in a wider one what is outside is passed
    over, among at most the `MAX_NEAREST` nearest of all: a passage further away
    is hardly on the question, and the keywords may still find it.

    Raises EmbedderUnavailable, and StoreMismatch once the library has another embedder's vectors.
    """

    def search(query: str, limit: int, scope: Scope) -> list[Scored]:
        nearest = _nearest(catalog, vectors, embedder.embed_query(query), limit, scope)
        # Another process may have given the library another embedder's vectors.
        made_by = catalog.vector_queue.embedder()
        if made_by not in (None, vectors.embedder):
            raise StoreMismatch(str(made_by), vectors.embedder)
        days = catalog.vector_queue.embedded([passage_id for passage_id, _ in nearest], scope)
        return [Scored(i, cosine, days[i]) for i, cosine in nearest if i in days][:limit]

    return search


def _nearest(
    catalog: Catalog, vectors: Vectors, vector: Sequence[float], limit: int, scope: Scope
) -> list[tuple[str, float]]:
    if scope == EVERYTHING:
        return vectors.nearest(vector, limit)
    few = catalog.vector_queue.embedded_ids(scope, MAX_COMPARED + 1)
    if len(few) <= MAX_COMPARED:
        return vectors.among(few, vector)
    deep = limit / share(catalog.database, scope) * OVERSAMPLING
    return vectors.nearest(vector, min(MAX_NEAREST, math.ceil(deep)))


def keyword(catalog: Catalog) -> Ranker:
    """A search by BM25 over the words of headline and passage, English stems matched."""

    def search(query: str, limit: int, scope: Scope) -> list[Scored]:
        return catalog.keywords.ranking(content_words(query), limit, scope)

    return search
