"""Is there enough to answer from? A small logistic model, so that refusing is explained.

Its signals:

- how well the best sentence matches the question;
- how fresh its article is on the day of the question;
- how late it is for a question that is about these days;
- which share of the question's content words, by rarity, its passage says in these or near words;
- how far the sentence is from saying the one of them that it says least;
- whether the trained head takes it for an answer (`reader_head`);
- whether the question has a name or a number that the passage does not say, or the opposite of what it says
  (`unmatched`).

The size of the library is no signal: articles on other matters do not change what these sentences say.

Below one threshold a question is refused, below another its quotes are shown as
doubtful. `benchmarks/calibrate.py` fitted the weights and prints what they are worth.

The signals come from reading the passages, which the local model does whatever
embedder found them; so they hold for the vectors of any endpoint. What the
multilingual model reads has signals and weights of its own (`SentenceEvidence`):
two languages share no words that could be covered.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from article_qa.index.records import Passage
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.keywords import is_written_so
from article_qa.index.text.words import content_words

# `python -m benchmarks.calibrate`. In the order of `Evidence.signals`.
WEIGHTS = (0.97, 1.33, -1.46, 1.76, -1.81, 0.31, -0.76, -1.05)
BIAS = -0.22
REFUSED_BELOW, DOUBTED_BELOW = 0.2, 0.4
# Where the sentence has another word in the place of one that is asked, less is doubted than elsewhere: of what is
# likelier, the two words often tell the same.
RIVALLED_BELOW = 0.85
# For the glance and for whole sentences, a smaller library counts as one of so many passages, a larger one as one of
# so many.
MIN_LIBRARY_PASSAGES, MAX_LIBRARY_PASSAGES = 200, 1000
# For sentences read by the multilingual model: `python -m benchmarks.calibrate --embedder multilingual --most 120`.
# Of match, lead and size.
SENTENCE_WEIGHTS = (25.58, 21.59, -0.72)
SENTENCE_BIAS = -19.24
SENTENCE_THRESHOLD = 0.3
# Within one language every cosine is higher, whatever is asked.
SENTENCE_THRESHOLD_ALIKE = 0.4
# The smallest library that was fitted on; of smaller ones the weight of the size knows nothing.
SENTENCE_MIN_LIBRARY_PASSAGES = 42
# Where both hold, the full reading would have refused 2 of 436 questions of four sets. Each time that a library is
# 2.7 times as large, the passage must be nearer by so much.
PLAIN_COSINE_THRESHOLD = 0.5
PLAIN_COSINE_BY_SIZE = 0.06
PLAIN_COVERED_THRESHOLD = 0.7

OTHER_MATTERS = "The nearest passages are on other matters or do not say."


@dataclass(frozen=True, slots=True)
class Terms:
    """The content words of a question, in how many of the library's passages each stands, and how many there are."""

    counts: Mapping[str, int]
    passages: int

    @property
    def rarity(self) -> dict[str, float]:
        """BM25's inverse document frequency of each, never below zero (Robertson and Zaragoza, 2009)."""
        return {word: math.log(1 + (self.passages - n + 0.5) / (n + 0.5)) for word, n in self.counts.items()}

    @property
    def never(self) -> list[str]:
        """Those that stand nowhere in the library, as far as they are written in the question so."""
        return [word for word, count in self.counts.items() if not count and is_written_so(word)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer in the passages.

    `match` of the best sentence (-1 to 1), how `fresh` its article is and how
    `late` for the question, the share of the question that its passage has
    `covered`, and how much of one word it is `lacking` (all 0 to 1). `answers`
    are the trained head's log odds, 0 where no head reads; `unsaid` counts the
    names and numbers of the question that the passage lacks; `opposed` tells
    that it says the opposite of one of its words, `lacks_kind` that a number or
    somebody's name is asked for and the sentence has none of that kind, `other_value`
    that it has another day or number in the place of one that the question gives,
    `rivalled` that it has another word there, and `turned` that who acts in the
    question is acted on in it. `none_holds` tells that no sentence that was read
    has such a number or name of what the question is about.
    """

    match: float
    fresh: float
    late: float
    covered: float
    lacking: float
    answers: float
    unsaid: int
    opposed: bool
    lacks_kind: bool
    terms: Terms
    other_value: bool = False
    rivalled: bool = False
    turned: bool = False
    none_holds: bool = False

    @property
    def signals(self) -> tuple[float, ...]:
        """What is weighed, in the order of `WEIGHTS`."""
        return (
            self.match, self.fresh, self.late, self.covered, self.lacking, self.answers, float(self.unsaid > 0),
            float(self.opposed),
        )  # fmt: skip

    @property
    def weight(self) -> float:
        """How likely the passages answer the question, between 0 and 1."""
        return likelihood(self.signals, WEIGHTS, BIAS)

    @property
    def thin(self) -> bool:
        """Whether it is too little to answer from."""
        return self.none_holds or self.weight < REFUSED_BELOW

    @property
    def doubtful(self) -> bool:
        """Whether they may not answer: without the number or name that is asked for, or of another day or thing."""
        return (
            self.lacks_kind
            or self.other_value
            or self.turned
            or self.weight < (RIVALLED_BELOW if self.rivalled else DOUBTED_BELOW)
        )

    @property
    def reason(self) -> str:
        """Why it is too thin, for the reader."""
        never = self.terms.never
        return f"They never mention {_listed(never)}." if never else OTHER_MATTERS


@dataclass(frozen=True, slots=True)
class SentenceEvidence:
    """The same for passages read by whole sentences.

    `match` is the cosine of the best one, `lead` its distance from the mean of
    all. Across languages every cosine is lower, the lead hardly. `alike` says
    that question and passage are both English, or both not. `words` is how likely
    the sentence answers by the words that it shares with the question, where they
    are in one language: it lowers the likelihood where few are shared, and never raises it.
    """

    match: float
    lead: float
    passages: int
    alike: bool
    words: float | None = None

    @property
    def signals(self) -> tuple[float, ...]:
        """What is weighed, in the order of `SENTENCE_WEIGHTS`."""
        return self.match, self.lead, _size(self.passages, SENTENCE_MIN_LIBRARY_PASSAGES)

    @property
    def weight(self) -> float:
        """How likely the passages answer the question, between 0 and 1."""
        by_meaning = likelihood(self.signals, SENTENCE_WEIGHTS, SENTENCE_BIAS)
        return by_meaning if self.words is None else min(by_meaning, (by_meaning + self.words) / 2)

    @property
    def thin(self) -> bool:
        return self.weight < (SENTENCE_THRESHOLD_ALIKE if self.alike else SENTENCE_THRESHOLD)

    @property
    def doubtful(self) -> bool:
        """Never more than it is thin: no second threshold was measured."""
        return self.thin

    @property
    def reason(self) -> str:
        """Why it is too thin, for the reader."""
        return OTHER_MATTERS


def terms(question: str, catalog: Catalog) -> Terms:
    """The content words of `question` as the library knows them."""
    return Terms(
        {word: catalog.keywords.frequency(word) for word in content_words(question)}, catalog.overview().passages
    )


def is_plain(terms: Terms, nearness: float, first: Passage, catalog: Catalog) -> bool:
    """Whether there is enough to answer from, seen without reading: the `first` passage is near, as the cosine
    with the question, and holds its words.
    """
    if nearness < PLAIN_COSINE_THRESHOLD + PLAIN_COSINE_BY_SIZE * (
        _size(terms.passages, MIN_LIBRARY_PASSAGES) - math.log(MIN_LIBRARY_PASSAGES)
    ):
        return False
    rarity = terms.rarity
    held = sum(rarity[word] for word in rarity if catalog.keywords.holding(word, [first.id]))
    return held >= PLAIN_COVERED_THRESHOLD * sum(rarity.values())


def _size(passages: int, fewest: int) -> float:
    """The logarithm of how many passages a library counts as."""
    return math.log(min(max(fewest, passages), MAX_LIBRARY_PASSAGES))


def likelihood(signals: Sequence[float], weights: Sequence[float], bias: float) -> float:
    """The logistic model: a value between 0 and 1."""
    return 1 / (1 + math.exp(-(sum(s * w for s, w in zip(signals, weights, strict=True)) + bias)))


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words[:4]]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
