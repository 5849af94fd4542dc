"""The assistant whose questions other processes answer. Every door takes it for one that answers itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from article_qa.index.library import Library
from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.answer import Answer, SearchResult
from article_qa.qa.ask import Ask
from article_qa.qa.assistant import NO_OPTIONS, PASSAGES_READ, Assistant
from article_qa.qa.drafts.draft import Draft
from article_qa.qa.drafts.searching import Step, no_step
from article_qa.qa.generation.llm import choose_model
from article_qa.qa.reading.late_interaction import NoReader
from article_qa.qa.retrieval.search import LibrarySearch
from article_qa.qa.settings import QASettings

if TYPE_CHECKING:
    from article_qa.qa.answering.pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledAssistant(Assistant):
    """Answers questions with the processes of a pool; loads no model that reads.

    The library and the settings must be those of the pool's processes. What it
    raises is what an Assistant does, and AnsweringFailed.
    """

    pool: "Pool"

    @classmethod
    def behind(cls, library: Library, pool: "Pool") -> "PooledAssistant":
        """The assistant over `library` that asks `pool`."""
        settings = QASettings()
        # It looks up articles here, and searches nothing.
        search = LibrarySearch(library.catalog, {})
        return cls(search, NoReader(), choose_model(settings), settings, pool=pool)

    def stream(self, question: str, options: Ask = NO_OPTIONS) -> Iterator[str | Answer]:
        """The same stream, from another process."""
        yield from self.pool.call("stream", question, options=options)

    def search(
        self,
        query: str,
        *,
        scope: Scope = EVERYTHING,
        limit: int = PASSAGES_READ,
        today: date | None = None,
        is_rated: bool = False,
    ) -> SearchResult:
        """The same passages, from another process."""
        options = {"scope": scope, "limit": limit, "today": today, "is_rated": is_rated}
        found: list[SearchResult] = list(self.pool.call("search", query, **options))
        return found[-1]

    def check(self, text: str, *, scope: Scope = EVERYTHING, today: date | None = None, step: Step = no_step) -> Draft:
        """The same draft, from another process."""
        for piece in self.pool.call("check", text, scope=scope, today=today):
            if isinstance(piece, Draft):
                return piece
            step(*piece)
        raise AssertionError("a check ends with its draft")
