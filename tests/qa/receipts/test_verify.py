"""A saved citation stands, has changed or is gone, and the receipt says since when and what stands there now."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.ingest import doctor
from article_qa.index.library import Library, open_library
from article_qa.qa.receipts.receipt import VerifiedCitation
from article_qa.qa.receipts.verify import verify_answer
from tests.index.fakes import ToyEmbedder, article, put
from tests.present import present
from tests.qa.receipts.saved_citations import cited

BEFORE = article("The bridge is shut. It opens in May, the mayor says. Ferries run all day.")
QUOTE = "It opens in May, the mayor says."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, BEFORE)
        yield library


def verified(library: Library, words: str = QUOTE, **facts: object) -> VerifiedCitation:
    (citation,) = verify_answer([cited(BEFORE, words) | facts], library).citations
    return citation


def test_words_that_are_there_stand(library: Library) -> None:
    found = verified(library)
    assert (found.state, found.start, found.end, found.has_moved) == ("stands", 20, 52, False)


def test_words_that_moved_stand_at_other_offsets(library: Library) -> None:
    put(library, article("Corrected on Monday.\n\n" + BEFORE.text))
    found = verified(library)
    assert (found.state, found.start, found.has_moved) == ("stands", 42, True)
    assert found.reason == "the words stand at characters 42–74 now"


def test_words_that_stand_twice_are_found_at_the_nearer_place(library: Library) -> None:
    put(library, article(f"{QUOTE} {'Ferries run. ' * 9}{BEFORE.text}"))
    assert present(verified(library).start) == 0
    assert present(verified(library, start=120).start) > 100


CHANGES = [
    pytest.param("in May,", "in June,", "It opens in June, the mayor says.", id="a word"),
    pytest.param(QUOTE, "Nobody knows when.", "Nobody knows when.", id="a sentence"),
    pytest.param(f" {QUOTE}", "", "", id="cut"),
    pytest.param(QUOTE, "It opens in May. The mayor says so.", "It opens in May. The mayor says so.", id="in two"),
    pytest.param("shut. It opens in May, the mayor", "shut, a mayor", None, id="with words before it"),
    pytest.param(QUOTE, "Rewritten. " * 90, None, id="written again"),
]


@pytest.mark.parametrize(("old", "new", "now"), CHANGES)
def test_other_words_are_told_with_what_stands_there_now(library: Library, old: str, new: str, now: str | None) -> None:
    after = article(BEFORE.text.replace(old, new))
    put(library, after)
    found = verified(library)
    newest, _ = library.catalog.versions.history(BEFORE.id)
    assert (found.state, found.was, found.since) == ("changed", QUOTE, newest.since)
    assert found.now == now or (now is None and (found.now is None or found.now in after.text))


def test_it_changed_when_the_words_went_not_when_others_did(library: Library) -> None:
    second = article(BEFORE.text.replace("May", "June"))
    third = article(second.text.replace("shut", "closed"))
    put(library, second, third)
    library.catalog.database.change("UPDATE versions SET since = '2026-01-0' || version || 'T00:00:00Z'")
    assert verified(library).since == "2026-01-02T00:00:00Z"
    assert verified(library, "The bridge is shut.").since == "2026-01-03T00:00:00Z"


def test_an_answer_without_checksums_is_verified_too(library: Library) -> None:
    put(library, article(BEFORE.text.replace("May", "June")))
    found = verified(library, sha256="")
    assert (found.state, found.now) == ("changed", "It opens in June, the mayor says.")


def test_a_removed_article_is_gone_and_stands_again_when_restored(library: Library) -> None:
    library.catalog.remove(BEFORE.id)
    found = verified(library)
    assert (found.state, found.now, found.reason) == ("gone", None, "the article was removed")
    assert found.since == library.catalog.versions.history(BEFORE.id)[0].until
    put(library, BEFORE)
    assert verified(library).state == "stands"


def test_words_deleted_with_an_article_that_came_back_otherwise_have_changed(library: Library) -> None:
    library.catalog.remove(BEFORE.id)
    put(library, article(BEFORE.text.replace("May", "June")))
    found = verified(library)
    assert (found.state, found.now) == ("changed", None)
    assert found.since == library.catalog.versions.history(BEFORE.id)[0].since


def test_an_article_that_was_never_here_is_gone(library: Library) -> None:
    found = verified(library, article_id="nowhere")
    assert (found.state, found.since) == ("gone", None)
    assert found.reason == "the library has never held an article with this id"


def test_a_damaged_article_is_gone_until_it_is_added_again(library: Library) -> None:
    library.embedder = ToyEmbedder()
    library.catalog.database.change("UPDATE articles SET text = 'Never said.'")
    doctor.repair(library)
    assert (verified(library).state, verified(library).reason) == ("gone", "the article is damaged and was set aside")
    put(library, BEFORE)
    assert verified(library).state == "stands"


def test_words_that_the_article_never_had_do_not_stand(library: Library) -> None:
    found = verified(library, quote="It opens in April.")
    assert (found.state, found.since, found.now) == ("changed", None, None)
    assert found.reason == "the version of the article that the citation names never had these words"
    assert verified(library, quote="It opens in April.", sha256="").reason.endswith("no version that had them is kept")


def test_a_very_long_change_is_told_as_one(library: Library) -> None:
    put(library, article("a " * 4000), article(f"a{' b' * 4000}"))
    (found,) = verify_answer([cited(article("a " * 4000), "a a a")], library).citations
    assert found.state == "changed"


def test_the_receipt_counts_and_keeps_the_order(library: Library) -> None:
    put(library, article(BEFORE.text.replace("May", "June")))
    saved = [cited(BEFORE, QUOTE, 3), cited(BEFORE, "The bridge is shut.", 1) | {"article_id": "x"}]
    receipt = verify_answer(
        {"question": "When?", "citations": [*saved, cited(BEFORE, "The bridge is shut.", 2)]}, library
    )
    assert [each.number for each in receipt.citations] == [3, 1, 2]
    assert receipt.summary == "3 citations: 1 standing, 1 changed, 1 gone"
    assert not receipt.stands
    facts = receipt.as_dict()
    assert (facts["question"], facts["counts"]) == ("When?", {"stands": 1, "changed": 1, "gone": 1})
    assert facts["citations"][0]["was"] == QUOTE
