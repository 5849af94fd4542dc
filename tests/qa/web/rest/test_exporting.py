"""A saved answer, sent by plain HTTP, comes back as a file."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
import rispy
from docx import Document

from tests.qa.web.test_api import PRIORITY, typed


@pytest.fixture(scope="module")
def answer(starters: Path) -> dict[str, Any]:
    found: dict[str, Any] = typed(starters, "ask", PRIORITY)
    return found


def export(address: str, **body: Any) -> httpx.Response:
    return httpx.post(f"{address}/api/export", json=body, timeout=60)


def test_an_answer_comes_back_as_a_file(address: str, answer: dict[str, Any]) -> None:
    reply = export(address, answer=answer, format="ris")
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/x-research-info-systems"
    assert reply.headers["content-disposition"] == 'attachment; filename="answer.ris"'
    assert rispy.loads(reply.text)[0]["id"] == answer["citations"][0]["article_id"]


def test_a_word_document_comes_back_whole(address: str, answer: dict[str, Any]) -> None:
    reply = export(address, answer=answer, format="docx")
    assert Document(BytesIO(reply.content)).paragraphs[0].text == PRIORITY


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"format": "ris"}, "answer is missing"),
        ({"answer": {}, "format": "ris"}, "this JSON is not an answer"),
        ({"answer": {}, "format": "pdf"}, "format: "),
        ({"answer": {"question": "Why?", "citations": [7]}, "format": "md"}, "the answer's"),
    ],
)
def test_what_cannot_be_exported_is_named(address: str, body: Any, error: str) -> None:
    reply = httpx.post(f"{address}/api/export", json=body)
    assert reply.status_code == 400
    assert error in reply.json()["error"]
    assert reply.json()["hint"]


def test_the_document_names_every_content_type(address: str) -> None:
    described = httpx.get(f"{address}/api/openapi.json").json()["paths"]["/api/export"]["post"]
    assert "application/x-bibtex" in json.dumps(described["responses"]["200"])
