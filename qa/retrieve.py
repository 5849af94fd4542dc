"""Questions -> the passages to answer from: every ranking searched, then fused."""

from collections.abc import Sequence
from statistics import fmean, pstdev

from index.records import Hit, Passage, Scope
from index.search import Search

DEPTH = 50


def retrieve(queries: Sequence[str], searches: Sequence[Search], scope: Scope, limit: int) -> list[Passage]:
    """The `limit` best passages for `queries`, which mean the same, the best first; none when nothing was found."""
    rankings = [search(query, DEPTH, scope) for query in queries for search in searches]
    return [hit.passage for hit in fuse(rankings)[:limit]]


def fuse(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """One ranking out of several: the sum of each passage's standard scores.

    In each ranking a passage has (score - mean) / deviation over all passages
    of all rankings, and one that the ranking lacks has the ranking's lowest
    score. Measured, it beats reciprocal ranks, which forget by how much the
    first hit leads. Ties keep the order of the rankings.
    """
    passages = {hit.passage.id: hit.passage for ranking in rankings for hit in ranking}
    totals = dict.fromkeys(passages, 0.0)
    for ranking in filter(None, rankings):
        scores = {hit.passage.id: hit.score for hit in ranking}
        lowest = min(scores.values())
        values = [scores.get(passage_id, lowest) for passage_id in passages]
        mean, deviation = fmean(values), pstdev(values) or 1.0
        for passage_id, value in zip(passages, values, strict=True):
            totals[passage_id] += (value - mean) / deviation
    hits = [Hit(passages[passage_id], total) for passage_id, total in totals.items()]
    return sorted(hits, key=lambda hit: -hit.score)
