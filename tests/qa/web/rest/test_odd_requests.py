"""Whatever is sent, the answer is an answer or a sentence: never a fault of the program, never an object's address."""

import itertools
import json
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

PATHS = ("/api/ask", "/api/search", "/api/articles", "/api/collections", "/v1/chat/completions")
ODD_WORDS = ["\0", "\u202e", "𝕏", "' OR 1=1 --", '"', "%", "*", "NEAR(", "\ufeff", "é" * 300, "\n\n", "<b>", "$x"]
ODD: list[Any] = [
    None, True, 7, -1, 1e308, 10**30, "x", [], {}, [[]], [None], {"": None}, {"\0": "\0"}, {"path": "/etc/passwd"},
    {"question": None}, {"question": []}, {"question": {}}, {"query": 1.5}, {"text": 7}, {"text": None},
    {"addresses": "x"}, {"addresses": [""]}, {"addresses": ["file:///etc/passwd"]}, {"addresses": ["/etc/passwd"]},
    {"question": "x", "scope": []}, {"question": "x", "scope": {"since": {}}}, {"question": "x", "history": {}},
    {"question": "x", "history": [{}]}, {"question": "x", "history": [[]]}, {"question": "x", "today": ""},
    {"question": "x", "scope": {"publishers": "x"}}, {"question": "x", "scope": {"articles": [None]}},
    {"query": "x", "limit": None}, {"query": "x", "limit": 2.5}, {"query": "x", "limit": True},
    {"model": "article-qa", "messages": {}}, {"model": "article-qa", "messages": [[]]},
    {"model": [], "messages": [{"role": "user", "content": "x"}]},
    {"model": "article-qa", "messages": [{"role": "x", "content": "x"}]},
    {"model": "article-qa", "messages": [{"role": "user", "content": [{}]}]},
    {"model": "article-qa", "messages": [{"role": "user", "content": None}]},
    {"model": "article-qa", "messages": [{"role": "user", "content": "x"}], "stream_options": []},
]  # fmt: skip


def is_plain(reply: httpx.Response) -> None:
    """Whether it is an answer or a sentence."""
    assert reply.status_code < 500, (reply.request.url, reply.request.content, reply.text)
    assert " object at 0x" not in reply.text
    if reply.status_code >= 400:
        assert len(reply.text) < 1500
        assert "error" in reply.json()


@pytest.mark.parametrize("path", PATHS)
def test_odd_json_is_one_sentence(address: str, path: str, capfd: pytest.CaptureFixture[str]) -> None:
    with httpx.Client(base_url=address, timeout=60) as http:
        for body in ODD:
            reply = http.post(path, json=body)
            is_plain(reply)
            assert reply.status_code >= 400
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("words", ODD_WORDS)
def test_odd_words_are_only_words(address: str, words: str, capfd: pytest.CaptureFixture[str]) -> None:
    scope = {"publishers": [words], "articles": [words], "collections": [words]}
    history = [{"question": words, "answer": words}]
    chat = {"model": "article-qa", "messages": [{"role": "user", "content": words}], "scope": scope}
    with httpx.Client(base_url=address, timeout=60) as http:
        is_plain(http.post("/api/ask", json={"question": words}))
        is_plain(http.post("/api/ask", json={"question": "Who met Lavrov?", "scope": scope, "history": history}))
        is_plain(http.post("/api/search", json={"query": words, "scope": scope}))
        is_plain(http.post("/v1/chat/completions", json=chat))
        for name in ("search", "publisher", "collection", "since", "limit", words):
            is_plain(http.get("/api/articles", params={name: words}))
        is_plain(http.request("GET", f"/api/articles/{httpx.QueryParams({'': words})}"))
    assert "Traceback" not in capfd.readouterr().err


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
NAMES = ["question", "scope", "history", "today", "mode", "is_literal", "query", "limit", "messages", "model"]


@settings(max_examples=40)
@given(fields=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=4))
def test_any_json_at_all_is_an_answer_or_a_sentence(address: str, fields: dict[str, Any]) -> None:
    with httpx.Client(base_url=address, timeout=60) as http:
        for path in ("/api/ask", "/api/search", "/v1/chat/completions"):
            is_plain(http.post(path, content=json.dumps(fields), headers={"Content-Type": "application/json"}))


def test_no_method_and_path_is_a_fault(address: str) -> None:
    methods = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
    paths = ("/api", "/api/", "/api//ask", "/api/ask/", "/api/../config", "/v1/", "/v1/models/", "/v1/models/a/b")
    with httpx.Client(base_url=address, timeout=60) as http:
        for method, path in itertools.product(methods, paths):
            assert http.request(method, path).status_code < 500
