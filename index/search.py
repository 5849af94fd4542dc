"""Two rankings of the passages for a query, dense and keyword, never mixed here."""

import math
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from llama_index.core.embeddings import BaseEmbedding

from index.catalog import Catalog
from index.errors import StoreMismatch
from index.keywords import SPARE
from index.records import EVERYTHING, Scope, Scored
from index.rows import share
from index.vectors import Vectors

Search: TypeAlias = Callable[[str, int, Scope], list[Scored]]

FEW = 300
MOST_NEAREST = 1200

WORD = re.compile(r"[^\W_]+")
# Words that are in most questions and tell nothing of their subject.
STOP_WORDS = frozenset(
    """a about after all also an and any are as at be because been before being but by can could
    did do does doing during each for from had has have having he her hers him his how i if in
    into is it its just may me might more most much must my no nor not of off on once or other
    our out over own s same shall she should so some such t than that the their them then there
    these they this those through to too under until up us very was we were what when where
    which while who whom whose why will with would you your""".split()
)


def content_words(query: str) -> list[str]:
    """The words of `query` that name its subject, lower case, each once, in order.

    All of its words when nothing else is left.
    """
    words = list(dict.fromkeys(word.lower() for word in WORD.findall(query)))
    return [word for word in words if word not in STOP_WORDS] or words


def dense(catalog: Catalog, vectors: Vectors, embedder: BaseEmbedding) -> Search:
    """A search by the cosine between the vectors of query and passage.

    A filter inside Chroma is twenty times slower than none, so a narrow scope
    is compared passage by passage, and in a wider one what is outside is passed
    over, among at most the `MOST_NEAREST` nearest of all: a passage further away
    is hardly on the question, and the keywords may still find it.

    Raises EmbedderUnavailable, and StoreMismatch once the library has another embedder's vectors.
    """

    def search(query: str, limit: int, scope: Scope) -> list[Scored]:
        nearest = _nearest(catalog, vectors, embedder.get_query_embedding(query), limit, scope)
        # Another process may have given the library another embedder's vectors.
        made_by = catalog.ledger.embedder()
        if made_by not in (None, vectors.embedder):
            raise StoreMismatch(str(made_by), vectors.embedder)
        days = catalog.ledger.embedded([passage_id for passage_id, _ in nearest], scope)
        return [Scored(i, cosine, days[i]) for i, cosine in nearest if i in days][:limit]

    return search


def _nearest(
    catalog: Catalog, vectors: Vectors, vector: Sequence[float], limit: int, scope: Scope
) -> list[tuple[str, float]]:
    if scope == EVERYTHING:
        return vectors.nearest(vector, limit)
    few = catalog.ledger.embedded_ids(scope, FEW + 1)
    if len(few) <= FEW:
        return vectors.among(few, vector)
    deep = limit / share(catalog.database, scope) * SPARE
    return vectors.nearest(vector, min(MOST_NEAREST, math.ceil(deep)))


def keyword(catalog: Catalog) -> Search:
    """A search by BM25 over the words of headline and passage, English stems matched."""

    def search(query: str, limit: int, scope: Scope) -> list[Scored]:
        return catalog.keywords.ranking(content_words(query), limit, scope)

    return search
