"""What is measured: does an answer stand in a text, how good is a ranking, how sure is a figure.

Rankings are measured by ir-measures, whose pytrec_eval back end is the NIST
trec_eval itself; intervals come from SciPy. Both are in the extra `evaluate`,
and are imported only here, when first used.
"""

import math
import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from article_qa.index.extras import part

Numbers: TypeAlias = NDArray[np.float64]
Chosen: TypeAlias = NDArray[np.int64]
Interval: TypeAlias = tuple[float, float]

CUTS = (1, 5, 10)
RESAMPLES = 1000
SEED = 20221103
ARTICLES = frozenset(("a", "an", "the"))
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
# The first that fits: "churches", "cities"; no plural are "class", "virus" and "basis".
PLURALS = (
    ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("ies", "y"),
    ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""),
)  # fmt: skip


def normalised(text: str) -> str:
    """`text` as the SQuAD evaluation compares it (Rajpurkar et al., 2016).

    Lower case, no punctuation, no "a", "an" or "the", single spaces. A number
    counts as it is written: "1,340" is "1340", "six" is not "6". Other than
    there, typographic signs are punctuation too, and a dash parts two words,
    so that "400-metre" holds "400". Possessives and plurals count as letter
    case does: "boxing's" is "boxing", "swords" is "sword".
    """
    plain = POSSESSIVE.sub("", unicodedata.normalize("NFKC", text).lower())
    kept = "".join(map(_without_sign, plain))
    return " ".join(_singular(word) for word in kept.split() if word not in ARTICLES)


def stands_in(answer: str, text: str) -> bool:
    """Whether the normalised words of `answer` stand in those of `text`, whole and in a row."""
    wanted = normalised(answer)
    return bool(wanted) and f" {wanted} " in f" {normalised(text)} "


def _singular(word: str) -> str:
    """A plural without its ending; whatever else ends like one loses it wherever it is compared."""
    for ending, singular in PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1 and word.isalpha():
            return word.removesuffix(ending) + singular
    return word


def _without_sign(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Pd":
        return " "
    return "" if category.startswith("P") or character in string.punctuation else character


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure that is one sum over the questions divided by another: a share, a mean, an F1.

    A question that the figure does not concern has 0 in both.
    """

    above: Numbers
    below: Numbers

    def over(self, questions: Chosen) -> float:
        """The figure over these questions, nan where none of them is concerned."""
        below = self.below[questions].sum()
        return float(self.above[questions].sum() / below) if below else math.nan

    @property
    def count(self) -> int:
        """How many questions, or what else is counted below the line."""
        return int(self.below.sum())

    @property
    def is_share(self) -> bool:
        """Whether it counts questions, each of them once."""
        return bool(np.isin(self.above, (0, 1)).all() and np.isin(self.below, (0, 1)).all())


@dataclass(frozen=True, slots=True)
class Quantile:
    """A quantile over the questions that have a value; the others have nan."""

    values: Numbers
    level: float

    def over(self, questions: Chosen) -> float:
        """The figure over these questions, nan where none of them has a value."""
        known = self.values[questions]
        known = known[~np.isnan(known)]
        return float(np.quantile(known, self.level)) if len(known) else math.nan

    @property
    def count(self) -> int:
        """How many questions have a value."""
        return int((~np.isnan(self.values)).sum())


Measure: TypeAlias = Ratio | Quantile


def mean(values: Iterable[float | None]) -> Ratio:
    """The mean over the questions that have a value."""
    known = list(values)
    return ratio(((value or 0.0, value is not None) for value in known), len(known))


def ratio(pairs: Iterable[tuple[float, float]], count: int) -> Ratio:
    """The ratio of the two sums over `count` questions' pairs."""
    columns = np.array(list(pairs), float).reshape(count, 2)
    return Ratio(columns[:, 0], columns[:, 1])


def quantile(values: Iterable[float | None], level: float) -> Quantile:
    """The quantile over the questions that have a value."""
    return Quantile(np.array([math.nan if value is None else value for value in values]), level)


def interval(measure: Measure, questions: Chosen) -> Interval | None:
    """The 95 % interval of a figure: Wilson's for a share of questions, else a bootstrap over questions.

    None where fewer than two questions are concerned.
    """
    if isinstance(measure, Ratio) and measure.is_share:
        return wilson(int(measure.above[questions].sum()), int(measure.below[questions].sum()))
    return _bootstrap(measure.over, questions)


def wilson(successes: int, trials: int) -> Interval | None:
    """Wilson's score interval at 95 %, None without trials."""
    if not trials:
        return None
    with part("SciPy", "evaluate"):
        from scipy.stats import binomtest
    found = binomtest(successes, trials).proportion_ci(0.95, method="wilson")
    return float(found.low), float(found.high)


def difference(one: Measure, other: Measure) -> tuple[float, Interval | None]:
    """`other` less `one` over the same questions, and its 95 % interval by a paired bootstrap over questions."""
    questions = every(one)

    def gap(chosen: Chosen) -> float:
        return other.over(chosen) - one.over(chosen)

    return gap(questions), _bootstrap(gap, questions)


def every(measure: Measure) -> Chosen:
    """All questions of a measure."""
    return np.arange(len(measure.below if isinstance(measure, Ratio) else measure.values))


def _bootstrap(statistic: Callable[[Chosen], float], questions: Chosen) -> Interval | None:
    """The 95 % percentile interval of `statistic` over resampled questions; the seed is fixed."""
    if len(questions) < 2 or math.isnan(statistic(questions)):
        return None
    rng = np.random.default_rng(SEED)
    draws = rng.choice(questions, size=(RESAMPLES, len(questions)))
    values = np.array([statistic(draw) for draw in draws])
    low, high = np.nanquantile(values, (0.025, 0.975))
    return float(low), float(high)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranking's figures for one question: any gold and the share of gold within each cut, MRR, nDCG at 10."""

    hit: dict[int, float]
    recall: dict[int, float]
    reciprocal_rank: float
    ndcg: float


def rank_figures(questions: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[Ranked | None]:
    """The figures of each ranking against its gold names; None where nothing is gold.

    Each question is (gold names, ranked names, the best first). The reciprocal
    rank and nDCG are 0 where no gold name is in the ranking.
    """
    with part("ir-measures", "evaluate"):
        import ir_measures
        from ir_measures import RR, Qrel, R, ScoredDoc, Success, nDCG
    measures = [RR, nDCG @ 10, *(R @ cut for cut in CUTS), *(Success @ cut for cut in CUTS)]
    judged = [n for n, (gold, _) in enumerate(questions) if gold]
    qrels = [Qrel(str(n), name, 1) for n in judged for name in questions[n][0]]
    run = [ScoredDoc(str(n), name, -float(place)) for n in judged for place, name in enumerate(questions[n][1])]
    found: dict[int, dict[str, float]] = {n: {} for n in judged}
    for metric in ir_measures.pytrec_eval.iter_calc(measures, qrels, run) if judged else ():
        found[int(metric.query_id)][str(metric.measure)] = metric.value
    return [
        Ranked(
            {cut: found[n].get(f"Success@{cut}", 0.0) for cut in CUTS},
            {cut: found[n].get(f"R@{cut}", 0.0) for cut in CUTS},
            found[n].get("RR", 0.0),
            found[n].get("nDCG@10", 0.0),
        )
        if n in found
        else None
        for n in range(len(questions))
    ]
