"""The catalog: one transaction an article, keywords in step, words as plain text."""

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalog import Catalog, _explained
from index.chunk import cut
from index.errors import LibraryDamaged, LibraryError, NotALibrary
from index.records import Scope
from tests.index.fakes import article, read, words


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A catalog that is only read."""
    catalog = Catalog(tmp_path_factory.mktemp("shared") / "catalog.sqlite3")
    put(catalog, article('The NEAR miss: AND, OR, NOT * ^ - "quoted" it\'s 東京 naïve café.', title="Signs"))
    yield catalog
    catalog.close()


def put(catalog, one, limit=200):
    return catalog.put(one, cut(one, words, limit))


def found(catalog, *query, scope=None):
    return read(catalog, catalog.keyword_ranking(query, 10, scope or Scope()))


# Writing


def test_an_article_is_added_once_and_then_unchanged(catalog):
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


def test_an_edit_replaces_text_passages_and_keywords(catalog):
    put(catalog, article("The bridge is shut. The mayor wept."))
    assert put(catalog, article("The bridge is open.")) == "changed"
    assert found(catalog, "mayor") == []
    assert found(catalog, "bridge") == ["The bridge is open."]
    assert catalog.overview().passages == 1
    assert catalog.keyword_faults() == 0


def test_an_edit_asks_for_new_vectors_even_where_the_offsets_stay(catalog):
    before, after = article("The bridge is shut."), article("The bridge is open.")
    put(catalog, before)
    catalog.mark_embedded(cut(before, words))
    put(catalog, after)
    assert catalog.stale(10) == [p.id for p in cut(before, words)]
    assert catalog.pending(10) == []
    catalog.forget_stale(catalog.stale(10))
    assert [p.text for p, _ in catalog.pending(10)] == ["The bridge is open."]


def test_a_passage_that_is_replaced_while_its_vector_is_made_goes_on_waiting(catalog):
    before, after = article("The bridge is shut."), article("The bridge is open.")
    put(catalog, before)
    taken = [passage for passage, _ in catalog.pending(10)]
    put(catalog, after)
    catalog.mark_embedded(taken)
    assert catalog.waiting() == (1, 1)
    assert catalog.embedded([p.id for p in taken]) == {}


def test_a_new_date_or_headline_alone_is_a_change(catalog):
    bridge = article("It is shut.")
    put(catalog, bridge)
    assert put(catalog, replace(bridge, published=date(2022, 11, 3))) == "changed"
    assert put(catalog, replace(bridge, title="Bridge")) == "changed"
    assert found(catalog, "bridge") == ["It is shut."]
    assert found(catalog, "title") == []


def test_the_same_text_from_two_sources_is_one_article(catalog):
    first, second = article("It is shut.", source="a.txt"), article("It is shut.", source="b.txt")
    put(catalog, first)
    assert put(catalog, second) == "unchanged"
    assert [listing.id for listing in catalog.listings()] == [first.id]


def test_an_edit_into_the_text_of_another_leaves_the_other(catalog):
    put(catalog, article("It is shut.", source="a.txt"))
    put(catalog, article("It is open.", source="b.txt"))
    assert put(catalog, article("It is shut.", source="b.txt")) == "changed"
    assert found(catalog, "shut", "open") == ["It is shut."]


def test_a_removal_removes_keywords_and_asks_for_the_vectors_to_go(catalog):
    bridge = article("The bridge is shut.")
    put(catalog, bridge)
    assert catalog.remove(bridge.id) is True
    assert catalog.remove(bridge.id) is False
    assert catalog.article(bridge.id) is None
    assert found(catalog, "bridge") == []
    assert catalog.frequency("bridge") == 0
    assert catalog.stale(10) == [p.id for p in cut(bridge, words)]


def test_a_put_that_fails_in_the_middle_changes_nothing(catalog):
    put(catalog, article("The bridge is shut."))
    edited = article("The tunnel is open.")
    (passage,) = cut(edited, words)
    with pytest.raises(LibraryError):
        catalog.put(edited, [passage, passage])
    assert catalog.article(edited.id) == article("The bridge is shut.")
    assert (found(catalog, "tunnel"), found(catalog, "bridge")) == ([], ["The bridge is shut."])
    assert catalog.stale(10) == []
    assert catalog.keyword_faults() == 0


def test_offsets_count_code_points(catalog):
    flag = article("😀 e\u0328́ 🇯🇴 שלום. The 𝔟ridge 👩‍👩‍👧 is shut.")
    put(catalog, flag, limit=4)
    for passage, _ in catalog.pending(10):
        assert flag.text[passage.start : passage.end] == passage.text


# Vectors still to make and to remove


def test_a_passage_is_pending_until_it_is_marked(catalog):
    bridge = article("The bridge is shut. The mayor wept. All went home.", publisher="Bonn Post")
    put(catalog, bridge, limit=4)
    first, *rest = cut(bridge, words, 4)
    assert [p for p, _ in catalog.pending(10)] == [first, *rest]
    assert catalog.pending(1)[0][1].publisher == "Bonn Post"
    catalog.mark_embedded([first])
    assert [p for p, _ in catalog.pending(10)] == rest
    assert list(catalog.embedded([p.id for p in (first, *rest)])) == [first.id]
    assert (catalog.listings()[0].state, catalog.overview().pending) == ("pending", len(rest))
    catalog.mark_embedded(rest)
    assert (catalog.listings()[0].state, catalog.overview().pending) == ("ready", 0)
    catalog.mark_pending([first.id])
    assert [p for p, _ in catalog.pending(10)] == [first]
    catalog.mark_pending()
    assert catalog.overview().pending == 1 + len(rest)


def test_stale_vectors_are_listed_until_forgotten(catalog):
    bridge = article("The bridge is shut.")
    put(catalog, bridge)
    catalog.remove(bridge.id)
    catalog.forget_stale(catalog.stale(10))
    assert catalog.stale(10) == []


# Keywords


def test_the_passage_with_more_of_the_rare_words_comes_first(catalog):
    put(catalog, article("The bridge is long and the road to it is old.", source="a"))
    put(catalog, article("The bridge was shut by the mayor.", source="b"))
    put(catalog, article("The harbour is long.", source="c"))
    ranking = catalog.keyword_ranking(["bridge", "mayor"], 10)
    assert [text[:14] for text in read(catalog, ranking)] == ["The bridge was", "The bridge is "]
    assert ranking[0].score > ranking[1].score > 0
    assert catalog.keyword_ranking(["bridge", "mayor"], 1) == ranking[:1]


@pytest.mark.parametrize("query", ["minister", "ministers", "MINISTER"])
def test_stems_and_letter_case_match(catalog, query):
    put(catalog, article("The minister resigned."))
    assert found(catalog, query) == ["The minister resigned."]


def test_accents_are_forgiven(catalog):
    put(catalog, article("The café in Zürich."))
    assert found(catalog, "cafe") == found(catalog, "zurich") == ["The café in Zürich."]


def test_headlines_are_searched_too(catalog):
    one = article("It is shut.", title="Bridge in Bonn")
    put(catalog, one)
    assert found(catalog, "bonn") == ["It is shut."]
    assert catalog.holding("bonn", [p.id for p in cut(one, words)])
    assert catalog.frequency("bonn") == 1


def test_no_words_find_nothing(catalog):
    put(catalog, article("The bridge is shut."))
    assert found(catalog) == found(catalog, "") == found(catalog, "-") == []
    assert found(catalog, "", "bridge", "?!") == ["The bridge is shut."]


@pytest.mark.parametrize("query", ["AND", "near", "it's", '"quoted"', "café", "^", "*", "text:near", "near*"])
def test_the_signs_of_the_query_language_are_plain_text(shared, query):
    assert len(found(shared, query)) == (0 if query in ("^", "*", "text:near") else 1)


@settings(max_examples=200)
@given(st.lists(st.one_of(st.text(max_size=12), st.text("\"*^-:(){}+ANDORTNEAR\0\ud800'", max_size=12)), max_size=5))
def test_no_word_is_an_error(shared, query):
    shared.keyword_ranking(query, 5)
    for word in query:
        shared.frequency(word)
        shared.holding(word, ["none"])


def test_rebuilt_keywords_find_what_they_found(catalog):
    put(catalog, article("The bridge is shut. The mayor wept."), limit=4)
    before = catalog.keyword_ranking(["bridge", "mayor"], 10)
    catalog.rebuild_keywords()
    assert catalog.keyword_ranking(["bridge", "mayor"], 10) == before
    assert catalog.keyword_faults() == 0


# Scope


def test_a_scope_bounds_dates_and_outlet(catalog):
    for day in (1, 2, 3):
        put(catalog, article(f"Bridge on day {day}.", source=str(day), published=date(2022, 11, day), publisher="Post"))
    put(catalog, article("Bridge on some day.", source="undated", publisher="Mail"))

    def days(**bounds):
        return {text.split()[-1] for text in found(catalog, "bridge", scope=Scope(**bounds))}

    assert days() == {"1.", "2.", "3.", "day."}
    assert days(since=date(2022, 11, 2)) == {"2.", "3."}
    assert days(until=date(2022, 11, 2)) == {"1.", "2."}
    assert days(since=date(2022, 11, 2), until=date(2022, 11, 2)) == {"2."}
    assert days(since=date(2022, 12, 1)) == set()
    assert days(publisher="Mail") == {"day."}
    assert days(publisher="Mail", since=date(1, 1, 1)) == set()


def test_a_scope_bounds_the_passages_of_a_dense_search_too(catalog):
    bridge = article("It is shut.", published=date(2022, 11, 3))
    put(catalog, bridge)
    passages = cut(bridge, words)
    catalog.mark_embedded(passages)
    ids = [p.id for p in passages]
    assert catalog.embedded(ids, Scope(since=date(2022, 11, 3))) == dict.fromkeys(ids, date(2022, 11, 3))
    assert catalog.embedded(ids, Scope(since=date(2022, 11, 4))) == {}


def test_the_share_of_a_scope_counts_articles_and_an_undated_one_is_in_no_span(catalog):
    put(catalog, article("One.", source="a", published=date(2022, 11, 3), publisher="Post"))
    put(catalog, article("Two.", source="b", publisher="Post"))
    put(catalog, article("Three.", source="c", published=date(2022, 11, 4), publisher="Mail"))
    put(catalog, article("Four.", source="d"))
    assert [catalog.share(s) for s in (Scope(), Scope(publisher="Post"), Scope(since=date(2022, 11, 4)))] == [
        1, 0.5, 0.25,
    ]  # fmt: skip
    assert (catalog.undated(), catalog.undated("Post"), catalog.undated("Mail")) == (2, 1, 0)


def test_both_rankings_know_the_day_of_an_article_or_that_it_has_none(catalog):
    for one in (article("One.", source="a", published=date(2022, 11, 3)), article("One.", source="b", publisher="B")):
        put(catalog, one)
        (passage,) = cut(one, words)
        catalog.mark_embedded([passage])
        assert catalog.embedded([passage.id, "never"]) == {passage.id: one.published}
        assert one.published in {each.published for each in catalog.keyword_ranking(["one"], 5)}
    assert len(catalog.keyword_ranking(["one"], 5)) == 2


def test_passages_that_are_gone_are_left_out(catalog):
    one = article("The bridge is shut.")
    put(catalog, one)
    (passage,) = cut(one, words)
    assert catalog.passages([passage.id, "never"]) == {passage.id: passage}
    catalog.remove(one.id)
    assert catalog.passages([passage.id]) == {}


def test_an_outlet_is_known_whatever_its_letter_case(catalog):
    put(catalog, article("It is shut.", publisher="Bonn Post"))
    assert catalog.publisher(" bonn POST ") == "Bonn Post"
    assert catalog.publisher("Bonn") is None


# Lists


def test_articles_are_listed_newest_first_and_undated_last(catalog):
    put(catalog, article("One.", source="a"))
    put(catalog, article("Two.", source="b", published=date(2022, 11, 3)))
    put(catalog, article("Three.", source="c", published=date(2023, 1, 1)))
    assert [listing.published for listing in catalog.listings()] == [date(2023, 1, 1), date(2022, 11, 3), None]
    assert catalog.overview().newest == date(2023, 1, 1)


@pytest.fixture
def shelf(catalog):
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
def test_a_list_is_sorted_with_what_is_unknown_at_its_end(shelf, order, is_descending, expected):
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
def test_a_search_of_the_list_wants_every_word_whatever_its_case(shelf, search, expected):
    assert [each.title for each in shelf.listings(search)] == expected
    assert shelf.matching(search) == len(expected)


def test_a_list_is_cut_after_it_is_sorted(shelf):
    assert [each.title for each in shelf.listings(limit=1, offset=1)] == ["Über Brücken"]
    assert shelf.listings(limit=5, offset=3) == []


def test_months_are_counted_in_order_without_the_undated(shelf):
    assert list(shelf.by_month().items()) == [("2022-11", 1), ("2023-01", 1)]


def test_questions_come_one_an_article_first(catalog):
    put(catalog, article("One.", source="a", published=date(2022, 1, 1), questions=("Old?",)))
    put(catalog, article("Two.", source="b", published=date(2023, 1, 1), questions=("New?", "Newer?")))
    assert catalog.questions(10) == ["New?", "Old?", "Newer?"]
    assert catalog.questions(1) == ["New?"]


# The file


def test_the_catalog_is_there_when_it_is_opened_again(tmp_path):
    first = Catalog(tmp_path / "catalog.sqlite3")
    put(first, article("The bridge is shut."))
    first.close()
    again = Catalog(tmp_path / "catalog.sqlite3")
    assert found(again, "bridge") == ["The bridge is shut."]
    again.close()


def test_another_programs_database_is_refused_and_left_as_it_was(tmp_path):
    path = tmp_path / "catalog.sqlite3"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE photos (name)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotALibrary, match=r"belongs to another program\); name an empty or new folder"):
        Catalog(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"garbage", b"garbage" * 10_000], ids=["short", "long"])
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    path = tmp_path / "catalog.sqlite3"
    path.write_bytes(content)
    with pytest.raises(NotALibrary, match=r"is not a catalog\); name an empty or new folder"):
        Catalog(path)
    assert path.read_bytes() == content


def test_a_catalog_with_torn_pages_is_damaged(tmp_path):
    path = tmp_path / "catalog.sqlite3"
    catalog = Catalog(path)
    for number in range(50):
        put(catalog, article(f"Bridge {number} is shut.", source=str(number)))
    catalog.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    torn = Catalog(path)
    with pytest.raises(LibraryDamaged, match="move the folder away and add the articles again"):
        torn.listings()
    torn.close()


def test_a_catalog_that_another_program_holds_is_said_to_be_in_use(tmp_path):
    path = tmp_path / "catalog.sqlite3"
    Catalog(path).close()
    holder, other = sqlite3.connect(path, isolation_level=None), sqlite3.connect(path, timeout=0, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as busy:
        other.execute("BEGIN IMMEDIATE")
    assert str(_explained(busy.value, path)).endswith("; try again when it is done")
    holder.close()
    other.close()


def test_threads_read_whole_articles_while_one_writes(catalog):
    texts = [f"Bridge {n}. " + "Shut. " * n + "End." for n in range(2, 40)]
    put(catalog, article(texts[0]))
    written = threading.Event()
    torn = []

    def read():
        while not written.is_set():
            ranking = catalog.keyword_ranking(["bridge", "end"], 50)
            for passage in catalog.passages([each.passage_id for each in ranking]).values():
                stored = catalog.article(passage.article_id)
                # An edit may fall between the reads, never into one of them.
                if stored is None or stored.text not in texts or not any(passage.text in t for t in texts):
                    torn.append(passage)
            if catalog.overview().articles != 1:
                torn.append("no article")

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for text in texts[1:]:
        assert put(catalog, article(text), limit=10) == "changed"
    written.set()
    for reader in readers:
        reader.join()
    assert torn == []


def test_two_processes_write_side_by_side(tmp_path):
    path = tmp_path / "catalog.sqlite3"
    program = (
        "import sys; from pathlib import Path; from index.catalog import Catalog; from index.records import *\n"
        "catalog = Catalog(Path(sys.argv[1]))\n"
        "for n in range(30):\n"
        "    name = f'{sys.argv[2]}{n}'\n"
        "    catalog.put(Article(name, 'T', f'Bridge {name}.', name, name), [Passage(name, 0, 6, 'Bridge')])\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, str(path), name]) for name in "ab"]
    assert [process.wait(60) for process in both] == [0, 0]
    catalog = Catalog(path)
    assert (catalog.overview().articles, catalog.keyword_faults()) == (60, 0)
    catalog.close()
