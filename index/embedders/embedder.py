"""What an embedder is: the one interface that the library asks for vectors."""

from collections.abc import Sequence
from typing import Protocol


class Embedder(Protocol):
    """Makes vectors of passages and questions. Raises EmbedderUnavailable.

    `name` is kept with the vectors, since those of two models do not compare.
    """

    @property
    def name(self) -> str: ...

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text as a passage, in the same order, all of one length."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, as long as those of the passages."""
        ...
