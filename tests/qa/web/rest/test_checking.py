"""A draft and a saved answer, sent by plain HTTP."""

from pathlib import Path
from typing import Any

import httpx

from tests.qa.web.test_api import PRIORITY, typed

DRAFT = "Lavrov met Ayman al-Safadi in Amman. What comes next?"


def test_a_draft_is_checked_sentence_by_sentence(address: str) -> None:
    reply = httpx.post(f"{address}/api/check", json={"text": DRAFT, "scope": {"until": "2022-12-31"}}, timeout=60)
    draft = reply.json()
    assert reply.status_code == 200
    assert " ".join(sentence["text"] for sentence in draft["sentences"]) == DRAFT
    assert [sentence["verdict"] for sentence in draft["sentences"]] == ["supported", "no_claim"]
    assert draft["scope"]["until"] == "2022-12-31"


def test_a_draft_without_words_is_refused(address: str) -> None:
    reply = httpx.post(f"{address}/api/check", json={"text": "  "}, timeout=60)
    assert reply.status_code == 400
    assert reply.json().keys() == {"error", "hint"}


def test_a_saved_answer_is_verified(address: str, starters: Path) -> None:
    answer = typed(starters, "ask", PRIORITY)
    receipt = httpx.post(f"{address}/api/verify", json=answer).json()
    assert receipt["question"] == PRIORITY
    assert receipt["counts"]["stands"] == len(answer["citations"]) > 0
    changed = [{**citation, "quote": "Nobody said this at all."} for citation in answer["citations"]]
    assert httpx.post(f"{address}/api/verify", json=changed).json()["counts"]["stands"] == 0


def test_what_is_no_answer_cannot_be_verified(address: str) -> None:
    bodies: list[Any] = ["words", {"citations": []}, {"question": "Why?"}]
    for body in bodies:
        assert httpx.post(f"{address}/api/verify", json=body).status_code == 400
