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
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.records import Article, Passage, embedded_text
from article_qa.index.text.sentences import Span, sentences
from article_qa.index.text.words import WORD
from article_qa.qa.retrieval.recency import of_sentences

# The sentence before counts half: it often names what this one speaks of.
CONTEXT_WEIGHT = 0.5
# What the match of the whole passage adds, and its score in the fused ranking.
PASSAGE_WEIGHT = 0.2
FOUND_WEIGHT = 0.01
NAME_WEIGHT = 0.5
# A token this near to those of a word says the same or nearly so.
TOKEN_MATCH_THRESHOLD = 0.5

NO_WORDS: Mapping[str, float] = {}
NO_SCORES: Mapping[str, float] = {}


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
    words, by rarity, that its passage says in these or near words. `opening` and
    `closing` are where a quote of it begins and ends, where that is known.
    """

    passage: Passage
    start: int
    end: int
    text: str
    match: float
    score: float
    covered: float = 0.0
    opening: int | None = None
    closing: int | None = None


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

    @classmethod
    def read(cls, text: str, reader: TokenReader, rarity: Mapping[str, float]) -> "QuestionTokens":
        """`text` as `reader` reads it, without punctuation, which matches everything a little."""
        vectors, spans = reader.token_vectors([text])[0]
        kept = [n for n, (a, b) in enumerate(spans) if re.search(r"[^\W_]", text[a:b])] or list(range(len(spans)))
        weights = np.ones(len(kept), np.float32)
        tokens: dict[str, list[int]] = {}
        for word in WORD.finditer(text) if rarity else ():
            inside = [at for at, n in enumerate(kept) if word.start() <= spans[n][0] and spans[n][1] <= word.end()]
            if inside:
                is_name = word.start() > 0 and word.group()[0].isupper()
                weights[inside] = (NAME_WEIGHT if is_name else 1) / math.sqrt(len(inside))
                if word.group().lower() in rarity:
                    tokens.setdefault(word.group().lower(), []).extend(inside)
        return cls(vectors[kept], weights / weights.sum(), tokens, {word: rarity[word] for word in tokens})

    def share(self, words: Iterable[str]) -> float:
        """Which share `words` are of the content words, by rarity; 0 without any."""
        total = sum(self.rarity.values())
        return sum(self.rarity[word] for word in words) / total if total else 0.0


class TokenReading:
    """Passages read once, token by token in context, to be compared with any number of texts."""

    def __init__(
        self,
        passages: Sequence[Passage],
        articles: Mapping[str, Article],
        reader: TokenReader,
        scores: Mapping[str, float] = NO_SCORES,
    ) -> None:
        """`scores` are those of the fused ranking, by passage."""
        self._reader = reader
        self._articles = articles
        self._scores = scores
        headed = [
            embedded_text(article.title, article.published, passage.text)
            for passage in passages
            for article in [articles[passage.article_id]]
        ]
        contexts = reader.token_vectors([text for text, _ in headed]) if headed else []
        self._read = [
            (passage, vectors, [(start - body, end - body) for start, end in spans])
            for passage, (_, body), (vectors, spans) in zip(passages, headed, contexts, strict=True)
        ]

    def rank(
        self,
        text: str,
        *,
        today: date | None = None,
        within: Collection[str] | None = None,
        rarity: Mapping[str, float] = NO_WORDS,
    ) -> list[Candidate]:
        """Every sentence of the passages but a repeated headline, the best match for `text` first.

        With `today`, fresh articles are preferred; `within` names the only
        passages to look at; `rarity` says how rare each content word of `text` is.
        """
        asked = QuestionTokens.read(text, self._reader, rarity)
        candidates = []
        for passage, vectors, spans in self._read:
            if within is None or passage.id in within:
                article = self._articles[passage.article_id]
                bonus = of_sentences(article.published, today)
                bonus += FOUND_WEIGHT * self._scores.get(passage.id, 0.0)
                found = _candidates(passage, asked, asked.vectors @ vectors.T, spans, bonus)
                candidates += [c for c in found if c.text != article.title or c.text == article.text]
        return sorted(candidates, key=lambda candidate: -candidate.score)


def _candidates(
    passage: Passage, asked: QuestionTokens, cosines: FloatMatrix, spans: Sequence[Span], bonus: float
) -> list[Candidate]:
    """The sentences of one passage; `cosines` is (question tokens, passage tokens)."""
    in_passage = cosines.max(axis=1)
    covered = asked.share(word for word, at in asked.tokens.items() if in_passage[at].mean() > TOKEN_MATCH_THRESHOLD)
    bonus += PASSAGE_WEIGHT * float(in_passage @ asked.weights)
    candidates = []
    before = np.full(len(cosines), -1.0)
    for start, end in sentences(passage.text):
        inside = [n for n, (a, b) in enumerate(spans) if start <= a < b <= end]
        if not inside:
            continue
        nearest = cosines[:, inside].max(axis=1)
        match = float(nearest @ asked.weights)
        in_context = float(np.maximum(nearest, before) @ asked.weights)
        candidates.append(
            Candidate(
                passage,
                passage.start + start,
                passage.start + end,
                passage.text[start:end],
                match,
                (match + CONTEXT_WEIGHT * in_context) / (1 + CONTEXT_WEIGHT) + bonus,
                covered,
            )
        )
        before = nearest
    return candidates
