"""TokenReading by whole sentences, where question and passages are not all in English.

The local model reads English alone. Here each sentence of the passages is one
vector of the multilingual model, compared with that of the question; a question
in one language finds the sentence in another. It sees less than reading token
by token: no context, and one number for the whole sentence.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

import numpy as np

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.records import Article, Passage
from article_qa.index.text.languages import is_english
from article_qa.index.text.sentences import sentences
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.retrieval.recency import of_sentences

# These cosines lie about five times closer together than those of tokens, which the margins are made for.
STRETCH = 5


class SentenceReader(Protocol):
    """Gives a unit vector for each text, as a question or as something that may answer one."""

    def queries(self, texts: Sequence[str]) -> FloatMatrix: ...

    def passages(self, texts: Sequence[str]) -> FloatMatrix: ...


class SentenceReading:
    """Passages whose sentences are read once, when first needed; does what `late_interaction.TokenReading` does."""

    def __init__(self, passages: Sequence[Passage], articles: Mapping[str, Article], reader: SentenceReader) -> None:
        self._passages = passages
        self._articles = articles
        self._reader = reader
        self._read: dict[str, FloatMatrix] = {}

    def rank(self, text: str, *, today: date | None = None, within: Collection[str] | None = None) -> list[Candidate]:
        """Every sentence of the passages but a repeated headline, the best match for `text` first.

        With `today`, fresh articles are preferred; `within` names the only passages to look at.
        """
        wanted = self._reader.queries([text])[0]
        candidates = []
        for passage in self._passages:
            if within is None or passage.id in within:
                article = self._articles[passage.article_id]
                found = self._candidates(passage, article.language, wanted, of_sentences(article.published, today))
                candidates += [c for c in found if c.text != article.title or c.text == article.text]
        return sorted(candidates, key=lambda candidate: -candidate.score)

    def _candidates(self, passage: Passage, language: str | None, wanted: FloatMatrix, bonus: float) -> list[Candidate]:
        spans = sentences(passage.text, language)
        if passage.id not in self._read:
            self._read[passage.id] = self._reader.passages([passage.text[start:end] for start, end in spans])
        cosines: list[float] = (self._read[passage.id] @ wanted).tolist()
        return [
            Candidate(
                passage,
                passage.start + start,
                passage.start + end,
                passage.text[start:end],
                cosine,
                STRETCH * cosine + bonus,
            )
            for (start, end), cosine in zip(spans, cosines, strict=True)
        ]


def lead(candidates: Sequence[Candidate]) -> float:
    """By how much the best match exceeds the mean; 0 for none.

    Two texts of one language lie nearer to each other whatever they say, so the
    mean is that of the passages that are English or not as the best one is.
    """
    if not candidates:
        return 0.0
    english = {c.passage.id: is_english(c.passage.text) for c in candidates}
    best = max(candidates, key=lambda candidate: candidate.match)
    alike = [c.match for c in candidates if english[c.passage.id] == english[best.passage.id]]
    return float(best.match - np.mean(alike))
