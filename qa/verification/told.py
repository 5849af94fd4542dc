"""A sentence of an article as it was read: its telling words with their vectors, and what stands around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from article_qa.index.annotations import Days
from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.records import Article, embedded_text
from article_qa.index.text.days import Day, days
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.names import is_named, names, whole
from article_qa.index.text.numbers import Figure, figures
from article_qa.index.text.sentences import Span
from article_qa.index.text.words import WORD
from article_qa.qa.reading.late_interaction import Candidate, TokenReader
from article_qa.qa.verification.claim_words import IDLE
from article_qa.qa.verification.polarity import SPEAKING

# Two words this near in their sentences say the same. Set by hand, on five pairs.
SAME_WORD = 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """A word that tells something: no stop word, figure or date. `row` is its vector's place."""

    text: str
    start: int
    end: int
    lemma: str
    is_name: bool
    row: int


@dataclass(frozen=True, eq=False)
class Told:
    """A sentence, and the article and passage that it stands in. `vectors` are of its words, each of length 1."""

    text: str
    title: str
    passage: str
    published: date | None
    event: Days | None
    words: Sequence[Word]
    vectors: FloatMatrix

    @cached_property
    def days(self) -> list[Day]:
        return days(self.text)

    @cached_property
    def figures(self) -> list[Figure]:
        """Its numbers but for the years."""
        return _figures(self.text, self.days)

    @cached_property
    def names(self) -> list[Span]:
        """Its names, of several words too."""
        return whole(self.text, names(self.text))

    @property
    def around(self) -> str:
        """The headline and the passage."""
        return f"{self.title}\n{self.passage}"

    def likeness(self, word: Word, other: "Told", theirs: Word) -> float:
        """How near two words are: 1 for the same word, else the cosine of their vectors."""
        if word.lemma == theirs.lemma or (word.is_name and is_named(word.text, theirs.text)):
            return 1.0
        return float(self.vectors[word.row] @ other.vectors[theirs.row])

    def says(self, word: Word, other: "Told") -> bool:
        """Whether the other sentence has a word of this one, or one near to it."""
        return any(self.likeness(word, other, theirs) >= SAME_WORD for theirs in other.words)

    def share_in(self, other: "Told", without: Iterable[Span] = ()) -> float:
        """The share of its words that the other says too; words within the spans and of speaking aside."""
        left = list(without)
        kept = [w for w in self.words if not _within(w, left) and not SPEAKING.fullmatch(w.text)]
        return sum(self.says(word, other) for word in kept) / len(kept) if kept else 0.0


def read_told(candidate: Candidate, article: Article, event: Days | None, reader: TokenReader) -> Told:
    """The candidate as the reader knows it in its passage, which is read already."""
    passage = candidate.passage
    text, body = embedded_text(article.title, article.published, passage.text)
    ((vectors, spans),) = reader.token_vectors([text])
    words, matrix = _words(candidate.text, candidate.start - passage.start + body, vectors, spans)
    return Told(candidate.text, article.title, passage.text, article.published, event, words, matrix)


def read_question(text: str, reader: TokenReader) -> Told:
    """A question as the reader knows it by itself."""
    ((vectors, spans),) = reader.token_vectors([text])
    return Told(text, "", text, None, None, *_words(text, 0, vectors, spans))


def _words(text: str, first: int, vectors: FloatMatrix, spans: Sequence[Span]) -> tuple[list[Word], FloatMatrix]:
    """The words of `text`, which stands at `first` in what was read, and their vectors."""
    words: list[Word] = []
    rows: list[FloatMatrix] = []
    named = whole(text, names(text))
    found = days(text)
    taken = [(d.start, d.end) for d in found] + [(f.start, f.end) for f in _figures(text, found)]
    for match in WORD.finditer(text):
        start, end = match.span()
        if match.group().lower() in IDLE or any(a <= start < b for a, b in taken):
            continue
        inside = [n for n, (a, b) in enumerate(spans) if first + start <= a < b <= first + end]
        if inside:
            is_name = any(a <= start < b for a, b in named)
            words.append(Word(match.group(), start, end, lemma(match.group()), is_name, len(rows)))
            rows.append(vectors[inside].mean(axis=0))
    matrix: FloatMatrix = np.array(rows, np.float32) if rows else np.zeros((0, 1), np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return words, matrix / np.maximum(lengths, 1e-9)


def _figures(text: str, found: Sequence[Day]) -> list[Figure]:
    years = {(day.start, day.end) for day in found}
    return [figure for figure in figures(text) if (figure.start, figure.end) not in years]


def _within(word: Word, spans: Sequence[Span]) -> bool:
    return any(a <= word.start < b for a, b in spans)
