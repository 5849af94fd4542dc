"""Questions -> the passages to answer from: every ranking searched, one copy of each report kept, then fused."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from article_qa.index.records import Article, Copy, Hit, Passage, Scope, Scored
from article_qa.index.search import Search
from article_qa.index.store.near_duplicates import share_held
from article_qa.qa.retrieval.fusion import Bonus, fuse, without_bonus

# Of articles, by id: the copies of each that has any among them, the oldest first.
Twins: TypeAlias = Callable[[Collection[str]], Mapping[str, tuple[Copy, ...]]]

# Of passages, by id: those that are still there.
Texts: TypeAlias = Callable[[Collection[str]], Mapping[str, Passage]]


DEPTH = 50
# Where copies take so much of a ranking that fewer are left, it is searched deeper, so far at most.
MIN_LEFT = 25
DEEPEST = 3200
# A copy that holds this share of the best passage's words fits the question as well as the best copy.
FITS_ALIKE = 0.85

SEARCHERS = ThreadPoolExecutor(thread_name_prefix="search")


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The fused hits, the best first, and the articles that they are from, once those were read.

    `scores` holds the score of each hit in the first ranking, where that has
    it. `missed` says, for the reader, which search could not be made and why.
    """

    hits: Sequence[Hit] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    missed: str = ""

    @property
    def passages(self) -> list[Passage]:
        return [hit.passage for hit in self.hits]

    @property
    def nearness(self) -> float:
        """The score of the first hit in the first ranking; 0 where that lacks it."""
        return self.scores.get(self.hits[0].passage.id, 0.0) if self.hits else 0.0

    def read_in(self, articles: Mapping[str, Article]) -> "Retrieved":
        """The same with its articles, and without what no longer stands in them.

        Another process may remove or change an article while it is looked for.
        """
        hits = [hit for hit in self.hits if _stands(hit.passage, articles.get(hit.passage.article_id))]
        return replace(self, hits=hits, articles=articles)


def _stands(passage: Passage, article: Article | None) -> bool:
    """Whether the passage's words are where it says in the article."""
    return article is not None and article.text[passage.start : passage.end] == passage.text


def without_twins(_: Collection[str]) -> Mapping[str, tuple[Copy, ...]]:
    """No article has a copy."""
    return {}


def retrieve(
    queries: Sequence[str],
    searches: Sequence[Search],
    scope: Scope,
    limit: int,
    texts: Texts,
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
    rankings, floors = _rankings(queries, searches, scope, texts, twins)
    best = fuse(rankings, floors, bonus)[:limit]
    passages = texts([each.passage_id for each in best])
    # An article may go while it is looked for.
    hits = [Hit(passages[each.passage_id], each.score) for each in best if each.passage_id in passages]
    scores: dict[str, float] = {}
    for each in (each for ranking in rankings[:: len(searches) or 1] for each in ranking):
        if each.passage_id in passages:
            scores[each.passage_id] = max(each.score, scores.get(each.passage_id, each.score))
    return Retrieved(hits, scores)


def _rankings(
    queries: Sequence[str], searches: Sequence[Search], scope: Scope, texts: Texts, twins: Twins
) -> tuple[list[list[Scored]], list[float | None]]:
    """Every ranking for every query, without the copies that are not cited, and the score of what each lacks."""
    depth = DEPTH
    while True:
        full = [ranking for query in queries for ranking in _searched(query, searches, scope, depth)]
        # Fewer words' hits than were asked for are all there are.
        floors = [0.0 if n % len(searches) and len(f) < depth else None for n, f in enumerate(full)]
        dropped = _dropped(full, floors, texts, twins)
        kept = [[each for each in ranking if each.article_id not in dropped] for ranking in full] if dropped else full
        starved = any(len(f) >= depth and len(k) < MIN_LEFT for f, k in zip(full, kept, strict=True))
        if not starved or depth >= DEEPEST:
            return kept, floors
        depth *= 4


def _searched(query: str, searches: Sequence[Search], scope: Scope, depth: int) -> list[list[Scored]]:
    """Every ranking for one query: while the first search waits for the query's vector, the others are made."""
    others = [SEARCHERS.submit(search, query, depth, scope) for search in searches[1:]]
    return [*(search(query, depth, scope) for search in searches[:1]), *(other.result() for other in others)]


def _dropped(
    rankings: Sequence[Sequence[Scored]], floors: Sequence[float | None], texts: Texts, twins: Twins
) -> set[str]:
    """The articles that are not cited because a twin of theirs is."""
    articles = {each.article_id for ranking in rankings for each in ranking}
    groups = _groups(articles, twins)
    copied = {copy.article_id for group in groups for copy in group}
    if not copied:
        return set()
    fused = [each.passage_id for each in fuse(rankings, floors) if each.article_id in copied]
    passages = texts(fused)
    read: dict[str, list[str]] = {}
    for passage in (passages[passage_id] for passage_id in fused if passage_id in passages):
        read.setdefault(passage.article_id, []).append(passage.text)
    places = {article_id: place for place, article_id in enumerate(read)}
    dropped: set[str] = set()
    for group in groups:
        found = [copy for copy in group if copy.article_id in read]
        if len(found) > 1:
            best = read[min((copy.article_id for copy in found), key=places.__getitem__)][0]
            cited = _original(found, best, read)
            dropped.update(copy.article_id for copy in found if copy != cited)
    return dropped


def _groups(articles: Collection[str], twins: Twins) -> list[list[Copy]]:
    """The copies of one report each that are among `articles`, where there are several."""
    # A group of thousands is one value for thousands of articles, so it is told by its first.
    groups = {copies[0].article_id: copies for copies in twins(articles).values()}
    found = [[copy for copy in copies if copy.article_id in articles] for copies in groups.values()]
    return [copies for copies in found if len(copies) > 1]


def _fits(best: str, texts: Sequence[str]) -> bool:
    """Whether a copy, of which these passages were found, fits as well as the one that the best passage is from."""
    # Mostly a copy is cut into the same passages, and their words need not be compared.
    return best in texts or share_held(best, "\n".join(texts)) >= FITS_ALIKE


def _original(copies: Sequence[Copy], best: str, read: Mapping[str, Sequence[str]]) -> Copy:
    """The copy to cite of those that fit the question as well as the one that the passage `best` is from.

    Readers want the outlet that had the report first, and of that outlet's
    versions the newest, which it stands by. A copy that lacks what was asked,
    because it was cut, does not fit alike and is passed over; the scores would
    not tell, for a cut copy's short passages often rank before the original's.
    """
    # Of thousands only those are compared that come to it.
    first = next(copy for copy in copies if _fits(best, read[copy.article_id]))
    versions = [copy for copy in copies if copy.publisher == first.publisher] if first.publisher else [first]
    newest_first = sorted(versions, key=lambda copy: copy.published or date.min, reverse=True)
    return next(copy for copy in newest_first if _fits(best, read[copy.article_id]))
