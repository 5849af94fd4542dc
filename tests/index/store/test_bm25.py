"""Words as plain text, ranked by BM25; and the ranking that scores few passages beside the one that scores all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article, Passage, Scope
from article_qa.index.store.bm25 import KeywordIndex
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.schema import KEYWORDS_OF_ALL_SCRIPTS
from article_qa.index.text.words import content_words
from tests.index.fakes import article, read, sentences, words
from tests.index.older import file_of, make_older

# The first stands in every second passage, the last in one of a few hundred.
VOCABULARY = [f"word{n}" for n in range(12)]
NAMES = ["Post", "Mail", "Wire"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """A catalog that is only read."""
    catalog = Catalog(tmp_path_factory.mktemp("shared") / "catalog.sqlite3")
    put(catalog, article('The NEAR miss: AND, OR, NOT * ^ - "quoted" it\'s 東京 naïve café.', title="Signs"))
    yield catalog
    catalog.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path_factory.mktemp("keywords") / "catalog.sqlite3")
    for n in range(400):
        # Each word as often as its place in the list divides the number, so some passages are just alike.
        said = [word for at, word in enumerate(VOCABULARY, 2) for _ in range(1 + n % 3) if n % (at * at // 2) == 0]
        text = " ".join([*said, *["filler"] * (n % 7)]) or "nothing"
        one = article(text, source=str(n), title=f"Report {n % 5}", publisher=NAMES[n % 3])
        catalog.put(one, [Passage(one.id, 0, len(text), text)])
    yield catalog
    catalog.close()


def put(catalog: Catalog, one: Article, limit: int = 200) -> str:
    return catalog.put(one, cut(one, words, limit))


def found(catalog: Catalog, *query: str, scope: Scope | None = None) -> list[str]:
    return read(catalog, catalog.keywords.ranking(query, 10, scope or Scope()))


def test_the_passage_with_more_of_the_rare_words_comes_first(catalog: Catalog) -> None:
    put(catalog, article("The bridge is long and the road to it is old.", source="a"))
    put(catalog, article("The bridge was shut by the mayor.", source="b"))
    put(catalog, article("The harbour is long.", source="c"))
    ranking = catalog.keywords.ranking(["bridge", "mayor"], 10)
    assert [text[:14] for text in read(catalog, ranking)] == ["The bridge was", "The bridge is "]
    assert ranking[0].score > ranking[1].score > 0
    assert catalog.keywords.ranking(["bridge", "mayor"], 1) == ranking[:1]


@pytest.mark.parametrize("query", ["minister", "ministers", "MINISTER"])
def test_stems_and_letter_case_match(catalog: Catalog, query: str) -> None:
    put(catalog, article("The minister resigned."))
    assert found(catalog, query) == ["The minister resigned."]


def test_accents_are_forgiven(catalog: Catalog) -> None:
    put(catalog, article("The café in Zürich."))
    assert found(catalog, "cafe") == found(catalog, "zurich") == ["The café in Zürich."]


def test_headlines_are_searched_too(catalog: Catalog) -> None:
    one = article("It is shut.", title="Bridge in Bonn")
    put(catalog, one)
    assert found(catalog, "bonn") == ["It is shut."]
    assert catalog.keywords.holding("bonn", [p.id for p in cut(one, words)])
    assert catalog.keywords.frequency("bonn") == 1


def test_no_words_find_nothing(catalog: Catalog) -> None:
    put(catalog, article("The bridge is shut."))
    assert found(catalog) == found(catalog, "") == found(catalog, "-") == []
    assert found(catalog, "", "bridge", "?!") == ["The bridge is shut."]


@pytest.mark.parametrize("query", ["AND", "near", "it's", '"quoted"', "café", "^", "*", "text:near", "near*"])
def test_the_signs_of_the_query_language_are_plain_text(shared: Catalog, query: str) -> None:
    assert len(found(shared, query)) == (0 if query in ("^", "*", "text:near") else 1)


@settings(max_examples=200)
@given(st.lists(st.one_of(st.text(max_size=12), st.text("\"*^-:(){}+ANDORTNEAR\0\ud800'", max_size=12)), max_size=5))
def test_no_word_is_an_error(shared: Catalog, query: list[str]) -> None:
    shared.keywords.ranking(query, 5)
    for word in query:
        shared.keywords.frequency(word)
        shared.keywords.holding(word, ["none"])


def test_rebuilt_keywords_find_what_they_found(catalog: Catalog) -> None:
    put(catalog, article("The bridge is shut. The mayor wept."), limit=4)
    before = catalog.keywords.ranking(["bridge", "mayor"], 10)
    catalog.keywords.rebuild()
    assert catalog.keywords.ranking(["bridge", "mayor"], 10) == before
    assert catalog.keywords.faults() == 0


# In a large library


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([*VOCABULARY, "report", "never", "filler", "words", "?"]), min_size=1, unique=True),
    st.integers(1, 60),
    st.sampled_from([Scope(), Scope(publisher="Post")]),
)
def test_the_best_are_the_same_whether_all_are_scored_or_not(
    many: Catalog, words: list[str], limit: int, scope: Scope
) -> None:
    # So the numbers are added up in one order, and what is alike is a tie.
    words.sort(key=many.keywords.frequency)
    every = many.keywords.ranking(words, limit, scope)
    assert KeywordIndex(many.database, large=0).ranking(words, limit, scope) == every


def test_passages_that_cannot_be_among_the_best_are_not_scored(many: Catalog) -> None:
    asked: list[Any] = []
    file_of(many).connection.set_trace_callback(asked.append)
    KeywordIndex(many.database, large=0).ranking(["word0", "word11"], 3)
    file_of(many).connection.set_trace_callback(None)
    matched = [statement.split("MATCH '")[1].split("'")[0] for statement in asked if "score" in statement]
    assert matched == ['"word11" AND ("word0")', '"word11"']


def test_a_merged_index_finds_the_same_and_gives_room_back(catalog: Catalog, tmp_path: Path) -> None:
    texts = [" ".join(sentences(30, seed=n)) for n in range(60)]
    for n in range(8):
        for source, text in enumerate(texts):
            changed = article(f"{text} Version {n}.", source=str(source))
            catalog.put(changed, cut(changed, words))
    catalog.database.empty_log()
    file = tmp_path / "catalog.sqlite3"
    before, found = file.stat().st_size, catalog.keywords.ranking(["version", "7"], 100)
    catalog.tidy()
    assert file.stat().st_size < 0.7 * before
    assert catalog.keywords.ranking(["version", "7"], 100) == found
    assert catalog.database.value("SELECT passages FROM keyword_deletions") == 0
    assert catalog.database.faults() == []


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("市长说，河上的大桥周一关闭。", "大桥何时关闭？", id="Chinese"),
        pytest.param("橋は月曜日に閉鎖された。", "閉鎖された橋", id="Japanese"),
        pytest.param("다리는 월요일에 폐쇄되었다.", "다리가 폐쇄", id="Korean"),
        pytest.param("पुल सोमवार को बंद कर दिया गया।", "पुल कब बंद हुआ?", id="Hindi"),
        pytest.param("สะพานข้ามแม่น้ำปิดเมื่อวันจันทร์", "สะพานปิดเมื่อไร", id="Thai"),
        pytest.param("أُغلق الجِسر يوم الإثنين.", "متى أغلق الجسر؟", id="Arabic"),
    ],
)
def test_every_script_is_searched_by_its_words(catalog: Catalog, text: str, query: str) -> None:
    catalog.put(article(text), cut(article(text), words))
    assert read(catalog, catalog.keywords.ranking(content_words(query), 10)) == [text]
    catalog.remove(article(text).id)
    assert catalog.keywords.ranking(content_words(query), 10) == []


def test_an_older_library_is_searched_by_words_of_every_script(tmp_path: Path) -> None:
    chinese, english = article("大桥周一关闭。", source="a"), article("The bridge — shut.", source="b")
    older = Catalog(tmp_path / "catalog.sqlite3")
    for each in (chinese, english):
        older.put(each, cut(each, words))
    # As it was indexed before: a run without spaces as one word.
    older.database.change("INSERT INTO keywords (keywords) VALUES ('delete-all')")
    rows = older.database.rows(
        "SELECT p.number, a.title, a.text FROM passages p JOIN articles a ON a.number = p.article"
    )
    for row in rows:
        older.database.change("INSERT INTO keywords (rowid, title, text) VALUES (?,?,?)", *row)
    make_older(older.database, KEYWORDS_OF_ALL_SCRIPTS)
    assert older.keywords.ranking(["大桥"], 10) == []
    older.close()
    upgraded = Catalog(tmp_path / "catalog.sqlite3")
    assert read(upgraded, upgraded.keywords.ranking(["大桥"], 10)) == [chinese.text]
    assert read(upgraded, upgraded.keywords.ranking(["bridge"], 10)) == [english.text]
    assert upgraded.keywords.faults() == 0
    upgraded.close()
