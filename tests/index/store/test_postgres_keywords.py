"""The keyword index in PostgreSQL holds what FTS5 holds, and ranks as it ranks."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from struct import unpack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from article_qa.index.ingest.chunking import cut
from article_qa.index.records import EVERYTHING, Passage, Scope
from article_qa.index.store.bm25 import KeywordIndex
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.keyword_terms import MAX_TERM_BYTES, phrase, places
from article_qa.index.store.postgres_catalog import open_postgres_catalog
from article_qa.index.store.postgres_keywords import PostgresKeywordIndex
from article_qa.index.store.schema import ARTICLES
from article_qa.index.text.keywords import indexed_text
from article_qa.index.text.words import content_words
from tests.index.fakes import article, words
from tests.postgres import PostgresServer
from tests.starters import SEEDS

LETTERS = st.sampled_from("abceginorstuyABÉéüñçßøłőжийЖ東京市ニュ한국0127٣ '’.-_\n")
SAID = ["nations", "national", "running", "ran", "naïve", "O'Neil", "東京都", "U.S.", "2022", "the", "мира", "ﬁn"]
TEXTS = st.one_of(st.text(LETTERS, max_size=60), st.lists(st.sampled_from(SAID), max_size=20).map(" ".join))
# Long enough to be looked up by what it has that is rare.
LARGE = 3


@pytest.fixture(scope="module")
def twins(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Catalog, Catalog]]:
    """The starter articles and some made of few words, in an SQLite file and in PostgreSQL."""
    both = (
        Catalog(tmp_path_factory.mktemp("twins") / "catalog.sqlite3"),
        open_postgres_catalog(postgres.library(), create=True),
    )
    texts = [seed.read_text(encoding="utf-8") for seed in sorted(SEEDS.glob("*.md"))]
    texts += [" ".join(SAID[at] for at in range(len(SAID)) if n % (at + 2) == 0) or "the end" for n in range(60)]
    for catalog in both:
        for n, text in enumerate(texts):
            one = article(text, source=str(n), title=f"Report {n % 5}", publisher=f"Post {n % 2}")
            catalog.put(one, cut(one, words, 60))
        # What went counts no more.
        catalog.remove(catalog.listings("Report 3", limit=1)[0].id)
    yield both
    for catalog in both:
        catalog.close()


@pytest.fixture(scope="module")
def empty(postgres: PostgresServer) -> Iterator[Catalog]:
    with closing(open_postgres_catalog(postgres.library(), create=True)) as catalog:
        yield catalog


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, TEXTS)
def test_the_postings_are_those_of_fts5(empty: Catalog, title: str, text: str) -> None:
    with empty.database.transaction():
        empty.keywords.add(1, title, text)
        kept = {
            term: list(unpack(f">{len(positions) // 4}I", positions))
            for term, positions in empty.database.rows("SELECT term, positions FROM keyword_postings")
        }
        empty.keywords.remove(1, title, text)
        left = empty.database.rows("SELECT (SELECT count(*) FROM keyword_terms), passages, words FROM keyword_totals")
    assert kept == of_fts5(title, text)
    assert left == [(0, 0, 0)]


def of_fts5(title: str, text: str) -> dict[str, list[int]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(next(each for each in ARTICLES.split(";\n") if "fts5" in each))
        db.execute(
            "INSERT INTO keywords (rowid, title, text) VALUES (1,?,?)", (indexed_text(title), indexed_text(text))
        )
        db.execute("CREATE VIRTUAL TABLE places USING fts5vocab(keywords, instance)")
        rows = db.execute('SELECT term, col, "offset" FROM places').fetchall()
    first = sum(column == "title" for _, column, _ in rows) + 1
    found: dict[str, list[int]] = {}
    for term, column, place in rows:
        found.setdefault(term, []).append(place + (first if column == "text" else 0))
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*SAID, "Report", "war", "Finland", "grain", "Notre-Dame", "ice", "said", "?"]), max_size=6
    ),
    st.sampled_from([EVERYTHING, Scope(publishers=("Post 1",))]),
    st.integers(1, 12),
)
def test_the_ranking_is_that_of_fts5(
    twins: tuple[Catalog, Catalog], asked: list[str], scope: Scope, limit: int
) -> None:
    file, server = twins
    expected = file.keywords.ranking(asked, limit, scope)
    assert server.keywords.ranking(asked, limit, scope) == expected
    by_maxscore = PostgresKeywordIndex(server.database, large=LARGE).ranking(asked, limit, scope)
    assert by_maxscore == KeywordIndex(file.database, large=LARGE).ranking(asked, limit, scope)
    for word in asked:
        assert server.keywords.frequency(word) == file.keywords.frequency(word)
        assert server.vocabulary.stems(word[:1].lower(), 50) == file.vocabulary.stems(word[:1].lower(), 50)


def test_the_starters_sentences_rank_alike(twins: tuple[Catalog, Catalog]) -> None:
    file, server = twins
    for seed in sorted(SEEDS.glob("*.md"))[:6]:
        asked = list(content_words(seed.read_text(encoding="utf-8")))[:25]
        found = file.keywords.ranking(asked, 20)
        assert found and server.keywords.ranking(asked, 20) == found
        ids = [each.passage_id for each in found]
        assert server.keywords.holding(asked[-1], ids) == file.keywords.holding(asked[-1], ids)
        assert server.keywords.articles_with(asked[:1], "", []) == sorted(
            file.keywords.articles_with(asked[:1], "", [])
        )


def test_an_index_is_made_again_from_the_articles(empty: Catalog) -> None:
    one = article("The harbour is open.", source="a")
    empty.put(one, [Passage(one.id, 0, len(one.text), one.text)])
    empty.database.change("DELETE FROM keyword_lengths")
    assert empty.keywords.faults() == 1
    assert not empty.keywords.is_readable()
    empty.keywords.rebuild()
    assert (empty.keywords.faults(), empty.keywords.is_readable()) == (0, True)
    assert [each.passage_id for each in empty.keywords.ranking(["harbours"], 5)] == [f"{one.id}:0-{len(one.text)}"]
    empty.remove(one.id)


def test_a_word_of_absurd_length_is_found(empty: Catalog) -> None:
    long = "x" * 5000
    one = article(f"They wrote {long} on it.", source="long")
    empty.put(one, [Passage(one.id, 0, len(one.text), one.text)])
    assert len(empty.keywords.ranking([long], 5)) == 1
    assert not empty.keywords.ranking([long + "x"], 5)
    assert all(len(term.encode()) <= MAX_TERM_BYTES for term in places(one.text))
    assert phrase("the U.S.") == ("the", "u", "s")
    empty.remove(one.id)
