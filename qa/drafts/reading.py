"""Reads the passages of a whole draft: each once, many at a time, and none is held longer than it is needed."""

from collections.abc import Collection, Sequence

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.text.sentences import Span
from article_qa.qa.reading.late_interaction import TokenReader


class DraftReader:
    """A reader that is told beforehand which texts are read next, and which will be needed again."""

    def __init__(self, reader: TokenReader) -> None:
        self._reader = reader
        self._known: dict[str, tuple[FloatMatrix, list[Span]]] = {}

    def hold(self, texts: Sequence[str], again: Collection[str]) -> None:
        """Read these texts, and forget those before that are neither among them nor needed `again`."""
        kept = {*texts, *again}
        self._known = {text: read for text, read in self._known.items() if text in kept}
        self._read(texts)

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]:
        """The vectors of the texts' tokens and where each stands; those that are not held are read."""
        self._read(texts)
        return [self._known[text] for text in texts]

    def _read(self, texts: Sequence[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= zip(new, self._reader.token_vectors(new), strict=True)
