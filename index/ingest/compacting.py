"""The vectors copied to a new home, where too many of the old one's places are of removed passages.

Chroma's index never gives the place of a removed vector back, so it grows with
every change of an article. Its live vectors are copied into a collection next to
it, in steps. The catalog notes each step, so a run that is killed is carried on
by the next one. The swap is one transaction of the catalog.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from article_qa.index.ingest.batches import STALE_BATCH
from article_qa.index.library import Library
from article_qa.index.store.chroma import Vectors
from article_qa.index.store.chroma_store import drop

# Copied once so many were removed for each that is live, and at least so many.
MAX_REMOVED_SHARE, MIN_REMOVED = 0.5, 200
# Vectors that are held and written at a time: about half a megabyte.
COPY_BATCH = 256
# How many vectors a run copies: some, and so many for each that it made or removed. An `add` thus never pays for all
# that others changed. To copy one takes a tenth of the time of making it.
MIN_COPIED, COPIED_A_CHANGE = 2_000, 4


@dataclass(slots=True)
class Allowance:
    """How many vectors this run may still copy."""

    left: int = field(default_factory=lambda: MIN_COPIED)

    def earn(self, changed: int) -> None:
        self.left += COPIED_A_CHANGE * changed


def copy_due(library: Library) -> bool:
    """Whether the vectors are to be copied, or were begun to be; the caller owns the vectors."""
    queue = library.catalog.vector_queue
    if not isinstance(library.vectors_place, Path):  # How a server keeps its vectors is its own affair.
        return False
    if renewing := queue.renewing():
        return renewing == queue.embedder()
    removed = queue.removed()
    return removed >= MIN_REMOVED and removed > MAX_REMOVED_SHARE * queue.stored_count()


def copy_some(library: Library, allowance: Allowance, between: Callable[[], bool], stopped: Callable[[], bool]) -> None:
    """Copy vectors until all are copied, the allowance is used up, work waits or `stopped`; then swap if all are.

    `between` tells whether other work waits. The caller owns the vectors. No
    embedder is loaded.
    """
    queue = library.catalog.vector_queue
    made_by = queue.embedder()
    if made_by is None:
        return
    if not queue.begin_renewal(made_by):
        # What a run left that was given up, or that ended right after the swap.
        for left in filter(None, (library.next_collection, library.former_collection)):
            drop(library.vectors_place, left)
    old, new = library.stored_vectors, library.vectors_by(made_by, library.next_collection)
    try:
        with old.writing(), new.writing():
            while not _copy_batch(library, old, new):
                allowance.left -= COPY_BATCH
                if allowance.left <= 0 or stopped() or between():
                    return
        former = library.vectors_collection
        queue.finish_copy()
    finally:
        new.close()
    library.forget_vectors()
    drop(library.vectors_place, former)


def _copy_batch(library: Library, old: Vectors, new: Vectors) -> bool:
    """Copy the next vectors; True where there is none left to copy."""
    queue = library.catalog.vector_queue
    batch = queue.to_copy(COPY_BATCH)
    vectors = old.vectors_of([passage.id for passage, _ in batch])
    found = [each for each in batch if each[0].id in vectors]
    if found:
        new.put(found, [vectors[passage.id] for passage, _ in found])
        queue.mark_renewed([passage for passage, _ in found])
    if lost := [passage.id for passage, _ in batch if passage.id not in vectors]:
        queue.mark_pending(lost)
    return not batch


@contextmanager
def stores_of(library: Library, store: Vectors) -> Iterator[tuple[Vectors, ...]]:
    """This store and the one that is being made next to it, if there is one, both open to be written."""
    beside = library.next_vectors
    with ExitStack() as opened:
        opened.enter_context(store.writing())
        if beside is None:
            yield (store,)
            return
        opened.callback(beside.close)
        opened.enter_context(beside.writing())
        yield store, beside


def drop_stale_from(library: Library, *stores: Vectors) -> int:
    """Remove the vectors of removed passages from these stores; how many. The caller owns the vectors."""
    count = 0
    while stale := library.catalog.vector_queue.stale(STALE_BATCH):
        for each in stores:
            each.remove(stale)
        library.catalog.vector_queue.forget_stale(stale)
        count += len(stale)
    return count
