"""The catalog: one transaction an article, keywords in step, words as plain text."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from article_qa.index.errors import LibraryError
from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article, Scope
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.catalog_reader import Order
from article_qa.index.store.rows import share
from tests.index.fakes import article, read, words


def put(catalog: Catalog, one: Article, limit: int = 200) -> str:
    return catalog.put(one, cut(one, words, limit))


def found(catalog: Catalog, *query: str, scope: Scope | None = None) -> list[str]:
    return read(catalog, catalog.keywords.ranking(query, 10, scope or Scope()))


# Writing


def test_an_article_is_added_once_and_then_unchanged(catalog: Catalog) -> None:
    bridge = article(
        "The bridge is shut.",
        published=date(2022, 11, 3),
        url="https://example.org/",
        questions=("Why?",),
        language="en",
    )
    assert [put(catalog, bridge), put(catalog, bridge)] == ["added", "unchanged"]
    assert catalog.article(bridge.id) == bridge
    assert catalog.overview().articles == 1


def test_an_edit_replaces_text_passages_and_keywords(catalog: Catalog) -> None:
    put(catalog, article("The bridge is shut. The mayor wept."))
    assert put(catalog, article("The bridge is open.")) == "changed"
    assert found(catalog, "mayor") == []
    assert found(catalog, "bridge") == ["The bridge is open."]
    assert catalog.overview().passages == 1
    assert catalog.keywords.faults() == 0


def test_an_edit_asks_for_new_vectors_even_if_offsets_stay(catalog: Catalog) -> None:
    before, after = article("The bridge is shut."), article("The bridge is open.")
    put(catalog, before)
    catalog.vector_queue.mark_embedded(cut(before, words))
    put(catalog, after)
    assert catalog.vector_queue.stale(10) == [p.id for p in cut(before, words)]
    assert catalog.vector_queue.pending(10) == []
    catalog.vector_queue.forget_stale(catalog.vector_queue.stale(10))
    assert [p.text for p, _ in catalog.vector_queue.pending(10)] == ["The bridge is open."]


def test_a_passage_replaced_while_it_is_embedded_goes_on_waiting(catalog: Catalog) -> None:
    before, after = article("The bridge is shut."), article("The bridge is open.")
    put(catalog, before)
    taken = [passage for passage, _ in catalog.vector_queue.pending(10)]
    put(catalog, after)
    catalog.vector_queue.mark_embedded(taken)
    assert catalog.vector_queue.waiting() == (1, 1)
    assert catalog.vector_queue.embedded([p.id for p in taken]) == {}


def test_a_new_date_or_headline_alone_is_a_change(catalog: Catalog) -> None:
    bridge = article("It is shut.")
    put(catalog, bridge)
    assert put(catalog, replace(bridge, published=date(2022, 11, 3))) == "changed"
    assert put(catalog, replace(bridge, title="Bridge")) == "changed"
    assert found(catalog, "bridge") == ["It is shut."]
    assert found(catalog, "title") == []


def test_the_same_text_from_two_sources_is_one_article(catalog: Catalog) -> None:
    first, second = article("It is shut.", source="a.txt"), article("It is shut.", source="b.txt")
    put(catalog, first)
    assert put(catalog, second) == "unchanged"
    assert [listing.id for listing in catalog.listings()] == [first.id]


def test_an_edit_into_the_text_of_another_leaves_the_other(catalog: Catalog) -> None:
    put(catalog, article("It is shut.", source="a.txt"))
    put(catalog, article("It is open.", source="b.txt"))
    assert put(catalog, article("It is shut.", source="b.txt")) == "changed"
    assert found(catalog, "shut", "open") == ["It is shut."]


def test_a_removal_removes_keywords_and_queues_its_vectors(catalog: Catalog) -> None:
    bridge = article("The bridge is shut.")
    put(catalog, bridge)
    assert catalog.remove(bridge.id) is True
    assert catalog.remove(bridge.id) is False
    assert catalog.article(bridge.id) is None
    assert found(catalog, "bridge") == []
    assert catalog.keywords.frequency("bridge") == 0
    assert catalog.vector_queue.stale(10) == [p.id for p in cut(bridge, words)]


def test_a_put_that_fails_in_the_middle_changes_nothing(catalog: Catalog) -> None:
    put(catalog, article("The bridge is shut."))
    edited = article("The tunnel is open.")
    (passage,) = cut(edited, words)
    with pytest.raises(LibraryError):
        catalog.put(edited, [passage, passage])
    assert catalog.article(edited.id) == article("The bridge is shut.")
    assert (found(catalog, "tunnel"), found(catalog, "bridge")) == ([], ["The bridge is shut."])
    assert catalog.vector_queue.stale(10) == []
    assert catalog.keywords.faults() == 0


def test_offsets_count_code_points(catalog: Catalog) -> None:
    flag = article("😀 e\u0328́ 🇯🇴 שלום. The 𝔟ridge 👩‍👩‍👧 is shut.")
    put(catalog, flag, limit=4)
    for passage, _ in catalog.vector_queue.pending(10):
        assert flag.text[passage.start : passage.end] == passage.text


# Scope


def test_a_scope_bounds_dates_and_outlet(catalog: Catalog) -> None:
    for day in (1, 2, 3):
        put(catalog, article(f"Bridge on day {day}.", source=str(day), published=date(2022, 11, day), publisher="Post"))
    put(catalog, article("Bridge on some day.", source="undated", publisher="Mail"))

    def days(**bounds: Any) -> set[str]:
        return {text.split()[-1] for text in found(catalog, "bridge", scope=Scope(**bounds))}

    assert days() == {"1.", "2.", "3.", "day."}
    assert days(since=date(2022, 11, 2)) == {"2.", "3."}
    assert days(until=date(2022, 11, 2)) == {"1.", "2."}
    assert days(since=date(2022, 11, 2), until=date(2022, 11, 2)) == {"2."}
    assert days(since=date(2022, 12, 1)) == set()
    assert days(publisher="Mail") == {"day."}
    assert days(publisher="Mail", since=date(1, 1, 1)) == set()


def test_a_scope_bounds_the_passages_of_a_dense_search_too(catalog: Catalog) -> None:
    bridge = article("It is shut.", published=date(2022, 11, 3))
    put(catalog, bridge)
    passages = cut(bridge, words)
    catalog.vector_queue.mark_embedded(passages)
    ids = [p.id for p in passages]
    assert catalog.vector_queue.embedded(ids, Scope(since=date(2022, 11, 3))) == dict.fromkeys(ids, date(2022, 11, 3))
    assert catalog.vector_queue.embedded(ids, Scope(since=date(2022, 11, 4))) == {}


def test_the_share_of_a_scope_counts_dated_articles(catalog: Catalog) -> None:
    put(catalog, article("One.", source="a", published=date(2022, 11, 3), publisher="Post"))
    put(catalog, article("Two.", source="b", publisher="Post"))
    put(catalog, article("Three.", source="c", published=date(2022, 11, 4), publisher="Mail"))
    put(catalog, article("Four.", source="d"))
    assert [share(catalog.database, s) for s in (Scope(), Scope(publisher="Post"), Scope(since=date(2022, 11, 4)))] == [
        1, 0.5, 0.25,
    ]  # fmt: skip
    assert [catalog.undated(s) for s in (Scope(), Scope(publisher="Post"), Scope(publisher="Mail"))] == [2, 1, 0]


def test_both_rankings_know_an_articles_day_or_that_it_has_none(catalog: Catalog) -> None:
    for one in (article("One.", source="a", published=date(2022, 11, 3)), article("One.", source="b", publisher="B")):
        put(catalog, one)
        (passage,) = cut(one, words)
        catalog.vector_queue.mark_embedded([passage])
        assert catalog.vector_queue.embedded([passage.id, "never"]) == {passage.id: one.published}
        assert one.published in {each.published for each in catalog.keywords.ranking(["one"], 5)}
    assert len(catalog.keywords.ranking(["one"], 5)) == 2


def test_passages_that_are_gone_are_left_out(catalog: Catalog) -> None:
    one = article("The bridge is shut.")
    put(catalog, one)
    (passage,) = cut(one, words)
    assert catalog.passages([passage.id, "never"]) == {passage.id: passage}
    catalog.remove(one.id)
    assert catalog.passages([passage.id]) == {}


def test_an_outlet_is_known_whatever_its_letter_case(catalog: Catalog) -> None:
    put(catalog, article("It is shut.", publisher="Bonn Post"))
    assert catalog.publisher(" bonn POST ") == "Bonn Post"
    assert catalog.publisher("Bonn") is None


# Lists


def test_articles_are_listed_newest_first_and_undated_last(catalog: Catalog) -> None:
    put(catalog, article("One.", source="a"))
    put(catalog, article("Two.", source="b", published=date(2022, 11, 3)))
    put(catalog, article("Three.", source="c", published=date(2023, 1, 1)))
    assert [listing.published for listing in catalog.listings()] == [date(2023, 1, 1), date(2022, 11, 3), None]
    assert catalog.overview().newest == date(2023, 1, 1)


@pytest.fixture
def shelf(catalog: Catalog) -> Catalog:
    """Three articles: one without a date, one without an outlet."""
    for number, (title, publisher, published) in enumerate(
        [("Über Brücken", "Zed", date(2022, 11, 3)), ("a tram", "Wire", None), ("Bridge", None, date(2023, 1, 5))]
    ):
        one = article(f"Text {number}.", source=f"{number}.txt", title=title, publisher=publisher, published=published)
        put(catalog, one)
    return catalog


@pytest.mark.parametrize(
    ("order", "is_descending", "expected"),
    [
        ("published", True, ["Bridge", "Über Brücken", "a tram"]),
        ("published", False, ["Über Brücken", "Bridge", "a tram"]),
        ("title", False, ["a tram", "Bridge", "Über Brücken"]),
        ("publisher", True, ["Über Brücken", "a tram", "Bridge"]),
    ],
)
def test_a_list_is_sorted_with_what_is_unknown_at_its_end(
    shelf: Catalog, order: Order, is_descending: bool, expected: list[str]
) -> None:
    assert [each.title for each in shelf.listings(order=order, is_descending=is_descending)] == expected


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("über", ["Über Brücken"]),
        ("WIRE tram", ["a tram"]),
        ("2023-01", ["Bridge"]),
        ("bridge wire", []),
        ("%", []),
        ("", ["Bridge", "Über Brücken", "a tram"]),
    ],
)
def test_a_search_of_the_list_wants_every_word_whatever_its_case(
    shelf: Catalog, search: str, expected: list[str]
) -> None:
    assert [each.title for each in shelf.listings(search)] == expected
    assert shelf.matching(search) == len(expected)


def test_a_list_is_cut_after_it_is_sorted(shelf: Catalog) -> None:
    assert [each.title for each in shelf.listings(limit=1, offset=1)] == ["Über Brücken"]
    assert shelf.listings(limit=5, offset=3) == []


def test_months_are_counted_in_order_without_the_undated(shelf: Catalog) -> None:
    assert list(shelf.by_month().items()) == [("2022-11", 1), ("2023-01", 1)]


def test_questions_come_one_an_article_first(catalog: Catalog) -> None:
    put(catalog, article("One.", source="a", published=date(2022, 1, 1), questions=("Old?",)))
    put(catalog, article("Two.", source="b", published=date(2023, 1, 1), questions=("New?", "Newer?")))
    assert catalog.questions(10) == ["New?", "Old?", "Newer?"]
    assert catalog.questions(1) == ["New?"]
