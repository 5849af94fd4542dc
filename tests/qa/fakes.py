"""Small real stand-ins for the parts that the qa package is given."""

import re
from collections.abc import Sequence

import numpy as np

from index.chunk import Span
from index.embed import FloatMatrix
from index.records import Article, Hit, Passage, Scope
from index.search import Search


class WordReader:
    """Reads each word as one token; the same word, letter case aside, has the same unit vector."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._words: dict[str, int] = {}

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]:
        self.seen += texts
        found = [list(re.finditer(r"\w+|[^\w\s]", text)) for text in texts]
        return [(np.array([self._vector(m.group()) for m in text]), [m.span() for m in text]) for text in found]

    def _vector(self, word: str) -> FloatMatrix:
        vector = np.zeros(512, np.float32)
        vector[self._words.setdefault(word.lower(), len(self._words))] = 1
        return vector


def article(text: str, **facts: object) -> Article:
    """An article with this text; its id is its title."""
    title = str(facts.pop("title", "Headline"))
    return Article(id=title, title=title, text=text, sha256=text, source="test", **facts)  # type: ignore[arg-type]


def whole(of: Article) -> Passage:
    """The one passage that is the whole article."""
    return Passage(of.id, 0, len(of.text), of.text)


def always(*passages: Passage) -> Search:
    """A search that finds these passages, the first the best."""

    def search(query: str, limit: int, scope: Scope) -> list[Hit]:
        return [Hit(passage, float(-rank)) for rank, passage in enumerate(passages)][:limit]

    return search
