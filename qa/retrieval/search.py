"""The one search, for answers and for every door: scope -> passages -> their articles -> citations with copies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from article_qa.index.errors import EmbedderUnavailable, LibraryError
from article_qa.index.records import EVERYTHING, Article, Copy, Passage, Scope
from article_qa.index.search import Ranker, keyword
from article_qa.index.store.catalog import Catalog
from article_qa.qa.citation import Citation, Hit, cite, headed
from article_qa.qa.pending import Pace, told
from article_qa.qa.retrieval.fusion import Bonus
from article_qa.qa.retrieval.interviews import interviews
from article_qa.qa.retrieval.known_scope import KnownScope, known_scope
from article_qa.qa.retrieval.recency import of_passages
from article_qa.qa.retrieval.retrieve import Retrieved, retrieve
from article_qa.qa.steps import as_step

# So many of the passages are of interviews with somebody whom the question names.
OF_INTERVIEWS = 3
INCOMPLETE = "until then the answer may be incomplete."


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    `scope` is as the library knows it. `refusal` says why
    nothing can be in it, and is empty otherwise. `warnings` are sentences for
    the reader.
    """

    retrieved: Retrieved
    scope: Scope
    refusal: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LibrarySearch:
    """Searches one library; safe to share between threads."""

    catalog: Catalog
    rankers: Mapping[str, Ranker]
    # What was seen of passages that wait for their vectors, by all who ask and look.
    pace: Pace = field(default_factory=Pace)

    @as_step("retrieve", "library", "queries", "scope", "limit")
    def find(
        self, queries: Sequence[str], scope: Scope, limit: int, *, today: date | None = None, current: bool = False
    ) -> Found:
        """The `limit` best passages in `scope`, one copy of each report, the fresh ones preferred.

        What another process removes during the search is left out. When the
        embedder or the vectors fail, keywords are searched and a warning says so.
        `current` is as in `of_passages`.
        """
        found = self.known(scope)
        known, unknown = found.scope, found.unknown
        if found.is_empty:
            return Found(Retrieved(), known, unknown)
        # Counted first, for the last may be read during the search.
        pending = self.pending(known)
        bonus = of_passages(queries[-1], today or date.today(), current=current)
        failed = ""
        try:
            retrieved = self._retrieve(queries, self.rankers, known, limit, bonus)
            retrieved = self._with_interviews(queries[-1], retrieved, known, limit, bonus)
        except (EmbedderUnavailable, LibraryError) as failure:
            by_words = self._retrieve(queries, {"keyword": keyword(self.catalog)}, known, limit, bonus)
            retrieved, failed = by_words, f"{failure}. Only keywords were searched."
        warnings = (failed, unknown, self._left_out(known), pending and f"{pending}; {INCOMPLETE}")
        return Found(retrieved, known, warnings=tuple(filter(None, warnings)))

    def hits(self, retrieved: Retrieved) -> tuple[Hit, ...]:
        """The passages as citations with their scores, each with the copies of its article."""
        cited = self.with_copies(
            [
                cite(n, retrieved.articles[passage.article_id], passage.start, passage.end)
                for n, passage in enumerate(retrieved.passages, 1)
            ]
        )
        return tuple(Hit.of(citation, hit.score) for citation, hit in zip(cited, retrieved.hits, strict=True))

    def with_copies(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """The same citations, each with the other copies of its article."""
        copies = self.catalog.copies({citation.article_id for citation in citations})
        told_in = [citation.told_in(copies.get(citation.article_id, ())) for citation in citations]
        return tuple(replace(each, also_in=tuple(map(_headed, each.also_in))) for each in told_in)

    def known(self, scope: Scope) -> KnownScope:
        """The scope as the library knows it, and a sentence that names what it does not know."""
        return known_scope(scope, self.catalog)

    def pending(self, scope: Scope = EVERYTHING) -> str:
        """How many passages in `scope` wait for their vectors, and how long still if it is known; empty when none."""
        waiting, total = self.catalog.vector_queue.unread(scope)
        # Which of them are read next is not known, so neither is when those of a scope will be.
        seconds = self.pace.seconds_left(waiting) if scope == EVERYTHING else None
        return told(waiting, total, seconds)

    def _retrieve(
        self, queries: Sequence[str], rankers: Mapping[str, Ranker], scope: Scope, limit: int, bonus: Bonus
    ) -> Retrieved:
        catalog = self.catalog
        retrieved = retrieve(
            queries, rankers, scope, limit, catalog.passages, copies_of=catalog.copies_among, bonus=bonus
        )
        return retrieved.read_in(self._articles(retrieved.passages))

    def _with_interviews(
        self, question: str, retrieved: Retrieved, scope: Scope, limit: int, bonus: Bonus
    ) -> Retrieved:
        """The same, the last of them giving way to the best passages of interviews with whom the question names."""
        among, rest = interviews(question, self.catalog, scope)
        if not among:
            return retrieved
        within = replace(scope, articles=among)
        spoken = self._retrieve([rest], self.rankers, within, min(OF_INTERVIEWS, limit), bonus)
        return retrieved.ending_with(spoken, limit)

    def _articles(self, passages: Sequence[Passage]) -> dict[str, Article]:
        """The articles of these passages, by id."""
        found = (self.catalog.article(article_id) for article_id in {p.article_id for p in passages})
        return {article.id: article for article in found if article}

    def _left_out(self, scope: Scope) -> str:
        """What a reader who set dates should know of the articles without one; empty when there is nothing."""
        undated = self.catalog.undated(scope) if scope.since or scope.until else 0
        counted = "1 article without a date was" if undated == 1 else f"{undated:,} articles without a date were"
        return f"{counted} left out." if undated else ""


def _headed(copy: Copy) -> Copy:
    title, publisher = headed(copy.title, copy.publisher)
    return replace(copy, title=title, publisher=publisher)
