"""The vectors of the passages, in Chroma: the only home of chromadb.

They lie in the data folder (an embedded Chroma) or on a Chroma server. The
embedded one is made for one process: it keeps its index in memory and never
looks whether another process wrote, so a reader misses what is new and a
writer who opened too early loses it; and to load the index while another
process saves it ends the process. It is therefore shared on purpose:

- one process at a time writes, the holder of the library's lock (`index.ingest.embedding_worker`),
  and opens anew before it does where another has begun to since (`writing`);
- a short lock of the store's own keeps loading and saving apart (`vectors.lock`);
- a reader opens anew once the catalog's count of writings has moved (`version`).

The collection compares by cosine and keeps plain metadata (the article's id and
the passage's offsets, title, outlet, date), so a stock LlamaIndex
`VectorStoreIndex.from_vector_store` can open it. The words themselves lie in the
catalog alone.
"""

import contextlib
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import httpx
import numpy as np
from chromadb import Collection
from chromadb.api import ServerAPI
from chromadb.config import Settings, System
from chromadb.errors import AuthorizationError, ChromaAuthError, ChromaError, InvalidArgumentError, NotFoundError
from filelock import FileLock

from article_qa.index.child_process import run_module
from article_qa.index.errors import (
    ArticleQAError,
    EmbedderUnfit,
    LibraryDamaged,
    LibraryGone,
    NotWritable,
    StoreMismatch,
    VectorServerFailed,
    VectorsUnchecked,
)
from article_qa.index.records import Heading, Passage
from article_qa.index.remote import log_words
from article_qa.index.settings import ChromaServer
from article_qa.index.store.disks import not_writable
from article_qa.index.store.permissions import make_file, make_folder_inside

T = TypeVar("T")
Place: TypeAlias = Path | ChromaServer

COLLECTION = "passages"
# A reader spends at most a twentieth of its time on loading an index that others go on writing.
REST_FACTOR = 20
# Where the disk fills up while Chroma saves its index, the index is broken: this much is to be free, in bytes,
MIN_FREE_BYTES = 4_000_000
# and this share of what is stored, for it grows in steps.
MIN_FREE_SHARE = 0.25
# SQLite's codes: IOERR, READONLY, FULL, CANTOPEN, IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_SHMSIZE.
WRITE_CODES = frozenset({10, 8, 13, 14, 778, 1034, 1546, 4874})
# What the machine lacks for the moment is no damage.
PASSING = re.compile("too many open files|cannot allocate memory|temporarily unavailable|is locked", re.IGNORECASE)
# What the process that reads all vectors prints: that it begins to, and how that went.
BEGUN, WHOLE, FAULT = "begun", "whole", "fault: "
CRASHES = frozenset({"SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSEGV", "SIGTRAP"})
# Access violation, heap corruption, abort.
WINDOWS_CRASHES = frozenset({0xC0000005, 0xC0000374, 0xC0000409})


class Vectors:
    """The vectors of one library, made by one embedder; safe to share between threads."""

    def __init__(
        self,
        place: Place,
        embedder: str,
        *,
        collection: str = COLLECTION,
        version: Callable[[], int] = lambda: 0,
        begin: Callable[[], None] | None = None,
    ) -> None:
        """The vectors in `place`, opened when first used; where there are none yet, the first `put` makes them a home.

        `embedder` names the model that makes them; `version` tells how often
        they were written so far, by whomever, and `begin` counts a writing that
        begins; without it, whoever writes opens anew. Every use may raise StoreMismatch
        when another embedder made them, LibraryDamaged when they cannot be
        read, NotWritable where an embedded Chroma may not write (it writes to
        read, too), VectorServerFailed.
        """
        self.place = place
        self.embedder = embedder
        self.collection = collection
        self._version = version
        self._begin = begin
        self._mutex = threading.RLock()
        self._writing = False
        self._rested = 0.0
        self._opened: _Opened | None = None

    def close(self) -> None:
        """Let go of the store's files; the next use opens it again."""
        with self._mutex:
            before, self._opened = self._opened, None
            if before and not before.users:
                before.close()

    # Writing: only while the library's lock is held

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Be open with all that was written, and stay open until the end: nobody else writes meanwhile."""
        with self._mutex:
            opened = self._opened
            # What a reader opened may lack what its writer never lived to count.
            if not (opened and opened.is_whole and opened.version == self._version()):
                opened = self._reopen()
            opened.is_whole = False
            if self._begin:
                self._begin()
            self._writing = True
        is_done = False
        try:
            yield
            is_done = True
        finally:
            with self._mutex:
                self._writing = False
                if self._opened:
                    self._opened.version = self._version()
                    self._opened.is_whole = is_done and self._begin is not None

    def put(self, passages: Sequence[tuple[Passage, Heading]], vectors: Sequence[Sequence[float]]) -> None:
        """Store a vector for each passage, in place of an earlier one. A few thousand at most.

        Stored at length 1, whatever length the embedder gives them.
        """
        rows = np.asarray(vectors, np.float32)
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)

        def upsert(collection: Collection) -> None:
            with _alone(self.place):
                collection.upsert(
                    ids=[passage.id for passage, _ in passages],
                    embeddings=cast(Any, unit),
                    # Empty, for stock readers want one. Chroma would keep each text three times over.
                    documents=[""] * len(passages),
                    metadatas=[_metadata(passage, article) for passage, article in passages],
                )

        _see_room(self.place)
        with self._mutex:
            if not (self._opened and self._opened.collection):
                self._reopen(dimension=rows.shape[1])
        self._call(upsert, None)

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Remove these vectors; ids that have none are passed over."""

        def delete(collection: Collection) -> None:
            with _alone(self.place):
                collection.delete(ids=list(passage_ids))

        _see_room(self.place)
        self._call(delete, None)

    # Reading

    def nearest(self, vector: Sequence[float], limit: int) -> list[tuple[str, float]]:
        """Passage ids and their cosine with `vector`, the nearest first."""

        def query(collection: Collection) -> list[tuple[str, float]]:
            found = collection.query(query_embeddings=cast(Any, [vector]), n_results=limit, include=["distances"])
            distances = found["distances"] or [[]]
            return [(i, 1 - d) for i, d in zip(found["ids"][0], distances[0], strict=True)]

        return self._call(query, [])

    def among(self, passage_ids: Sequence[str], vector: Sequence[float]) -> list[tuple[str, float]]:
        """The same for these passages alone, each compared; ids that have no vector are passed over."""

        def compare(collection: Collection) -> list[tuple[str, float]]:
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

        def get(collection: Collection) -> set[str]:
            return set(collection.get(ids=list(passage_ids), include=[])["ids"])

        return self._call(get, set()) if passage_ids else set()

    def ids(self) -> Iterator[str]:
        """Every stored passage id, in steps of 2,000. Each vector is read too, so damage shows itself."""
        offset = 0
        while batch := self._page(offset):
            yield from batch
            offset += len(batch)

    def _page(self, offset: int) -> list[str]:
        def get(collection: Collection) -> list[str]:
            return collection.get(limit=2_000, offset=offset, include=["embeddings"])["ids"]

        return self._call(get, [])

    # The open store

    def _call(self, work: Callable[[Collection], T], nothing: T) -> T:
        """What `work` makes of the collection as it is now; `nothing` where there is none."""
        try:
            return self._try(work, nothing)
        except LibraryDamaged:
            if self._writing:
                raise
        # Another process may have made the vectors anew beneath us.
        with self._mutex:
            self._reopen()
        return self._try(work, nothing)

    def _try(self, work: Callable[[Collection], T], nothing: T) -> T:
        opened = self._enter()
        try:
            if not opened.collection:
                return nothing
            with _explained(self.place):
                try:
                    return work(opened.collection)
                except InvalidArgumentError as exc:
                    if "dimension" in str(exc):
                        raise EmbedderUnfit(self.embedder, "a vector of another length than the library's") from exc
                    raise
        finally:
            self._leave(opened)

    def _enter(self) -> "_Opened":
        with self._mutex:
            opened = self._opened or self._reopen()
            moved = opened.version != self._version()
            if moved and not self._writing and time.monotonic() >= self._rested:
                opened = self._reopen()
            opened.users += 1
            return opened

    def _leave(self, opened: "_Opened") -> None:
        with self._mutex:
            opened.users -= 1
            if opened is not self._opened and not opened.users:
                opened.close()

    def _reopen(self, *, dimension: int | None = None) -> "_Opened":
        started = time.monotonic()
        before, self._opened = self._opened, self._open(dimension)
        now = time.monotonic()
        self._rested = now + REST_FACTOR * (now - started)
        if before and not before.users:
            before.close()
        return self._opened

    def _open(self, dimension: int | None) -> "_Opened":
        """The store as it is now; with a `dimension`, a collection for such vectors is made where there is none."""
        # Read before opening: what is written in between is then met again.
        version = self._version()
        if isinstance(self.place, Path) and not dimension and not self.place.exists():
            return _Opened(None, None, version)
        with _explained(self.place), _alone(self.place):
            system, api, where = _start(self.place)
            try:
                if dimension:
                    model = api.get_or_create_collection(
                        self.collection,
                        metadata={"embedder": self.embedder, "dimension": dimension},
                        configuration={"hnsw": {"space": "cosine"}},
                        **where,
                    )
                else:
                    model = api.get_collection(self.collection, **where)
                made_by = str((model.metadata or {}).get("embedder"))
                if made_by != self.embedder:
                    raise StoreMismatch(made_by, self.embedder)
                collection = Collection(client=api, model=model, embedding_function=None)
                # The index is loaded by the first that asks for a vector: now, while nobody saves it.
                collection.get(limit=1, include=["embeddings"])
            except NotFoundError:
                return _Opened(system, None, version)
            except Exception:
                system.stop()
                raise
        return _Opened(system, collection, version)


@dataclass
class _Opened:
    """A store as it was opened at some version, and how many calls are under way in it.

    It `is_whole` when it was last used to write, and so has all that was written until that version.
    """

    system: System | None
    collection: Collection | None
    version: int
    users: int = 0
    is_whole: bool = False

    def close(self) -> None:
        if self.system:
            self.system.stop()


def drop(place: Place, collection: str) -> None:
    """Delete the vectors of this collection; the others in `place` stay."""
    with _explained(place), _alone(place):
        system, api, where = _start(place)
        try:
            with contextlib.suppress(NotFoundError):
                api.delete_collection(collection, **where)
        finally:
            system.stop()


def discard(place: Place, collection: str = COLLECTION) -> None:
    """Delete all vectors in `place`, readable or not. They can be made again from the catalog."""
    if not isinstance(place, Path):
        drop(place, collection)
        return
    with _explained(place), _alone(place):
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)


def damage(place: Place, collection: str = COLLECTION) -> str | None:
    """Why the saved index of an embedded Chroma cannot be read; None when it can, or none is saved yet.

    It is read in a process of its own, for an index with wrong bytes in it can
    end the process that reads it. Raises NotWritable, for Chroma writes to read,
    and VectorsUnchecked.
    """
    # Until this file is there, Chroma reads nothing of an index but its own list of what was put.
    if not isinstance(place, Path) or not any(place.glob("*/index_metadata.pickle")):
        return None
    reason = _fault(place, collection)
    if reason is None:
        return None
    return f"the vectors in {str(place)!r} cannot be read ({reason}); make them again with: article-qa doctor --repair"


def _fault(place: Path, collection: str) -> str | None:
    """What a process of its own found wrong when it read the vectors; None when nothing.

    Raises NotWritable, and VectorsUnchecked where it did not come to read them,
    for then it tells nothing of them.
    """
    try:
        done = run_module("article_qa.index.store.chroma", str(place.resolve()), collection)
    except OSError as exc:
        raise VectorsUnchecked(place, exc.strerror or str(exc)) from exc
    said = done.stdout.splitlines()
    if said == [BEGUN, WHOLE]:
        return None
    told = next((line.removeprefix(FAULT) for line in said if line.startswith(FAULT)), "")
    reason = told or (done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"])[-1]
    if _tells_of_writing(reason):
        raise not_writable(place, reason)
    if BEGUN in said and told and not PASSING.search(reason):
        return reason
    if said == [BEGUN] and _is_crash(done.returncode):
        return "reading them ends the process"
    raise VectorsUnchecked(place, reason)


def _is_crash(status: int) -> bool:
    """Whether a process ended by its own fault, not by another one or for want of memory."""
    return status in WINDOWS_CRASHES or (status < 0 and signal.Signals(-status).name in CRASHES)


def _read_whole(place: Path, name: str) -> None:
    """Read every vector, and search with some; raises, or ends the process, where the index is damaged."""
    with _alone(place):
        system, api, where = _prepared(place)
        print(BEGUN, flush=True)
        system.start()
        collection = Collection(client=api, model=api.get_collection(name, **where), embedding_function=None)
        collection.get(limit=1, include=["embeddings"])
    offset = 0
    while len(rows := np.asarray(collection.get(limit=2_000, offset=offset, include=["embeddings"])["embeddings"])):
        # As `put` stores them.
        if not np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3):
            raise ValueError("some are not vectors any more")
        collection.query(query_embeddings=cast(Any, rows[:: max(1, len(rows) // 20)]), n_results=10, include=[])
        offset += len(rows)


def _see_room(place: Place) -> None:
    """Raises NotWritable where an embedded Chroma could fill the disk up."""
    if not isinstance(place, Path):
        return
    stored = 0
    for file in place.glob("**/*"):
        with contextlib.suppress(OSError):  # SQLite's files come and go.
            stored += file.stat().st_size
    wanted = MIN_FREE_BYTES + int(MIN_FREE_SHARE * stored)
    free = shutil.disk_usage(place if place.exists() else place.parent).free
    if free < wanted:
        raise NotWritable(place, f"{free / 1e6:.1f} MB are free, and {wanted / 1e6:.1f} MB are needed")


def _alone(place: Place) -> contextlib.AbstractContextManager[object]:
    """Nobody else loads or saves the index of an embedded Chroma meanwhile; a server sees to that itself."""
    if not isinstance(place, Path):
        return contextlib.nullcontext()
    # FileLock would make the library's folder anew.
    if not place.parent.exists():
        raise LibraryGone(place.parent)
    make_file(place.with_suffix(".lock"))
    # A lock of its own for each call, so that two threads keep apart as two processes do.
    return FileLock(place.with_suffix(".lock"), poll_interval=0.01)


def _start(place: Place) -> tuple[System, ServerAPI, dict[str, Any]]:
    """A Chroma of our own, started; and the tenant and database to name in what is asked of it."""
    system, api, where = _prepared(place)
    system.start()
    return system, api, where


def _prepared(place: Place) -> tuple[System, ServerAPI, dict[str, Any]]:
    """The same, not started: all of Chroma's code is loaded, and none of its files is opened yet.

    Not by way of its clients: those share one open store by its path within the
    process, and would hand out again what another process has since changed.
    """
    settings = Settings(anonymized_telemetry=False)
    where: dict[str, Any] = {}
    if isinstance(place, Path):
        settings.chroma_api_impl = "chromadb.api.rust.RustBindingsAPI"
        settings.is_persistent = True
        make_folder_inside(place)
        settings.persist_directory = str(place.resolve())
    else:
        settings.chroma_api_impl = "chromadb.api.fastapi.FastAPI"
        settings.chroma_server_host = place.url
        settings.chroma_server_http_port = 0  # It stands in the address, and must be set all the same.
        if place.api_key:
            settings.chroma_server_headers = {"x-chroma-token": place.api_key.get_secret_value()}
        where = {"tenant": place.tenant, "database": place.database}
    try:
        system = System(settings)
        api: ServerAPI = system.instance(cast(Any, ServerAPI))
    except Exception as exc:
        if isinstance(place, Path):
            raise VectorsUnchecked(place, _words(exc)) from exc
        raise
    return system, api, where


@contextlib.contextmanager
def _explained(place: Place) -> Iterator[None]:
    """Chroma's errors as ours. Its core raises plain exceptions, so all are caught here."""
    try:
        yield
    except ArticleQAError:
        raise
    except Exception as exc:
        reason = _words(exc)
        if isinstance(place, ChromaServer):
            if isinstance(exc, ChromaError | httpx.HTTPError) or _status(exc):
                log_words(f"the Chroma server {place.url!r}", reason)
            if isinstance(exc, NotFoundError):
                reason = "they are not there any more"
            else:
                raise VectorServerFailed(place.url, _server_fault(exc)) from exc
        if isinstance(place, Path) and _tells_of_writing(reason):
            raise not_writable(place, reason) from exc
        if isinstance(place, Path) and PASSING.search(reason):
            raise VectorsUnchecked(place, reason) from exc
        if isinstance(exc, (ChromaError, ValueError, OSError, KeyError, AttributeError)):
            raise LibraryDamaged(
                f"the vectors in {str(getattr(place, 'url', place))!r} cannot be read ({reason}); "
                "make them again with: article-qa doctor --repair"
            ) from exc
        raise


def _words(exc: BaseException) -> str:
    return " ".join(str(exc).split()) or type(exc).__name__


def _server_fault(exc: Exception) -> str:
    """What is wrong with a server, in our words; its own are for the log."""
    status = _status(exc)
    if isinstance(exc, AuthorizationError | ChromaAuthError) or status in (401, 403):
        return "it refused the key"
    if isinstance(exc, httpx.TimeoutException):
        return "it took too long"
    if isinstance(exc, httpx.TransportError):
        return "it cannot be reached"
    if status and 300 <= status < 400:
        return "it points to another address, which was sent nothing"
    return f"status {status}" if status else "it did not do what was asked"


def _status(exc: Exception) -> int:
    """The status that a server answered with, 0 when unknown; its client keeps that in what it met on the way."""
    return int(getattr(getattr(exc.__context__, "response", None), "status_code", 0))


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
        "url": article.url,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _report(place: Path, collection: str) -> None:
    """Print what became of reading the vectors; what is no fault of theirs is raised."""
    try:
        _read_whole(place, collection)
    except NotFoundError:
        pass
    except (KeyboardInterrupt, SystemExit, MemoryError, ImportError):
        raise
    except BaseException as error:  # A panic of Chroma's core is no Exception.
        print(FAULT + _words(error))
        return
    print(WHOLE)


if __name__ == "__main__":
    _report(Path(sys.argv[1]), sys.argv[2])
