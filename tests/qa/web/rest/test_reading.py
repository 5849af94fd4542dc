"""The plain API, asked in raw HTTP: answers, passages, articles, and what is said to requests that make no sense."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from article_qa import __version__
from article_qa.index.library import open_library
from article_qa.qa.web.rest.bodies import MAX_BODY_BYTES
from tests.present import present
from tests.qa.web.serving import NAME, PASSWORD
from tests.qa.web.test_api import PRIORITY, typed, without_times

JSON = {"Content-Type": "application/json"}


def ask(address: str, **fields: Any) -> httpx.Response:
    return httpx.post(f"{address}/api/ask", json=fields, timeout=60)


@pytest.mark.parametrize("question", [PRIORITY, "Who won the 2031 chess championship?"])
def test_the_answer_is_that_of_the_command_line(address: str, starters: Path, question: str) -> None:
    reply = ask(address, question=question)
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/json"
    assert without_times(reply.json()) == without_times(typed(starters, "ask", question))


def test_every_option_of_a_question_is_taken(address: str) -> None:
    scope = {"since": "2022-01-01", "until": "2022-12-31", "publishers": ["Article QA Wire"], "collections": []}
    history = [{"question": "What did Lavrov discuss in Amman?", "answer": "Syria."}]
    answer = ask(
        address, question="And who received him?", scope=scope, history=history, today="2022-12-01", mode="extract",
        is_literal=True,
    ).json()  # fmt: skip
    assert answer["scope"] == {**scope, "articles": [], "languages": []}
    assert answer["today"] == "2022-12-01"
    assert answer["searched"] != answer["question"]
    assert ask(address, question=PRIORITY, scope={"publisher": "x"}).json()["scope"]["publishers"] == ["x"]


def test_search_finds_passages_to_the_character(address: str, starters: Path) -> None:
    body = {"query": "priority for Jordan", "limit": 3, "scope": {"publishers": ["article qa wire"]}}
    found = httpx.post(f"{address}/api/search", json=body, timeout=60).json()
    assert len(found["passages"]) == 3
    with open_library(starters) as library:
        for passage in found["passages"]:
            text = present(library.catalog.article(passage["article_id"])).text
            assert text[passage["start"] : passage["end"]] == passage["quote"]


def test_the_list_is_that_of_the_command_line_in_parts(address: str, starters: Path) -> None:
    expected = typed(starters, "list")["articles"]
    assert httpx.get(f"{address}/api/articles").json() == {
        "articles": expected, "total": len(expected), "offset": 0,
    }  # fmt: skip
    part = httpx.get(f"{address}/api/articles", params={"limit": 2, "offset": 1}).json()
    assert part == {"articles": expected[1:3], "total": len(expected), "offset": 1}


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        pytest.param(
            "since=2022-11-03&until=2022-11-30",
            lambda a: "2022-11-03" <= (a["published"] or "") <= "2022-11-30",
            id="days",
        ),
        pytest.param("publisher=article%20qa%20wire", lambda a: a["publisher"] == "Article QA Wire", id="outlet"),
        pytest.param("search=seed%20vault", lambda a: "seed vault" in a["title"].lower(), id="words"),
        pytest.param("collection=Nothing", lambda _: False, id="collection"),
        pytest.param(
            "publisher=Nobody&publisher=Article%20QA%20Wire",
            lambda a: a["publisher"] == "Article QA Wire",
            id="two outlets",
        ),
    ],
)
def test_the_list_is_narrowed(address: str, starters: Path, query: str, fits: Any) -> None:
    expected = [article for article in typed(starters, "list")["articles"] if fits(article)]
    found = httpx.get(f"{address}/api/articles?{query}").json()
    assert (found["articles"], found["total"]) == (expected, len(expected))
    assert bool(expected) == (query != "collection=Nothing")


def test_an_article_is_shown_whole(address: str, starters: Path) -> None:
    listed = typed(starters, "list")["articles"][0]["id"]
    shown = httpx.get(f"{address}/api/articles/{listed}").json()
    # Where an original lies on the server is nobody's business.
    assert shown | {"original": None} == typed(starters, "show", listed)
    assert httpx.get(f"{address}/api/articles/{listed[:8]}").json()["id"] == listed


def test_collections_are_counted(address: str) -> None:
    assert httpx.get(f"{address}/api/collections").json() == {"collections": []}


def test_health_says_what_waits(address: str, starters: Path) -> None:
    health = httpx.get(f"{address}/health").json()
    assert (health["ready"], health["pending"], health["version"]) == (True, 0, __version__)
    assert health["articles"] == len(typed(starters, "list")["articles"])


@pytest.mark.parametrize(
    ("path", "body", "error", "hint"),
    [
        pytest.param(
            "ask", {"question": "Why?", "histroy": []}, "no field 'histroy'", "did you mean 'history'?", id="slip"
        ),
        pytest.param(
            "ask", {"question": "Why?", "zzz": 1}, "no field 'zzz'", "the fields are history, scope", id="unknown"
        ),
        pytest.param(
            "ask",
            {"question": "Why?", "since": "2022-01-01"},
            "no field 'since'",
            '{"scope": {"since": "…"}}',
            id="not in scope",
        ),
        pytest.param(
            "ask",
            {"question": "Why?", "scope": {"untill": "x"}},
            "no field 'untill' in scope",
            "did you mean 'until'?",
            id="slip in scope",
        ),
        pytest.param(
            "ask",
            {"question": "Why?", "history": [{"question": "a", "reply": "b"}]},
            "'reply' in history.0",
            "question, answer",
            id="turn",
        ),
        pytest.param("ask", {}, "question is missing", '{"question": "…"}', id="missing"),
        pytest.param("ask", [], "the body is a list", "JSON object", id="list"),
        pytest.param("ask", "Why?", "the body is a text", "JSON object", id="text"),
        pytest.param(
            "ask", {"question": 7}, "question: input should be a valid string, not 7", "correct it", id="type"
        ),
        pytest.param("ask", {"question": " "}, "the question is empty", "", id="empty"),
        pytest.param("ask", {"question": "Why?", "mode": "x"}, "mode: input should be 'auto'", "", id="mode"),
        pytest.param(
            "ask", {"question": "Why?", "mode": "llm"}, "no language model is set up", "set OPENAI_API_KEY", id="model"
        ),
        pytest.param(
            "ask", {"question": "Why?", "today": "May"}, 'today: write the day as 2022-11-03, not "May"', "", id="day"
        ),
        pytest.param("ask", {"question": "Why?", "today": 1667433600}, "write the day as 2022-11-03", "", id="seconds"),
        pytest.param(
            "ask", {"question": "Why?", "today": "2022-02-30"}, "write the day as 2022-11-03", "", id="no such day"
        ),
        pytest.param(
            "ask",
            {"question": "Why?", "is_literal": "yes"},
            "is_literal: input should be a valid boolean",
            "",
            id="boolean",
        ),
        pytest.param("ask", {"question": "x" * 3000}, "", "", id="long"),
        pytest.param(
            "search",
            {"query": "x", "limit": 51},
            "limit: input should be less than or equal to 50, not 51",
            "",
            id="limit",
        ),
        pytest.param(
            "search", {"query": "x", "limit": "5"}, "limit: input should be a valid integer", "", id="number as text"
        ),
    ],
)
def test_what_is_wrong_is_named(address: str, path: str, body: Any, error: str, hint: str) -> None:
    reply = httpx.post(f"{address}/api/{path}", json=body)
    assert reply.status_code == 400
    assert set(reply.json()) == {"error", "hint"}
    assert error in reply.json()["error"]
    assert hint in reply.json()["hint"]
    assert all(len(words) < 300 and "\n" not in words for words in reply.json().values())


@pytest.mark.parametrize(
    "query", ["limit=x", "limit=-1", "limit=1001", "offset=9e9", "since=May", "lmit=1", "limit=1&limit=2"]
)
def test_a_wrong_filter_is_named(address: str, query: str) -> None:
    reply = httpx.get(f"{address}/api/articles?{query}")
    assert reply.status_code == 400
    assert query.partition("=")[0] in reply.json()["error"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"question": }',
        b"\xff\xfe",
        b"[" * 100_000,
        b"9" * 5000,
        b'{"question": "\\ud800"}',
        b'{"question": NaN}',
    ],
)
def test_a_broken_body_is_one_sentence(address: str, body: bytes) -> None:
    reply = httpx.post(f"{address}/api/ask", content=body, headers=JSON)
    assert reply.status_code == 400
    assert set(reply.json()) == {"error", "hint"}


def test_a_body_without_end_is_refused(address: str) -> None:
    pieces = (b" " * 2**16 for _ in range(MAX_BODY_BYTES // 2**16 + 1))
    reply = httpx.post(f"{address}/api/ask", content=pieces, headers=JSON)
    assert (reply.status_code, reply.json()["hint"]) == (413, "send less at once")


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", ""]
)
def test_only_json_is_taken_which_no_form_of_another_site_sends(address: str, kind: str) -> None:
    reply = httpx.post(f"{address}/api/ask", content=json.dumps({"question": PRIORITY}), headers={"Content-Type": kind})
    assert (reply.status_code, reply.json()["hint"]) == (415, "send the header Content-Type: application/json")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/ask", 405), ("PUT", "/api/articles", 405), ("POST", "/health", 405), ("GET", "/api", 404),
        ("GET", "/api/none", 404), ("GET", "/api/articles/zzz", 404),
        ("GET", "/api/articles/", 404), ("GET", f"/api/articles/{'x' * 3000}", 404), ("GET", "/openapi.json", 404),
        ("GET", "/api/articles/%00", 404), ("GET", "/api/articles/%ff", 404),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(address: str, method: str, path: str, status: int) -> None:
    reply = httpx.request(method, f"{address}{path}", json={} if method != "GET" else None)
    assert reply.status_code == status
    assert set(reply.json()) == {"error", "hint"}
    assert len(reply.text) < 300


@pytest.mark.parametrize("path", ["/api/ask", "/api/articles", "/api/openapi.json"])
def test_another_sites_page_is_refused(address: str, path: str) -> None:
    for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        reply = httpx.post(f"{address}{path}", json={"question": PRIORITY}, headers=headers)
        assert (reply.status_code, set(reply.json())) == (403, {"error", "hint"})


@pytest.mark.parametrize("path", ["/api/ask", "/api/articles", "/api/articles/x", "/api/none", "/openapi.json"])
def test_nothing_is_answered_before_signing_in(locked: str, path: str) -> None:
    for reply in (httpx.get(f"{locked}{path}"), httpx.post(f"{locked}{path}", json={"question": PRIORITY})):
        assert (reply.status_code, set(reply.json())) == (401, {"error", "hint"})
        assert reply.headers["www-authenticate"] == "Bearer"


def test_a_stranger_is_told_only_whether_the_server_is_ready(locked: str) -> None:
    assert httpx.get(f"{locked}/health").json() == {"ready": True}
    assert "version" in httpx.get(f"{locked}/health", auth=(NAME, PASSWORD)).json()


def test_a_name_with_its_password_is_let_in(locked: str) -> None:
    reply = httpx.post(f"{locked}/api/ask", json={"question": PRIORITY}, auth=(NAME, PASSWORD), timeout=60)
    assert reply.json()["status"] == "answered"
