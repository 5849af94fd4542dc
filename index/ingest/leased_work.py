"""Vectors and annotations of a library on servers: each worker takes leases of what it does, any number at once.

Nothing is held while a model reads: a batch is taken in one statement and noted
as done in one short transaction.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from types import TracebackType

from article_qa.index.annotate.version import VERSION
from article_qa.index.errors import StoreMismatch
from article_qa.index.ingest.annotating import BATCH, annotated, unannotated
from article_qa.index.ingest.batches import LEASED_BATCH, STALE_BATCH
from article_qa.index.ingest.progress import Step, Told
from article_qa.index.library import Library
from article_qa.index.records import embedded_text
from article_qa.index.store.chroma import Vectors
from article_qa.index.store.leases import Leases


def work_leased(
    library: Library,
    told: Told | None,
    stopped: Callable[[], bool] = lambda: False,
    *,
    rest: Callable[[], object] = lambda: None,
) -> None:
    """Until there is nothing to take or `stopped`. Vectors first, for questions need them most.

    What others have taken is theirs until they are done or their lease runs out.
    """
    with LeasedWork(library, told) as work:
        while not stopped():
            with library.catalog.database.together("vectors") as may:
                # A change of embedder begins anew, with the vectors opened again.
                if not may or not work.is_current or not work.step(rest):
                    return


def drop_stale_leased(library: Library) -> None:
    """Remove the vectors of removed passages that nobody else has taken; no embedder is loaded for it."""
    with LeasedWork(library) as work, library.catalog.database.together("vectors") as may:
        while may and work.drop_stale(library.stored_vectors):
            pass


class LeasedWork:
    """One worker's run over what waits; used as a context, at whose end it gives back what it has not done."""

    def __init__(self, library: Library, told: Told | None = None) -> None:
        self._library = library
        self._queue = library.catalog.vector_queue
        self._leases = Leases(library.catalog.database, seconds=library.settings.lease_seconds)
        self._told = told
        self._generation = self._queue.generation()
        self._ended = ExitStack()
        self._written: Vectors | None = None

    def __enter__(self) -> "LeasedWork":
        self._ended.enter_context(self._leases.renewed())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.__exit__(kind, error, trace)

    @property
    def is_current(self) -> bool:
        """Whether the vectors are still those of the embedder that they were of."""
        return self._queue.generation() == self._generation

    def step(self, rest: Callable[[], object]) -> bool:
        """Take one batch and do it; False where there is none to take."""
        # First, for a passage that was replaced has its old vector's name.
        if self.drop_stale(None) or self._embed():
            return True
        if self._annotate():
            rest()
            return True
        return False

    def drop_stale(self, store: Vectors | None) -> bool:
        """Remove a batch of the vectors of removed passages, from `store` or the settings' vectors; False without."""
        taken = self._leases.take_stale(STALE_BATCH)
        if not taken:
            return False
        vectors = self._open(store or self._vectors())
        mine = self._still_mine(taken)
        if mine:
            vectors.remove(mine)
        self._leases.finish_stale(mine, self._generation)
        return True

    def _embed(self) -> bool:
        taken = self._leases.take_passages(LEASED_BATCH)
        if not taken:
            return False
        vectors = self._open(self._vectors())
        batch = self._queue.headed(taken)
        texts = [embedded_text(article.title, article.published, passage.text)[0] for passage, article in batch]
        rows = self._library.embedder.embed_passages(texts) if texts else []
        mine = frozenset(self._still_mine(taken))
        kept = [(each, row) for each, row in zip(batch, rows, strict=True) if each[0].id in mine]
        if kept:
            vectors.put([each for each, _ in kept], [row for _, row in kept])
        self._leases.finish_passages([passage.id for (passage, _), _ in kept], self._generation)
        self._tell("passages", self._queue.waiting()[0])
        return True

    def _annotate(self) -> bool:
        taken = self._leases.take_articles(BATCH, VERSION)
        if taken:
            read = annotated(self._library.catalog, taken)
            self._library.catalog.annotate(read, VERSION)
            self._leases.give_back()
            self._tell("annotated", unannotated(self._library.catalog))
        return bool(taken)

    def _still_mine(self, taken: Sequence[str]) -> list[str]:
        """Those of `taken` that nobody else took while this worker was held up."""
        held = self._leases.renew()
        return [each for each in taken if each in held]

    def _vectors(self) -> Vectors:
        """The vectors of the settings' embedder. Raises StoreMismatch when the library has those of another."""
        wanted = self._library.embedder.name
        if self._queue.embedder() != wanted:
            made_by = self._queue.claim(wanted)
            if made_by != wanted:
                raise StoreMismatch(made_by, wanted)
            self._generation = self._queue.generation()
        if self._library.vectors.collection != self._library.vectors_collection:
            self._library.forget_vectors()
        return self._library.vectors

    def _open(self, vectors: Vectors) -> Vectors:
        """The same, open for writing until the end."""
        if self._written is not vectors:
            self._ended.enter_context(vectors.writing())
            self._written = vectors
        return vectors

    def _tell(self, step: Step, left: int) -> None:
        if self._told:
            self._told.left(step, left)
