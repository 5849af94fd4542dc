"""Keeping vectors and annotations in step with the catalog: one owner at a time, whichever process it is.

Articles go into the catalog from any process. Their vectors and annotations are
written by whoever holds the lock in the data folder; who does not get it waits,
and takes over when the owner is done or gone, for the system drops a dead
owner's lock.
"""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from filelock import FileLock, Timeout

from article_qa.index.errors import ArticleQAError, NotWritable, StoreMismatch
from article_qa.index.ingest.annotating import annotate_next, unannotated
from article_qa.index.library import LOCK, Library
from article_qa.index.records import embedded_text
from article_qa.index.store.chroma import Vectors
from article_qa.index.store.permissions import make_file

T = TypeVar("T")
Step: TypeAlias = Literal["articles", "passages", "annotated", "pages", "checked"]
# Told after each step: what is counted, how many are done, how many there are (None: not known yet).
Progress: TypeAlias = Callable[[Step, int, int | None], None]

# A killed run loses the vectors of one batch at most.
EMBED_BATCH = 64
# Bounds the ids that are held and asked for at once.
STALE_BATCH = 1000
# How long to wait for another process that holds the lock before leaving the vectors to it.
LOOK_SECONDS = 0.5
# Between batches of a worker: annotating without a rest makes a question in the same process take half as long again.
REST_SECONDS = 0.03


def quiet(step: Step, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


@contextlib.contextmanager
def owned(library: Library, *, seconds: float = -1) -> Iterator[None]:
    """Be the one who writes vectors; waits for `seconds`, for ever when negative.

    Raises filelock.Timeout when another one still is, NotWritable, LibraryGone.
    """
    library.catalog.database.see_place()
    with owned_folder(library.folder, seconds=seconds):
        yield


@contextlib.contextmanager
def owned_folder(folder: Path, *, seconds: float = -1) -> Iterator[None]:
    """The same for the library in `folder`, whose catalog may not open."""
    lock = FileLock(folder / LOCK)
    try:
        make_file(folder / LOCK)
        lock.acquire(timeout=seconds, poll_interval=0.05)
    except OSError as exc:
        if isinstance(exc, Timeout):
            raise
        raise NotWritable(folder, exc.strerror or str(exc)) from exc
    try:
        yield
    finally:
        lock.release()


def embed_pending(library: Library, progress: Progress = quiet) -> None:
    """Make the vectors and annotations that the catalog waits for and drop the vectors of removed passages.

    Where another process is at it, waits until it has done so or is gone.
    """
    told = _Told(progress)
    while _is_due(library):
        told.look(library, say=False)
        try:
            with owned(library, seconds=LOOK_SECONDS):
                _work(library, told)
        except Timeout:
            told.look(library)
    follow_up(library, seconds=LOOK_SECONDS)


def follow_up(library: Library, *, seconds: float) -> None:
    """Let standing questions know what is new, where this process has somebody to ask them.

    Where another process owns the vectors, it is left to that one. What fails
    is logged, and waits for the next time.
    """
    if not library.after_embedding or not library.catalog.watches.is_waiting():
        return
    try:
        with owned(library, seconds=seconds):
            library.after_embedding(library)
    except Timeout:
        pass
    except ArticleQAError as error:
        logging.getLogger(__name__).warning("standing questions wait: %s", error)


def _is_due(library: Library) -> bool:
    return any(library.catalog.vector_queue.waiting()) or unannotated(library.catalog) > 0


class _Told:
    """Progress out of how much is left; more may come while some is done."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done: dict[Step, int] = {}
        self._total: dict[Step, int] = {}

    def look(self, library: Library, *, say: bool = True) -> None:
        self.left("passages", library.catalog.vector_queue.waiting()[0], say=say)
        self.left("annotated", unannotated(library.catalog), say=say)

    def left(self, step: Step, left: int, *, say: bool = True) -> None:
        self._done[step] = max(self._done.get(step, 0), self._total.get(step, 0) - left)
        self._total[step] = self._done[step] + left
        if say and self._total[step]:
            self._progress(step, self._done[step], self._total[step])


def drop_stale(library: Library) -> None:
    """Remove the vectors of removed passages, whichever embedder made them; none is loaded for it.

    Left to whoever writes vectors next where another process owns them or they cannot be written now.
    """
    with contextlib.suppress(Timeout, ArticleQAError), owned(library, seconds=LOOK_SECONDS):
        stored = library.stored_vectors
        with stored.writing():
            drop_stale_from(library, stored)


def drop_stale_from(library: Library, *stores: Vectors) -> None:
    """Remove the vectors of removed passages from these stores; the caller owns the vectors."""
    while stale := library.catalog.vector_queue.stale(STALE_BATCH):
        for each in stores:
            each.remove(stale)
        library.catalog.vector_queue.forget_stale(stale)


def extra(library: Library, store: Vectors) -> Iterator[str]:
    """Ids of stored vectors that no passage has and nobody is going to remove."""
    for ids in batches(store.ids(), STALE_BATCH):
        yield from library.catalog.vector_queue.unknown(ids)


def drop_extra(library: Library, store: Vectors) -> None:
    """Remove those vectors; the caller owns the vectors."""
    for ids in batches(list(extra(library, store)), STALE_BATCH):
        store.remove(ids)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in order, `size` at a time and fewer at the end."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


class EmbeddingWorker:
    """A thread that makes the vectors and annotations others leave to do, for as long as the library is open.

    It owns them only while there is work. What fails is logged once and
    tried again.
    """

    def __init__(self, library: Library, *, every_seconds: float = 1.0) -> None:
        self._library = library
        self._every_seconds = every_seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
        self._complaint = ""

    def __enter__(self) -> "EmbeddingWorker":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Ends after the batch that is under way."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._every_seconds):
            try:
                self._look()
                self._complaint = ""
            except Timeout:
                pass  # Another process is at it.
            except Exception as error:
                self._complain(error)

    def _look(self) -> None:
        if _is_due(self._library):
            with owned(self._library, seconds=0):
                _work(
                    self._library,
                    _Told(quiet),
                    self._stopped.is_set,
                    rest=lambda: self._stopped.wait(REST_SECONDS),
                )
        if not self._stopped.is_set():
            follow_up(self._library, seconds=0)

    def _complain(self, error: Exception) -> None:
        if str(error) != self._complaint:
            self._complaint = str(error)
            # One of ours says all there is to say.
            trace = None if isinstance(error, ArticleQAError) else error
            logging.getLogger(__name__).warning("vectors and annotations wait: %s", error, exc_info=trace)


def _work(
    library: Library,
    told: _Told,
    stopped: Callable[[], bool] = lambda: False,
    *,
    rest: Callable[[], object] = lambda: None,
) -> None:
    """Until nothing waits or `stopped`; the caller owns the vectors. Vectors first, for questions need them most."""
    while not stopped():
        if any(library.catalog.vector_queue.waiting()):
            _embed(library, told, stopped)
        elif annotate_next(library.catalog):
            told.left("annotated", unannotated(library.catalog))
            rest()
        else:
            return


def _embed(library: Library, told: _Told, stopped: Callable[[], bool]) -> None:
    made_by = library.catalog.vector_queue.claim(library.embedder.name)
    if made_by != library.embedder.name:
        raise StoreMismatch(made_by, library.embedder.name)
    with library.vectors.writing():
        while not stopped():
            # First, for a passage that was replaced has its old vector's name.
            drop_stale_from(library, library.vectors)
            batch = library.catalog.vector_queue.pending(EMBED_BATCH)
            if not batch:
                return
            texts = [embedded_text(article.title, article.published, passage.text)[0] for passage, article in batch]
            library.vectors.put(batch, library.embedder.embed_passages(texts))
            library.catalog.vector_queue.mark_embedded([passage for passage, _ in batch])
            told.left("passages", library.catalog.vector_queue.waiting()[0])
