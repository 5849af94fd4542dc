"""Annotations in the catalog: kept as they were made, found by a speaker's name, gone with their article."""

from contextlib import closing
from datetime import date
from pathlib import Path

from article_qa.index.annotations import AnnotatedSentence, Annotations, Days, Name, Saying, Speaker
from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article, Scope
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.schema import ANNOTATIONS
from tests.index.fakes import article, words
from tests.index.older import make_older

BRIDGE = article(
    "The bridge is shut. “It is not safe,” said Mayor Ásta Ruiz.", publisher="Wold Post", published=date(2022, 11, 3)
)
LEARNED = Annotations(
    (
        AnnotatedSentence(0, 19, "statement", days=Days(date(2022, 10, 1), date(2022, 10, 31), "month")),
        AnnotatedSentence(20, 59, "list_item", lead=(0, 19), heading=(0, 10)),
    ),
    (Saying(20, 59, 21, 36, "Ásta Ruiz", "Mayor", "said"),),
    (Name("Ásta Ruiz", "person", ((49, 58),)), Name("Wold Bridge", "place", ((0, 3), (4, 10)))),
)


def put(catalog: Catalog, one: Article, learned: Annotations | None = LEARNED, version: int = 1) -> Article:
    catalog.put(one, cut(one, words))
    if learned:
        assert catalog.annotations.put(one.id, one.sha256, learned, version)
    return one


def quoting(*speakers: tuple[str, str]) -> Annotations:
    return Annotations(sayings=tuple(Saying(n, n + 1, n, n + 1, name, role) for n, (name, role) in enumerate(speakers)))


def test_annotations_come_back_as_they_were_put(catalog: Catalog) -> None:
    put(catalog, BRIDGE)
    put(catalog, article("Nothing is known of this.", source="b"), learned=None)
    assert catalog.annotations.of([BRIDGE.id, article("", source="b").id, "gone"]) == {BRIDGE.id: LEARNED}


def test_an_article_waits_until_this_version_has_read_it(catalog: Catalog) -> None:
    put(catalog, BRIDGE, learned=None)
    other = put(catalog, article("The mayor wept.", source="b"), learned=None)
    assert (catalog.annotations.pending(1, 2), catalog.annotations.left(2)) == ([BRIDGE.id], 2)
    catalog.annotations.put(BRIDGE.id, BRIDGE.sha256, LEARNED, 2)
    assert (catalog.annotations.pending(9, 2), catalog.annotations.left(2)) == ([other.id], 1)


def test_what_an_older_version_learned_is_given_until_it_is_replaced(catalog: Catalog) -> None:
    put(catalog, BRIDGE, version=1)
    assert catalog.annotations.pending(9, 2) == [BRIDGE.id]
    assert catalog.annotations.of([BRIDGE.id]) == {BRIDGE.id: LEARNED}
    catalog.annotations.put(BRIDGE.id, BRIDGE.sha256, Annotations(), 2)
    assert catalog.annotations.of([BRIDGE.id]) == {BRIDGE.id: Annotations()}
    assert catalog.annotations.names_like(["bridge"]) == []


def test_what_was_learned_of_another_text_is_not_kept(catalog: Catalog) -> None:
    put(catalog, BRIDGE, learned=None)
    assert not catalog.annotations.put(BRIDGE.id, "another", LEARNED, 1)
    assert catalog.annotations.left(1) == 1


def test_what_was_learned_under_another_date_is_not_kept(catalog: Catalog) -> None:
    put(catalog, BRIDGE, learned=None)
    catalog.annotate([(article(BRIDGE.text, publisher="Wold Post"), LEARNED)], 1)
    assert catalog.annotations.left(1) == 1
    catalog.annotate([(BRIDGE, LEARNED)], 1)
    assert catalog.annotations.of([BRIDGE.id]) == {BRIDGE.id: LEARNED}


def test_annotations_go_with_their_article(catalog: Catalog) -> None:
    put(catalog, BRIDGE)
    catalog.remove(BRIDGE.id)
    assert (catalog.annotations.left(1), catalog.annotations.speakers()) == (0, [])
    assert (catalog.annotations.names_like(["Ruiz"]), catalog.annotations.is_name_word("Ruiz")) == ([], False)


def test_a_replaced_article_is_read_again(catalog: Catalog) -> None:
    put(catalog, BRIDGE)
    put(catalog, article("The bridge is open."), learned=None)
    assert (catalog.annotations.left(1), catalog.annotations.of([BRIDGE.id])) == (1, {})
    assert catalog.annotations.speakers() == []


def test_annotations_of_an_article_set_aside_are_forgotten(catalog: Catalog) -> None:
    put(catalog, BRIDGE)
    catalog.database.change("UPDATE articles SET text = 'Nothing.'")
    assert catalog.set_aside(list(catalog.damaged.numbers())) == 1
    assert (catalog.annotations.left(1), catalog.annotations.speakers()) == (0, [])


def test_dropped_annotations_are_made_again(catalog: Catalog) -> None:
    put(catalog, BRIDGE)
    catalog.annotations.drop()
    assert (catalog.annotations.left(1), catalog.annotations.of([BRIDGE.id])) == (1, {})
    assert (catalog.annotations.speakers(), catalog.annotations.names_like(["Ruiz"])) == ([], [])


def test_speakers_are_counted_with_the_role_they_mostly_have(catalog: Catalog) -> None:
    put(catalog, BRIDGE, quoting(("Ada Fell", "engineer"), ("Ada Fell", ""), ("Bo Lind", "")))
    put(catalog, article("Wept.", source="b", publisher="Star"), quoting(("Ada Fell", "")))
    assert catalog.annotations.speakers() == [Speaker("Ada Fell", "engineer", 3), Speaker("Bo Lind", "", 1)]
    assert catalog.annotations.speakers(Scope(publisher="Star")) == [Speaker("Ada Fell", "", 1)]


def test_a_speaker_is_found_by_words_of_the_name(catalog: Catalog) -> None:
    put(catalog, BRIDGE, quoting(("Ásta Ruiz", ""), ("Jo Ruiz", ""), ("Bo O'Neill", "")))
    named = catalog.annotations.speakers_named
    assert [each.name for each in named(["RUIZ"])] == ["Jo Ruiz", "Ásta Ruiz"]
    assert [each.name for each in named(["asta", "Ruiz"])] == ["Ásta Ruiz"]
    assert [each.name for each in named(["O’Neill"])] == ["Bo O'Neill"]
    assert named([]) == named(["Rui"]) == named(["Ruiz"], Scope(publisher="Star")) == []


def test_sayings_come_newest_article_first_then_as_in_the_text(catalog: Catalog) -> None:
    learned = quoting(("Ada Fell", ""), ("Bo Lind", ""), ("Ada Fell", ""))
    days = [None, date(2022, 11, 1), date(2022, 11, 3)]
    undated, old, new = (
        put(catalog, article(f"Text {n}.", source=str(n), published=day), learned) for n, day in enumerate(days)
    )
    first, _, last = learned.sayings
    said = catalog.annotations.sayings_of(["Ada Fell"])
    assert said == [(each.id, saying) for each in (new, old, undated) for saying in (first, last)]
    assert catalog.annotations.sayings_of(["Ada Fell"], limit=3) == said[:3]
    assert catalog.annotations.sayings_of(["Ada Fell"], Scope(until=date(2022, 11, 2))) == said[2:4]


def test_names_are_known_by_their_words(catalog: Catalog) -> None:
    put(catalog, BRIDGE, Annotations(names=(Name("Bank of Wold", "organisation", ()), Name("Wold", "place", ()))))
    put(catalog, article("Wept.", source="b"), Annotations(names=(Name("Wold", "place", ()),)))
    store = catalog.annotations
    assert (store.names_like(["wold"]), store.names_like(["WOLD", "bank"])) == (
        ["Wold", "Bank of Wold"],
        ["Bank of Wold"],
    )
    assert (store.is_name_word("bank"), store.is_name_word("of"), store.is_name_word("mayor")) == (True, False, False)


def test_changed_bytes_count_as_not_annotated(catalog: Catalog) -> None:
    put(catalog, BRIDGE)
    catalog.database.change("UPDATE annotations SET sayings = x'00'")
    assert catalog.annotations.of([BRIDGE.id]) == {}
    assert catalog.annotations.sayings_of(["Ásta Ruiz"]) == []
    assert catalog.remove(BRIDGE.id)


def test_articles_of_an_older_library_wait_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    with closing(Catalog(path)) as catalog:
        put(catalog, BRIDGE)
        make_older(catalog.database, ANNOTATIONS)
    with closing(Catalog(path)) as catalog:
        assert catalog.annotations.pending(9, 1) == [BRIDGE.id]
        assert catalog.annotations.of([BRIDGE.id]) == {}
        assert len(catalog.keywords.ranking(["bridge"], 9)) == 1
