"""The doors for Python callers: a LlamaIndex query engine and a retriever around the Assistant."""

import asyncio
import logging
from pathlib import Path
from types import TracebackType

from pydantic import PrivateAttr

from article_qa.index.embedders.embedder import Embedder
from article_qa.index.extras import part
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.answer import Answer
from article_qa.qa.ask import Ask
from article_qa.qa.assistant import PASSAGES_READ, Assistant
from article_qa.qa.citation import Citation
from article_qa.qa.streamed_query import StreamedQuery

with part("LlamaIndex", "llama-index"):
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
    from llama_index.core.callbacks import CallbackManager
    from llama_index.core.embeddings import BaseEmbedding
    from llama_index.core.prompts.mixin import PromptMixinType
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import NodeWithScore, QueryBundle, QueryType, TextNode
    from llama_index_instrumentation.dispatcher import DISPATCHER_SPAN_DECORATED_ATTR


class ArticleEmbedding(BaseEmbedding):
    """One of our embedders as a LlamaIndex embedding, for a stock index over the same vectors."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.name, embed_batch_size=64)
        self._embedder = embedder

    @classmethod
    def class_name(cls) -> str:
        return "ArticleEmbedding"

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.embed_passages(texts)

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._embedder.embed_query(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)


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
        library: Library | None = None,
    ) -> None:
        """`library` is closed with the engine; without one, closing does nothing."""
        super().__init__(CallbackManager())
        self.assistant = assistant
        self.scope = scope
        self.streaming = streaming
        self._library = library

    def with_scope(self, scope: Scope) -> "ArticleQueryEngine":
        """An engine over the same open library that answers from `scope`. Closing it leaves the library open."""
        return ArticleQueryEngine(self.assistant, scope=scope, streaming=self.streaming)

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

    def query(self, str_or_query_bundle: QueryType) -> RESPONSE_TYPE:
        return self._streamed(str_or_query_bundle).response() if self.streaming else super().query(str_or_query_bundle)

    async def aquery(self, str_or_query_bundle: QueryType) -> RESPONSE_TYPE:
        if self.streaming:
            return self._streamed(str_or_query_bundle).async_response()
        return await super().aquery(str_or_query_bundle)

    # The span that the base class would put around these ends before a stream does.
    for traced in (query, aquery):
        setattr(traced, DISPATCHER_SPAN_DECORATED_ATTR, True)

    def _query(self, query_bundle: QueryBundle) -> Response:
        return _response(self.assistant.ask(query_bundle.query_str, scope=self.scope))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _streamed(self, query: QueryType) -> StreamedQuery:
        bundle = QueryBundle(query) if isinstance(query, str) else query
        return StreamedQuery(self, bundle, self.assistant.stream(bundle.query_str, Ask(scope=self.scope)), _response)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


class ArticleRetriever(BaseRetriever):
    """The passages that an answer would be read from, whole, for LlamaIndex chat engines and the like."""

    def __init__(
        self,
        assistant: Assistant,
        *,
        scope: Scope = EVERYTHING,
        limit: int = PASSAGES_READ,
        library: Library | None = None,
    ) -> None:
        """`library` is closed with the retriever; without one, closing does nothing."""
        super().__init__()
        self.assistant = assistant
        self.scope = scope
        self.limit = limit
        self._library = library

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
        found = self.assistant.search(query_bundle.query_str, scope=self.scope, limit=self.limit)
        for warning in found.warnings:
            logging.getLogger(__name__).warning(warning)
        # The rank stands for the score, since sums of standard scores say nothing outside their question.
        return [NodeWithScore(node=_node(hit), score=1 / hit.number) for hit in found.hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def open_engine(data: str | Path = "data", *, scope: Scope = EVERYTHING, streaming: bool = False) -> ArticleQueryEngine:
    """A query engine over the library in the folder `data`; `close` it, or use it in a `with` block.

    Raises LibraryMissing without a library there.
    """
    library = open_library(Path(data))
    return ArticleQueryEngine(Assistant.over(library), scope=scope, streaming=streaming, library=library)


def open_retriever(data: str | Path = "data", *, scope: Scope = EVERYTHING) -> ArticleRetriever:
    """A retriever over the library in the folder `data`; `close` it, or use it in a `with` block.

    Raises LibraryMissing without a library there.
    """
    library = open_library(Path(data))
    return ArticleRetriever(Assistant.over(library), scope=scope, library=library)


def _response(answer: Answer) -> Response:
    return Response(answer.text, _nodes(answer), {"answer": answer, "answer_json": answer.as_dict()})


def _nodes(answer: Answer) -> list[NodeWithScore]:
    return [NodeWithScore(node=_node(citation)) for citation in answer.citations]


def _node(citation: Citation) -> TextNode:
    # Metadata is flat.
    facts = citation.as_dict() | {"also_in": ", ".join(c.publisher or c.title for c in citation.also_in) or None}
    quote = facts.pop("quote")
    return TextNode(
        id_=f"{citation.article_id}:{citation.start}-{citation.end}",
        text=quote,
        metadata={key: value for key, value in facts.items() if value is not None},
        # A chat engine puts the rest before its model.
        excluded_llm_metadata_keys=["sha256", "link", "score"],
        start_char_idx=citation.start,
        end_char_idx=citation.end,
    )
