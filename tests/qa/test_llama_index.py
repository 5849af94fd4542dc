"""The LlamaIndex door: every form of it gives the Assistant's answer."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import AsyncStreamingResponse, StreamingResponse
from llama_index.core.chat_engine import ContextChatEngine
from llama_index.core.instrumentation.event_handlers import BaseEventHandler
from llama_index.core.instrumentation.events import BaseEvent
from llama_index.core.instrumentation.span_handlers import SimpleSpanHandler
from llama_index.core.schema import TextNode
from llama_index_instrumentation import get_dispatcher
from pydantic import PrivateAttr

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.errors import LibraryMissing
from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.index.records import Scope
from article_qa.qa.generation.llm import Model, choose_model
from article_qa.qa.llama_index import ArticleEmbedding, ArticleQueryEngine, open_engine, open_retriever
from article_qa.qa.settings import QASettings
from tests.present import present
from tests.qa.fakes import ScriptedModel, breaks_after, says, scripted_server

QUESTION = "Why did the mayor of Amman shut the bridge?"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("articles") / "amman.txt"
    file.write_text(
        "Amman shuts a bridge\n\nThe mayor of Amman shut the Wadi bridge because its pillars had cracked. "
        "Repairs of the bridge in Amman would take the mayor two years."
    )
    folder = tmp_path_factory.mktemp("data") / "library"
    with open_library(folder, create=True) as library:
        add(library, [file])
    return folder


def streamed(response: object) -> str:
    assert isinstance(response, StreamingResponse)
    return "".join(response.response_gen)


def test_the_engine_is_a_llama_index_query_engine(data: Path) -> None:
    assert isinstance(open_engine(data), BaseQueryEngine)


def test_query_gives_text_quotes_and_the_whole_answer(data: Path) -> None:
    response = open_engine(str(data)).query(QUESTION)
    answer = present(response.metadata)["answer"]
    assert str(response) == answer.text
    assert str(response).startswith("The mayor of Amman shut the Wadi bridge because its pillars had cracked.")
    assert "[1]" in str(response)
    assert [node.get_content() for node in response.source_nodes] == [c.quote for c in answer.citations]


def test_source_nodes_carry_offsets_and_article_metadata(data: Path) -> None:
    node = open_engine(data).query(QUESTION).source_nodes[0].node
    assert isinstance(node, TextNode)
    assert present(node.end_char_idx) - present(node.start_char_idx) == len(node.text)
    assert node.metadata["title"] == "Amman shuts a bridge"


def test_all_forms_give_the_same_answer(data: Path) -> None:
    plain, streaming = open_engine(data), open_engine(data, streaming=True)

    async def asynchronous() -> Any:
        once = await plain.aquery(QUESTION)
        parts = await streaming.aquery(QUESTION)
        assert isinstance(parts, AsyncStreamingResponse)
        return str(once), "".join([piece async for piece in parts.async_response_gen()])

    texts = {str(plain.query(QUESTION)), streamed(streaming.query(QUESTION)), *asyncio.run(asynchronous())}
    assert len(texts) == 1


def test_a_refusal_comes_through_every_form(data: Path) -> None:
    question = "Who won the 2031 chess championship?"
    assert str(open_engine(data).query(question)).startswith("Not in these articles.")
    assert streamed(open_engine(data, streaming=True).query(question)).startswith("Not in these")


def test_a_scope_narrows_the_engine(data: Path) -> None:
    assert (
        present(open_engine(data, scope=Scope(publisher="Nobody")).query(QUESTION).metadata)["answer"].status
        == "abstained"
    )


def test_a_folder_without_a_library_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="article-qa add"):
        open_engine(tmp_path / "nothing")


SCRIPT = ("It was built in 1931. [1]", " The pillars had ", "cracked. [1] Repairs would take two years.")


def scripted(data: Path, *pieces: str, streaming: bool = False) -> ArticleQueryEngine:
    engine = open_engine(data, streaming=streaming)
    engine.assistant = replace(engine.assistant, model=Model(ScriptedModel(*pieces), "scripted"))
    return engine


def asked(engine: ArticleQueryEngine) -> StreamingResponse:
    response = engine.query(QUESTION)
    assert isinstance(response, StreamingResponse)
    return response


async def awaited_stream(engine: ArticleQueryEngine) -> AsyncStreamingResponse:
    response = await engine.aquery(QUESTION)
    assert isinstance(response, AsyncStreamingResponse)
    return response


async def awaited(data: Path) -> list[str | None]:
    once = await scripted(data, *SCRIPT).aquery(QUESTION)
    read = await awaited_stream(scripted(data, *SCRIPT, streaming=True))
    pieces = [piece async for piece in read.async_response_gen()]
    bare = await awaited_stream(scripted(data, *SCRIPT, streaming=True))
    raw = [piece async for piece in bare.response_gen]
    last = await awaited_stream(scripted(data, *SCRIPT, streaming=True))
    texts = ["".join(pieces), read.response_txt, "".join(raw), bare.response_txt, (await last.get_response()).response]
    return [str(once), *texts]


def test_every_door_gives_the_checked_text_of_a_model(data: Path) -> None:
    response = scripted(data, *SCRIPT).query(QUESTION)
    read = asked(scripted(data, *SCRIPT, streaming=True))
    pieces = list(read.response_gen)
    untouched = asked(scripted(data, *SCRIPT, streaming=True))
    texts = {
        str(response), "".join(pieces), str(read), read.get_response().response,
        untouched.get_response().response, str(untouched), *asyncio.run(awaited(data)),
    }  # fmt: skip
    assert texts == {present(response.metadata)["answer"].text}
    assert len(pieces) == 3


def test_streamed_numbers_are_those_of_the_nodes(data: Path) -> None:
    read = asked(scripted(data, *SCRIPT, streaming=True))
    text = "".join(read.response_gen)
    for sentence in present(read.metadata)["answer"].sentences:
        assert sentence.marked in text
        for number in sentence.citations:
            assert read.source_nodes[number - 1].node.metadata["number"] == number


def test_a_stream_that_breaks_goes_on_with_quotes(data: Path) -> None:
    engine = open_engine(data, streaming=True)
    with scripted_server(breaks_after("The pillars ")) as server:
        model = choose_model(QASettings(base_url=server.url, model="m", timeout_seconds=5))
        engine.assistant = replace(engine.assistant, model=model)
        response = asked(engine)
        text = "".join(response.response_gen)
    answer = present(response.metadata)["answer"]
    assert text == answer.text
    assert text.count("its pillars had cracked. ") == 1
    assert "failed or broke off" in answer.warnings[0]


class Seen(BaseEventHandler):
    """Remembers which events came, in order, and in which span."""

    _seen: list[tuple[str, str | None]] = PrivateAttr(default_factory=list)

    def handle(self, event: BaseEvent, **kwargs: Any) -> None:
        self._seen.append((event.class_name(), event.span_id))


@contextmanager
def traced() -> Iterator[tuple[list[tuple[str, str | None]], SimpleSpanHandler]]:
    root, events, spans = get_dispatcher(), Seen(), SimpleSpanHandler()
    before = list(root.event_handlers), list(root.span_handlers)
    root.add_event_handler(events)
    root.add_span_handler(spans)
    try:
        yield events._seen, spans
    finally:
        root.event_handlers, root.span_handlers = before


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("is_awaited", [False, True])
def test_the_models_call_is_part_of_the_trace_of_its_query(data: Path, streaming: bool, is_awaited: bool) -> None:
    async def ask_awaited(engine: ArticleQueryEngine) -> None:
        if streaming:
            await (await awaited_stream(engine)).get_response()
        else:
            await engine.aquery(QUESTION)

    with scripted_server(says("The pillars had cracked. [1]")) as server, traced() as (events, spans):
        engine = open_engine(data, streaming=streaming)
        model = choose_model(QASettings(base_url=server.url, model="m"))
        engine.assistant = replace(engine.assistant, model=model)
        if is_awaited:
            asyncio.run(ask_awaited(engine))
        else:
            str(engine.query(QUESTION))
    names = [name for name, _ in events]
    assert names[0] == "QueryStartEvent"
    assert names[-1] == "QueryEndEvent"
    assert "LLMChatStartEvent" in names
    parents = {span.id_: span.parent_id for span in spans.completed_spans}
    roots = [span for span, parent in parents.items() if parent is None]
    assert len(roots) == 1
    assert ".query-" in roots[0] or ".aquery-" in roots[0]
    assert any(span.startswith("OpenAILike.") for span in parents)
    assert not spans.open_spans


def test_a_llama_index_chat_engine_can_use_the_retriever(data: Path) -> None:
    model = ScriptedModel("The pillars had cracked.")
    chat = ContextChatEngine.from_defaults(retriever=open_retriever(data), llm=model)
    response = chat.stream_chat(QUESTION)
    assert "".join(response.response_gen) == "The pillars had cracked."
    assert "The mayor of Amman shut the Wadi bridge" in model.seen[0]
    assert response.source_nodes[0].node.metadata["title"] == "Amman shuts a bridge"


def test_llama_index_can_use_our_embedder_awaited_or_not(embedder: LocalEmbedder) -> None:
    ours = ArticleEmbedding(embedder)
    assert ours.model_name == embedder.name
    assert ours.get_query_embedding("Why?") == embedder.embed_query("Why?")
    assert ours.get_text_embedding_batch(["A bridge.", "Why?"]) == embedder.embed_passages(["A bridge.", "Why?"])

    async def both() -> Any:
        return await asyncio.gather(
            ours.aget_query_embedding("Why?"), ours.aget_text_embedding_batch(["A bridge.", "Why?"])
        )

    query, texts = asyncio.run(both())
    assert query == texts[1] == embedder.embed_query("Why?")


def test_awaiting_a_retriever_leaves_the_loop_to_others(data: Path) -> None:
    retriever = open_retriever(data)

    async def meanwhile() -> Any:
        retrieving, turns = asyncio.ensure_future(retriever.aretrieve(QUESTION)), 0
        while not retrieving.done():
            turns += 1
            await asyncio.sleep(0)
        return turns, retrieving.result()

    turns, nodes = asyncio.run(meanwhile())
    assert nodes
    assert turns > 10


def test_an_engine_gives_its_files_back_when_it_is_closed(data: Path) -> None:
    before = open_files()
    with open_engine(data) as engine:
        engine.query(QUESTION)
        assert open_files() > before
    assert open_files() <= before


def test_engines_of_many_scopes_share_one_library(data: Path) -> None:
    with open_engine(data) as engine:
        engine.query(QUESTION)
        before = open_files()
        scoped = [engine.with_scope(Scope(publisher=f"Outlet {n}")) for n in range(40)]
        assert {present(each.query(QUESTION).metadata)["answer"].status for each in scoped} == {"abstained"}
        assert open_files() <= before + 2


def test_a_retriever_gives_its_files_back_when_it_is_closed(data: Path) -> None:
    before = open_files()
    with open_retriever(data) as retriever:
        assert retriever.retrieve(QUESTION)
    assert open_files() <= before


def open_files() -> int:
    """How many files this process has open, those that nothing refers to any more closed."""
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir()))
