"""Passages that were read a moment ago are not read again: what the model made of them is kept, within a limit."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.text.sentences import Span
from article_qa.qa.reading.late_interaction import TokenReader

# About 200 passages, of 200 tokens each.
MAX_BYTES = 64_000_000


class RecentReader:
    """A reader that keeps what it read last, for all questions; safe to share between threads."""

    def __init__(self, reader: TokenReader, *, max_bytes: int = MAX_BYTES) -> None:
        self._reader = reader
        self._max_bytes = max_bytes
        self._bytes = 0
        self._lock = threading.Lock()
        # The text that was read longest ago comes first.
        self._kept: OrderedDict[str, tuple[FloatMatrix, list[Span]]] = OrderedDict()

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]:
        """What the reader gives for each text, to the last bit."""
        found = self._known(texts)
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            read = dict(zip(new, self._reader.token_vectors(new), strict=True))
            found |= read
            self._keep(read)
        return [found[text] for text in texts]

    def _known(self, texts: Sequence[str]) -> dict[str, tuple[FloatMatrix, list[Span]]]:
        with self._lock:
            found = {text: self._kept[text] for text in texts if text in self._kept}
            for text in found:
                self._kept.move_to_end(text)
        return found

    def _keep(self, read: dict[str, tuple[FloatMatrix, list[Span]]]) -> None:
        with self._lock:
            for text, (vectors, spans) in read.items():
                if text not in self._kept:
                    self._kept[text] = vectors, spans
                    self._bytes += vectors.nbytes
            while self._bytes > self._max_bytes:
                _, (vectors, _) = self._kept.popitem(last=False)
                self._bytes -= vectors.nbytes
