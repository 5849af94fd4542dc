"""The LlamaIndex door: every form of it gives the Assistant's answer."""

import asyncio

import pytest
from llama_index.core.base.base_query_engine import BaseQueryEngine

from index import build
from index.errors import LibraryMissing
from index.library import open_library
from index.records import Scope
from qa.engine import open_engine

QUESTION = "Why did the mayor of Amman shut the bridge?"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    file = tmp_path_factory.mktemp("articles") / "amman.txt"
    file.write_text(
        "Amman shuts a bridge\n\nThe mayor of Amman shut the Wadi bridge because its pillars had cracked. "
        "Repairs of the bridge in Amman would take the mayor two years."
    )
    folder = tmp_path_factory.mktemp("data") / "library"
    with open_library(folder, create=True) as library:
        build.add(library, [file])
    return folder


def test_the_engine_is_a_llama_index_query_engine(data):
    assert isinstance(open_engine(data), BaseQueryEngine)


def test_query_gives_text_quotes_and_the_whole_answer(data):
    response = open_engine(str(data)).query(QUESTION)
    answer = response.metadata["answer"]
    assert str(response) == answer.text
    assert "pillars had cracked. [1]" in str(response)
    assert [node.get_content() for node in response.source_nodes] == [c.quote for c in answer.citations]


def test_source_nodes_carry_offsets_and_what_a_reader_wants_to_know(data):
    node = open_engine(data).query(QUESTION).source_nodes[0].node
    assert node.end_char_idx - node.start_char_idx == len(node.text)
    assert node.metadata["title"] == "Amman shuts a bridge"


def test_all_forms_give_the_same_answer(data):
    plain, streaming = open_engine(data), open_engine(data, streaming=True)

    async def asynchronous():
        once = await plain.aquery(QUESTION)
        parts = await streaming.aquery(QUESTION)
        return str(once), "".join([piece async for piece in parts.async_response_gen()])

    texts = {str(plain.query(QUESTION)), "".join(streaming.query(QUESTION).response_gen), *asyncio.run(asynchronous())}
    assert len(texts) == 1


def test_a_refusal_comes_through_every_form(data):
    question = "Who won the 2031 chess championship?"
    assert str(open_engine(data).query(question)).startswith("Not in these articles.")
    assert "".join(open_engine(data, streaming=True).query(question).response_gen).startswith("Not in these")


def test_a_scope_narrows_the_engine(data):
    assert open_engine(data, scope=Scope(publisher="Nobody")).query(QUESTION).metadata["answer"].status == "abstained"


def test_a_folder_without_a_library_is_named_with_the_remedy(tmp_path):
    with pytest.raises(LibraryMissing, match="article-qa add"):
        open_engine(tmp_path / "nothing")
