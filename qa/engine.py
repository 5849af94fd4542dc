"""The LlamaIndex query engine around the Assistant: the door for Python callers."""

import asyncio
from collections.abc import Generator
from pathlib import Path
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import AsyncStreamingResponse, Response, StreamingResponse
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.library import open_library
from index.records import EVERYTHING, Scope
from qa.answer import Assistant
from qa.records import Answer, Citation


class ArticleQueryEngine(BaseQueryEngine):
    """Answers with cited passages; `response.metadata["answer"]` is the whole `Answer`.

    `query` and `aquery`, streaming or not, go through `Assistant.ask`. The
    source nodes are the quotes, in the order of their numbers.
    """

    def __init__(self, assistant: Assistant, *, scope: Scope = EVERYTHING, streaming: bool = False) -> None:
        super().__init__(CallbackManager())
        self.assistant = assistant
        self.scope = scope
        self.streaming = streaming

    def _query(self, query_bundle: QueryBundle) -> Response | StreamingResponse:
        answer = self.assistant.ask(query_bundle.query_str, scope=self.scope)
        if self.streaming:
            return StreamingResponse(_pieces(answer), _nodes(answer), {"answer": answer})
        return Response(answer.text, _nodes(answer), {"answer": answer})

    async def _aquery(self, query_bundle: QueryBundle) -> Response | AsyncStreamingResponse:
        response = await asyncio.to_thread(self._query, query_bundle)
        if isinstance(response, Response):
            return response
        pieces = response.response_gen

        async def each() -> Any:
            for piece in pieces:
                yield piece

        return AsyncStreamingResponse(each(), response.source_nodes, response.metadata)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def open_engine(data: str | Path = "data", *, scope: Scope = EVERYTHING, streaming: bool = False) -> ArticleQueryEngine:
    """A query engine over the library in the folder `data`. Raises LibraryMissing without one."""
    assistant = Assistant.over(open_library(Path(data)))
    return ArticleQueryEngine(assistant, scope=scope, streaming=streaming)


def _pieces(answer: Answer) -> Generator[str, None, None]:
    """The text of the answer in the parts that it is streamed in."""
    if answer.status == "abstained":
        yield answer.text
    for number, sentence in enumerate(answer.sentences):
        yield f"{' ' if number else ''}{sentence.marked}"


def _nodes(answer: Answer) -> list[NodeWithScore]:
    return [NodeWithScore(node=_node(citation)) for citation in answer.citations]


def _node(citation: Citation) -> TextNode:
    facts = citation.as_json()
    quote = facts.pop("quote")
    return TextNode(
        id_=f"{citation.article_id}:{citation.start}-{citation.end}",
        text=quote,
        metadata={key: value for key, value in facts.items() if value is not None},
        start_char_idx=citation.start,
        end_char_idx=citation.end,
    )
