"""Reading by words: what is left where no model at hand reads the language.

A sentence is as near as the words of the question that it has, weighted by how
rare they are in the library. Two forms of one word count as alike as their
letters in threes are (Dice's coefficient), so no rules of any language are
needed: "Brücke" and "Brücken" share most of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from article_qa.index.records import Article, Passage
from article_qa.index.text.keywords import is_written_so, keywords
from article_qa.index.text.sentences import Span, sentences
from article_qa.qa.reading.answerability import Terms
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.retrieval.recency import of_sentences

# Short words are small words in most languages: one with fewer letters counts that much less.
FULL_LETTERS = 5
# Words that share less of their threes are others.
MIN_ALIKE = 0.5
# What the sentence before counts, and what the passage and its place in the search add. Chosen on the tuned halves of
# four languages by `python -m benchmarks.languages`; all that lie near are as good.
CONTEXT_WEIGHT, PASSAGE_WEIGHT, FOUND_WEIGHT = 0.3, 0.2, 0.2
# Shares of words lie about twice as far apart as the cosines of tokens, which the margins are made for.
SHRINK = 0.5


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The words of a text to compare with, and how much each counts."""

    weights: Mapping[str, float]

    @classmethod
    def of(cls, text: str, terms: Terms) -> "AskedWords":
        """The words of `text`, each by how rare the library knows it and how long it is."""
        rarity = terms.rarity
        unknown = max(rarity.values(), default=1.0)
        return cls({word: rarity.get(word, unknown) * _weight(word) for word in keywords(text)})

    def share(self, said: Mapping[str, float]) -> float:
        """Which share of them is said, between 0 and 1."""
        total = sum(self.weights.values())
        return sum(weight * said.get(word, 0.0) for word, weight in self.weights.items()) / total if total else 0.0

    def lacking(self, said: Mapping[str, float]) -> float:
        """How far the word said least is from being said, by its weight."""
        most = max(self.weights.values(), default=0.0)
        return max((w * (1 - said.get(word, 0.0)) / most for word, w in self.weights.items() if most), default=0.0)

    def said_in(self, words: Collection[str]) -> dict[str, float]:
        """How much of each of them these words say."""
        return {word: max((alikeness(word, other) for other in words), default=0.0) for word in self.weights}


class WordReading:
    """Passages read by their words only; does what `late_interaction.TokenReading` does."""

    def __init__(
        self,
        passages: Sequence[Passage],
        articles: Mapping[str, Article],
        terms: Terms,
        scores: Mapping[str, float],
    ) -> None:
        """`terms` say how rare words are, `scores` how well each passage was found."""
        self._passages = passages
        self._articles = articles
        self._terms = terms
        best = max(scores.values(), default=0.0)
        self._found = {passage_id: score / best if best > 0 else 0.0 for passage_id, score in scores.items()}

    def rank(self, text: str, *, today: date | None = None, within: Collection[str] | None = None) -> list[Candidate]:
        """Every sentence of the passages but a repeated headline, the best match for `text` first.

        With `today`, fresh articles are preferred; `within` names the only passages to look at.
        """
        asked = AskedWords.of(text, self._terms)
        candidates = []
        for passage in self._passages:
            if within is None or passage.id in within:
                article = self._articles[passage.article_id]
                bonus = SHRINK * FOUND_WEIGHT * self._found.get(passage.id, 0.0)
                bonus += of_sentences(article.published, today)
                found = _candidates(passage, article.language, asked, bonus)
                candidates += [c for c in found if c.text != article.title or c.text == article.text]
        return sorted(candidates, key=lambda candidate: -candidate.score)


def _candidates(passage: Passage, language: str | None, asked: AskedWords, bonus: float) -> list[Candidate]:
    spans = sentences(passage.text, language)
    said = [asked.said_in(keywords(passage.text[slice(*span)])) for span in spans]
    covered = asked.share(_most(asked.weights, said))
    lacking = asked.lacking(_most(asked.weights, said))
    before: Mapping[str, float] = {}
    candidates = []
    for span, words in zip(spans, said, strict=True):
        in_context = _most(asked.weights, [words, {word: CONTEXT_WEIGHT * much for word, much in before.items()}])
        score = SHRINK * (asked.share(in_context) + PASSAGE_WEIGHT * covered) + bonus
        candidates.append(_candidate(passage, span, asked.share(words), score))
        before = words
    return [replace(each, covered=covered, lacking=lacking) for each in candidates]


def _weight(word: str) -> float:
    return min(1.0, len(word) / FULL_LETTERS) if is_written_so(word) and not word.isdigit() else 1.0


def _candidate(passage: Passage, span: Span, match: float, score: float) -> Candidate:
    start, end = span
    return Candidate(passage, passage.start + start, passage.start + end, passage.text[start:end], match, score)


def _most(words: Iterable[str], said: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Each word as much as it is said where it is said most."""
    return {word: max((each.get(word, 0.0) for each in said), default=0.0) for word in words}


@lru_cache(maxsize=50_000)
def alikeness(one: str, other: str) -> float:
    """How alike two words are, between 0 and 1: 1 for the same, 0 below `MIN_ALIKE` and for figures and short words."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 3 or one.isdigit() or other.isdigit():
        return 0.0
    a, b = _threes(one), _threes(other)
    dice = 2 * len(a & b) / (len(a) + len(b))
    return dice if dice >= MIN_ALIKE else 0.0


@lru_cache(maxsize=50_000)
def _threes(word: str) -> frozenset[str]:
    marked = f" {word} "
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))
