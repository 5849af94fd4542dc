"""Assistant: a question -> an answer, from top to bottom. Start reading here."""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias

from article_qa.index.embedders.local import local_embedder
from article_qa.index.errors import EmbedderUnavailable, LibraryError, ModelFailed, ModelUnavailable, QuestionRejected
from article_qa.index.formats.load import clean
from article_qa.index.library import Library
from article_qa.index.records import EVERYTHING, Article, Copy, Passage, Scope
from article_qa.index.search import Search, dense, keyword
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.languages import is_english
from article_qa.qa.answer import Answer, Citation, Sentence, Status, cite, headed
from article_qa.qa.generation.citation_markers import MarkerParser
from article_qa.qa.generation.generate import compose
from article_qa.qa.generation.llm import Model, choose_model, reply
from article_qa.qa.generation.prompts import condense_messages
from article_qa.qa.pending import Pace, told
from article_qa.qa.questions.follow_ups import Turn
from article_qa.qa.questions.follow_ups import queries as by_rules
from article_qa.qa.reading.answerability import Evidence, SentenceEvidence, is_plain, terms
from article_qa.qa.reading.context import Found
from article_qa.qa.reading.late_interaction import CachingReader, Candidate, TokenReader
from article_qa.qa.reading.quote_selection import choose
from article_qa.qa.reading.sentence_reader import SentenceReader, lead
from article_qa.qa.retrieval.recency import lateness, of_evidence, of_passages
from article_qa.qa.retrieval.retrieve import Retrieved, retrieve
from article_qa.qa.settings import QASettings
from article_qa.qa.verification import check

Answerer: TypeAlias = Literal["auto", "extract", "llm"]

MAX_CHARACTERS = 2000
PASSAGES_READ = 5
NEAREST_SHOWN = 3
TURNS_TOLD = 4
# An article of three weeks ago is too late for a question about these days to ask a model at once.
LATE = 0.5
INCOMPLETE = "until then the answer may be incomplete."
NOTHING_NEAR = "Nothing in the library comes near the question."
MODEL_FOUND_NOTHING = "The model found no answer in the nearest passages."
NOTHING_SUPPORTED = "Nothing that the model wrote is supported by the nearest passages."


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions over one library. Holds no conversation; safe to share between threads."""

    catalog: Catalog
    searches: Sequence[Search]
    reader: TokenReader
    model: Model | None = None
    settings: QASettings = field(default_factory=QASettings)
    # Reads what is not in English, where the library is made for that.
    multilingual: SentenceReader | None = None
    # Whether the cosines of the first search are the local model's, on which `is_plain` was measured.
    is_local: bool = True
    passages_read: int = PASSAGES_READ
    # What was seen of passages that wait for their vectors, by all who ask and look.
    pace: Pace = field(default_factory=Pace)

    @classmethod
    def over(cls, library: Library, settings: QASettings | None = None) -> "Assistant":
        """The assistant with both searches of `library`, the local reader and the model of the settings."""
        settings = settings or QASettings()
        catalog = library.catalog
        searches = (dense(catalog, library.vectors, library.embedder), keyword(catalog))
        return cls(
            catalog, searches, local_embedder(), choose_model(settings), settings,
            multilingual=library.multilingual, is_local=library.embedder is local_embedder(),
        )  # fmt: skip

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        scope: Scope = EVERYTHING,
        today: date | None = None,
        mode: Answerer = "auto",
    ) -> Answer:
        """Answer `question` from the articles in `scope`, or say that they do not.

        `history` is the conversation so far, the oldest turn first. `today` is
        the day to answer on, by default this one: of two articles that fit, the
        fresher is preferred. Raises QuestionRejected for an empty question or
        one over 2,000 characters, ModelUnavailable for the mode "llm" without a
        model.
        """
        for piece in self.stream(question, history=history, scope=scope, today=today, mode=mode):
            if isinstance(piece, Answer):
                return piece
        raise AssertionError("a stream ends with its answer")

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        scope: Scope = EVERYTHING,
        today: date | None = None,
        mode: Answerer = "auto",
    ) -> Iterator[str | Answer]:
        """The same as it comes about: pieces of a model's draft, and in the end the checked answer.

        The draft is not checked yet; the answer takes its place.
        """
        clock = Clock()
        question, today, model = accepted(question), today or date.today(), self._model(mode)
        deadline = time.monotonic() + (model.timeout_seconds if model else 0)
        queries, warnings = [question], list[str]()
        if history:
            queries, model, warnings = _standalone(question, history, model, deadline)
            clock.lap("condense")
        searched = queries[-1]

        scope, unknown = self.known(scope)
        # Counted first, for the last may be read while the search is under way.
        unread = "" if unknown else self.unread(scope)
        retrieved = Retrieved() if unknown else self.retrieve(queries, scope, self.passages_read, today=today)
        warnings += filter(None, [retrieved.missed, self._left_out(scope), unread and f"{unread}; {INCOMPLETE}"])
        clock.lap("search")

        found = Found(
            searched, today, retrieved.hits, retrieved.articles, terms(searched, self.catalog),
            CachingReader(self.reader), self.multilingual,
        )  # fmt: skip
        enough = bool(model) and self._is_enough(retrieved, found)
        refusal = unknown or ("" if enough else _refusal(found, found.candidates))
        clock.lap("read")

        answer = None
        if refusal:
            answer = _abstained(refusal, found)
        elif model:
            try:
                answer = yield from self._written(model, found, deadline)
            except ModelFailed as failure:
                warnings.append(f"{failure}. These are quotes instead.")
            clock.lap("write")
        answer = answer or _quoted(found)
        yield replace(
            answer,
            citations=self.with_copies(answer.citations),
            nearest=self.with_copies(answer.nearest),
            question=question,
            searched=searched,
            warnings=(*warnings, *answer.warnings),
            timings_ms=clock.milliseconds(),
            read=found.read,
        )

    def _written(self, model: Model, found: Found, deadline: float) -> Generator[str, None, Answer]:
        """The answer that the model writes, its draft yielded as it comes, and the check of it."""
        parser = MarkerParser(len(found.passages))
        draft = ""
        for piece in compose(model, found, deadline):
            whole = parser.feed(piece)
            draft += whole
            if whole:
                yield whole
        draft += parser.close()
        checked = check.check(draft, found)
        warnings = []
        if self.settings.judge == "llm":
            try:
                checked = check.judge(model, checked, found, deadline)
            except ModelFailed as failure:
                warnings.append(f"{failure}. The sentences were not judged a second time.")
        warnings += _doubts(checked, parser.removed)
        shown = check.without_unsupported(checked) if self.settings.unsupported == "drop" else checked
        if not shown.sentences:
            reason = MODEL_FOUND_NOTHING if checked.refused else NOTHING_SUPPORTED
            answer = _abstained(reason, found)
        else:
            holds = not checked.refused and all(s.verdict == "supported" for s in checked.sentences)
            status: Status = "answered" if holds else "partial"
            answer = Answer("", "", status, "llm", shown.sentences, shown.citations, {})
        return replace(answer, mode="llm", model=model.name, sent_to=model.host, warnings=tuple(warnings))

    def retrieve(
        self,
        queries: Sequence[str],
        scope: Scope = EVERYTHING,
        limit: int = PASSAGES_READ,
        *,
        today: date | None = None,
    ) -> Retrieved:
        """The passages to answer from and their articles, of each report one only, the fresh ones preferred.

        What another process removes meanwhile is left out. By keywords alone,
        and saying so, when embedder or vectors fail.
        """
        bonus = of_passages(queries[-1], today or date.today())

        def found(searches: Sequence[Search]) -> Retrieved:
            catalog = self.catalog
            retrieved = retrieve(
                queries, searches, scope, limit, catalog.passages, twins=catalog.twins_among, bonus=bonus
            )
            return retrieved.read_in(self.articles(retrieved.passages))

        try:
            return found(self.searches)
        except (EmbedderUnavailable, LibraryError) as failure:
            by_words = replace(found([keyword(self.catalog)]), scores={})
            return replace(by_words, missed=f"{failure}. Only keywords were searched.")

    def with_copies(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """The same citations, each with the other copies of its article."""
        copies = self.catalog.twins({citation.article_id for citation in citations})
        told = [citation.told_in(copies.get(citation.article_id, ())) for citation in citations]
        return tuple(replace(each, also_in=tuple(map(_headed, each.also_in))) for each in told)

    def articles(self, passages: Sequence[Passage]) -> dict[str, Article]:
        """The articles of these passages, by id."""
        found = (self.catalog.article(article_id) for article_id in {p.article_id for p in passages})
        return {article.id: article for article in found if article}

    def _model(self, mode: Answerer) -> Model | None:
        if mode == "llm" and not self.model:
            raise ModelUnavailable(
                "no language model is set up; set OPENAI_API_KEY, or QA_BASE_URL and QA_MODEL, or leave --mode out"
            )
        return None if mode == "extract" else self.model

    def known(self, scope: Scope) -> tuple[Scope, str]:
        """The scope with its outlet as the articles write it, or why it holds nothing."""
        if scope.publisher is None:
            return scope, ""
        publisher = self.catalog.publisher(scope.publisher)
        return replace(scope, publisher=publisher), "" if publisher else f"No article is from {scope.publisher!r}."

    def unread(self, scope: Scope = EVERYTHING) -> str:
        """How many passages in `scope` wait for their vectors, and how long still if it is known; empty when none."""
        pending, total = self.catalog.vector_queue.unread(scope)
        # Which of them are read next is not known, so neither is when those of a scope will be.
        seconds = self.pace.seconds_left(pending) if scope == EVERYTHING else None
        return told(pending, total, seconds)

    def _left_out(self, scope: Scope) -> str:
        """What a reader who set dates should know of the articles without one; empty when there is nothing."""
        undated = self.catalog.undated(scope.publisher) if scope.since or scope.until else 0
        counted = "1 article without a date was" if undated == 1 else f"{undated:,} articles without a date were"
        return f"{counted} left out." if undated else ""

    def _is_enough(self, retrieved: Retrieved, found: Found) -> bool:
        """Whether a model can be asked at once: its first word need not wait until all passages are read."""
        if self.is_local and found.passages:
            first = found.passages[0]
            late = lateness(found.searched, found.articles[first.article_id].published, found.today)
            if late < LATE and is_plain(found.terms, retrieved.nearness, first, self.catalog):
                return True
        return not _refusal(found, found.glance)


class Clock:
    """The time of each step, and of all."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """Ends the step `name`."""
        now = time.perf_counter()
        self._laps[name] = now - self._last
        self._last = now

    def milliseconds(self) -> dict[str, float]:
        return {name: round(s * 1000, 1) for name, s in (self._laps | {"total": self._last - self._started}).items()}


def _standalone(
    question: str, history: Sequence[Turn], model: Model | None, deadline: float
) -> tuple[list[str], Model | None, list[str]]:
    """What to search with, the question made to stand alone last; the model if it can still be asked; what failed."""
    if not model:
        return by_rules(question, history), None, []
    earlier = [(turn.question, turn.answer) for turn in history[-TURNS_TOLD:]]
    try:
        said = " ".join(reply(model, condense_messages(question, earlier), deadline).split())
    except ModelFailed as failure:
        return by_rules(question, history), None, [f"{failure}. These are quotes instead."]
    # A model that talks instead of asking is not followed.
    return ([said] if len(said) <= MAX_CHARACTERS / 4 else by_rules(question, history)), model, []


def evidence(found: Found, candidates: Sequence[Candidate]) -> Evidence | SentenceEvidence:
    """What speaks for an answer in the first of `candidates`, of which there must be one."""
    best = candidates[0]
    if found.by_sentence:
        alike = is_english(found.searched) == is_english(best.passage.text)
        return SentenceEvidence(best.match, lead(candidates), found.terms.passages, alike)
    published = found.articles[best.passage.article_id].published
    fresh = of_evidence(published, found.today)
    late = lateness(found.searched, published, found.today)
    return Evidence(best.match, fresh, late, best.covered, found.terms)


def _refusal(found: Found, candidates: Sequence[Candidate]) -> str:
    """Why there is not enough to answer from; empty when there is."""
    if not candidates:
        return NOTHING_NEAR
    weighed = evidence(found, candidates)
    return weighed.reason if weighed.thin else ""


def _quoted(found: Found) -> Answer:
    """The answer in the articles' own words."""
    quotes = choose(found.candidates, found.articles)
    citations = [cite(n, found.articles[q.article_id], q.start, q.end) for n, q in enumerate(quotes, 1)]
    sentences = tuple(Sentence(c.quote, "quoted", (c.number,)) for c in citations)
    return Answer("", "", "answered", "extract", sentences, tuple(citations), {})


def _abstained(reason: str, found: Found) -> Answer:
    """The refusal, with the best sentence of each of the nearest passages."""
    best = {c.passage.id: c for c in reversed(found.candidates)}
    near = sorted(best.values(), key=lambda c: -c.score)[:NEAREST_SHOWN]
    nearest = tuple(cite(n, found.articles[c.passage.article_id], c.start, c.end) for n, c in enumerate(near, 1))
    return Answer("", "", "abstained", "extract", (), (), {}, reason=reason, nearest=nearest)


def _headed(copy: Copy) -> Copy:
    title, publisher = headed(copy.title, copy.publisher)
    return replace(copy, title=title, publisher=publisher)


def _doubts(checked: check.Checked, removed: int) -> list[str]:
    """What the reader should know of a model's text."""
    doubts = [f"Not supported: “{s.text}” ({s.reason})." for s in checked.sentences if s.verdict == "unsupported"]
    if removed:
        doubts.append(f"The model cited passages that it was not given; {removed} such numbers were removed.")
    if checked.refused and checked.sentences:
        doubts.append("The model found the passages to answer only a part of the question.")
    return doubts


def accepted(question: str) -> str:
    """The question on one clean line. Raises QuestionRejected for an empty or too long one."""
    query = " ".join(clean(question).split())
    if not any(character.isalnum() for character in query):
        raise QuestionRejected("the question is empty; ask in words, such as: Who met whom in Amman?")
    if len(query) > MAX_CHARACTERS:
        raise QuestionRejected(f"the question has {len(query):,} characters; ask in at most {MAX_CHARACTERS:,}")
    return query
