"""The LlamaIndex door: every form of it gives the Assistant's answer."""

import asyncio
import gc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import AsyncStreamingResponse, StreamingResponse
from llama_index.core.chat_engine import ContextChatEngine
from llama_index.core.schema import TextNode

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.errors import LibraryMissing
from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.index.records import Scope
from article_qa.qa.generation.llm import Model, choose_model
from article_qa.qa.llama_index import ArticleEmbedding, open_engine, open_retriever
from article_qa.qa.settings import QASettings
from tests.present import present
from tests.qa.fakes import ScriptedModel, breaks_after, scripted_server

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


def test_a_stream_yields_the_draft_and_then_the_checked_answer(data: Path) -> None:
    engine = open_engine(data, streaming=True)
    model = Model(ScriptedModel("The pillars had cracked. [1]", " It was built in 1931. [1]"), "scripted")
    engine.assistant = replace(engine.assistant, model=model)
    response = engine.query(QUESTION)
    text = streamed(response)
    assert text.startswith("The pillars had cracked. [1] It was built in 1931. [1]\n\nNot supported: “It was built")
    assert present(response.metadata)["answer"].status == "partial"
    assert response.source_nodes


def test_a_stream_that_breaks_goes_on_with_quotes_and_says_so(data: Path) -> None:
    engine = open_engine(data, streaming=True)
    with scripted_server(breaks_after("The pillars ")) as server:
        model = choose_model(QASettings(base_url=server.url, model="m", timeout_seconds=5))
        engine.assistant = replace(engine.assistant, model=model)
        text = streamed(engine.query(QUESTION))
    assert text.startswith("The pillars\n\nthe language model's endpoint failed or broke off")
    assert text.count("its pillars had cracked. ") == 1


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
