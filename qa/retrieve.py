"""Questions -> the passages to answer from: every ranking searched, then fused."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from index.records import Hit, Passage, Scope
from index.search import Search

DEPTH = 50


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The fused hits, the best first, and the score of the first one in the first ranking: 0 where that lacks it.

    `missed` says, for the reader, which search could not be made and why.
    """

    hits: Sequence[Hit] = ()
    nearness: float = 0.0
    missed: str = ""

    @property
    def passages(self) -> list[Passage]:
        return [hit.passage for hit in self.hits]


def retrieve(queries: Sequence[str], searches: Sequence[Search], scope: Scope, limit: int) -> Retrieved:
    """The `limit` best passages for `queries`, which mean the same; none when nothing was found.

    The first of `searches` says how near the first is; over several queries its best score counts.
    """
    rankings = [search(query, DEPTH, scope) for query in queries for search in searches]
    hits = fuse(rankings)[:limit]
    best = {hit.passage.id for hit in hits[:1]}
    scores = [hit.score for ranking in rankings[:: len(searches) or 1] for hit in ranking if hit.passage.id in best]
    return Retrieved(hits, max(scores, default=0.0))


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
