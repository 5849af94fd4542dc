"""No request makes the page read a file of the server or fetch an address; what was uploaded is taken."""

import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from httpx import Client, Response

from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.web.api import Api, mcp_server
from article_qa.qa.web.page import THEME, build_page
from article_qa.qa.web.request_bodies import MAX_JSON_BYTES
from article_qa.qa.web.server import application
from tests.index.web.servers import Reply, Site, serving
from tests.qa.web.events import Route, body_routes, component_ids, dependencies, fillings, outcome
from tests.qa.web.serving import served

SECRET = "the key that nobody may read"
BRIDGE = "The bridge reopened on Thursday after a year of repairs."
FILE_DATA = {"_type": "gradio.FileData"}
JSON = {"Content-Type": "application/json"}
sessions = map("session-{}".format, itertools.count())


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over an empty library, whose uploads these tests may look into."""
    folder = tmp_path_factory.mktemp("bodies") / "data"
    with open_library(folder, create=True):
        pass
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> list[Route]:
    """Every route of the application that may take a body."""
    with open_library(tmp_path_factory.mktemp("routes"), create=True) as library:
        api = Api(Assistant.over(library))
        served = application(build_page(library, api), mcp=mcp_server(api), theme=THEME)
        inner: Any = served
        while hasattr(inner, "app"):
            inner = inner.app
        return list(body_routes(inner.routes))


@pytest.fixture(scope="module")
def http(page: str) -> Iterator[Client]:
    """One client for all the requests; a new one for each costs more than the request."""
    with httpx.Client(base_url=page, timeout=60) as http:
        yield http


@pytest.fixture(scope="module")
def uploads(page: str) -> Path:
    return Path(os.environ["GRADIO_TEMP_DIR"])


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving({"/news.md": Reply(BRIDGE)}) as site:
        yield site


@pytest.fixture(scope="module")
def forgeries(
    page: str, uploads: Path, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """Objects that Gradio might take for a file, none of which was uploaded."""
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text(SECRET)
    stored = upload(page, "stored.md")
    link = Path(stored).with_name("link.md")
    link.symlink_to(secret)
    named = str(secret)
    paths = {
        "outside": named,
        "process": "/proc/self/environ",
        "climbing": f"{Path(stored).parent}/../../..{secret}",
        "spelled otherwise": stored.replace("/stored.md", "//stored.md"),
        "through a parent": f"{Path(stored).parent}/../{Path(stored).parent.name}/stored.md",
        "symlink": str(link),
        "relative": os.path.relpath(secret),
        "folder": str(uploads),
        "nul": f"{stored}\0",
        "surrogate": "/tmp/\ud800",
        "http": site.url("/news.md"),
        "upper case": site.url("/news.md").replace("http:", "HTTP:"),
        "file scheme": f"file://{named}",
        "empty": "",
    }
    objects = {name: {"path": path, "meta": FILE_DATA} for name, path in paths.items()}
    objects["without meta"] = {"path": named}
    objects["other meta"] = {"path": named, "meta": {"_type": "other"}}
    objects["meta is text"] = {"path": named, "meta": "gradio.FileData"}
    objects["original name"] = {"path": named, "meta": FILE_DATA, "orig_name": stored}
    objects["own address"] = {"path": named, "url": f"/gradio_api/file={stored}", "meta": FILE_DATA}
    objects["address of another"] = {"path": stored, "url": site.url("/news.md"), "meta": FILE_DATA}
    objects["address of another file"] = {"path": stored, "url": f"{page}/gradio_api/file={named}", "meta": FILE_DATA}
    objects["address that is none"] = {"path": stored, "url": ["x"], "meta": FILE_DATA}
    objects["broken address"] = {"path": stored, "url": "http://[", "meta": FILE_DATA}
    objects["path is a list"] = {"path": [named], "meta": FILE_DATA}
    objects["address alone"] = {"url": site.url("/news.md"), "meta": FILE_DATA}
    return objects


def upload(address: str, name: str, text: str = BRIDGE) -> str:
    reply = httpx.post(f"{address}/gradio_api/upload", files={"files": (name, text)})
    assert reply.status_code == 200
    return str(reply.json()[0])


def wrapped(forged: object) -> Iterator[object]:
    """The same object at every depth at which a body may carry it."""
    yield forged
    yield [forged]
    yield {"value": forged}
    yield [[{"files": [{"video": forged}]}]]
    yield {"path": "", "inner": forged}


def refused(reply: Response, uploads: Path, site: Site) -> None:
    """Whether it was refused without a word of the request, nothing copied and nobody asked."""
    assert 400 <= reply.status_code < 500, (reply.request.url, reply.status_code, reply.text[:300])
    assert not any(word in reply.text for word in (SECRET, "secret.txt", "environ", str(uploads), "news.md"))
    assert site.asked == []


def nothing_copied(uploads: Path) -> None:
    files = [file for file in uploads.rglob("*") if file.is_file() and not file.is_symlink()]
    assert all(file.read_text() == BRIDGE for file in files)


def test_no_event_takes_a_file_that_was_not_uploaded(
    http: Client, page: str, uploads: Path, site: Site, forgeries: dict[str, dict[str, Any]]
) -> None:
    events = dependencies(page)
    assert len(events) > 20
    for event, (name, forged) in itertools.product(events, forgeries.items()):
        for value in wrapped(forged) if name == "outside" else [forged]:
            data = [value] * max(1, len(event["inputs"]))
            body = {"data": data, "fn_index": event["id"], "session_hash": next(sessions)}
            refused(http.post("/gradio_api/queue/join", content=json.dumps(body)), uploads, site)
    nothing_copied(uploads)


def test_no_route_takes_a_file_that_was_not_uploaded(
    http: Client, page: str, uploads: Path, site: Site, forgeries: dict[str, dict[str, Any]], routes: list[Route]
) -> None:
    names = ["ask", "0"]
    paths = {(route.method, filled) for route in routes for filled in fillings(route.path, names)}
    assert {"/gradio_api/run/ask", "/gradio_api/call/ask", "/gradio_api/call/v2/ask"} <= {path for _, path in paths}
    for (method, path), (name, forged) in itertools.product(sorted(paths), forgeries.items()):
        for body in bodies(forged) if name == "outside" else itertools.islice(bodies(forged), 1):
            refused(http.request(method, path, content=json.dumps(body), headers=JSON), uploads, site)
    nothing_copied(uploads)


def test_no_form_brings_a_file_that_was_not_uploaded(
    http: Client, page: str, uploads: Path, site: Site, forgeries: dict[str, dict[str, Any]], routes: list[Route]
) -> None:
    fields = {"component_id": "1", "session_hash": "s", "fn_name": "ls", "data": json.dumps(forgeries["outside"])}
    paths = [route.path for route in routes if route.path.rstrip("/") != "/gradio_api/upload"]
    for path in paths:
        filled = next(fillings(path, ["ask"]))
        refused(http.post(filled, data=fields), uploads, site)
        refused(http.post(filled, data=fields, files={"files": ("a.md", "x")}), uploads, site)
    nothing_copied(uploads)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("kind", ["application/json", "application/x+json", "text/plain", "", None])
def test_no_encoding_or_content_type_hides_a_file(
    http: Client,
    page: str,
    uploads: Path,
    site: Site,
    forgeries: dict[str, dict[str, Any]],
    encoding: str,
    kind: str | None,
) -> None:
    body = json.dumps({"data": [forgeries["outside"]], "fn_index": 0, "session_hash": "s"}).encode(encoding)
    headers = {} if kind is None else {"Content-Type": kind}
    refused(http.post("/gradio_api/queue/join", content=body, headers=headers), uploads, site)
    pieces = iter([body[:5], body[5:]])
    refused(http.post("/gradio_api/queue/join", content=pieces, headers=headers), uploads, site)
    nothing_copied(uploads)


@pytest.mark.parametrize(
    "path",
    ["file={secret}", "file={link}", "file={site}", "file/{secret}", "proxy={site}", "file={folder}", "file="],
)
def test_no_address_of_the_page_serves_what_was_not_uploaded(
    http: Client, page: str, uploads: Path, site: Site, forgeries: dict[str, dict[str, Any]], path: str
) -> None:
    named = {"secret": forgeries["outside"], "link": forgeries["symlink"], "site": forgeries["http"]}
    named["folder"] = forgeries["folder"]
    path = path.format(**{name: forged["path"] for name, forged in named.items()})
    refused(http.get(f"/gradio_api/{path}"), uploads, site)


@pytest.mark.parametrize("name", ["bridge.md", "a b.md", "Zürich 2022.md", "50%.md", "قطر.md", "a#b?c.md"])
def test_what_was_uploaded_is_served_and_taken(http: Client, page: str, name: str) -> None:
    path = upload(page, name)
    assert http.get(f"/gradio_api/file={quote(path)}").text == BRIDGE
    [event] = [each for each in dependencies(page) if [component_ids(page)["drop"], "upload"] in each["targets"]]
    file = {"path": path, "url": f"{page}/gradio_api/file={path}", "orig_name": name, "meta": FILE_DATA}
    body = {"data": [[file]], "fn_index": event["id"], "session_hash": next(sessions)}
    assert http.post("/gradio_api/queue/join", json=body).status_code == 200
    message = outcome(http, body["session_hash"])
    assert message["success"], message
    shown = str(message["output"]["data"])
    assert Path(path).name in shown
    assert "Not taken" not in shown
    assert not Path(path).exists()


@pytest.mark.parametrize("body", [b"{", b'{"data": [}', b"\xff\xfe", b"[" * 100_000, b"9" * 5000])
def test_what_is_not_json_is_one_sentence(http: Client, page: str, body: bytes) -> None:
    reply = http.post("/gradio_api/queue/join", content=body, headers=JSON)
    assert reply.status_code == 400
    assert reply.json()["detail"] == "the request is not valid JSON; send a JSON body in UTF-8"


def test_a_body_without_end_is_refused(http: Client, page: str) -> None:
    pieces = (b" " * 2**20 for _ in range(MAX_JSON_BYTES // 2**20 + 1))
    assert http.post("/gradio_api/queue/join", content=pieces, headers=JSON).status_code == 413


def bodies(forged: object) -> Iterator[object]:
    """What any of the routes reads, each with the object in every place that takes one."""
    common = {"session_hash": "s", "event_id": "e", "fn_index": 0, "component_id": 1, "fn_name": "ls"}
    yield {**common, "data": [forged] * 6, "event_data": forged, "question": forged}
    yield {**common, "data": {"question": forged}, "event_data": {"value": forged}}
    yield {**common, "data": ["Why?", None, None, None, "auto", [forged]]}
    yield {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "ask", "arguments": {"question": forged}},
    }
    yield {"question": forged}
    yield [forged]
