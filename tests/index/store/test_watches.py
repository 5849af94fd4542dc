"""Standing questions and notices are kept in the catalog, bounded, and saved out of a damaged one."""

from pathlib import Path

import pytest

from article_qa.index.errors import UnknownWatch
from article_qa.index.ingest import doctor
from article_qa.index.ingest.chunking import cut
from article_qa.index.library import CATALOG, open_library
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.watches import MAX_NOTICES
from tests.index.fakes import article, put, words
from tests.index.harm import overwrite, pages_of

BRIDGE = article("The bridge is shut.")


def embed(catalog: Catalog) -> None:
    catalog.put(BRIDGE, cut(BRIDGE, words))
    catalog.vector_queue.mark_embedded(cut(BRIDGE, words))


def test_what_gets_its_vector_waits_for_the_questions(catalog: Catalog) -> None:
    catalog.watches.add("Is it shut?", "{}", "{}")
    embed(catalog)
    assert catalog.watches.queue() == [f"{BRIDGE.id}:0-19"]
    catalog.remove(BRIDGE.id)
    assert catalog.watches.queue() == [f"{BRIDGE.id}:0-19", f"{BRIDGE.id}:"]
    catalog.watches.clear(catalog.watches.queue())
    assert not catalog.watches.is_waiting()


def test_without_questions_nothing_waits(catalog: Catalog) -> None:
    embed(catalog)
    assert not catalog.watches.is_waiting()


def test_the_same_question_in_another_scope_is_another(catalog: Catalog) -> None:
    first = catalog.watches.add("Is it shut?", "{}", "1")
    again = catalog.watches.add("Is it shut?", "{}", "2")
    catalog.watches.add("Is it shut?", '{"since": null}', "3")
    assert (first.id, first.made) == (again.id, again.made)
    assert sorted(watch.answer for watch in catalog.watches.all()) == ["2", "3"]


def test_a_question_is_due_until_it_was_asked_or_forgotten(catalog: Catalog) -> None:
    first, second = (catalog.watches.add(question, "{}", "{}") for question in ("Is it shut?", "Why is it shut?"))
    catalog.watches.clear([], [first.id, second.id])
    catalog.watches.clear([], [second.id])
    catalog.watches.answered(first.id, "{}", None)
    assert [watch.id for watch in catalog.watches.due()] == [second.id]
    assert catalog.watches.is_waiting()
    catalog.watches.remove(second.id)
    assert not catalog.watches.is_waiting()


def test_a_question_is_forgotten_with_its_notices(catalog: Catalog) -> None:
    watch = catalog.watches.add("Is it shut?", "{}", "{}")
    for number in range(MAX_NOTICES + 5):
        catalog.watches.answered(watch.id, "{}", str(number))
    told = catalog.watches.notices()
    assert len(told) == MAX_NOTICES
    assert told[0].notice == str(MAX_NOTICES + 4)
    with pytest.raises(UnknownWatch):
        catalog.watches.remove("")
    assert catalog.watches.remove(watch.id[:5]).id == watch.id
    assert (catalog.watches.all(), catalog.watches.notices()) == ([], [])
    catalog.watches.answered(watch.id, "{}", "late")
    assert catalog.watches.notices() == []


def test_questions_and_notices_are_saved_out_of_a_damaged_catalog(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, BRIDGE)
        watch = library.catalog.watches.add("Is it shut?", "{}", "{}")
        library.catalog.watches.answered(watch.id, '{"text": "Yes."}', "a notice")
        before = library.catalog.watches.all(), library.catalog.watches.notices()
    path = tmp_path / "data" / CATALOG
    overwrite(path, pages_of(path, "keywords_data"))
    doctor.restore(tmp_path / "data")
    with open_library(tmp_path / "data") as library:
        assert (library.catalog.watches.all(), library.catalog.watches.notices()) == before
