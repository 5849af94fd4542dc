"""Is there enough to answer from? A small logistic model, so that refusing is explained.

Three signals: how well the best sentence matches the question, how much of the
question its passage covers, each content word weighted by its rarity, and the
size of the library, since among more passages chance finds a better match.
`benchmarks/calibrate.py` fitted the weights and prints what they are worth.

The signals come from reading the passages, which the local model does whatever
embedder found them; so they hold for the vectors of any endpoint. What the
multilingual model reads has signals and weights of its own (`SentenceEvidence`):
two languages share no words that could be covered.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from index.catalog import Catalog
from index.records import Passage
from index.search import content_words

MATCH_WEIGHT = 16.26
COVERAGE_WEIGHT = 1.47
SIZE_WEIGHT = -0.47
BIAS = -7.32
ENOUGH = 0.18
# For sentences read by the multilingual model: `python -m benchmarks.calibrate --embedder multilingual --most 120`.
SENTENCE_MATCH_WEIGHT = 25.58
SENTENCE_LEAD_WEIGHT = 21.59
SENTENCE_SIZE_WEIGHT = -0.72
SENTENCE_BIAS = -19.24
SENTENCE_ENOUGH = 0.3
# Within one language every cosine is higher, whatever is asked.
SENTENCE_ENOUGH_ALIKE = 0.4
# The smallest library that was fitted on; of smaller ones the weight of the size knows nothing.
SENTENCE_FEWEST = 42
# Where both hold, the full reading would have refused 0 of 598, 6 of 154 and 1 of 106 questions of three sets.
NEAR = 0.6
COVERED = 0.5

OTHER_MATTERS = "The nearest passages are on other matters or do not say."


@dataclass(frozen=True, slots=True)
class Evidence:
    """`match` of the best sentence (-1 to 1), `coverage` by its passage (0 to 1), passages in the library.

    `never` are the question's content words that stand nowhere in the library.
    """

    match: float
    coverage: float
    passages: int
    never: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How likely the passages answer the question, between 0 and 1."""
        size = math.log(max(1, self.passages))
        log_odds = MATCH_WEIGHT * self.match + COVERAGE_WEIGHT * self.coverage + SIZE_WEIGHT * size + BIAS
        return 1 / (1 + math.exp(-log_odds))

    @property
    def thin(self) -> bool:
        return self.weight < ENOUGH

    @property
    def reason(self) -> str:
        """Why it is too thin, for the reader."""
        if self.never:
            return f"They never mention {_listed(self.never)}."
        return OTHER_MATTERS


@dataclass(frozen=True, slots=True)
class SentenceEvidence:
    """The same for passages read by whole sentences.

    `match` is the cosine of the best one, `lead` its distance from the mean of
    all. Across languages every cosine is lower, the lead hardly. `alike` says
    that question and passage are both English, or both not.
    """

    match: float
    lead: float
    passages: int
    alike: bool

    @property
    def weight(self) -> float:
        """How likely the passages answer the question, between 0 and 1."""
        size = math.log(max(SENTENCE_FEWEST, self.passages))
        log_odds = (
            SENTENCE_MATCH_WEIGHT * self.match + SENTENCE_LEAD_WEIGHT * self.lead
            + SENTENCE_SIZE_WEIGHT * size + SENTENCE_BIAS
        )  # fmt: skip
        return 1 / (1 + math.exp(-log_odds))

    @property
    def thin(self) -> bool:
        return self.weight < (SENTENCE_ENOUGH_ALIKE if self.alike else SENTENCE_ENOUGH)

    @property
    def reason(self) -> str:
        """Why it is too thin, for the reader."""
        return OTHER_MATTERS


def weigh(question: str, match: float, passage: Passage, catalog: Catalog) -> Evidence:
    """The evidence for `question` in its best passage."""
    counts, coverage = _coverage(question, [passage], catalog)
    never = tuple(word for word, count in counts.items() if not count)
    return Evidence(match, coverage, catalog.overview().passages, never)


def is_plain(question: str, nearness: float, passages: Sequence[Passage], catalog: Catalog) -> bool:
    """Whether there is enough to answer from, seen without reading: the first of `passages` is near,
    as the cosine with the question, and all together hold its words.
    """
    return nearness >= NEAR and _coverage(question, passages, catalog)[1] >= COVERED


def _coverage(question: str, passages: Sequence[Passage], catalog: Catalog) -> tuple[dict[str, int], float]:
    """In how many passages of the library each content word stands, and which share these passages hold, by rarity."""
    counts = {word: catalog.frequency(word) for word in content_words(question)}
    total = catalog.overview().passages
    rarity = {word: _idf(count, total) for word, count in counts.items()}
    ids = [passage.id for passage in passages]
    held = sum(rarity[word] for word in counts if catalog.holding(word, ids))
    return counts, held / sum(rarity.values()) if rarity else 0.0


def _idf(count: int, total: int) -> float:
    """BM25's inverse document frequency, never below zero (Robertson and Zaragoza, 2009)."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words[:4]]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
