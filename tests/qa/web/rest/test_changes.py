"""Articles that programs add and remove, and who may not."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from article_qa.index.library import open_library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.hosting import Hosting
from article_qa.qa.web.rest.changes import MAX_UPLOAD_BYTES
from tests.index.web.servers import Reply, serving
from tests.qa.web.serving import NAME, PASSWORD, READS, WRITES, readers, served
from tests.waiting import wait_until

BRIDGE = "The Harbour Bridge reopened on Thursday after a year of repairs, the city council said."
WRITER = {"Authorization": f"Bearer {WRITES}"}
READER = {"Authorization": f"Bearer {READS}"}
SITE = "https://news.example"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changes") / "data"
    with open_library(folder, create=True):
        pass
    return folder


@pytest.fixture(scope="module")
def own(folder: Path) -> Iterator[str]:
    """Where nobody signs in."""
    with served(folder, fetcher=lambda: Fetcher(allow_private=True), hosting=Hosting(origins=(SITE,))) as address:
        yield address


@pytest.fixture(scope="module")
def shared(folder: Path) -> Iterator[str]:
    """Where who is not signed in gets nothing."""
    with served(folder, passwords=readers()) as address:
        yield address


def post(address: str, **more: Any) -> httpx.Response:
    return httpx.post(f"{address}/api/articles", timeout=60, **more)


def test_a_text_is_added_found_changed_and_removed(own: str) -> None:
    head = {"title": "Bridge open", "publisher": "The Wire", "author": "A. Reporter", "published": "2022-11-03"}
    url = "https://wire.example/bridge"
    first = post(own, json={"text": BRIDGE, **head, "url": url}).json()
    (article,) = first.pop("articles")
    assert first == {"added": 1, "changed": 0, "unchanged": 0, "failed": [], "notes": [], "collected": None}
    shown = httpx.get(f"{own}/api/articles/{article}").json()
    assert shown | head | {"url": url} == shown
    assert shown["text"] == BRIDGE
    again = post(own, json={"text": f"{BRIDGE} It is open to all.", **head, "url": url}).json()
    assert (again["changed"], again["articles"]) == (1, [article])
    wait_until(lambda: httpx.get(f"{own}/health").json()["pending"] == 0)
    asked = httpx.post(f"{own}/api/ask", json={"question": "When did the Harbour Bridge reopen?"}, timeout=60).json()
    assert asked["citations"][0]["article_id"] == article
    assert httpx.delete(f"{own}/api/articles/{article[:8]}").status_code == 404
    assert httpx.delete(f"{own}/api/articles/{article}").json() == {"removed": [article]}
    assert httpx.get(f"{own}/api/articles/{article}").status_code == 404
    assert httpx.delete(f"{own}/api/articles/{article}").status_code == 404


def test_files_are_added_and_a_bad_one_costs_itself_only(own: str) -> None:
    files = [("files", ("tram.md", "Trams run again in the old town, the operator said on Friday.")),
             ("files", ("C:\\news\\ferry.txt", "The ferry to the island was cancelled on Monday because of a storm.")),
             ("files", ("odd.xyz", "nothing"))]  # fmt: skip
    report = post(own, files=files).json()
    assert (report["added"], len(report["articles"]), len(report["failed"])) == (2, 2, 1)
    assert "'odd.xyz' is not a kind of file that can be read" in report["failed"][0]
    sources = {httpx.get(f"{own}/api/articles/{each}").json()["source"] for each in report["articles"]}
    assert sources == {"upload: tram.md", "upload: ferry.txt"}
    assert post(own, files=files[:1]).json()["unchanged"] == 1


def test_a_text_that_is_there_already_is_named_by_its_id(own: str) -> None:
    text = "The lighthouse on the north pier was painted white again, the harbour master said."
    (first,) = post(own, json={"text": text, "title": "Lighthouse"}).json()["articles"]
    again = post(own, json={"text": text, "title": "White again"}).json()
    assert (again["unchanged"], again["articles"]) == (1, [first])


def test_what_is_at_an_address_is_added(own: str) -> None:
    with serving({"/news.md": Reply("The library opened a reading room for children on Sunday.")}) as site:
        report = post(own, json={"addresses": [site.url("/news.md")]}).json()
        assert (report["added"], report["failed"]) == (1, [])


def test_without_leave_no_address_of_the_machine_is_read(shared: str) -> None:
    with serving({"/news.md": Reply(BRIDGE)}) as site:
        reply = post(shared, json={"addresses": [site.url("/news.md")]}, headers=WRITER)
        assert (reply.status_code, set(reply.json())) == (422, {"error", "hint"})
        assert site.asked == []


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "there is no text"),
        ({"text": "x", "addresses": ["https://a.example"]}, "more than one thing"),
        ({"text": BRIDGE, "url": "file:///etc/passwd"}, "url is not a web address"),
        ({"text": BRIDGE, "published": "3 November"}, "published: write the day as 2022-11-03"),
        ({"text": BRIDGE, "path": "/etc/passwd"}, "no field 'path'"),
        ({"adresses": []}, "no field 'adresses'"),
    ],
)
def test_what_cannot_be_added_is_said(own: str, body: Any, error: str) -> None:
    reply = post(own, json=body)
    assert (reply.status_code, set(reply.json())) == (400, {"error", "hint"})
    assert error in reply.json()["error"]


@pytest.mark.parametrize("text", ["", " \n "])
def test_where_nothing_is_taken_the_reason_is_the_error(own: str, text: str) -> None:
    reply = post(own, json={"text": text})
    assert (reply.status_code, set(reply.json())) == (422, {"error", "hint"})


FORM = {"Content-Type": "multipart/form-data; boundary=b"}
PART = b'--b\r\nContent-Disposition: form-data; name="files"'


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        pytest.param({"Content-Type": "multipart/form-data"}, PART, id="no boundary"),
        pytest.param(FORM, PART, id="cut off"),
        pytest.param(FORM, b"nothing like it", id="no part"),
        pytest.param(FORM, PART + b"\r\n\r\ntext\r\n--b--\r\n", id="no file"),
        pytest.param(FORM, PART + b'; filename=""\r\n\r\ntext\r\n--b--\r\n', id="no name"),
        pytest.param({"Content-Type": "application/x-www-form-urlencoded"}, b"text=x", id="form"),
        pytest.param({"Content-Type": "text/plain"}, b'{"text": "x"}', id="plain text"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(own: str, headers: dict[str, str], body: bytes) -> None:
    reply = post(own, content=body, headers=headers)
    assert reply.status_code in (400, 415, 422)
    assert set(reply.json()) == {"error", "hint"}


def test_more_than_there_is_room_for_is_refused_before_it_comes(own: str) -> None:
    host, port = own.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as line:
        head = f"POST /api/articles HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: {FORM['Content-Type']}\r\n"
        line.sendall(f"{head}Content-Length: {MAX_UPLOAD_BYTES + 1}\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")


def test_articles_are_put_into_a_collection_and_taken_out(own: str) -> None:
    (article,) = post(own, json={"text": "The ferry sails again on Sunday, the harbour office said."}).json()[
        "articles"
    ]

    def collect(**fields: Any) -> httpx.Response:
        return httpx.post(f"{own}/api/collections", json={"name": "Ships", "articles": [article], **fields})

    assert collect().json() == {"collection": "Ships", "changed": 1}
    assert collect(name=" ships ").json() == {"collection": "Ships", "changed": 0}
    listed = httpx.get(f"{own}/api/collections").json()
    assert listed == {"collections": [{"name": "Ships", "articles": 1}]}
    found = httpx.get(f"{own}/api/articles?collection=ships").json()["articles"]
    assert [each["id"] for each in found] == [article]
    for wrong, status in (({"articles": ["zzz"]}, 404), ({"name": " "}, 400), ({"aticles": []}, 400)):
        assert (collect(**wrong).status_code, set(collect(**wrong).json())) == (status, {"error", "hint"})
    assert collect(remove=True).json() == {"collection": "Ships", "changed": 1}
    assert httpx.get(f"{own}/api/collections").json() == {"collections": []}


def test_a_reading_token_neither_adds_nor_removes(shared: str) -> None:
    tries = [
        post(shared, json={"text": BRIDGE}, headers=READER),
        post(shared, files={"files": ("a.md", BRIDGE)}, headers=READER),
        httpx.delete(f"{shared}/api/articles/x", headers=READER),
        httpx.post(f"{shared}/api/collections", json={"name": "x", "articles": []}, headers=READER),
    ]
    for reply in tries:
        assert reply.status_code == 403
        assert reply.json()["error"] == "this token may only read"


def test_a_writing_token_and_a_password_add_and_remove(shared: str) -> None:
    for extra in ({"headers": WRITER}, {"auth": (NAME, PASSWORD)}):
        (article,) = post(shared, json={"text": BRIDGE, "title": "Shared"}, **extra).json()["articles"]
        assert httpx.request("DELETE", f"{shared}/api/articles/{article}", **extra).status_code == 200


def test_nobody_adds_or_removes_without_signing_in(shared: str) -> None:
    assert post(shared, json={"text": BRIDGE}).status_code == 401
    assert httpx.delete(f"{shared}/api/articles/x").status_code == 401


def test_no_other_sites_page_adds_or_removes(own: str) -> None:
    evil, named = {"Origin": "https://evil.example"}, {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}
    for headers in (evil, {"Sec-Fetch-Site": "cross-site"}, {"Host": "evil.example"}, named):
        assert post(own, files={"files": ("a.md", BRIDGE)}, headers=headers).status_code == 403
        assert post(own, json={"text": BRIDGE}, headers=headers).status_code == 403
        assert httpx.delete(f"{own}/api/articles/x", headers=headers).status_code == 403
    assert httpx.get(f"{own}/api/articles", headers=named).status_code == 200


def test_a_named_sites_page_cannot_use_a_readers_session_to_write(folder: Path) -> None:
    file = {"files": ("a.md", BRIDGE)}
    with served(folder, passwords=readers(), hosting=Hosting(origins=(SITE,))) as address:
        signed_in = httpx.post(f"{address}/login", data={"username": NAME, "password": PASSWORD})
        session = {"Cookie": "; ".join(f"{name}={value}" for name, value in signed_in.cookies.items())}
        assert post(address, files=file, headers=session).status_code == 200
        there = {"Origin": SITE, "Sec-Fetch-Site": "same-site"}
        assert post(address, files=file, headers=session | there).status_code == 403
        assert post(address, files=file, headers=WRITER | there).status_code == 200
