"""Queries -> the passages to answer from: every ranking searched, one copy of each report kept, then fused."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from article_qa.index.records import Article, Hit, Passage, Scope, Scored
from article_qa.index.search import Ranker
from article_qa.qa.retrieval.copies import CopiesOf, Texts, dropped_copies, without_copies
from article_qa.qa.retrieval.fusion import Bonus, fuse, without_bonus

# Passages of each ranking: some more than the thirty that fusion takes its scores over.
DEPTH = 50
# Where copies take so much of a ranking that fewer are left, it is searched deeper, so far at most.
MIN_LEFT = 25
# Where copies fill the rankings they are made four times as deep, up to this.
MAX_DEPTH = 3200

WORKERS = ThreadPoolExecutor(thread_name_prefix="search")


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The fused hits, the best first, and the articles that they are from, once those were read.

    `cosines` holds each hit's score in the dense ranking, where that has it.
    """

    hits: Sequence[Hit] = ()
    cosines: Mapping[str, float] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)

    @property
    def passages(self) -> list[Passage]:
        return [hit.passage for hit in self.hits]

    @property
    def nearness(self) -> float:
        """The cosine of the first hit; 0 where the dense ranking lacks it."""
        return self.cosines.get(self.hits[0].passage.id, 0.0) if self.hits else 0.0

    def read_in(self, articles: Mapping[str, Article]) -> "Retrieved":
        """The same with its articles, and without what no longer stands in them.

        Another process may remove or change an article during the search.
        """
        hits = [hit for hit in self.hits if _stands(hit.passage, articles.get(hit.passage.article_id))]
        return replace(self, hits=hits, articles=articles)

    def ending_with(self, others: "Retrieved", limit: int) -> "Retrieved":
        """At most `limit` hits: these, the last of them giving way to the others' that are not among them."""
        first = {hit.passage.id: hit for hit in self.hits[: limit - len(others.hits)]}
        named = {hit.passage.id: hit for hit in (*self.hits[:limit], *others.hits)}
        wanted = dict.fromkeys([*first, *(hit.passage.id for hit in others.hits), *named])
        hits = [named[passage_id] for passage_id in list(wanted)[:limit]]
        return Retrieved(hits, {**others.cosines, **self.cosines}, {**others.articles, **self.articles})


def retrieve(
    queries: Sequence[str],
    rankers: Mapping[str, Ranker],
    scope: Scope,
    limit: int,
    texts: Texts,
    *,
    copies_of: CopiesOf = without_copies,
    bonus: Bonus = without_bonus,
) -> Retrieved:
    """The `limit` best passages for `queries`, which mean the same; none when nothing was found.

    `rankers` are told by their names, `dense` and `keyword`; either may be
    missing. Of articles that are copies of each other all passages come from
    one, so that no copy takes the place of another report.
    """
    rankings, floors = _rankings(queries, rankers, scope, texts, copies_of)
    best = fuse([ranking for _, ranking in rankings], floors, bonus)[:limit]
    passages = texts([each.passage_id for each in best])
    # An article may be removed during the search.
    hits = [Hit(passages[each.passage_id], each.score) for each in best if each.passage_id in passages]
    cosines: dict[str, float] = {}
    for each in (each for name, ranking in rankings if name == "dense" for each in ranking):
        if each.passage_id in passages:
            cosines[each.passage_id] = max(each.score, cosines.get(each.passage_id, each.score))
    return Retrieved(hits, cosines)


def _rankings(
    queries: Sequence[str], rankers: Mapping[str, Ranker], scope: Scope, texts: Texts, copies_of: CopiesOf
) -> tuple[list[tuple[str, list[Scored]]], list[float | None]]:
    """Every ranking for every query by its ranker's name, without the copies that are not cited; and the score of
    what each ranking lacks.
    """
    depth = DEPTH
    while True:
        full = [ranked for query in queries for ranked in _ranked(query, rankers, scope, depth)]
        # Fewer hits of words than were asked for are all there are: the others hold none of the words.
        floors = [0.0 if name == "keyword" and len(ranking) < depth else None for name, ranking in full]
        dropped = dropped_copies([ranking for _, ranking in full], floors, texts, copies_of)
        kept = [(name, [each for each in ranking if each.article_id not in dropped]) for name, ranking in full]
        starved = any(len(f) >= depth and len(k) < MIN_LEFT for (_, f), (_, k) in zip(full, kept, strict=True))
        if not starved or depth >= MAX_DEPTH:
            return kept, floors
        depth *= 4


def _ranked(query: str, rankers: Mapping[str, Ranker], scope: Scope, depth: int) -> list[tuple[str, list[Scored]]]:
    """Every ranking for one query: while the first waits for the query's vector, the others are made."""
    first, *others = rankers.items()
    waiting = [(name, WORKERS.submit(rank, query, depth, scope)) for name, rank in others]
    return [(first[0], first[1](query, depth, scope)), *((name, ranking.result()) for name, ranking in waiting)]


def _stands(passage: Passage, article: Article | None) -> bool:
    """Whether the passage's words are where it says in the article."""
    return article is not None and article.text[passage.start : passage.end] == passage.text
