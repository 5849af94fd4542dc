"""Requests that make no sense, to every event and route: a 4xx, and at most one line in the log for each."""

import itertools
import logging
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from httpx import Client

from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.web.api import Api, mcp_server
from article_qa.qa.web.page import THEME, build_page
from article_qa.qa.web.server import application
from tests.qa.web.events import body_routes, dependencies, fillings, outcome
from tests.qa.web.serving import served

sessions = map("odd-{}".format, itertools.count())


class Lines(logging.Handler):
    """Everything that is logged, as text."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += self.format(record).splitlines()


@pytest.fixture
def log(capfd: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """What the log got, whichever logger it came by."""
    handler = Lines()
    loggers = [logging.getLogger(name) for name in ("", "uvicorn.error")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler.lines
    for logger in loggers:
        logger.removeHandler(handler)
    assert "Traceback" not in "\n".join([*handler.lines, capfd.readouterr().err])


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("malformed") / "data"
    with open_library(folder, create=True):
        pass
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def http(page: str) -> Iterator[Client]:
    with httpx.Client(base_url=page, timeout=60) as http:
        yield http


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Method and path of every route that may take a body."""
    with open_library(tmp_path_factory.mktemp("routes"), create=True) as library:
        api = Api(Assistant.over(library))
        inner: Any = application(build_page(library, api), mcp=mcp_server(api), theme=THEME)
        while hasattr(inner, "app"):
            inner = inner.app
        routes = set(body_routes(inner.routes))
    return sorted({(route.method, path) for route in routes for path in fillings(route.path, ["ask", "none", "0"])})


def body(**changes: Any) -> dict[Any, Any]:
    return {"data": ["x"], "fn_index": 3, "session_hash": "s", "event_id": "e", **changes}


ODD_JSON = [
    7, "x", None, True, [], {}, [[]], {"data": 7}, {"data": {}}, {"data": None},
    body(data="x"), body(fn_index="x"), body(fn_index=10**30), body(fn_index=-1), body(fn_index=999),
    body(fn_index=None), body(fn_index=1.5), body(fn_index=[]), body(session_hash=7), body(session_hash={}),
    body(session_hash=None),
    body(event_id=[]), body(trigger_id="x"), body(trigger_id=10**9), body(simple_format="?"), body(batched=7),
    {"component_id": [], "fn_name": "ls", "session_hash": "s", "data": 1},
    {"component_id": 10**9, "fn_name": "ls", "session_hash": "s", "data": 1},
    {"component_id": 1, "fn_name": 7, "session_hash": "s", "data": 1},
    {"component_id": 1, "fn_name": "ls", "session_hash": [], "data": 1},
    {"prompt": 7}, {"event_id": 7}, {"jsonrpc": "2.0", "id": {}, "method": 7}, {"question": {}}, {"wrong": 1},
]  # fmt: skip


def test_no_route_fails_over_odd_json(http: Client, log: list[str], paths: list[tuple[str, str]]) -> None:
    odd = list(itertools.product(paths, ODD_JSON))
    for (method, path), value in odd:
        reply = http.request(method, path, json=value)
        wrong = (method, path, value, reply.status_code, reply.text[:200])
        assert reply.status_code < 500, wrong
    assert len(log) <= len(odd)


RAW = [
    pytest.param({"Content-Type": "application/json"}, b"{", id="cut off"),
    pytest.param({"Content-Type": "application/json"}, b"", id="empty"),
    pytest.param({"Content-Type": "application/json"}, b"\xff\xfe\x00", id="no text"),
    pytest.param({"Content-Type": "application/json"}, b"[" * 50_000 + b"]" * 50_000, id="deep"),
    pytest.param({"Content-Type": "application/json"}, b'{"data": [NaN, 1e999]}', id="no numbers"),
    pytest.param({"Content-Type": ""}, b"x", id="no type"),
    pytest.param({"Content-Type": "multipart/form-data"}, b"x", id="no boundary"),
    pytest.param({"Content-Type": "multipart/form-data; boundary="}, b"x", id="empty boundary"),
    pytest.param({"Content-Type": "multipart/form-data; boundary=b; charset=none"}, b"--b\r\n\r\n", id="charset"),
    pytest.param({"Content-Type": "multipart/form-data; boundary=b"}, b"--b\r\nX\r\n\r\nx\r\n--b--", id="bad part"),
    pytest.param(
        {"Content-Type": "multipart/form-data; boundary=b"},
        b'--b\r\nContent-Disposition: form-data; name="files"\r\n\r\nx\r\n--b--\r\n',
        id="text for a file",
    ),
    pytest.param(
        {"Content-Type": "multipart/form-data; boundary=b"},
        b'--b\r\nContent-Disposition: form-data; name="files"; filename=".."\r\n\r\nx\r\n--b--\r\n',
        id="file name of dots",
    ),
    pytest.param({"Content-Type": "application/json", "Cookie": "=;\x01=a"}, b"{}", id="cookies"),
    pytest.param({"Content-Type": "application/json", "Range": "bytes=9-1"}, b"{}", id="range"),
]


@pytest.mark.parametrize(("headers", "raw"), RAW)
def test_no_route_fails_over_an_odd_body(
    http: Client, log: list[str], paths: list[tuple[str, str]], headers: dict[str, str], raw: bytes
) -> None:
    for (method, path), query in itertools.product(paths, ["", "?upload_id=x", "?session_hash=%ff%zz&x=%00"]):
        for content in (raw, iter([raw[:1], raw[1:]])):
            reply = http.request(method, path + query, content=content, headers=headers)
            assert reply.status_code < 500, (method, path, reply.status_code, reply.text[:200])


@pytest.mark.parametrize("length", ["x", "-1", "1e3", "9" * 30, ""])
def test_no_length_that_is_none_is_believed(page: str, log: list[str], length: str) -> None:
    host, port = page.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as line:
        head = f"POST /gradio_api/queue/join HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {length}\r\n\r\n"
        line.sendall(head.encode() + b"{}")
        line.shutdown(socket.SHUT_WR)
        answered = line.recv(100)
    assert not answered or answered.split()[1].startswith(b"4")


ODD_EVENTS = [{"trigger_id": 10**9}, {"event_data": {"value": 7}, "trigger_id": 1}]
ODD_DATA = [[], [7], [{}], [[]], [None], ["x"] * 9]


def test_no_event_leaves_a_traceback_over_odd_data(http: Client, page: str, log: list[str]) -> None:
    tried = 0
    for event, data, details in itertools.product(dependencies(page), ODD_DATA[:4], ODD_EVENTS):
        full = data * len(event["inputs"]) if len(data) == 1 else data
        body = {"data": full, "fn_index": event["id"], "session_hash": next(sessions), **details}
        reply = http.post("/gradio_api/queue/join", json=body)
        assert reply.status_code < 500
        if reply.status_code == 200:
            tried += 1
            outcome(http, body["session_hash"])
    assert len(log) <= tried


@pytest.mark.parametrize("path", ["run/ask", "api/ask", "run/search", "run/list_articles", "run/none"])
@pytest.mark.parametrize("data", ODD_DATA)
def test_a_direct_call_that_is_wrong_says_so(http: Client, log: list[str], path: str, data: object) -> None:
    reply = http.post(f"/gradio_api/{path}", json={"data": data})
    assert 400 <= reply.status_code < 500 or (path.endswith("list_articles") and reply.status_code == 200)
    assert len(log) <= 1


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=%00", "/static/%00", "/assets/%ff", "/svelte/../x", "/gradio_api/heartbeat/%00", "/%zz",
        "/gradio_api/custom_component/a/b/c/d", "/gradio_api/stream/a/b/c/playlist.m3u8", "/gradio_api/queue/data",
        "/gradio_api/stream/a/b/1/playlist-file", "/gradio_api/stream/a/b/1/c.ts", "/gradio_api/deep_link",
        "/gradio_api/deep_link?session_hash=x", "/?deep_link=x", "/pwa_icon/x", "/monitoring/x",
        "/gradio_api/call/ask/x", "/config?page=x",
        "/gradio_api/upload_progress", "/gradio_api/upload_progress?upload_id=x", "/gradio_api/info?page=x",
    ],
)  # fmt: skip
def test_no_address_fails(http: Client, log: list[str], path: str) -> None:
    with http.stream("GET", path) as reply:
        assert reply.status_code < 500
    assert len(log) <= 1
