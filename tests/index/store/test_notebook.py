"""Saved answers are kept in the catalog with their notes, and lose the words of articles that are removed."""

import json
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.errors import RequestRejected, UnknownSavedAnswer
from article_qa.index.ingest import doctor
from article_qa.index.ingest.chunking import cut
from article_qa.index.library import CATALOG, open_library
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.notebook import MAX_NOTE_CHARACTERS
from tests.index.fakes import article, put, words
from tests.index.harm import overwrite, pages_of

BRIDGE, FERRY = article("The bridge is shut.", source="a.md"), article("The ferry sails.", source="b.md")


def cited(number: int, article_id: str, quote: str) -> dict[str, Any]:
    return {"number": number, "article_id": article_id, "title": "Bridge", "quote": quote, "start": 0, "end": 19,
            "sha256": "f00d", "url": "https://example.org/a", "highlight": [0, 3], "speaker": None,
            "fragment": f"text={quote[:7]}", "link": f"https://example.org/a#:~:text={quote[:7]}"}  # fmt: skip


def sentence(text: str, *citations: int) -> dict[str, Any]:
    return {"text": text, "verdict": "quoted", "citations": list(citations), "reason": ""}


ANSWER = {
    "question": "Is it shut?",
    "text": f"{BRIDGE.text} [1] {FERRY.text} [2]",
    "sentences": [sentence(BRIDGE.text, 1), sentence(FERRY.text, 2)],
    "citations": [cited(1, BRIDGE.id, BRIDGE.text), cited(2, FERRY.id, FERRY.text)],
    "nearest": [],
    "disagreements": [{"about": "The bridge is", "values": [{"value": "shut", "citations": [1]}]}],
}


def test_saved_answers_are_paged_with_the_newest_first(catalog: Catalog) -> None:
    saved = [catalog.notebook.add(f"Question {number}?", "{}", saved_by="Ada") for number in range(3)]
    assert catalog.notebook.count() == 3
    assert catalog.notebook.page() == saved[::-1]
    assert catalog.notebook.page(1, 1) == [saved[1]]
    assert catalog.notebook.get(saved[0].id) == saved[0]


def test_the_same_answer_is_saved_once(catalog: Catalog) -> None:
    first = catalog.notebook.add("Is it shut?", "{}", "It is.")
    assert catalog.notebook.add("Is it shut?", "{}") == first
    assert catalog.notebook.count() == 1


def test_a_note_is_edited_and_goes_with_its_answer(catalog: Catalog) -> None:
    saved = catalog.notebook.add("Is it shut?", "{}")
    catalog.notebook.annotate(saved.id, "Ask the mayor.\r\n\r\nAnd the\x00 ferry.")
    assert catalog.notebook.get(saved.id).note == "Ask the mayor.\n\nAnd the ferry."
    catalog.notebook.remove(saved.id)
    assert catalog.notebook.page() == []
    for gone in (catalog.notebook.get, catalog.notebook.remove):
        with pytest.raises(UnknownSavedAnswer, match="see the ids with: article-qa notebook"):
            gone(saved.id)
    with pytest.raises(UnknownSavedAnswer):
        catalog.notebook.annotate(saved.id, "")


def test_a_note_that_is_too_long_is_refused_and_the_old_one_stays(catalog: Catalog) -> None:
    saved = catalog.notebook.add("Is it shut?", "{}", "n" * MAX_NOTE_CHARACTERS)
    with pytest.raises(RequestRejected, match="5,001 characters; shorten it to 5,000"):
        catalog.notebook.annotate(saved.id, "n" * (MAX_NOTE_CHARACTERS + 1))
    assert catalog.notebook.get(saved.id) == saved


def test_the_words_of_a_removed_article_leave_every_saved_answer(catalog: Catalog) -> None:
    for each in (BRIDGE, FERRY):
        catalog.put(each, cut(each, words))
    saved = catalog.notebook.add("Is it shut?", json.dumps(ANSWER), "The bridge, at last")
    catalog.remove(BRIDGE.id)
    kept = catalog.notebook.get(saved.id)
    assert "bridge is" not in kept.answer
    assert "text=The bri" not in kept.answer
    left = json.loads(kept.answer)
    gone, other = left["citations"]
    assert (gone["article_id"], gone["title"], gone["start"], gone["end"], gone["sha256"]) == (
        BRIDGE.id, "Bridge", 0, 19, "f00d",
    )  # fmt: skip
    assert other == ANSWER["citations"][1]
    assert [each["text"] for each in left["sentences"]] == ["", FERRY.text]
    assert left["disagreements"] == []
    assert kept.note == "The bridge, at last"


def test_words_of_an_article_that_gives_way_to_another_leave_too(catalog: Catalog) -> None:
    catalog.put(BRIDGE, cut(BRIDGE, words))
    saved = catalog.notebook.add("Is it shut?", json.dumps(ANSWER))
    catalog.put(FERRY, cut(FERRY, words), instead_of=BRIDGE.id)
    assert "bridge is" not in catalog.notebook.get(saved.id).answer


def test_saved_answers_come_out_of_a_damaged_catalog(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, BRIDGE)
        library.catalog.watches.add("Is it shut?", "{}", "{}")
        library.catalog.notebook.add("Is it shut?", json.dumps(ANSWER), "Look again", "Ada")
        before = library.catalog.notebook.page(), library.catalog.watches.all()
    path = tmp_path / "data" / CATALOG
    overwrite(path, pages_of(path, "keywords_data"))
    doctor.restore(tmp_path / "data")
    with open_library(tmp_path / "data") as library:
        assert (library.catalog.notebook.page(), library.catalog.watches.all()) == before
