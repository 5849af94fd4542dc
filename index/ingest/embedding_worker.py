"""Keeping vectors and annotations in step with the catalog, whichever process does it.

Articles go into the catalog from any process. Their vectors and annotations are
written by whoever holds the lock in the data folder; who does not get it waits,
and takes over when the owner is done or gone, for the system drops a dead
owner's lock. In a library on servers any number do it at once
(`index.ingest.leased_work`).
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator

from filelock import Timeout

from article_qa.index.errors import ArticleQAError, StoreMismatch
from article_qa.index.ingest.annotating import annotate_next, unannotated
from article_qa.index.ingest.batches import EMBED_BATCH as EMBED_BATCH
from article_qa.index.ingest.batches import STALE_BATCH as STALE_BATCH
from article_qa.index.ingest.batches import batches as batches
from article_qa.index.ingest.compacting import Allowance, copy_due, copy_some, stores_of
from article_qa.index.ingest.compacting import drop_stale_from as drop_stale_from
from article_qa.index.ingest.leased_work import drop_stale_leased, work_leased
from article_qa.index.ingest.ownership import asking
from article_qa.index.ingest.ownership import owned as owned
from article_qa.index.ingest.progress import Progress as Progress
from article_qa.index.ingest.progress import Told
from article_qa.index.ingest.progress import quiet as quiet
from article_qa.index.library import Library
from article_qa.index.records import embedded_text
from article_qa.index.store.chroma import Vectors

# How long to wait for another process that holds the lock before leaving the vectors to it.
LOOK_SECONDS = 0.5
# Between batches of a worker: annotating without a rest makes a question in the same process take half as long again.
REST_SECONDS = 0.03


def embed_pending(library: Library, progress: Progress = quiet) -> None:
    """Make the vectors and annotations that the catalog waits for and drop the vectors of removed passages.

    Where another process is at it, waits until it has done so or is gone.
    """
    told = Told(progress)
    while is_due(library):
        told.look(library, say=False)
        if library.has_leases:
            work_leased(library, told)
            _await_others(library, told)
            continue
        try:
            with owned(library, seconds=LOOK_SECONDS):
                _work(library, told)
        except Timeout:
            told.look(library)
    follow_up(library, seconds=LOOK_SECONDS)


def _await_others(library: Library, told: Told) -> None:
    """Where others have taken all that is left, wait until they are done or their leases run out."""
    if is_due(library):
        told.look(library)
        time.sleep(LOOK_SECONDS)


def follow_up(library: Library, *, seconds: float) -> None:
    """Let standing questions know what is new, where this process has somebody to ask them.

    Where another process does so or owns the vectors, it is left to that one. What
    fails is logged, and waits for the next time.
    """
    if not library.after_embedding or not library.catalog.watches.is_waiting():
        return
    try:
        with asking(library, seconds=seconds):
            library.after_embedding(library)
    except Timeout:
        pass
    except ArticleQAError as error:
        logging.getLogger(__name__).warning("standing questions wait: %s", error)


def is_due(library: Library) -> bool:
    """Whether vectors or annotations wait to be made, or vectors to be removed."""
    return any(library.catalog.vector_queue.waiting()) or unannotated(library.catalog) > 0


def drop_stale(library: Library) -> None:
    """Remove the vectors of removed passages, whichever embedder made them; none is loaded for it.

    Left to whoever writes vectors next where another process owns them or they cannot be written now.
    """
    if library.has_leases:
        with contextlib.suppress(ArticleQAError):
            drop_stale_leased(library)
        return
    with (
        contextlib.suppress(Timeout, ArticleQAError),
        owned(library, seconds=LOOK_SECONDS),
        stores_of(library, library.stored_vectors) as stores,
    ):
        drop_stale_from(library, *stores)


def extra(library: Library, store: Vectors) -> Iterator[str]:
    """Ids of stored vectors that no passage has and nobody is going to remove."""
    for ids in batches(store.ids(), STALE_BATCH):
        yield from library.catalog.vector_queue.unknown(ids)


def drop_extra(library: Library, store: Vectors) -> None:
    """Remove those vectors; the caller owns the vectors."""
    for ids in batches(list(extra(library, store)), STALE_BATCH):
        store.remove(ids)


class EmbeddingWorker:
    """A thread that makes the vectors and annotations others leave to do, for as long as the library is open.

    It owns them only while there is work. What fails is logged once and
    tried again.
    """

    def __init__(self, library: Library, *, every_seconds: float = 1.0, rest_seconds: float = REST_SECONDS) -> None:
        self._library = library
        self._rest_seconds = rest_seconds
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
        if is_due(self._library):
            if self._library.has_leases:
                work_leased(self._library, None, self._stopped.is_set, rest=self._rest)
            else:
                with owned(self._library, seconds=0):
                    _work(self._library, Told(quiet), self._stopped.is_set, rest=self._rest)
        if not self._stopped.is_set():
            follow_up(self._library, seconds=0)

    def _rest(self) -> None:
        self._stopped.wait(self._rest_seconds)

    def _complain(self, error: Exception) -> None:
        if str(error) != self._complaint:
            self._complaint = str(error)
            # One of ours says all there is to say.
            trace = None if isinstance(error, ArticleQAError) else error
            logging.getLogger(__name__).warning("vectors and annotations wait: %s", error, exc_info=trace)


def _work(
    library: Library,
    told: Told,
    stopped: Callable[[], bool] = lambda: False,
    *,
    rest: Callable[[], object] = lambda: None,
) -> None:
    """Until nothing waits or `stopped`; the caller owns the vectors. Vectors first, for questions need them most."""
    allowance = Allowance()

    def waits() -> bool:
        return any(library.catalog.vector_queue.waiting()) or unannotated(library.catalog) > 0

    while not stopped():
        if any(library.catalog.vector_queue.waiting()):
            allowance.earn(_embed(library, told, stopped))
        elif annotate_next(library.catalog):
            told.left("annotated", unannotated(library.catalog))
            rest()
        elif allowance.left > 0 and copy_due(library):
            copy_some(library, allowance, waits, stopped)
        else:
            return


def _embed(library: Library, told: Told, stopped: Callable[[], bool]) -> int:
    """Make the vectors that wait, and remove those of removed passages; how many both are."""
    made_by = library.catalog.vector_queue.claim(library.embedder.name)
    if made_by != library.embedder.name:
        raise StoreMismatch(made_by, library.embedder.name)
    count = 0
    with stores_of(library, library.vectors) as stores:
        while not stopped():
            # First, for a passage that was replaced has its old vector's name.
            count += drop_stale_from(library, *stores)
            batch = library.catalog.vector_queue.pending(EMBED_BATCH)
            if not batch:
                break
            texts = [embedded_text(article.title, article.published, passage.text)[0] for passage, article in batch]
            library.vectors.put(batch, library.embedder.embed_passages(texts))
            library.catalog.vector_queue.mark_embedded([passage for passage, _ in batch])
            told.left("passages", library.catalog.vector_queue.waiting()[0])
            count += len(batch)
    return count
