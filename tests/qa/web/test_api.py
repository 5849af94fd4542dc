"""The api for programs, through the clients that programs use."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError, AuthenticationError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from typer.testing import CliRunner

from article_qa.index.errors import RequestRejected
from article_qa.index.library import open_library
from article_qa.qa.cli import app as command_line
from article_qa.qa.web.api import Api
from article_qa.qa.web.turns import MAX_WAITING
from tests.present import present
from tests.qa.web.serving import NAME, PASSWORD

PRIORITY = "Why is Syria a priority for Jordan?"
CHESS = "Who won the 2031 chess championship?"
ENDPOINTS = {"ask", "search", "list_articles"}


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False, analytics_enabled=False)


@asynccontextmanager
async def session(address: str, **headers: Any) -> AsyncIterator[ClientSession]:
    client = create_mcp_http_client(headers=headers)
    async with (
        streamable_http_client(f"{address}/mcp", http_client=client) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        yield session


def tool(address: str, name: str, /, **arguments: Any) -> Any:
    async def called() -> Any:
        async with session(address) as tools:
            return await tools.call_tool(name, arguments)

    return asyncio.run(called())


def typed(starters: Path, *words: str) -> Any:
    done = CliRunner().invoke(command_line, [*words, "--json", "--data", str(starters)], catch_exceptions=False)
    return json.loads(done.stdout)


def without_times(answer: Mapping[str, Any]) -> dict[Any, Any]:
    return {name: value for name, value in answer.items() if name != "timings_ms"}


@pytest.mark.parametrize(("question", "since"), [(PRIORITY, None), (PRIORITY, "2022-01-01"), (CHESS, None)])
def test_every_door_gives_the_answer_of_the_command_line(
    client: Client, address: str, starters: Path, question: str, since: str | None
) -> None:
    expected = without_times(typed(starters, "ask", question, *(["--since", since] if since else [])))
    assert without_times(client.predict(question, since, api_name="/ask")) == expected
    reply = tool(address, "ask", question=question, since=since)
    assert without_times(reply.structuredContent) == expected
    assert without_times(json.loads(reply.content[0].text)) == expected


def test_a_follow_up_is_asked_with_its_history(client: Client) -> None:
    history = [{"question": "What did Lavrov discuss in Amman?", "answer": "Syria."}]
    answer = client.predict("And who received him?", history=history, api_name="/ask")
    assert answer["searched"] != answer["question"] == "And who received him?"


def test_search_finds_passages_to_the_character_and_in_order(client: Client, address: str, starters: Path) -> None:
    found = client.predict("priority for Jordan", limit=3, publisher="article qa wire", api_name="/search")
    assert len(found["passages"]) == 3
    assert (
        found
        == tool(address, "search", query="priority for Jordan", limit=3, publisher="article qa wire").structuredContent
    )
    scores = [passage["score"] for passage in found["passages"]]
    assert scores == sorted(scores, reverse=True)
    with open_library(starters) as library:
        for passage in found["passages"]:
            text = present(library.catalog.article(passage["article_id"])).text
            assert text[passage["start"] : passage["end"]] == passage["quote"]


def test_an_unknown_outlet_finds_nothing_and_says_so(client: Client) -> None:
    found = client.predict("Jordan", publisher="Nobody", api_name="/search")
    assert found == {"passages": [], "warnings": ["No article is from 'Nobody'."]}


def test_a_search_keeps_to_its_articles(client: Client, starters: Path) -> None:
    chosen = [each["id"] for each in typed(starters, "list")["articles"]][:2]
    found = client.predict("the ship", articles=chosen, api_name="/search")
    assert {passage["article_id"] for passage in found["passages"]} <= set(chosen)
    assert found["passages"]
    assert client.predict("the ship", collections=["Ships"], api_name="/search") == {
        "passages": [],
        "warnings": ["There is no collection 'Ships'."],
    }


@pytest.mark.parametrize("endpoint", ["/search", "/ask"])
def test_a_search_keeps_to_its_languages(client: Client, endpoint: str) -> None:
    asked = client.predict("Why is Syria a priority for Jordan?", languages=["en"], api_name=endpoint)
    assert asked["warnings"] == [] and (asked.get("passages") or asked["citations"])
    refused = client.predict("Why is Syria a priority for Jordan?", languages=["tlh"], api_name=endpoint)
    assert "No article is in 'tlh'." in (refused.get("reason"), *refused["warnings"])


def test_the_list_is_that_of_the_command_line(client: Client, address: str, starters: Path) -> None:
    expected = typed(starters, "list")
    assert client.predict(api_name="/list_articles") == expected
    assert tool(address, "list_articles").structuredContent["articles"] == expected["articles"]


@pytest.mark.parametrize(
    ("door", "arguments", "says"),
    [
        pytest.param("ask", {"question": " "}, "the question is empty", id="empty question"),
        pytest.param("ask", {"question": "Why?", "since": "May"}, "since is 'May'; write the day as", id="date"),
        pytest.param("ask", {"question": "Why?", "history": [{"question": "Who?"}]}, "no 'answer'", id="history"),
        pytest.param("ask", {"question": "Why?", "mode": "llm"}, "no language model is set up", id="no model"),
        pytest.param("search", {"query": ""}, "is empty", id="empty query"),
    ],
)
def test_what_cannot_be_answered_gets_one_sentence_at_both_doors(
    client: Client, address: str, door: str, arguments: dict[str, Any], says: str
) -> None:
    with pytest.raises(AppError, match=says) as refused:
        client.predict(**arguments, api_name=f"/{door}")
    assert "\n" not in str(refused.value)
    reply = tool(address, door, **arguments)
    assert reply.isError
    assert says in reply.content[0].text
    assert "Traceback" not in reply.content[0].text


@pytest.mark.parametrize(
    ("door", "arguments", "says"),
    [
        pytest.param("ask", {"question": 7}, "question: input should be a valid string", id="type"),
        pytest.param("ask", {"question": "Why?", "mode": "x"}, "mode: input should be 'auto'", id="mode"),
        pytest.param("search", {"query": "x", "limit": 51}, "limit: input should be less than", id="limit"),
    ],
)
def test_a_wrong_argument_is_named(
    client: Client, address: str, door: str, arguments: dict[str, Any], says: str
) -> None:
    with pytest.raises(AppError, match=says):
        client.predict(**arguments, api_name=f"/{door}")
    assert tool(address, door, **arguments).isError


def test_who_comes_while_too_many_wait_is_told_to_come_again() -> None:
    is_open = Event()

    class SlowCatalog:
        def listings(self) -> list[Any]:
            is_open.wait(60)
            return []

    async def crowd() -> Any:
        assistant: Any = SimpleNamespace(catalog=SlowCatalog())
        api = Api(assistant)
        waiting = [asyncio.create_task(api.list_articles()) for _ in range(MAX_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(RequestRejected, match="too many requests are waiting; try again in a moment"):
            await api.list_articles()
        is_open.set()
        return await asyncio.gather(*waiting)

    assert asyncio.run(crowd()) == [{"articles": []}] * MAX_WAITING


def test_only_the_three_doors_are_public(address: str) -> None:
    known = httpx.get(f"{address}/gradio_api/info").json()["named_endpoints"]
    assert {name.strip("/") for name in known} == ENDPOINTS


def test_both_clients_get_in_with_a_password_and_not_without(locked: str) -> None:
    client = Client(locked, auth=(NAME, PASSWORD), verbose=False, analytics_enabled=False)
    assert client.predict(PRIORITY, api_name="/ask")["status"] == "answered"
    with pytest.raises(AuthenticationError):
        Client(locked, auth=(NAME, "wrong"), verbose=False, analytics_enabled=False)

    async def called(**headers: Any) -> Any:
        async with session(locked, **headers) as tools:
            return await tools.call_tool("ask", {"question": PRIORITY})

    basic = base64.b64encode(f"{NAME}:{PASSWORD}".encode()).decode()
    assert asyncio.run(called(Authorization=f"Basic {basic}")).structuredContent["status"] == "answered"
    with pytest.raises(BaseExceptionGroup) as refused:
        asyncio.run(called())
    assert refused.value.subgroup(lambda error: "401" in str(error))
