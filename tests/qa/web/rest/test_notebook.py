"""Answers that programs save, note and delete."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from tests.qa.watching.newsroom import FERRY, FIRST, Newsroom
from tests.qa.web.serving import READS, WRITES, readers, served

WRITER = {"Authorization": f"Bearer {WRITES}"}
READER = {"Authorization": f"Bearer {READS}"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("notebook")
    with open_library(home / "data", create=True) as library:
        Newsroom(library, home / "news").print("Ferry aground", FIRST)
    return home / "data"


@pytest.fixture(scope="module")
def answer(folder: Path) -> dict[str, Any]:
    with open_library(folder) as library:
        return Assistant.over(library).ask(FERRY).as_json()


@pytest.fixture(scope="module")
def own(folder: Path, answer: dict[str, Any]) -> Iterator[str]:
    """Where nobody signs in."""
    with served(folder) as address:
        yield address


def test_an_answer_is_saved_listed_noted_and_deleted(own: str, answer: dict[str, Any]) -> None:
    place = f"{own}/api/notebook"
    saved = httpx.post(place, json={"answer": answer, "note": "Look again"}).json()
    assert (saved["note"], saved["saved_by"], saved["receipt"]["counts"]["gone"]) == ("Look again", "", 0)
    assert saved["answer"]["citations"] == answer["citations"]
    again = httpx.post(place, json={"answer": answer}).json()
    assert again == saved
    listed = httpx.get(place).json()
    assert (listed["answers"], listed["total"]) == ([saved], 1)
    assert httpx.get(f"{place}?offset=1").json()["answers"] == []
    noted = httpx.post(f"{place}/{saved['id']}", json={"note": "Done"}).json()
    assert noted == saved | {"note": "Done"}
    assert httpx.delete(f"{place}/{saved['id']}").json() == {"removed": [saved["id"]]}
    gone = httpx.delete(f"{place}/{saved['id']}")
    assert (gone.status_code, gone.json()["hint"]) == (404, "see the ids at GET /api/notebook")


def test_what_is_given_fits_its_description(own: str, answer: dict[str, Any]) -> None:
    components = httpx.get(f"{own}/api/openapi.json").json()["components"]
    saved = httpx.post(f"{own}/api/notebook", json={"answer": answer}).json()
    listed = httpx.get(f"{own}/api/notebook").json()
    for name, value in (("SavedAnswerList", listed), ("SavedAnswer", saved)):
        Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components}).validate(value)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "answer is missing"),
        ({"answer": {"question": "Why?"}}, "this JSON is not an answer"),
        ({"answer": {}, "by": "Ada"}, "no field 'by'"),
        ({"note": "n" * 5001}, "the note has 5,001 characters"),
    ],
)
def test_what_cannot_be_saved_is_named(own: str, answer: dict[str, Any], fields: Any, error: str) -> None:
    body = {"answer": answer, **fields} if "note" in fields else fields
    reply = httpx.post(f"{own}/api/notebook", json=body)
    assert (reply.status_code, set(reply.json())) == (400, {"error", "hint"})
    assert error in reply.json()["error"]


def test_only_a_writing_token_saves_under_its_name(folder: Path, answer: dict[str, Any]) -> None:
    with served(folder, passwords=readers()) as address:
        place = f"{address}/api/notebook"
        assert httpx.get(place).status_code == 401
        assert httpx.get(place, headers=READER).status_code == 200
        for refused in (
            httpx.post(place, json={"answer": answer}, headers=READER),
            httpx.post(f"{place}/x", json={"note": ""}, headers=READER),
            httpx.delete(f"{place}/x", headers=READER),
        ):
            assert (refused.status_code, refused.json()["error"]) == (403, "this token may only read")
        body = {"answer": answer | {"question": "Whose is it?"}}
        assert httpx.post(place, json=body, headers=WRITER).json()["saved_by"] == "writer"
