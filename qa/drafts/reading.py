"""Reads the passages of a whole draft: each once, many at a time, and none is held longer than it is needed."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.text.sentences import Span
from article_qa.qa.drafts.searching import Searched
from article_qa.qa.reading.late_interaction import TokenReader

# So many claims are judged while what the next ones need is read.
AT_ONCE = 8


class DraftReader:
    """A reader that reads what the next claims need while those before are judged."""

    def __init__(self, reader: TokenReader) -> None:
        self._reader = reader
        self._known: dict[str, tuple[FloatMatrix, list[Span]]] = {}

    def windows(self, searched: Sequence[Searched]) -> Iterator[Sequence[Searched]]:
        """The claims a few at a time, when all that they need is read."""
        windows = [searched[first : first + AT_ONCE] for first in range(0, len(searched), AT_ONCE)]
        with ThreadPoolExecutor(1, thread_name_prefix="read-ahead") as ahead:
            reading = [ahead.submit(self._read, _texts(window)) for window in windows[:1]]
            for number, window in enumerate(windows):
                reading[-1].result()
                reading += [ahead.submit(self._read, _texts(next_one)) for next_one in windows[number + 1 : number + 2]]
                yield window
                self._forget(_texts(window), windows[number + 1 :])

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]:
        """The vectors of the texts' tokens and where each stands; those that are not held are read."""
        self._read(texts)
        return [self._known[text] for text in texts]

    def _read(self, texts: Sequence[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= zip(new, self._reader.token_vectors(new), strict=True)

    def _forget(self, texts: Collection[str], later: Sequence[Sequence[Searched]]) -> None:
        needed = {text for window in later for text in _texts(window)}
        for text in texts:
            if text not in needed:
                self._known.pop(text, None)


def _texts(window: Sequence[Searched]) -> list[str]:
    return [text for each in window for text in each.texts]
