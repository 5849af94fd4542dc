"""Assistant: a question -> an answer, from top to bottom. Start reading here."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from article_qa.index.embedders.local import local_embedder
from article_qa.index.errors import ModelUnavailable
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING, Passage, Scope
from article_qa.index.search import dense, keyword
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.languages import is_foreign
from article_qa.qa.answer import Answer, SearchResult
from article_qa.qa.answers.by_clause import reply as by_clause
from article_qa.qa.answers.by_kind import UNREAD_KINDS, from_catalog, from_passages, is_written, verdict
from article_qa.qa.answers.disagreements import COMPARED_KINDS, apart, with_disagreements
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.newest import asked_state, newest_first
from article_qa.qa.answers.quotes import abstain, quote
from article_qa.qa.answers.reply import Reply
from article_qa.qa.answers.which_one import reply as which_one
from article_qa.qa.answers.written import write
from article_qa.qa.ask import Ask, AskMode
from article_qa.qa.citation import rated
from article_qa.qa.drafts.draft import Draft
from article_qa.qa.drafts.searching import Bench, Step, no_step
from article_qa.qa.generation.llm import Model, choose_model
from article_qa.qa.questions.clauses import clauses
from article_qa.qa.questions.follow_ups import Turn
from article_qa.qa.questions.language import foreign_language
from article_qa.qa.questions.mentions import names
from article_qa.qa.questions.present_state import speaks_of
from article_qa.qa.questions.request import Request
from article_qa.qa.questions.understand import Understood, accepted, understand
from article_qa.qa.reading.answerability import terms
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import CachingReader, TokenReader
from article_qa.qa.reading.likelihood import likelihoods
from article_qa.qa.reading.reader_head import ReaderHead, reader_head
from article_qa.qa.reading.sentence_reader import SentenceReader
from article_qa.qa.reading.sufficiency import BY_WORDS, is_enough_at_a_glance, unread_language, why_not
from article_qa.qa.retrieval.newest import with_newest
from article_qa.qa.retrieval.search import Found, LibrarySearch
from article_qa.qa.settings import QASettings
from article_qa.qa.step_timer import StepTimer

PASSAGES_READ = 5
NO_OPTIONS = Ask()


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions over one library. Holds no conversation; safe to share between threads."""

    library: LibrarySearch
    reader: TokenReader
    model: Model | None = None
    settings: QASettings = field(default_factory=QASettings)
    # Reads what is not in English, where the library is made for that.
    multilingual: SentenceReader | None = None
    # Whether the dense ranking's cosines are the local model's, on which `is_plain` was measured.
    is_local: bool = True
    passages_read: int = PASSAGES_READ
    # The trained head over what `reader` reads, if that is the local model.
    head: ReaderHead | None = None

    @classmethod
    def over(cls, library: Library, settings: QASettings | None = None) -> "Assistant":
        """The assistant with both rankers of `library`, the local reader and the model of the settings."""
        settings = settings or QASettings()
        catalog = library.catalog
        rankers = {"dense": dense(catalog, library.vectors, library.embedder), "keyword": keyword(catalog)}
        return cls(
            LibrarySearch(catalog, rankers), local_embedder(), choose_model(settings), settings,
            multilingual=library.multilingual, is_local=library.embedder is local_embedder(), head=reader_head(),
        )  # fmt: skip

    @property
    def catalog(self) -> Catalog:
        return self.library.catalog

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        scope: Scope = EVERYTHING,
        today: date | None = None,
        mode: AskMode = "auto",
    ) -> Answer:
        """Answer `question` from the articles in `scope`, or say that they do not.

        `history` is the conversation so far, the oldest turn first. `today` is
        the day to answer on, by default this one: of two articles that fit, the
        fresher is preferred. Raises QuestionRejected for an empty question or
        one over 2,000 characters, ModelUnavailable for the mode "llm" without a
        model.
        """
        return self.answer(question, Ask(tuple(history), scope, today, mode))

    def answer(self, question: str, options: Ask = NO_OPTIONS) -> Answer:
        """The same with its options in one record."""
        for piece in self.stream(question, options):
            if isinstance(piece, Answer):
                return piece
        raise AssertionError("a stream ends with its answer")

    def stream(self, question: str, options: Ask = NO_OPTIONS) -> Iterator[str | Answer]:
        """Stream the answer: yields what a model writes sentence by sentence, checked, then the `Answer`.

        The sentences and numbers that were streamed are the answer's. Raises as `ask`.
        """
        timer = StepTimer()
        question, today, model = accepted(question), options.today or date.today(), self._model(options.mode)
        deadline = time.monotonic() + (model.timeout_seconds if model else 0)

        understood = understand(
            question, options.history, options.scope, today, self.catalog, model, deadline,
            correct=not options.is_literal,
        )  # fmt: skip
        request = understood.request
        if options.history:
            timer.end("condense")
        if reply := from_catalog(request, self.library, today):
            timer.end("look up")
            reply = replace(reply, warnings=(*understood.warnings, *reply.warnings), usage=understood.usage)
            yield self._answer(question, request, reply, Context.without_passages(request.text, today), timer)
            return
        found, context = self._find(understood.queries, request, today)
        timer.end("search")
        is_read = request.kind not in UNREAD_KINDS
        refusal = found.refusal or (self._refusal(understood, found, context) if is_read else "")
        timer.end("read")

        told = " ".join(" ".join(turn.answer for turn in options.history).split()) if request.wants_more else ""
        material = Material(replace(request, scope=found.scope), self.library, context, refusal, told)
        has_model = understood.model is not None
        if not found.refusal and (
            reply := from_passages(material, has_model=has_model) or self._by_clause(material, has_model)
        ):
            timer.end("select")
        elif refusal := refusal or ("" if is_read else self._refusal(understood, found, context)):
            reply = abstain(refusal, context)
        elif understood.model:
            reply = yield from write(understood.model, context, self.settings, deadline)
            reply = replace(reply, verdict=verdict(material))
            request = request if is_written(request) else replace(request, kind="fact")
            timer.end("write")
        else:
            reply = which_one(material) or quote(context, material.is_told)
            request = replace(request, kind="fact")
        reply = newest_first(reply, material)
        if request.kind in COMPARED_KINDS:
            written, reply = reply, with_disagreements(reply, context, self.catalog)
            if understood.model and reply is not written:
                yield "".join(f" {each.marked}" for each in reply.sentences[len(written.sentences) :])
        unread = (BY_WORDS,) if context.by_words else ()
        warnings = (*understood.warnings, *found.warnings, *reply.warnings, *unread)
        usage = understood.usage + reply.usage if understood.usage and reply.usage else understood.usage or reply.usage
        request = replace(request, scope=found.scope)
        yield self._answer(question, request, replace(reply, warnings=warnings, usage=usage), context, timer)

    def search(
        self,
        query: str,
        *,
        scope: Scope = EVERYTHING,
        limit: int = PASSAGES_READ,
        today: date | None = None,
        is_rated: bool = False,
    ) -> SearchResult:
        """The passages that come nearest to `query`, without an answer.

        With `is_rated` they are read as a question would read them. The score of
        each is then how likely it bears an answer, from 0 to 1, the likeliest first.
        Raises QuestionRejected for an empty query or one over 2,000 characters.
        """
        query = accepted(query)
        found = self._nearest(query, scope, limit, today)
        hits = self.library.hits(found.retrieved)
        if is_rated:
            hits = rated(hits, likelihoods(self._context(query, found, today or date.today())))
        return SearchResult(query, found.scope, hits, (*filter(None, [found.refusal]), *found.warnings))

    def found(self, query: str, *, scope: Scope, limit: int, today: date | None = None) -> list[Passage]:
        """The passages that `search` would give, without their citations. Raises as it does."""
        return self._nearest(accepted(query), scope, limit, today).retrieved.passages

    def _nearest(self, query: str, scope: Scope, limit: int, today: date | None) -> Found:
        return self._search(is_english=not foreign_language(query)).find([query], scope, limit, today=today)

    def check(self, text: str, *, scope: Scope = EVERYTHING, today: date | None = None, step: Step = no_step) -> Draft:
        """The draft `text` with a verdict on each sentence, by the articles in `scope`.

        `step` is called with "searched" or "checked", how many claims are, and how many there are.
        Raises DraftRejected for a text that is empty or too long.
        """
        # It annotates the draft; questions load nothing that annotates.
        from article_qa.qa.drafts.check import check

        return check(text, Bench(self.library, self.reader, scope, today or date.today()), step)

    def _model(self, mode: AskMode) -> Model | None:
        if mode == "llm" and not self.model:
            raise ModelUnavailable(
                "no language model is set up; set OPENAI_API_KEY, or QA_BASE_URL and QA_MODEL, or leave --mode out"
            )
        return None if mode == "extract" else self.model

    def _context(self, searched: str, found: Found, today: date) -> Context:
        return Context(
            searched,
            today,
            found.retrieved.hits,
            found.retrieved.articles,
            terms(searched, self.catalog),
            CachingReader(self.reader),
            self.multilingual,
            self.catalog.annotations.of(found.retrieved.articles),
            self.head,
            foreign_language(searched),
        )

    def _find(self, queries: Sequence[str], request: Request, today: date) -> tuple[Found, Context]:
        """What is found for a question, and the context of it."""
        found = self._search(is_english=not request.language).find(
            queries, request.scope, self.passages_read, today=today, current=request.is_current
        )
        if (state := asked_state(request)) and not found.refusal:
            found = replace(
                found,
                retrieved=with_newest(
                    partial(speaks_of, state), request.text, found.retrieved, self.catalog, found.scope
                ),
            )
        context = self._context(request.text, found, today)
        if not context.by_words or request.language or not self.is_local:
            return found, context
        # A short question may hide its language, and its vector finds anything.
        found = self._search(is_english=False).find(
            queries, request.scope, self.passages_read, today=today, current=request.is_current
        )
        return found, self._context(request.text, found, today)

    def _search(self, *, is_english: bool) -> LibrarySearch:
        """What is searched: words only for what is not in English, where the vectors are the local model's."""
        if is_english or not self.is_local:
            return self.library
        by_words = {name: rank for name, rank in self.library.rankers.items() if name == "keyword"}
        return replace(self.library, rankers=by_words)

    def _by_clause(self, material: Material, has_model: bool) -> Reply | None:
        """The answer to a question that asks two things; None where it asks one, or a model writes."""
        request, context = material.request, material.context
        if has_model or request.kind != "fact" or request.language:
            return None
        # What names nothing by itself is asked of the article that answers the whole question best.
        same = replace(request.scope, articles=tuple(each.article_id for each in context.answers[:1]))
        asked = []
        for part in clauses(request.text):
            scope = request.scope if names(part) else same
            found = self.library.find([request.text, part], scope, self.passages_read, today=context.today)
            asked.append(self._context(part, found, context.today))
        return by_clause(asked)

    def _refusal(self, understood: Understood, found: Found, context: Context) -> str:
        """Why the passages do not answer; empty when they do. A model is asked as soon as that can be seen."""
        nearness = found.retrieved.nearness if self.is_local else None
        if understood.model and is_enough_at_a_glance(context, nearness, self.catalog):
            return ""
        reason = why_not(context, context.answers)
        language = understood.request.language
        is_read = (
            not language or self.multilingual or any(is_foreign(each.language) for each in context.articles.values())
        )
        return reason if not reason or is_read else unread_language(str(language))

    def _answer(self, question: str, request: Request, reply: Reply, context: Context, timer: StepTimer) -> Answer:
        return Answer(
            question=question,
            searched=request.text,
            kind=request.kind,
            status=reply.status,
            mode=reply.mode,
            sentences=reply.sentences,
            citations=apart(self.library.with_copies(reply.citations), reply.disagreements),
            timings_ms=timer.milliseconds(),
            model=reply.model,
            reason=reply.reason,
            warnings=reply.warnings,
            nearest=self.library.with_copies(reply.nearest),
            sent_to=reply.sent_to,
            read=context.read,
            scope=request.scope,
            today=context.today,
            usage=reply.usage,
            verdict=reply.verdict,
            count=reply.count,
            articles=reply.articles,
            corrections=request.corrections,
            disagreements=reply.disagreements,
        )


def check_draft(text: str, data: Path | str = "data", *, scope: Scope = EVERYTHING, today: date | None = None) -> Draft:
    """The draft `text`, checked against the library in the folder `data`.

    Opens and closes the library; `Assistant.check` does the same with one that is open.
    Raises DraftRejected for a text that is empty or too long, LibraryError where there is no library.
    """
    with open_library(data) as library:
        return Assistant.over(library).check(text, scope=scope, today=today)
