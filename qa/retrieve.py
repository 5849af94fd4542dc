"""Questions -> the passages to answer from: every ranking searched, one copy of each report kept, then fused."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from math import dist, sqrt
from statistics import fmean
from typing import TypeAlias

from index.records import Copy, Hit, Passage, Scope
from index.search import Search
from index.twins import share_held

# Of articles, by id: all copies of each that has any, the oldest first.
Twins: TypeAlias = Callable[[Collection[str]], Mapping[str, tuple[Copy, ...]]]

# By article, of these ids, what its passages gain in the fused ranking.
Bonus: TypeAlias = Callable[[Collection[str]], Mapping[str, float]]

DEPTH = 50
# Standard scores are taken over so many first hits; those further down are many, alike, and beside the point.
LEADING = 30
# Where copies take so much of a ranking that fewer are left, it is searched deeper, so far at most.
FEWEST_LEFT = 25
DEEPEST = 3200
# A copy that holds this share of the best passage's words fits the question as well as the best copy.
FITS_ALIKE = 0.85

SEARCHERS = ThreadPoolExecutor(thread_name_prefix="search")


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


def without_twins(_: Collection[str]) -> Mapping[str, tuple[Copy, ...]]:
    """No article has a copy."""
    return {}


def without_bonus(_: Collection[str]) -> Mapping[str, float]:
    """No article gains anything."""
    return {}


def retrieve(
    queries: Sequence[str],
    searches: Sequence[Search],
    scope: Scope,
    limit: int,
    *,
    twins: Twins = without_twins,
    bonus: Bonus = without_bonus,
) -> Retrieved:
    """The `limit` best passages for `queries`, which mean the same; none when nothing was found.

    The first of `searches` says how near the first is; over several queries its best score counts.
    The others count words, and score 0 where there are none.
    Of articles that are each other's twins all passages come from one, so that
    no copy takes the place of another report.
    """
    rankings, floors = _rankings(queries, searches, scope, twins)
    hits = _with_bonus(fuse(rankings, floors), bonus)[:limit]
    best = {hit.passage.id for hit in hits[:1]}
    scores = [hit.score for ranking in rankings[:: len(searches) or 1] for hit in ranking if hit.passage.id in best]
    return Retrieved(hits, max(scores, default=0.0))


def _with_bonus(hits: Sequence[Hit], bonus: Bonus) -> list[Hit]:
    gains = bonus({hit.passage.article_id for hit in hits})
    raised = [Hit(hit.passage, hit.score + gains.get(hit.passage.article_id, 0.0)) for hit in hits]
    return sorted(raised, key=lambda hit: -hit.score)


def _rankings(
    queries: Sequence[str], searches: Sequence[Search], scope: Scope, twins: Twins
) -> tuple[list[list[Hit]], list[float | None]]:
    """Every ranking for every query, without the copies that are not cited, and the score of what each lacks."""
    depth = DEPTH
    while True:
        full = [ranking for query in queries for ranking in _searched(query, searches, scope, depth)]
        # Fewer words' hits than were asked for are all there are.
        floors = [0.0 if n % len(searches) and len(f) < depth else None for n, f in enumerate(full)]
        dropped = _dropped(full, floors, twins)
        kept = [[hit for hit in ranking if hit.passage.article_id not in dropped] for ranking in full]
        starved = any(len(f) >= depth and len(k) < FEWEST_LEFT for f, k in zip(full, kept, strict=True))
        if not starved or depth >= DEEPEST:
            return kept, floors
        depth *= 4


def _searched(query: str, searches: Sequence[Search], scope: Scope, depth: int) -> list[list[Hit]]:
    """Every ranking for one query: while the first search waits for the query's vector, the others are made."""
    others = [SEARCHERS.submit(search, query, depth, scope) for search in searches[1:]]
    return [*(search(query, depth, scope) for search in searches[:1]), *(other.result() for other in others)]


def _dropped(rankings: Sequence[Sequence[Hit]], floors: Sequence[float | None], twins: Twins) -> set[str]:
    """The articles that are not cited because a twin of theirs is."""
    articles = {hit.passage.article_id for ranking in rankings for hit in ranking}
    groups = [[copy for copy in copies if copy.article_id in articles] for copies in set(twins(articles).values())]
    groups = [found for found in groups if len(found) > 1]
    read: dict[str, list[str]] = {}
    for hit in fuse(rankings, floors) if groups else ():
        read.setdefault(hit.passage.article_id, []).append(hit.passage.text)
    dropped: set[str] = set()
    for found in groups:
        order = list(read)
        best = read[min((copy.article_id for copy in found), key=order.index)][0]
        cited = _original([c for c in found if share_held(best, "\n".join(read[c.article_id])) >= FITS_ALIKE])
        dropped.update(copy.article_id for copy in found if copy != cited)
    return dropped


def _original(copies: Sequence[Copy]) -> Copy:
    """The copy to cite of those that fit the question alike, the oldest first.

    Readers want the outlet that had the report first, and of that outlet's
    versions the newest, which it stands by. A copy that lacks what was asked,
    because it was cut, does not fit alike and never comes here; the scores
    would not tell, for a cut copy's short passages often rank before the
    original's.
    """
    first = copies[0]
    versions = [copy for copy in copies if copy.publisher == first.publisher] if first.publisher else [first]
    return max(versions, key=lambda copy: copy.published or date.min)


def fuse(rankings: Sequence[Sequence[Hit]], floors: Sequence[float | None] = ()) -> list[Hit]:
    """One ranking out of several: the sum of each passage's standard scores.

    In each ranking a passage has (score - mean) / deviation, both over the
    passages that are among the first `LEADING` of any ranking. One that the
    ranking lacks has its floor there: by default the ranking's lowest score.
    Measured, it beats reciprocal ranks, which forget by how much the first hit
    leads. Ties keep the order of the rankings.
    """
    passages = {hit.passage.id: hit.passage for ranking in rankings for hit in ranking}
    leading = dict.fromkeys(hit.passage.id for ranking in rankings for hit in ranking[:LEADING])
    totals = dict.fromkeys(passages, 0.0)
    for ranking, floor in zip_longest(rankings, floors):
        if not ranking:
            continue
        scores = {hit.passage.id: hit.score for hit in ranking}
        lowest = min(scores.values()) if floor is None else floor
        values = [scores.get(passage_id, lowest) for passage_id in leading]
        if min(values) == max(values):
            continue
        mean = fmean(values)
        # Not `pstdev`: its exact fractions take as long as a lookup.
        deviation = dist(values, [mean] * len(values)) / sqrt(len(values))
        for passage_id in passages:
            totals[passage_id] += (scores.get(passage_id, lowest) - mean) / deviation
    hits = [Hit(passages[passage_id], total) for passage_id, total in totals.items()]
    return sorted(hits, key=lambda hit: -hit.score)
