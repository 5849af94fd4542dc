"""Assistant: a question -> an answer, from top to bottom. Start reading here."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.catalog import Catalog
from index.embed import local_embedder
from index.errors import QuestionRejected
from index.library import Library
from index.load import clean
from index.records import EVERYTHING, Article, Passage, Scope
from index.search import Search, dense, keyword
from qa import extract
from qa.evidence import weigh
from qa.extract import Candidate, TokenReader
from qa.records import Answer, Citation, Sentence
from qa.retrieve import retrieve

MOST_CHARACTERS = 2000
PASSAGES_READ = 5
NEAREST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions over one library. Holds no conversation; safe to share between threads."""

    catalog: Catalog
    searches: Sequence[Search]
    reader: TokenReader

    @classmethod
    def over(cls, library: Library) -> "Assistant":
        """The assistant with both searches of `library` and the local reader."""
        catalog = library.catalog
        searches = (dense(catalog, library.vectors, library.embedder), keyword(catalog))
        return cls(catalog, searches, local_embedder())

    def ask(self, question: str, *, scope: Scope = EVERYTHING, today: date | None = None) -> Answer:
        """Answer `question` from the articles in `scope`, or say that they do not.

        `today` is the day to answer on, by default this one: of two articles
        that fit, the fresher is preferred.

        Raises QuestionRejected for an empty question or one over 2,000 characters.
        """
        started = time.perf_counter()
        query = _accepted(question)
        scope, unknown = self._known(scope)
        passages = [] if unknown else retrieve(query, self.searches, scope, PASSAGES_READ)
        searched = time.perf_counter()
        articles = self._articles(passages)
        candidates = extract.read(query, passages, articles, self.reader, today or date.today()) if passages else []
        answer = self._answer(query, candidates, articles, unknown)
        done = time.perf_counter()
        timings = {"search": searched - started, "read": done - searched, "total": done - started}
        return replace(answer, timings_ms={name: round(s * 1000, 1) for name, s in timings.items()})

    def _answer(
        self, query: str, candidates: Sequence[Candidate], articles: Mapping[str, Article], unknown: str
    ) -> Answer:
        if not candidates:
            nothing = unknown or "Nothing in the library comes near the question."
            return _abstained(query, nothing, ())
        evidence = weigh(query, candidates[0].match, candidates[0].passage, self.catalog)
        if evidence.thin:
            return _abstained(query, evidence.reason, _nearest(candidates, articles))
        sentences, citations = _quoted(extract.choose(candidates), articles)
        return Answer(query, query, "answered", "extract", sentences, citations, {})

    def _known(self, scope: Scope) -> tuple[Scope, str]:
        """The scope with its outlet as the articles write it, or why it holds nothing."""
        if scope.publisher is None:
            return scope, ""
        publisher = self.catalog.publisher(scope.publisher)
        return replace(scope, publisher=publisher), "" if publisher else f"No article is from {scope.publisher!r}."

    def _articles(self, passages: Sequence[Passage]) -> dict[str, Article]:
        found = (self.catalog.article(article_id) for article_id in {p.article_id for p in passages})
        return {article.id: article for article in found if article}


def cite(number: int, article: Article, start: int, end: int) -> Citation:
    """The citation of `article.text[start:end]`."""
    return Citation(
        number, article.id, article.title, article.publisher, article.published, article.url,
        article.text[start:end], start, end,
    )  # fmt: skip


def _quoted(
    chosen: Sequence[Candidate], articles: Mapping[str, Article]
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    citations: list[Citation] = []
    for candidate in chosen:
        article = articles[candidate.passage.article_id]
        start, end = extract.with_subject(candidate, article)
        if not any(c.article_id == article.id and c.start < end and start < c.end for c in citations):
            citations.append(cite(len(citations) + 1, article, start, end))
    return tuple(Sentence(c.quote, "quoted", (c.number,)) for c in citations), tuple(citations)


def _nearest(candidates: Sequence[Candidate], articles: Mapping[str, Article]) -> tuple[Citation, ...]:
    best = {c.passage.id: c for c in reversed(candidates)}
    near = sorted(best.values(), key=lambda c: -c.score)[:NEAREST_SHOWN]
    return tuple(cite(n, articles[c.passage.article_id], c.start, c.end) for n, c in enumerate(near, 1))


def _abstained(query: str, reason: str, nearest: tuple[Citation, ...]) -> Answer:
    return Answer(query, query, "abstained", "extract", (), (), {}, reason=reason, nearest=nearest)


def _accepted(question: str) -> str:
    query = " ".join(clean(question).split())
    if not any(character.isalnum() for character in query):
        raise QuestionRejected("the question is empty; ask in words, such as: Who met whom in Amman?")
    if len(query) > MOST_CHARACTERS:
        raise QuestionRejected(f"the question has {len(query):,} characters; ask in at most {MOST_CHARACTERS:,}")
    return query
