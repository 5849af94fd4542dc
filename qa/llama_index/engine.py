"""The query engine for LlamaIndex, around the Assistant."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from article_qa.index.extras import part
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.answer import Answer
from article_qa.qa.ask import Ask, AskMode
from article_qa.qa.assistant import PASSAGES_READ, Assistant
from article_qa.qa.llama_index.nodes import node_of
from article_qa.qa.llama_index.retriever import ArticleRetriever
from article_qa.qa.llama_index.streamed_query import StreamedQuery
from article_qa.qa.llama_index.tracing import StepTracer
from article_qa.qa.questions.follow_ups import Turn
from article_qa.qa.steps import watched

with part("LlamaIndex", "llama-index"):
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
    from llama_index.core.callbacks import CallbackManager, CBEventType, EventPayload
    from llama_index.core.prompts.mixin import PromptMixinType
    from llama_index.core.schema import NodeWithScore, QueryBundle, QueryType
    from llama_index_instrumentation.dispatcher import DISPATCHER_SPAN_DECORATED_ATTR


@dataclass
class ArticleQuery(QueryBundle):
    """A query with the options of its question; what is None is the engine's own."""

    history: tuple[Turn, ...] = ()
    scope: Scope | None = None
    today: date | None = None
    mode: AskMode | None = None


class ArticleQueryEngine(BaseQueryEngine):
    """Answers with cited passages; `response.metadata["answer"]` is the whole `Answer`.

    `query` and `aquery`, streaming or not, go through `Assistant`. The source
    nodes are the quotes, in the order of their numbers. A stream yields the
    answer's own sentences and numbers as they come; its metadata and nodes are
    there once it has ended.
    """

    def __init__(
        self,
        assistant: Assistant,
        *,
        scope: Scope = EVERYTHING,
        streaming: bool = False,
        today: date | None = None,
        mode: AskMode = "auto",
        library: Library | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        """`library` is closed with the engine; without one, closing does nothing."""
        super().__init__(callback_manager)
        self.assistant = assistant
        self.scope = scope
        self.streaming = streaming
        self.today = today
        self.mode: AskMode = mode
        self._library = library

    def with_scope(self, scope: Scope) -> "ArticleQueryEngine":
        """An engine over the same open library that answers from `scope`. Closing it leaves the library open."""
        return ArticleQueryEngine(
            self.assistant, scope=scope, streaming=self.streaming, today=self.today, mode=self.mode,
            callback_manager=self.callback_manager,
        )  # fmt: skip

    def close(self) -> None:
        """Close the library and its files. The engine, and those made by `with_scope`, cannot be asked afterwards."""
        if self._library:
            self._library.close()

    def __enter__(self) -> "ArticleQueryEngine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def query(
        self,
        str_or_query_bundle: QueryType,
        *,
        history: Iterable[Turn] = (),
        scope: Scope | None = None,
        today: date | None = None,
        mode: AskMode | None = None,
    ) -> RESPONSE_TYPE:
        """Answer a question; the options are those of this question, and else the engine's.

        `history` is the conversation so far, the oldest turn first. An
        `ArticleQuery` brings them by itself, through whatever passes it on.
        """
        query = _query(str_or_query_bundle, history, scope, today, mode)
        return self._streamed(query).response() if self.streaming else super().query(query)

    async def aquery(
        self,
        str_or_query_bundle: QueryType,
        *,
        history: Iterable[Turn] = (),
        scope: Scope | None = None,
        today: date | None = None,
        mode: AskMode | None = None,
    ) -> RESPONSE_TYPE:
        """The same, awaited."""
        query = _query(str_or_query_bundle, history, scope, today, mode)
        return self._streamed(query).async_response() if self.streaming else await super().aquery(query)

    # The span that the base class would put around these ends before a stream does.
    for traced in (query, aquery):
        setattr(traced, DISPATCHER_SPAN_DECORATED_ATTR, True)

    def retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """The passages that the question would be answered from, as `ArticleRetriever` gives them."""
        options = self._options(query_bundle)
        retriever = ArticleRetriever(
            self.assistant, scope=options.scope, today=options.today, limit=PASSAGES_READ,
            callback_manager=self.callback_manager,
        )  # fmt: skip
        return retriever.retrieve(query_bundle)

    def _query(self, query_bundle: QueryBundle) -> Response:
        asked: dict[str, Any] = {EventPayload.QUERY_STR: query_bundle.query_str}
        with self.callback_manager.event(CBEventType.QUERY, payload=asked) as event:
            with watched(StepTracer(self, query_bundle)):
                answer = self._assistant.answer(query_bundle.query_str, self._options(query_bundle))
            response = _response(answer)
            event.on_end(payload={EventPayload.RESPONSE: response})
        return response

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _streamed(self, query: QueryBundle) -> StreamedQuery:
        return StreamedQuery(self, query, self._assistant.stream(query.query_str, self._options(query)), _response)

    @property
    def _assistant(self) -> Assistant:
        """The assistant, whose model tells this engine's callback manager of its calls."""
        model = self.assistant.model
        if not model or not self.callback_manager.handlers:
            return self.assistant
        llm = model.llm.model_copy(update={"callback_manager": self.callback_manager})
        return replace(self.assistant, model=replace(model, llm=llm))

    def _options(self, query: QueryBundle) -> Ask:
        given = _with_options(query)
        scope = self.scope if given.scope is None else given.scope
        return Ask(given.history, scope, given.today or self.today, given.mode or self.mode)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def open_engine(
    data: str | Path = "data",
    *,
    scope: Scope = EVERYTHING,
    streaming: bool = False,
    today: date | None = None,
    mode: AskMode = "auto",
    callback_manager: CallbackManager | None = None,
) -> ArticleQueryEngine:
    """A query engine over the library in the folder `data`; `close` it, or use it in a `with` block.

    `scope`, `today` and `mode` hold for every question that does not bring its
    own. Raises LibraryMissing without a library there.
    """
    library = open_library(Path(data))
    return ArticleQueryEngine(
        Assistant.over(library), scope=scope, streaming=streaming, today=today, mode=mode, library=library,
        callback_manager=callback_manager,
    )  # fmt: skip


def _query(
    asked: QueryType, history: Iterable[Turn], scope: Scope | None, today: date | None, mode: AskMode | None
) -> ArticleQuery:
    """The query with its options; those that are given win over those that it brings."""
    query = _with_options(asked if isinstance(asked, QueryBundle) else QueryBundle(asked))
    return replace(
        query,
        history=tuple(history) or query.history,
        scope=query.scope if scope is None else scope,
        today=today or query.today,
        mode=mode or query.mode,
    )


def _with_options(query: QueryBundle) -> ArticleQuery:
    """The query, with no options where it brings none."""
    if isinstance(query, ArticleQuery):
        return query
    return ArticleQuery(query.query_str, query.image_path, query.custom_embedding_strs, query.embedding)


def _response(answer: Answer) -> Response:
    nodes = [NodeWithScore(node=node_of(citation)) for citation in answer.citations]
    return Response(answer.text, nodes, {"answer": answer, "answer_json": answer.as_dict()})
