"""Several rankings of passages made one."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest
from math import dist, sqrt
from statistics import fmean
from typing import TypeAlias

from article_qa.index.records import Scored

# What a passage gains in the fused ranking when its article is of this day.
Bonus: TypeAlias = Callable[[date | None], float]
# Standard scores are taken over so many first hits; those further down are many, alike, and beside the point.
LEADING = 30


def without_bonus(_: date | None) -> float:
    """No day gains anything."""
    return 0.0


def fuse(
    rankings: Sequence[Sequence[Scored]], floors: Sequence[float | None] = (), bonus: Bonus = without_bonus
) -> list[Scored]:
    """One ranking out of several: the sum of each passage's standard scores, and the bonus of its day.

    In each ranking a passage has (score - mean) / deviation, both over the
    passages that are among the first `LEADING` of any ranking. One that the
    ranking lacks has its floor there: by default the ranking's lowest score.
    Measured, it beats reciprocal ranks, which forget by how much the first hit
    leads. Ties keep the order of the rankings.
    """
    days = {each.passage_id: each.published for ranking in rankings for each in ranking}
    leading = dict.fromkeys(each.passage_id for ranking in rankings for each in ranking[:LEADING])
    totals = dict.fromkeys(days, 0.0)
    for ranking, floor in zip_longest(rankings, floors):
        if not ranking:
            continue
        scores = {each.passage_id: each.score for each in ranking}
        lowest = min(scores.values()) if floor is None else floor
        values = [scores.get(passage_id, lowest) for passage_id in leading]
        if min(values) == max(values):
            continue
        mean = fmean(values)
        # Not `pstdev`: its exact fractions take as long as a lookup.
        deviation = dist(values, [mean] * len(values)) / sqrt(len(values))
        for passage_id in totals:
            totals[passage_id] += (scores.get(passage_id, lowest) - mean) / deviation
    fused = [
        Scored(passage_id, total + bonus(days[passage_id]), days[passage_id]) for passage_id, total in totals.items()
    ]
    return sorted(fused, key=lambda each: -each.score)
