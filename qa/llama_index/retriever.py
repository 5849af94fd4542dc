"""The passages that an answer would be read from, for LlamaIndex."""

import asyncio
import logging
from datetime import date
from pathlib import Path
from types import TracebackType

from article_qa.index.errors import RequestRejected
from article_qa.index.extras import part
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.ask import Ask
from article_qa.qa.assistant import PASSAGES_READ, Assistant
from article_qa.qa.llama_index.filters import Filters, narrowed
from article_qa.qa.llama_index.nodes import node_of

with part("LlamaIndex", "llama-index"):
    from llama_index.core.callbacks import CallbackManager
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import NodeWithScore, QueryBundle

# All of them are read closely for their scores.
MAX_LIMIT = 100


class ArticleRetriever(BaseRetriever):
    """The passages that an answer would be read from, whole, for LlamaIndex chat engines and the like.

    A score says how likely the passage bears an answer, from 0 to 1, so that a
    postprocessor's cutoff means something; the likeliest passage comes first.
    """

    def __init__(
        self,
        assistant: Assistant,
        *,
        scope: Scope = EVERYTHING,
        filters: Filters = None,
        limit: int = PASSAGES_READ,
        similarity_top_k: int | None = None,
        today: date | None = None,
        refuse: bool = False,
        library: Library | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        """A retriever over the articles that `scope` and `filters` let through.

        `similarity_top_k` is another name for `limit`. With `refuse` it gives
        nothing where the assistant would say that the articles do not answer,
        which takes a question more. `library` is closed with the retriever;
        without one, closing does nothing. Raises RequestRejected.
        """
        super().__init__(callback_manager)
        self.assistant = assistant
        self.scope = narrowed(scope, filters)
        self.limit = limit if similarity_top_k is None else similarity_top_k
        if not 1 <= self.limit <= MAX_LIMIT:
            raise RequestRejected(f"the limit is {self.limit}; give one from 1 to {MAX_LIMIT}")
        self.today = today
        self.refuse = refuse
        self._library = library

    @property
    def similarity_top_k(self) -> int:
        """The limit, as LlamaIndex calls it."""
        return self.limit

    def close(self) -> None:
        """Close the library and its files."""
        if self._library:
            self._library.close()

    def __enter__(self) -> "ArticleRetriever":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        query = query_bundle.query_str
        if self.refuse and self._refuses(query):
            return []
        found = self.assistant.search(query, scope=self.scope, limit=self.limit, today=self.today, is_rated=True)
        for warning in found.warnings:
            logging.getLogger(__name__).warning(warning)
        return [NodeWithScore(node=node_of(hit), score=hit.score) for hit in found.hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)

    def _refuses(self, question: str) -> bool:
        options = Ask(scope=self.scope, today=self.today, mode="extract")
        return self.assistant.answer(question, options).status == "abstained"


def open_retriever(
    data: str | Path = "data",
    *,
    scope: Scope = EVERYTHING,
    filters: Filters = None,
    limit: int = PASSAGES_READ,
    similarity_top_k: int | None = None,
    refuse: bool = False,
) -> ArticleRetriever:
    """A retriever over the library in the folder `data`; `close` it, or use it in a `with` block.

    The options are those of `ArticleRetriever`. Raises LibraryMissing without a
    library there, RequestRejected for options that it cannot follow.
    """
    library = open_library(Path(data))
    try:
        return ArticleRetriever(
            Assistant.over(library), scope=scope, filters=filters, limit=limit,
            similarity_top_k=similarity_top_k, refuse=refuse, library=library,
        )  # fmt: skip
    except RequestRejected:
        library.close()
        raise
