"""The vectors of the passages, in Chroma.

They lie in the data folder (an embedded Chroma) or on a Chroma server. The
embedded one is made for one process: it keeps its index in memory and never
looks whether another process wrote, so a reader misses what is new and a
writer who opened too early loses it; and to load the index while another
process saves it ends the process. It is therefore shared on purpose:

- one process at a time writes, the holder of the library's lock (`index.ingest.embedding_worker`),
  and reopens first if another process has begun to write since (`writing`);
- a short lock of the store's own keeps loading and saving apart (`vectors.lock`);
- a reader reopens once the catalog's count of writings has moved (`version`).

The collection compares by cosine and keeps plain metadata (the article's id and
the passage's offsets, title, outlet, date), so a stock LlamaIndex
`VectorStoreIndex.from_vector_store` can open it. The words themselves lie in the
catalog alone.

Chroma is loaded when its vectors are first used: that takes a third of a second, and listing articles needs none.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from article_qa.index.errors import EmbedderUnfit, LibraryDamaged
from article_qa.index.records import Heading, Passage
from article_qa.index.store.chroma_opening import COLLECTION, Place, explained, locked
from article_qa.index.store.chroma_store import OpenStore, open_store
from article_qa.index.store.disks import check_room

if TYPE_CHECKING:
    from chromadb import Collection

T = TypeVar("T")

# A reader spends at most a twentieth of its time on loading an index that others go on writing.
REST_FACTOR = 20


class Vectors:
    """The vectors of one library, made by one embedder; safe to share between threads."""

    def __init__(
        self,
        place: Place,
        embedder: str,
        *,
        collection: str | Callable[[], str] = COLLECTION,
        version: Callable[[], int] = lambda: 0,
        begin: Callable[[], None] | None = None,
    ) -> None:
        """The vectors in `place`, opened when first used; where there are none yet, the first `put` makes them a home.

        `embedder` names the model that makes them; `collection` is their name,
        or tells it where it changes while they are open; `version` tells how often
        they were written so far, by whomever, and `begin` counts a writing that
        begins; without it, a writer reopens. Every use may raise StoreMismatch
        when another embedder made them, LibraryDamaged when they cannot be
        read, NotWritable where an embedded Chroma may not write (it writes to
        read, too), VectorServerFailed.
        """
        self.place = place
        self.embedder = embedder
        self._name = collection
        self._version = version
        self._begin = begin
        self._mutex = threading.RLock()
        self._writers = 0
        self._rested = 0.0
        self._opened: OpenStore | None = None

    @property
    def collection(self) -> str:
        """The name of the collection that is open; where none is, of the one that would be opened."""
        with self._mutex:
            return self._opened.name if self._opened else self._wanted()

    def _wanted(self) -> str:
        return self._name if isinstance(self._name, str) else self._name()

    def close(self) -> None:
        """Let go of the store's files; the next use opens it again."""
        with self._mutex:
            before, self._opened = self._opened, None
            if before and not before.users:
                before.close()

    # Writing: only while the library's lock is held, or on a server with a lease of these passages

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Be open with all that was written, and stay so; into a folder nobody else writes meanwhile."""
        with self._mutex:
            opened = self._opened
            # What a reader opened may lack what its writer never lived to count.
            if not (opened and opened.is_whole and opened.version == self._version()):
                opened = self._reopen()
            opened.is_whole = False
            if self._begin:
                self._begin()
            self._writers += 1
        is_done = False
        try:
            yield
            is_done = True
        finally:
            with self._mutex:
                self._writers -= 1
                # Where there was nothing to write to, another process may have made it meanwhile.
                if self._opened and self._opened.collection:
                    self._opened.version = self._version()
                    self._opened.is_whole = is_done and self._begin is not None

    def put(self, passages: Sequence[tuple[Passage, Heading]], vectors: Sequence[Sequence[float]]) -> None:
        """Store a vector for each passage, in place of an earlier one. A few thousand at most.

        Stored at length 1, whatever length the embedder gives them.
        """
        rows = np.asarray(vectors, np.float32)
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)

        def upsert(collection: "Collection") -> None:
            with locked(self.place):
                collection.upsert(
                    ids=[passage.id for passage, _ in passages],
                    embeddings=cast(Any, unit),
                    # Empty, for stock readers want one. Chroma would keep each text three times over.
                    documents=[""] * len(passages),
                    metadatas=[_metadata(passage, article) for passage, article in passages],
                )

        if isinstance(self.place, Path):
            check_room(self.place)
        with self._mutex:
            if not (self._opened and self._opened.collection):
                self._reopen(dimension=rows.shape[1])
        self._call(upsert, None)

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Remove these vectors; ids that have none are passed over."""

        def delete(collection: "Collection") -> None:
            with locked(self.place):
                collection.delete(ids=list(passage_ids))

        if isinstance(self.place, Path):
            check_room(self.place)
        self._call(delete, None)

    # Reading

    def nearest(self, vector: Sequence[float], limit: int) -> list[tuple[str, float]]:
        """Passage ids and their cosine with `vector`, the nearest first."""

        def query(collection: "Collection") -> list[tuple[str, float]]:
            found = collection.query(query_embeddings=cast(Any, [vector]), n_results=limit, include=["distances"])
            distances = found["distances"] or [[]]
            return [(i, 1 - d) for i, d in zip(found["ids"][0], distances[0], strict=True)]

        return self._call(query, [])

    def among(self, passage_ids: Sequence[str], vector: Sequence[float]) -> list[tuple[str, float]]:
        """The same for these passages only, each compared; ids that have no vector are passed over."""

        def compare(collection: "Collection") -> list[tuple[str, float]]:
            found = collection.get(ids=list(passage_ids), include=["embeddings"])
            if not found["ids"]:
                return []
            rows, one = np.asarray(found["embeddings"]), np.asarray(vector)
            if rows.shape[1] != len(one):
                raise EmbedderUnfit(self.embedder, "a vector of another length than the library's")
            cosines = rows @ one / (np.linalg.norm(rows, axis=1) * np.linalg.norm(one))
            return sorted(zip(found["ids"], cosines.tolist(), strict=True), key=lambda pair: -pair[1])

        return self._call(compare, []) if passage_ids else []

    def stored(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of these ids, a few thousand at most, that have a vector."""

        def get(collection: "Collection") -> set[str]:
            return set(collection.get(ids=list(passage_ids), include=[])["ids"])

        return self._call(get, set()) if passage_ids else set()

    def vectors_of(self, passage_ids: Sequence[str]) -> dict[str, Sequence[float]]:
        """The vectors of these passages, a few thousand at most, by id; ids that have none are left out."""

        def get(collection: "Collection") -> dict[str, Sequence[float]]:
            found = collection.get(ids=list(passage_ids), include=["embeddings"])
            return dict(zip(found["ids"], cast(Any, found["embeddings"]), strict=True)) if found["ids"] else {}

        return self._call(get, {}) if passage_ids else {}

    def ids(self) -> Iterator[str]:
        """Every stored passage id, in steps of 2,000. Each vector is read too, so damage shows itself."""
        offset = 0
        while batch := self._page(offset):
            yield from batch
            offset += len(batch)

    def _page(self, offset: int) -> list[str]:
        def get(collection: "Collection") -> list[str]:
            return collection.get(limit=2_000, offset=offset, include=["embeddings"])["ids"]

        return self._call(get, [])

    # The open store

    def _call(self, work: Callable[["Collection"], T], nothing: T) -> T:
        """What `work` makes of the collection as it is now; `nothing` where there is none."""
        try:
            return self._try(work, nothing)
        except LibraryDamaged:
            if self._writers:
                raise
        # Another process may have made the vectors anew beneath us.
        with self._mutex:
            self._reopen()
        return self._try(work, nothing)

    def _try(self, work: Callable[["Collection"], T], nothing: T) -> T:
        from chromadb.errors import InvalidArgumentError

        opened = self._enter()
        try:
            if not opened.collection:
                return nothing
            with explained(self.place):
                try:
                    return work(opened.collection)
                except InvalidArgumentError as exc:
                    if "dimension" in str(exc):
                        raise EmbedderUnfit(self.embedder, "a vector of another length than the library's") from exc
                    raise
        finally:
            self._leave(opened)

    def _enter(self) -> OpenStore:
        with self._mutex:
            opened = self._opened or self._reopen()
            moved = opened.version != self._version()
            # That there is none yet is quickly looked up.
            is_rested = opened.collection is None or time.monotonic() >= self._rested
            # What was copied to a new home is not looked for in the old one.
            if moved and not self._writers and (is_rested or opened.name != self._wanted()):
                opened = self._reopen()
            opened.users += 1
            return opened

    def _leave(self, opened: OpenStore) -> None:
        with self._mutex:
            opened.users -= 1
            if opened is not self._opened and not opened.users:
                opened.close()

    def _reopen(self, *, dimension: int | None = None) -> OpenStore:
        started = time.monotonic()
        before = self._opened
        self._opened = self._open(dimension)
        now = time.monotonic()
        self._rested = now + REST_FACTOR * (now - started)
        if before and not before.users:
            before.close()
        return self._opened

    def _open(self, dimension: int | None) -> OpenStore:
        # The version is read before opening: what is written in between is then met again.
        version, name = self._version(), self._wanted()
        opened = open_store(self.place, name, self.embedder, version, dimension=dimension)
        if opened.collection is None and name != self._wanted():  # They moved in between.
            opened.close()
            return self._open(dimension)
        return opened


def _metadata(passage: Passage, article: Heading) -> dict[str, str | int]:
    facts: dict[str, str | int | None] = {
        "article_id": passage.article_id,
        "start": passage.start,
        "end": passage.end,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
    }
    return {key: value for key, value in facts.items() if value is not None}
