"""The vectors of the passages, in an embedded Chroma: the only home of chromadb.

The collection is named "passages", compares by cosine and keeps plain metadata,
so a stock LlamaIndex `VectorStoreIndex.from_vector_store` can open it.
"""

import contextlib
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import chromadb
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from index.errors import LibraryDamaged, NotWritable, StoreMismatch
from index.records import Heading, Passage, Scope

COLLECTION = "passages"
# SQLite's codes: IOERR, READONLY, FULL, CANTOPEN, IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_SHMSIZE.
WRITE_CODES = frozenset({10, 8, 13, 14, 778, 1034, 1546, 4874})


class Vectors:
    """The vectors of one data folder, made by one embedder."""

    def __init__(self, folder: Path, embedder: str) -> None:
        """Open the vectors in `folder`, made if it is not there yet.

        `embedder` names the model that makes them. Raises StoreMismatch when
        another one did, LibraryDamaged when they cannot be read.
        """
        self.folder = folder
        self.embedder = embedder
        self._collection = self._open()

    def _open(self) -> chromadb.Collection:
        with self._explained():
            # Chroma keeps open stores by path as written, which may mean another folder later.
            client = chromadb.PersistentClient(self.folder.resolve(), Settings(anonymized_telemetry=False))
            try:
                collection = client.get_collection(COLLECTION, embedding_function=None)
            except NotFoundError:
                collection = client.create_collection(
                    COLLECTION,
                    embedding_function=None,
                    metadata={"embedder": self.embedder},
                    configuration={"hnsw": {"space": "cosine"}},
                )
        made_by = str((collection.metadata or {}).get("embedder"))
        if made_by != self.embedder:
            raise StoreMismatch(made_by, self.embedder)
        return collection

    def put(self, passages: Sequence[tuple[Passage, Heading]], vectors: Sequence[Sequence[float]]) -> None:
        """Store a vector for each passage, in place of an earlier one. A few thousand at most."""
        with self._explained():
            self._collection.upsert(
                ids=[passage.id for passage, _ in passages],
                embeddings=cast(Any, vectors),
                documents=[passage.text for passage, _ in passages],
                metadatas=[_metadata(passage, article) for passage, article in passages],
            )

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Remove these vectors; ids that have none are passed over."""
        with self._explained():
            self._collection.delete(ids=list(passage_ids))

    def nearest(self, vector: Sequence[float], limit: int, scope: Scope) -> list[tuple[str, float]]:
        """Passage ids and their cosine with `vector`, the nearest first."""
        with self._explained():
            found = self._collection.query(
                query_embeddings=cast(Any, [vector]),
                n_results=limit,
                where=_where(scope),
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        return [(i, 1 - d) for i, d in zip(found["ids"][0], distances[0], strict=True)]

    def ids(self) -> Iterator[str]:
        """Every stored passage id, in steps of 10,000. Each vector is read too, so damage shows itself."""
        offset = 0
        while batch := self._page(offset):
            yield from batch
            offset += len(batch)

    def _page(self, offset: int) -> list[str]:
        with self._explained():
            return self._collection.get(limit=10_000, offset=offset, include=["embeddings"])["ids"]

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Chroma's errors as ours. Its core raises plain exceptions, so all are caught here."""
        try:
            yield
        except Exception as exc:
            reason = " ".join(str(exc).split()) or type(exc).__name__
            if _tells_of_writing(reason):
                raise NotWritable(self.folder, reason) from exc
            if isinstance(exc, (ChromaError, ValueError, OSError, KeyError, AttributeError)):
                raise LibraryDamaged(
                    f"the vectors in {str(self.folder)!r} cannot be read ({reason}); "
                    "make them again with: article-qa doctor --repair"
                ) from exc
            raise


def discard(folder: Path) -> None:
    """Delete all vectors in `folder`. They can be made again from the catalog."""
    # Chroma keeps its open stores by path; a store made anew must not meet the old one.
    SharedSystemClient.clear_system_cache()
    if folder.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
    else:
        folder.unlink(missing_ok=True)


def _tells_of_writing(reason: str) -> bool:
    """Whether Chroma's `reason` is a disk that is full or write-protected, not damage."""
    if code := re.search(r"\(code: (\d+)\)", reason):
        return int(code[1]) in WRITE_CODES
    return any(words in reason.lower() for words in ("permission denied", "read-only file system", "no space left"))


def _metadata(passage: Passage, article: Heading) -> dict[str, str | int]:
    facts: dict[str, str | int | None] = {
        "article_id": passage.article_id,
        "start": passage.start,
        "end": passage.end,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        # Chroma compares ranges of numbers only.
        "day": article.published.toordinal() if article.published else None,
        "url": article.url,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _where(scope: Scope) -> Any:
    bounds: list[dict[str, Any]] = []
    if scope.since:
        bounds.append({"day": {"$gte": scope.since.toordinal()}})
    if scope.until:
        bounds.append({"day": {"$lte": scope.until.toordinal()}})
    if scope.publisher:
        bounds.append({"publisher": scope.publisher})
    return bounds[0] if len(bounds) == 1 else {"$and": bounds} if bounds else None
