"""The answer without a model: the sentences of the passages that answer best, verbatim.

Sentences are compared with the question by late interaction, after ColBERT
(Khattab and Zaharia, 2020): every token of the question looks for its nearest
token in the sentence, and the weighted mean of those cosines is the match. The
tokens are read in context, the whole passage and its headline at once, so a
sentence that says "he" is near the name that went before it.

A name counts half: it says what the article is about, and most of its sentences
are near it. A word that the model cuts into several tokens does not count as
often as it has tokens, but as the root of that.

What orders the sentences also counts how well the whole passage matches, and
how well it was found.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import numpy as np

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.embedders.products import product
from article_qa.index.records import Article, Passage, embedded_text
from article_qa.index.text.sentences import Span, sentences
from article_qa.index.text.stems import stem
from article_qa.index.text.words import WORD
from article_qa.qa.reading.reader_head import ReaderHead, compare, same_words, stems_of
from article_qa.qa.reading.unmatched import unsaid
from article_qa.qa.retrieval.recency import of_sentences

# The sentence before counts half: it often names what this one speaks of.
CONTEXT_WEIGHT = 0.5
# What the match of the whole passage adds, and its score in the fused ranking.
PASSAGE_WEIGHT = 0.2
FOUND_WEIGHT = 0.01
NAME_WEIGHT = 0.5
# What the trained head's log odds add: `python -m benchmarks.head_weight`, the half tuned on.
HEAD_WEIGHT = 0.01
# A token this near to those of a word says the same or nearly so.
TOKEN_MATCH_THRESHOLD = 0.5

NO_WORDS: Mapping[str, float] = {}
NO_SCORES: Mapping[str, float] = {}
NO_SPEAKERS: Mapping[str, str] = {}


class TokenReader(Protocol):
    """Gives, for each text, its tokens' unit vectors and where each token stands."""

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]: ...


class NoReader:
    """Where there is nothing to read."""

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]:
        raise AssertionError(f"{len(texts)} texts were to be read where none was found")


class CachingReader:
    """A reader that reads each text once: a passage serves the search for an answer and the check of it."""

    def __init__(self, reader: TokenReader) -> None:
        self._reader = reader
        self._known: dict[str, tuple[FloatMatrix, list[Span]]] = {}

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= zip(new, self._reader.token_vectors(new), strict=True)
        return [self._known[text] for text in texts]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a retrieved passage, at `start` to `end` of its article.

    `match` lies between -1 and 1 and looks at the sentence alone; `score`
    orders the candidates. `covered` is the share of the question's content
    words, by rarity, that its passage says in these or near words. `lacking` is
    how far it is from saying the one that it says least: 1 for the rarest word
    of the question where nothing comes near it, 0 where all are there. `opening` and
    `closing` are where a quote of it begins and ends, where that is known.
    """

    passage: Passage
    start: int
    end: int
    text: str
    match: float
    score: float
    covered: float = 0.0
    lacking: float = 0.0
    opening: int | None = None
    closing: int | None = None
    # The trained head's log odds that it answers; None where none reads.
    answers: float | None = None
    # The names and numbers of the question that its passage does not say.
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """A question to compare with: the vectors of its words' tokens and what each token counts, all together 1; and of
    its content words the tokens and the rarity.

    Without rarities it is no question: no word is looked for by itself, and all tokens count alike.
    """

    vectors: FloatMatrix
    weights: FloatMatrix
    tokens: Mapping[str, Sequence[int]]
    rarity: Mapping[str, float]
    # The stem of the word each token is of, and whether that is a content word.
    stems: Sequence[str] = ()
    contents: Sequence[bool] = ()

    @classmethod
    def read(cls, text: str, reader: TokenReader, rarity: Mapping[str, float]) -> "QuestionTokens":
        """`text` as `reader` reads it, without punctuation, which matches everything a little."""
        vectors, spans = reader.token_vectors([text])[0]
        kept = [n for n, (a, b) in enumerate(spans) if re.search(r"[^\W_]", text[a:b])] or list(range(len(spans)))
        weights = np.ones(len(kept), np.float32)
        tokens: dict[str, list[int]] = {}
        stems, contents = [""] * len(kept), [False] * len(kept)
        for word in WORD.finditer(text) if rarity else ():
            inside = [at for at, n in enumerate(kept) if word.start() <= spans[n][0] and spans[n][1] <= word.end()]
            if inside:
                is_name = word.start() > 0 and word.group()[0].isupper()
                weights[inside] = (NAME_WEIGHT if is_name else 1) / math.sqrt(len(inside))
                for at in inside:
                    stems[at], contents[at] = stem(word.group()), word.group().lower() in rarity
                if word.group().lower() in rarity:
                    tokens.setdefault(word.group().lower(), []).extend(inside)
        of_words = {word: rarity[word] for word in tokens}
        return cls(vectors[kept], weights / weights.sum(), tokens, of_words, stems, contents)

    def share(self, words: Iterable[str]) -> float:
        """Which share `words` are of the content words, by rarity; 0 without any."""
        total = sum(self.rarity.values())
        return sum(self.rarity[word] for word in words) / total if total else 0.0

    def lacking(self, nearest: FloatMatrix) -> float:
        """How far the content word said least is from being said, by rarity; `nearest` is the cosine of each token."""
        rarest = max(self.rarity.values(), default=0.0)
        return max(
            (
                (1 - float(nearest[at].mean())) * self.rarity[word] / rarest
                for word, at in self.tokens.items()
                if rarest
            ),
            default=0.0,
        )


class TokenReading:
    """Passages read once, token by token in context, to be compared with any number of texts."""

    def __init__(
        self,
        passages: Sequence[Passage],
        articles: Mapping[str, Article],
        reader: TokenReader,
        scores: Mapping[str, float] = NO_SCORES,
        speakers: Mapping[str, str] = NO_SPEAKERS,
    ) -> None:
        """`scores` are those of the fused ranking, `speakers` who speaks without being named; both by passage."""
        self._reader = reader
        self._articles = articles
        self._scores = scores
        headed = [
            embedded_text(f"{article.title} {speakers.get(passage.id, '')}".strip(), article.published, passage.text)
            for passage in passages
            for article in [articles[passage.article_id]]
        ]
        contexts = reader.token_vectors([text for text, _ in headed]) if headed else []
        self._read = [
            (passage, text[:body], vectors, [(start - body, end - body) for start, end in spans])
            for passage, (text, body), (vectors, spans) in zip(passages, headed, contexts, strict=True)
        ]

    def rank(
        self,
        text: str,
        *,
        today: date | None = None,
        within: Collection[str] | None = None,
        rarity: Mapping[str, float] = NO_WORDS,
        head: ReaderHead | None = None,
    ) -> list[Candidate]:
        """Every sentence of the passages but a repeated headline, the best match for `text` first.

        With `today`, fresh articles are preferred; `within` names the only
        passages to look at; `rarity` says how rare each content word of `text` is.
        The trained `head` reads a question closer.
        """
        asked = QuestionTokens.read(text, self._reader, rarity)
        candidates = []
        for passage, heading, vectors, spans in self._read:
            if within is None or passage.id in within:
                article = self._articles[passage.article_id]
                bonus = of_sentences(article.published, today)
                bonus += FOUND_WEIGHT * self._scores.get(passage.id, 0.0)
                cosines = product(asked.vectors, vectors.T)
                day = article.published
                dated = f"{heading} {day.day} {day:%B %Y}" if day else heading
                not_said = _unsaid(text, asked, cosines, passage, dated)
                found = [replace(c, unsaid=not_said) for c in _candidates(passage, asked, cosines, spans, bonus)]
                if head and head.fits(vectors):
                    found = _read_closer(found, article.title, asked, cosines, vectors, spans, head)
                candidates += [c for c in found if c.text != article.title or c.text == article.text]
        return sorted(candidates, key=lambda candidate: -candidate.score)


def _candidates(
    passage: Passage, asked: QuestionTokens, cosines: FloatMatrix, spans: Sequence[Span], bonus: float
) -> list[Candidate]:
    """The sentences of one passage; `cosines` is (question tokens, passage tokens)."""
    in_passage = cosines.max(axis=1)
    covered = asked.share(word for word, at in asked.tokens.items() if in_passage[at].mean() > TOKEN_MATCH_THRESHOLD)
    bonus += PASSAGE_WEIGHT * float(product(in_passage, asked.weights))
    candidates = []
    before = np.full(len(cosines), -1.0)
    for start, end in sentences(passage.text):
        inside = [n for n, (a, b) in enumerate(spans) if start <= a < b <= end]
        if not inside:
            continue
        nearest = cosines[:, inside].max(axis=1)
        match = float(product(nearest, asked.weights))
        in_context = float(product(np.maximum(nearest, before), asked.weights))
        candidates.append(
            Candidate(
                passage,
                passage.start + start,
                passage.start + end,
                passage.text[start:end],
                match,
                (match + CONTEXT_WEIGHT * in_context) / (1 + CONTEXT_WEIGHT) + bonus,
                covered,
                asked.lacking(nearest),
            )
        )
        before = nearest
    return candidates


def _unsaid(
    question: str, asked: QuestionTokens, cosines: FloatMatrix, passage: Passage, heading: str
) -> tuple[str, ...]:
    """The names and numbers of the question that the passage does not say; none of what is no question."""
    if not asked.tokens:
        return ()
    in_passage = cosines.max(axis=1)
    nearness = {word: float(in_passage[at].mean()) for word, at in asked.tokens.items()}
    return unsaid(question, nearness, passage.text, heading)


def _read_closer(
    candidates: Sequence[Candidate],
    title: str,
    asked: QuestionTokens,
    cosines: FloatMatrix,
    vectors: FloatMatrix,
    spans: Sequence[Span],
    head: ReaderHead,
) -> list[Candidate]:
    """The sentences of one passage with what the trained head makes of them."""
    if not candidates:
        return []
    sentence_of = np.full(len(spans), -1, np.int16)
    for number, candidate in enumerate(candidates):
        begin = candidate.passage.start
        inside = [n for n, (a, b) in enumerate(spans) if candidate.start <= a + begin < b + begin <= candidate.end]
        sentence_of[inside] = number
    said = [stems_of(candidate.text) for candidate in candidates]
    words = same_words(asked.stems, asked.contents, said, stems_of(title).union(*said))
    readings = head.read(compare(asked.vectors, asked.weights, cosines, sentence_of, words), vectors)
    return [
        replace(candidate, score=candidate.score + HEAD_WEIGHT * float(rank), answers=float(answers))
        for candidate, rank, answers in zip(candidates, readings.rank, readings.answers, strict=True)
    ]
