"""The entries for desktop clients that the docs show start the server."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from article_qa.qa.mcp.tools import TOOLS
from tests.test_readme import ROOT, blocks

PAGE = ROOT / "docs" / "mcp.md"
CHECKOUT = "/home/ada/article-qa"


@pytest.mark.parametrize("block", blocks("json", [PAGE]))
def test_an_entry_of_the_docs_starts_the_server(home: Path, block: str) -> None:
    (servers,) = json.loads(block).values()
    entry = servers["articles"]
    command, folder = Path(entry["command"]), entry["args"][-1]
    assert str(command.parent) == f"{CHECKOUT}/.venv/bin"
    arguments = [*entry["args"][:-1], folder.replace(CHECKOUT, str(home))]

    async def tools() -> Any:
        installed = StdioServerParameters(
            command=str(Path(sys.executable).parent / command.name), args=arguments, cwd="/"
        )
        async with stdio_client(installed) as streams, ClientSession(*streams) as client:
            await client.initialize()
            return await client.list_tools()

    assert "ask" in {tool.name for tool in asyncio.run(tools()).tools}


def test_the_page_shows_an_entry_for_three_clients() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"**{client}.**" in text for client in ("Claude Desktop", "Cursor", "Visual Studio Code"))
    assert [key for block in blocks("json", [PAGE]) for key in json.loads(block)] == ["mcpServers", "servers"]


def test_the_page_names_every_tool_and_every_argument() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for tool in TOOLS:
        assert f"| `{tool.name}` |" in text
        assert [name for name in tool.takes.model_fields if f"`{name}`" not in text] == []
