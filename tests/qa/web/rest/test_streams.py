"""Answers as they come about: events, signs of life, and what ends with the client."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx

from article_qa.index.errors import ModelBroken
from article_qa.qa.settings import QASettings
from article_qa.qa.web.api import Api
from article_qa.qa.web.rest.app import rest_app
from article_qa.qa.web.server import address_of, listen, listening
from article_qa.qa.web.turns import MAX_WAITING
from tests.qa.fakes import hangs, says, scripted_server
from tests.qa.web.serving import served
from tests.qa.web.test_api import PRIORITY, without_times
from tests.waiting import wait_until

STREAM = {"Accept": "text/event-stream"}


def events(address: str, question: str = PRIORITY, **options: Any) -> list[tuple[str, dict[str, Any]]]:
    """The names and data of all events of one answer."""
    body = {"question": question, **options}
    with httpx.stream("POST", f"{address}/api/ask", json=body, headers=STREAM, timeout=60) as reply:
        assert reply.headers["content-type"].startswith("text/event-stream")
        blocks = "".join(reply.iter_text()).split("\n\n")
    found = [block.split("\n") for block in blocks if block.startswith("event: ")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in found]


@contextmanager
def standing_in(assistant: Any) -> Iterator[str]:
    """The address of the plain API over this assistant."""
    api = Api(assistant)
    library: Any = None
    with listen("127.0.0.1", 0, is_protected=False) as own, listening(rest_app(library, api), own):
        yield address_of(own)


class Endless:
    """An assistant that writes without end, and notes when it is stopped."""

    def __init__(self) -> None:
        self.is_closed = threading.Event()
        self.asked = 0

    def stream(self, question: str, options: Any) -> Iterator[str]:
        self.asked += 1
        pause = threading.Event()
        try:
            while True:
                pause.wait(0.01)
                yield "and "
        finally:
            self.is_closed.set()


def test_without_a_model_the_answer_is_the_only_event(address: str) -> None:
    (only,) = events(address)
    assert only[0] == "answer"
    asked = httpx.post(f"{address}/api/ask", json={"question": PRIORITY}, timeout=60)
    assert without_times(only[1]) == without_times(asked.json())


def test_a_models_sentences_come_before_the_answer_that_has_them(starters: Path) -> None:
    with scripted_server(says("Syria is a priority ", "for Jordan. [1]")) as server:
        settings = QASettings(_env_file=None, base_url=server.url, model="m")
        with served(starters, settings=settings) as address:
            *pieces, (name, answer) = events(address)
    assert {name for name, _ in pieces} == {"piece"}
    assert name == "answer"
    assert answer["mode"] == "llm"
    assert answer["text"].startswith("".join(piece["text"] for _, piece in pieces))


def test_signs_of_life_come_while_a_model_is_silent(starters: Path) -> None:
    with scripted_server(hangs(30, drips=False), says("Syria is a priority for Jordan. [1]")) as server:
        settings = QASettings(_env_file=None, base_url=server.url, model="m", timeout_seconds=6)
        with served(starters, settings=settings, keep_alive_seconds=0.05) as address:
            asked = {"question": PRIORITY}
            with httpx.stream("POST", f"{address}/api/ask", json=asked, headers=STREAM, timeout=60) as reply:
                said = "".join(reply.iter_text())
    assert said.startswith(": still here\n\n")
    assert "event: answer" in said


def test_what_cannot_be_asked_is_a_status_and_no_stream(address: str) -> None:
    for body in ({"question": " "}, {"question": PRIORITY, "mode": "llm"}, {"question": PRIORITY, "x": 1}):
        reply = httpx.post(f"{address}/api/ask", json=body, headers=STREAM)
        assert (reply.status_code, set(reply.json())) == (400, {"error", "hint"})


def test_a_failure_in_the_midst_is_an_event() -> None:
    def stream(question: str, options: Any) -> Iterator[str]:
        yield "The bridge "
        raise ModelBroken

    with standing_in(SimpleNamespace(stream=stream)) as address:
        found = events(address)
    assert found[0] == ("piece", {"text": "The bridge "})
    assert found[1][0] == "error"
    assert found[1][1]["error"] == "the language model's endpoint failed or broke off"
    assert set(found[1][1]) == {"error", "hint"}


def test_a_fault_of_the_program_names_no_object() -> None:
    def stream(question: str, options: Any) -> Iterator[str]:
        raise KeyError(object())

    with standing_in(SimpleNamespace(stream=stream)) as address:
        reply = httpx.post(f"{address}/api/ask", json={"question": PRIORITY})
    assert reply.status_code == 500
    assert reply.json() == {"error": "this went wrong (KeyError)", "hint": "the server's terminal says more"}


def test_a_client_that_goes_away_ends_the_work() -> None:
    assistant = Endless()
    with standing_in(assistant) as address:
        body = {"question": PRIORITY}
        with httpx.stream("POST", f"{address}/api/ask", json=body, headers=STREAM) as reply:
            next(reply.iter_text())
        wait_until(assistant.is_closed.is_set)
        assistant.is_closed.clear()
        with httpx.Client(timeout=1) as client, suppress(httpx.ReadTimeout):
            client.post(f"{address}/api/ask", json=body)
        wait_until(assistant.is_closed.is_set)
    assert assistant.asked == 2


def test_who_comes_while_too_many_wait_is_sent_away_for_a_moment() -> None:
    assistant = Endless()
    body = {"question": PRIORITY}

    async def crowd(address: str) -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=address, timeout=None, limits=limits) as http:
            waiting = [asyncio.create_task(http.post("/api/ask", json=body)) for _ in range(MAX_WAITING + 1)]
            done, held = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            chat = {"model": "article-qa", "messages": [{"role": "user", "content": PRIORITY}]}
            refused = [*(task.result() for task in done), await http.post("/v1/chat/completions", json=chat)]
            for task in held:
                task.cancel()
            await asyncio.gather(*held, return_exceptions=True)
            return refused

    with standing_in(assistant) as address:
        asked, chatted = asyncio.run(crowd(address))
        wait_until(assistant.is_closed.is_set)
    assert (asked.status_code, chatted.status_code) == (429, 429)
    assert int(asked.headers["retry-after"]) >= 1
    assert asked.json() == {"error": "too many requests are waiting", "hint": "try again in a moment"}
    assert chatted.json()["error"]["type"] == "rate_limit_error"
