"""Standing questions that programs keep, follow and forget."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import httpx
import pytest
from jsonschema import Draft202012Validator

from article_qa.index.library import open_library
from tests.qa.watching.newsroom import FERRY, FIRST, SECOND
from tests.qa.web.serving import NAME, PASSWORD, READS, WRITES, readers, served
from tests.waiting import wait_until

WRITER = {"Authorization": f"Bearer {WRITES}"}
READER = {"Authorization": f"Bearer {READS}"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("watches") / "data"
    with open_library(folder, create=True):
        pass
    return folder


@pytest.fixture(scope="module")
def own(folder: Path) -> Iterator[str]:
    """Where nobody signs in, and a question has a notice."""
    with served(folder) as address:
        add(address, "Ferry aground", FIRST, "2026-03-01")
        watch(address, question=FERRY).raise_for_status()
        add(address, "More are injured", SECOND, "2026-03-03")
        wait_until(lambda: listed(address)["notices"])
        yield address


def add(address: str, title: str, text: str, published: str) -> None:
    """Add an article, and wait until it can be found."""
    fields = {"title": title, "text": text, "published": published}
    httpx.post(f"{address}/api/articles", json=fields, timeout=60).raise_for_status()
    wait_until(lambda: httpx.get(f"{address}/health").json()["pending"] == 0)


def watch(address: str, **fields: Any) -> httpx.Response:
    return httpx.post(f"{address}/api/watches", json=fields, timeout=60)


def listed(address: str, **query: Any) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{address}/api/watches", params=query, timeout=60).json()
    return found


def test_a_kept_question_is_listed_with_what_changed_since(own: str) -> None:
    facts = listed(own)
    (kept,), (notice,) = facts["watches"], facts["notices"]
    assert (kept["question"], notice["watch"]) == (FERRY, kept["id"])
    assert "Nineteen" in notice["changes"][0]["now"]
    assert "Nineteen" in kept["answer"]["text"]


def test_the_notices_are_cut_to_a_limit(own: str) -> None:
    assert listed(own, limit=0)["notices"] == []
    refused = httpx.get(f"{own}/api/watches?limit=-1")
    assert (refused.status_code, set(refused.json())) == (400, {"error", "hint"})


def test_the_notices_are_a_feed_that_readers_of_feeds_read(own: str) -> None:
    reply = httpx.get(f"{own}/api/watches.atom")
    assert reply.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(reply.content)
    assert (feed.bozo, [entry.title for entry in feed.entries]) == (False, [FERRY])
    assert ElementTree.fromstring(reply.content).tag == "{http://www.w3.org/2005/Atom}feed"


def test_a_question_is_kept_within_its_scope_and_forgotten(own: str) -> None:
    kept = watch(own, question="What is open?", scope={"since": "2026-03-02"}).json()
    assert kept["scope"]["since"] == "2026-03-02"
    assert httpx.delete(f"{own}/api/watches/{kept['id'][:4]}").status_code == 404
    assert httpx.delete(f"{own}/api/watches/{kept['id']}").json() == {"removed": [kept["id"]]}
    gone = httpx.delete(f"{own}/api/watches/{kept['id']}")
    assert gone.status_code == 404
    assert gone.json()["hint"] == "see the ids at GET /api/watches"
    assert kept["id"] not in {each["id"] for each in listed(own)["watches"]}


def test_what_is_given_fits_its_description(own: str) -> None:
    components = httpx.get(f"{own}/api/openapi.json").json()["components"]
    kept = watch(own, question=FERRY).json()
    for name, value in (("WatchList", listed(own)), ("Watch", kept)):
        Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components}).validate(value)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "question is missing"),
        ({"question": " "}, "the question is empty"),
        ({"question": "Why?", "today": "2026-03-01"}, "no field 'today'"),
        ({"question": "Why?", "since": "2026-03-01"}, "no field 'since'"),
    ],
)
def test_what_cannot_be_kept_is_named(own: str, fields: Any, error: str) -> None:
    reply = watch(own, **fields)
    assert (reply.status_code, set(reply.json())) == (400, {"error", "hint"})
    assert error in reply.json()["error"]


def test_a_form_of_another_site_keeps_nothing(own: str) -> None:
    assert httpx.post(f"{own}/api/watches", data={"question": "Why?"}).status_code == 415
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert httpx.post(f"{own}/api/watches", json={"question": "Why?"}, headers=cross).status_code == 403


def test_only_a_writing_token_keeps_and_forgets(folder: Path) -> None:
    with served(folder, passwords=readers()) as address:
        place = f"{address}/api/watches"
        assert httpx.get(place).status_code == 401
        assert httpx.get(f"{place}.atom").headers["www-authenticate"] == 'Basic realm="Article QA"'
        assert httpx.get(f"{place}.atom", auth=(NAME, PASSWORD)).status_code == 200
        assert httpx.get(place, headers=READER).status_code == 200
        assert httpx.get(f"{place}.atom", headers=READER).status_code == 200
        for refused in (
            httpx.post(place, json={"question": FERRY}, headers=READER),
            httpx.delete(f"{place}/x", headers=READER),
        ):
            assert (refused.status_code, refused.json()["error"]) == (403, "this token may only read")
        kept = httpx.post(place, json={"question": "Who said so?"}, headers=WRITER, timeout=60).json()
        assert httpx.delete(f"{place}/{kept['id']}", headers=WRITER).status_code == 200
