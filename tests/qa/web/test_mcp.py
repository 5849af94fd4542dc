"""The MCP server over streamable HTTP, through the official client."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import pytest
from mcp import ClientSession, McpError
from mcp.client.streamable_http import streamable_http_client
from mcp.types import InitializeResult
from pydantic import AnyUrl

from article_qa import __version__
from article_qa.qa.mcp.tools import TOOLS
from tests.present import present

PRIORITY = "Why is Syria a priority for Jordan?"


def with_client(address: str, work: Callable[[ClientSession, InitializeResult], Coroutine[Any, Any, Any]]) -> Any:
    async def through() -> Any:
        async with streamable_http_client(f"{address}/mcp") as (read, write, _), ClientSession(read, write) as client:
            return await work(client, await client.initialize())

    return asyncio.run(through())


def test_the_page_serves_the_same_tools(address: str) -> None:
    async def listed(client: ClientSession, begun: InitializeResult) -> Any:
        return begun, (await client.list_tools()).tools

    begun, tools = with_client(address, listed)
    assert (begun.serverInfo.name, begun.serverInfo.version) == ("Article QA", __version__)
    assert "`ask`" in begun.instructions
    assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
    assert all(tool.annotations.readOnlyHint for tool in tools)


def test_every_tool_answers_as_its_schema_says(address: str) -> None:
    # The client refuses a result that does not fit the schema.
    async def called(client: ClientSession, _: InitializeResult) -> Any:
        answer = await client.call_tool("ask", {"question": PRIORITY})
        found = await client.call_tool("search", {"query": "ships"})
        listed = await client.call_tool("list_articles", {"limit": 3})
        article_id = present(listed.structuredContent)["articles"][0]["id"]
        article = await client.call_tool("get_article", {"article_id": article_id})
        text = (await client.read_resource(AnyUrl(f"article://{article_id}"))).contents[0].text  # type: ignore[union-attr]
        return answer, found, article, text

    answer, found, article, text = with_client(address, called)
    assert answer.structuredContent["status"] == "answered"
    assert found.structuredContent["passages"]
    assert article.structuredContent["text"] == text


def test_mistakes_are_one_sentence(address: str) -> None:
    async def wrong(client: ClientSession, _: InitializeResult) -> Any:
        with pytest.raises(McpError, match="is not the address of an article"):
            await client.read_resource(AnyUrl("file:///etc/passwd"))
        return await client.call_tool("ask", {"question": PRIORITY, "lang": "de"})

    reply = with_client(address, wrong)
    assert reply.isError
    assert reply.content[0].text.startswith("ask has no argument 'lang'; it takes question, ")


def test_many_clients_ask_at_once(address: str) -> None:
    async def crowd(client: ClientSession, _: InitializeResult) -> Any:
        return await asyncio.gather(*(client.call_tool("ask", {"question": PRIORITY}) for _ in range(20)))

    assert {reply.structuredContent["status"] for reply in with_client(address, crowd)} == {"answered"}


def test_what_is_no_message_of_the_protocol_is_refused(address: str) -> None:
    accepts = {"accept": "application/json, text/event-stream"}
    assert httpx.post(f"{address}/mcp", json={"no": "message"}, headers=accepts).status_code == 400
    assert httpx.post(f"{address}/mcp", content="{", headers=accepts).status_code in (400, 415)
