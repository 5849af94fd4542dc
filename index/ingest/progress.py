"""How far adding is: what is counted, and who is told."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from article_qa.index.ingest.annotating import unannotated
from article_qa.index.library import Library

Step: TypeAlias = Literal["articles", "passages", "annotated", "pages", "checked"]
# Told after each step: what is counted, how many are done, how many there are (None: not known yet).
Progress: TypeAlias = Callable[[Step, int, int | None], None]


def quiet(step: Step, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


class Told:
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
