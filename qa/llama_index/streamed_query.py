"""A streamed query of the LlamaIndex door: its text, its nodes, and its trace, which ends when the stream does."""

import asyncio
import inspect
import uuid
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from contextvars import copy_context
from typing import Any

from article_qa.index.extras import part
from article_qa.qa.answer import Answer
from article_qa.qa.llama_index.tracing import StepTracer
from article_qa.qa.steps import watch

with part("LlamaIndex", "llama-index"):
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.response.schema import AsyncStreamingResponse, Response, StreamingResponse
    from llama_index.core.callbacks import CBEventType, EventPayload
    from llama_index.core.instrumentation.events.query import QueryEndEvent, QueryStartEvent
    from llama_index.core.instrumentation.span import active_span_id
    from llama_index.core.schema import QueryBundle
    from llama_index_instrumentation import get_dispatcher

dispatcher = get_dispatcher(__name__)


class CheckedStreamingResponse(StreamingResponse):
    """A stream whose text, as soon as it has ended, is that of the checked answer, whoever has read the stream."""

    def __str__(self) -> str:
        for _ in self.response_gen:
            pass
        return self.response_txt or "None"

    def get_response(self) -> Response:
        return Response(str(self), self.source_nodes, self.metadata)


class StreamedQuery:
    """One query on its way. The calls that it makes are children of its span, in whatever thread it is read."""

    def __init__(
        self,
        engine: BaseQueryEngine,
        query: QueryBundle,
        stream: Iterator[str | Answer],
        response_of: Callable[[Answer], Response],
    ) -> None:
        self._engine, self._query, self._stream, self._response_of = engine, query, stream, response_of
        self._response: Any = None
        self._arguments = inspect.signature(engine.query).bind(query)
        self._span = f"{type(engine).__name__}.query-{uuid.uuid4()}"
        parent = active_span_id.get()
        dispatcher.span_enter(self._span, self._arguments, instance=engine, parent_id=parent)
        self._context = copy_context()
        self._event = self._context.run(self._begin)

    def _begin(self) -> str:
        """Begin the trace; the id of its callback event."""
        active_span_id.set(self._span)
        watch(StepTracer(self._engine, self._query))
        dispatcher.event(QueryStartEvent(query=self._query))
        self._engine.callback_manager.start_trace("query")
        asked: dict[str, Any] = {EventPayload.QUERY_STR: self._query.query_str}
        return self._engine.callback_manager.on_event_start(CBEventType.QUERY, payload=asked)

    def _finish(self, payload: dict[str, Any]) -> None:
        """End the callback event and its trace."""
        self._engine.callback_manager.on_event_end(CBEventType.QUERY, payload=payload, event_id=self._event)
        self._engine.callback_manager.end_trace("query")

    def response(self) -> CheckedStreamingResponse:
        """What LlamaIndex gives for a stream; nodes and metadata are there once it has ended."""
        self._response = response = CheckedStreamingResponse(self._pieces(), [], {})
        return response

    def async_response(self) -> AsyncStreamingResponse:
        """The same, each piece waited for in a thread."""

        async def pieces() -> AsyncGenerator[str, None]:
            found = self._pieces()
            while (piece := await asyncio.to_thread(next, found, None)) is not None:
                yield piece

        self._response = response = AsyncStreamingResponse(pieces(), [], {})
        return response

    def _pieces(self) -> Generator[str, None, None]:
        said = ""
        try:
            while (piece := self._context.run(next, self._stream, None)) is not None:
                if isinstance(piece, str):
                    said += piece
                    yield piece
                    continue
                rest = piece.text.removeprefix(said)
                if rest and not (said and rest == piece.text):
                    yield rest
                self._end(self._response_of(piece))
        except BaseException as error:
            self._context.run(self._finish, {EventPayload.EXCEPTION: error})
            dispatcher.span_drop(self._span, self._arguments, instance=self._engine, err=error)
            raise

    def _end(self, whole: Response) -> None:
        self._response.source_nodes.extend(whole.source_nodes)
        self._response.metadata.update(whole.metadata)
        self._response.response_txt = whole.response
        self._context.run(self._finish, {EventPayload.RESPONSE: whole})
        self._context.run(dispatcher.event, QueryEndEvent(query=self._query, response=whole))
        dispatcher.span_exit(self._span, self._arguments, instance=self._engine, result=whole)
