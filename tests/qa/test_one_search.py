"""Every door searches the same way: the same passages, articles, copies and warnings."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from article_qa.index.errors import EmbedderUnavailable
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.assistant import Assistant
from article_qa.qa.llama_index import ArticleRetriever
from article_qa.qa.mcp.served import Served
from article_qa.qa.mcp.tools import TOOLS
from article_qa.qa.settings import QASettings
from article_qa.qa.web.api import Api
from tests.present import present

QUESTION = "Why is the bridge shut?"
BRIDGE = (
    "The bridge in Bonn is shut because a pillar has cracked, the city said on Monday after an inspection by divers. "
    "Repairs will take two years and cost six million euros, which the council has still to approve in spring. "
    "Commuters are asked to take the ferry, which will sail every ten minutes from the old harbour until then."
)
FERRY = "The ferry in Basel is late because the river is high. The bridge there is open."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("articles")
    for name, publisher, text in (("a", "The Wire", BRIDGE), ("b", "Star", BRIDGE), ("c", "Post", FERRY)):
        (folder / f"{name}.md").write_text(
            f"---\ntitle: News {name}\npublisher: {publisher}\npublished: 2022-11-0{ord(name) - 96}\n---\n{text}"
        )
    with open_library(tmp_path_factory.mktemp("data") / "library", create=True) as library:
        add(library, [folder])
        yield library


@pytest.fixture(scope="module")
def assistant(library: Library) -> Assistant:
    return Assistant.over(library, QASettings(_env_file=None))


def by_python(assistant: Assistant, scope: Scope) -> dict[str, Any]:
    return assistant.search(QUESTION, scope=scope).as_dict()


def by_endpoint(assistant: Assistant, scope: Scope) -> dict[str, Any]:
    return asyncio.run(Api(assistant).search(QUESTION, **as_words(scope)))


def by_mcp(assistant: Assistant, scope: Scope) -> dict[str, Any]:
    served = Served(assistant.catalog, lambda: assistant)
    search = next(tool for tool in TOOLS if tool.name == "search")
    return search.call(served, {"query": QUESTION} | as_words(scope))


def as_words(scope: Scope) -> dict[str, Any]:
    days = {"since": scope.since, "until": scope.until}
    return {name: day.isoformat() for name, day in days.items() if day} | (
        {"publisher": scope.publishers[0]} if scope.publishers else {}
    )


SCOPES = pytest.mark.parametrize(
    "scope",
    [
        pytest.param(EVERYTHING, id="everything"),
        pytest.param(Scope(publisher="the WIRE"), id="outlet-in-other-case"),
        pytest.param(Scope(publisher="Nobody"), id="unknown-outlet"),
    ],
)


@pytest.mark.parametrize("door", [by_endpoint, by_mcp])
@SCOPES
def test_a_door_gives_what_python_gives(
    assistant: Assistant, scope: Scope, door: Callable[[Assistant, Scope], dict[str, Any]]
) -> None:
    assert json.loads(json.dumps(door(assistant, scope))) == json.loads(json.dumps(by_python(assistant, scope)))


@SCOPES
def test_the_retriever_gives_the_same_passages_and_copies(assistant: Assistant, scope: Scope) -> None:
    nodes = [found.node for found in ArticleRetriever(assistant, scope=scope).retrieve(QUESTION)]
    hits = assistant.search(QUESTION, scope=scope, is_rated=True).hits
    assert {hit.passage_id for hit in hits} == {hit.passage_id for hit in assistant.search(QUESTION, scope=scope).hits}
    assert [(node.get_content(), node.metadata["article_id"]) for node in nodes] == [
        (hit.quote, hit.article_id) for hit in hits
    ]
    copies = [", ".join(present(copy.publisher) for copy in hit.also_in) or None for hit in hits]
    assert [node.metadata.get("also_in") for node in nodes] == copies


def test_the_outlets_letter_case_is_free_and_copies_are_named(assistant: Assistant) -> None:
    (hit,) = assistant.search(QUESTION, scope=Scope(publisher="the WIRE")).hits
    assert (hit.publisher, [copy.publisher for copy in hit.also_in]) == ("The Wire", ["Star"])


def test_several_outlets_narrow_a_search_to_any_of_them(assistant: Assistant) -> None:
    hits = assistant.search(QUESTION, scope=Scope(publishers=("Post", "the wire"))).hits
    assert {hit.publisher for hit in hits} == {"Post", "The Wire"}


def test_an_answer_is_read_from_the_passages_of_the_search(assistant: Assistant) -> None:
    cited = {citation.article_id for citation in assistant.ask(QUESTION).citations}
    assert cited <= {hit.article_id for hit in assistant.search(QUESTION).hits}


def test_every_door_says_that_the_embedder_failed(assistant: Assistant, caplog: pytest.LogCaptureFixture) -> None:
    def fails(query: str, limit: int, scope: Scope) -> Any:
        raise EmbedderUnavailable("the embedder is down; start it")

    rankers = dict(assistant.library.rankers) | {"dense": fails}
    cut_off = replace(assistant, library=replace(assistant.library, rankers=rankers))
    said = "the embedder is down; start it. Only keywords were searched."
    assert by_python(cut_off, EVERYTHING)["warnings"] == [said]
    assert by_endpoint(cut_off, EVERYTHING) == json.loads(json.dumps(by_python(cut_off, EVERYTHING)))
    assert cut_off.ask(QUESTION).warnings == (said,)
    assert ArticleRetriever(cut_off).retrieve(QUESTION)
    assert said in caplog.text
