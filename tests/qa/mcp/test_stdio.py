"""The MCP server as a desktop client starts it: a child process, through the official client."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp import ClientSession, McpError, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import InitializeResult
from pydantic import AnyUrl

from article_qa import __version__
from article_qa.index.library import open_library
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.settings import QASettings
from tests.present import present

PRIORITY = "Why is Syria a priority for Jordan?"
CHESS = "Who won the 2031 chess championship?"
COMMAND = [sys.executable, "-P", "-m", "article_qa", "mcp", "--data"]
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
READY = {"jsonrpc": "2.0", "method": "notifications/initialized"}


@asynccontextmanager
async def session(home: Path) -> AsyncIterator[tuple[ClientSession, InitializeResult]]:
    command = StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], str(home / "data")], cwd=home)
    async with stdio_client(command) as streams, ClientSession(*streams) as client:
        yield client, await client.initialize()


def with_client(home: Path, work: Callable[[ClientSession], Coroutine[Any, Any, Any]]) -> Any:
    async def through() -> Any:
        async with session(home) as (client, _):
            return await work(client)

    return asyncio.run(through())


def called(home: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    async def each(client: ClientSession) -> Any:
        return [await client.call_tool(name, arguments) for name, arguments in calls]

    return list(with_client(home, each))


def test_the_server_says_who_it_is_and_how_to_use_it(home: Path) -> None:
    async def initialized() -> InitializeResult:
        async with session(home) as (_, result):
            return result

    result = asyncio.run(initialized())
    assert (result.serverInfo.name, result.serverInfo.version) == ("Article QA", __version__)
    assert "`ask`" in present(result.instructions)
    assert present(result.capabilities.tools).listChanged is False


def test_every_tool_reads_only_and_describes_what_it_takes_and_gives(home: Path) -> None:
    tools = with_client(home, lambda client: client.list_tools()).tools
    assert {"ask", "search", "check", "verify", "get_article", "list_articles"} <= {tool.name for tool in tools}
    for tool in tools:
        assert tool.annotations.readOnlyHint is True
        assert tool.annotations.openWorldHint is False
        assert tool.title
        assert tool.description.endswith(".")
        assert tool.inputSchema["additionalProperties"] is False
        assert all(argument["description"] for argument in tool.inputSchema["properties"].values())
        Draft202012Validator.check_schema(tool.outputSchema)


def test_the_answer_is_that_of_python(home: Path) -> None:
    answered, refused = called(home, ("ask", {"question": PRIORITY}), ("ask", {"question": CHESS}))
    with open_library(home / "data") as library:
        assistant = Assistant.over(library, QASettings(_env_file=None))
        for reply, question in ((answered, PRIORITY), (refused, CHESS)):
            expected = assistant.ask(question).as_dict()
            assert reply.structuredContent | {"timings_ms": {}} == expected | {"timings_ms": {}}
            assert json.loads(reply.content[0].text) == reply.structuredContent
            assert Answer.from_dict(reply.structuredContent).question == question


def test_a_draft_is_checked_and_a_saved_answer_verified(home: Path) -> None:
    (answered,) = called(home, ("ask", {"question": PRIORITY}))
    checked, verified = called(
        home,
        ("check", {"text": "Lavrov met Ayman al-Safadi in Amman. What comes next?"}),
        ("verify", {"answer": answered.structuredContent}),
    )
    verdicts = [sentence["verdict"] for sentence in checked.structuredContent["sentences"]]
    assert verdicts == ["supported", "no_claim"]
    assert verified.structuredContent["counts"]["stands"] == len(answered.structuredContent["citations"])


def test_a_question_takes_its_history_its_day_and_its_filters(home: Path) -> None:
    history = [{"question": "What did Lavrov discuss in Amman?", "answer": "Syria."}]
    asked = {"question": "And who received him?", "history": history, "today": "2023-01-02", "mode": "extract"}
    follow_up, narrow = called(
        home,
        ("ask", asked),
        ("ask", {"question": PRIORITY, "since": "2030-01-01", "until": "2031-01-01", "publisher": "Nobody"}),
    )
    assert follow_up.structuredContent["searched"] != asked["question"]
    assert follow_up.structuredContent["today"] == "2023-01-02"
    assert narrow.structuredContent["status"] == "abstained"
    assert narrow.structuredContent["scope"]["since"] == "2030-01-01"


def test_what_search_finds_can_be_read_to_the_character(home: Path) -> None:
    async def found_and_read(client: ClientSession) -> None:
        found = present((await client.call_tool("search", {"query": "ships held up", "limit": 3})).structuredContent)
        assert len(found["passages"]) == 3
        for passage in found["passages"]:
            start, end = passage["start"], passage["end"]
            read = await client.call_tool("get_article", {"article_id": passage["article_id"]})
            article = present(read.structuredContent)
            assert article["text"][start:end] == passage["quote"]
            assert article["sha256"] == passage["sha256"]
            resource = await client.read_resource(AnyUrl(f"article://{passage['article_id']}"))
            assert resource.contents[0].text[start:end] == passage["quote"]  # type: ignore[union-attr]

    with_client(home, found_and_read)


def test_a_list_is_filtered_counted_and_goes_on_where_it_ended(home: Path) -> None:
    everything, first, second, few = called(
        home,
        ("list_articles", {}),
        ("list_articles", {"limit": 2}),
        ("list_articles", {"limit": 2, "offset": 2}),
        ("list_articles", {"until": "2021-12-31", "publisher": "article qa gazette"}),
    )
    ids = [each["id"] for each in everything.structuredContent["articles"]]
    assert (len(ids), everything.structuredContent["total"]) == (12, 12)
    assert everything.structuredContent["next_offset"] is None
    assert first.structuredContent["next_offset"] == 2
    assert [e["id"] for page in (first, second) for e in page.structuredContent["articles"]] == ids[:4]
    assert 0 < few.structuredContent["total"] < 12
    assert {each["publisher"] for each in few.structuredContent["articles"]} == {"Article QA Gazette"}


def test_the_articles_are_resources(home: Path) -> None:
    async def listed(client: ClientSession) -> Any:
        resources = (await client.list_resources()).resources
        template = (await client.list_resource_templates()).resourceTemplates[0]
        return resources, template, (await client.read_resource(resources[0].uri)).contents[0].text  # type: ignore[union-attr]

    resources, template, text = with_client(home, listed)
    assert len(resources) == 12
    assert template.uriTemplate == "article://{article_id}"
    assert resources[0].title == "Notre-Dame opens its doors again, five years after the fire"
    assert resources[0].description == "Article QA Gazette, 9 December 2024"
    assert text.startswith("PARIS - Notre-Dame reopened")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "article://nowhere", "article://../../catalog.sqlite3"])
def test_no_other_resource_can_be_read(home: Path, address: str) -> None:
    async def refused(client: ClientSession) -> None:
        with pytest.raises(McpError, match=r"is not the address of an article|no article has the id"):
            await client.read_resource(AnyUrl(address))

    with_client(home, refused)


def test_what_cannot_be_done_is_said_in_one_sentence(home: Path) -> None:
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("ask", {}, "ask needs the argument 'question'"),
        ("ask", {"question": " "}, "the question is empty"),
        ("ask", {"question": 7}, "question: input should be a valid string"),
        ("ask", {"question": "Why?", "since": "May"}, "since is 'May'; write the day as 2022-11-03"),
        ("ask", {"question": "Why?", "lang": "de"}, "ask has no argument 'lang'; it takes "),
        ("ask", {"question": "Why?", "mode": "llm"}, "no language model is set up"),
        ("ask", {"question": "Why?", "history": [{"question": "Who?"}]}, "history.0 has no 'answer'"),
        ("search", {"query": "x", "limit": 51}, "limit: input should be less than or equal to 50"),
        ("get_article", {"article_id": "zz"}, "no article has the id 'zz'"),
        ("list_articles", {"x" * 5_000: 1}, "list_articles has no argument 'xxx"),
        ("delete_article", {}, "there is no tool 'delete_article'; there are ask, search"),
    ]
    replies = called(home, *((name, arguments) for name, arguments, _ in wrong))
    for reply, (_, _, says) in zip(replies, wrong, strict=True):
        assert reply.isError
        assert says in reply.content[0].text
        assert "\n" not in reply.content[0].text
        assert len(reply.content[0].text) < 400


def spoken(
    home: Path, *messages: dict[str, Any], until: int, **environment: str
) -> tuple[subprocess.Popen[bytes], list[Any]]:
    """A server that was sent these messages, and what it said up to its answer to the request `until`."""
    server = subprocess.Popen(
        [*COMMAND, str(home / "data")], env=os.environ | environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    said: list[Any] = []
    for message in messages:
        present(server.stdin).write(json.dumps(message).encode() + b"\n")
    present(server.stdin).flush()
    while not said or said[-1].get("id") != until:
        said.append(json.loads(present(server.stdout).readline()))
    return server, said


def test_a_closed_input_ends_it_in_silence(home: Path) -> None:
    server, said = spoken(home, INITIALIZE, until=1)
    out, err = server.communicate(timeout=60)
    assert said[0]["result"]["serverInfo"]["name"] == "Article QA"
    assert (server.returncode, out, err) == (0, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_an_interruption_ends_it_in_silence(home: Path) -> None:
    server, _ = spoken(home, INITIALIZE, until=1)
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=60) == 130
    assert present(server.stdout).read() == present(server.stderr).read() == b""
    present(server.stdin).close()


def test_nobody_is_waited_for_who_has_left_during_a_question(home: Path) -> None:
    ask = {"jsonrpc": "2.0", "id": 2, "method": "tools/call"}
    call = ask | {"params": {"name": "ask", "arguments": {"question": PRIORITY}}}
    server, _ = spoken(home, INITIALIZE, READY, call, until=1)
    present(server.stdout).close()
    present(server.stdin).close()
    assert server.wait(timeout=60) == 0
    assert present(server.stderr).read() == b""


# Python imports this module first of all. Libraries print when they are loaded, and so do programs that they start.
NOISE = """
import os, sys

class Noisy:
    def find_spec(self, name, path=None, target=None):
        if name in ("anyio", "onnxruntime"):
            print("noise of", name, flush=True)
            os.system("echo noise of a child")

sys.meta_path.insert(0, Noisy())
"""


def test_only_the_protocol_is_on_standard_output(home: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NOISE)
    ask = {"name": "ask", "arguments": {"question": PRIORITY}}
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": ask}
    server, said = spoken(home, INITIALIZE, READY, call, until=2, PYTHONPATH=str(tmp_path))
    assert said[-1]["result"]["structuredContent"]["status"] == "answered"
    out, err = server.communicate(timeout=60)
    assert out == b""
    assert {b"noise of anyio", b"noise of onnxruntime", b"noise of a child"} <= set(err.splitlines())


def test_what_is_no_message_is_passed_over_with_a_word(home: Path) -> None:
    wrong = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "ask", "arguments": ["Why?"]}}
    ping = {"jsonrpc": "2.0", "id": 3, "method": "ping"}
    garbage: Any = "garbage"
    server, said = spoken(home, INITIALIZE, READY, garbage, {"no": "message"}, wrong, ping, until=3)
    assert {each["id"]: each.get("error", {}).get("message") for each in said} == {
        1: None, 2: "Invalid request parameters", 3: None
    }  # fmt: skip
    out, err = server.communicate(timeout=60)
    assert out == b""
    assert err.decode().splitlines() == ["a line that is not a message of the protocol was skipped"] * 2


def test_starting_loads_neither_the_models_nor_the_vectors() -> None:
    program = (
        "import sys, article_qa.qa.cli, article_qa.qa.mcp.stdio\n"
        "print(sorted({'article_qa.qa.assistant', 'chromadb', 'llama_index', 'gradio'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_missing_library_is_one_sentence_on_standard_error(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, str(tmp_path / "none")], input=b"", capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().strip().endswith("make one with: article-qa add PATH")
    assert done.stderr.count(b"\n") == 1
