"""Two rankings, dense and keyword, each in its own order."""

from datetime import date

import pytest

from index import build
from index.library import open_library
from index.records import EVERYTHING, Scope
from index.search import content_words, dense, keyword
from tests.index.fakes import article, put


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "data", create=True) as library:
        put(
            library,
            article("The mayor shut the bridge.", source="a", published=date(2022, 11, 3), publisher="Post"),
            article("The recipe needs two eggs.", source="b", published=date(2023, 1, 1), publisher="Mail"),
            article("A crossing over the river was closed.", source="c"),
        )
        yield library


def texts(hits):
    return [hit.passage.text for hit in hits]


def dense_over(library):
    return dense(library.catalog, library.vectors, library.embedder)


def test_the_dense_search_finds_by_meaning(library):
    build.embed_pending(library)
    hits = dense_over(library)("Which overpass cannot be used?", 3, EVERYTHING)
    assert texts(hits)[2] == "The recipe needs two eggs."
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(-1 <= hit.score <= 1 for hit in hits)


def test_the_keyword_search_finds_by_words(library):
    assert texts(keyword(library.catalog)("Who shut the bridges?", 3, EVERYTHING)) == ["The mayor shut the bridge."]


def test_both_searches_keep_to_the_scope(library):
    build.embed_pending(library)
    for search in (dense_over(library), keyword(library.catalog)):
        scope = Scope(since=date(2022, 1, 1), until=date(2022, 12, 31), publisher="Post")
        assert texts(search("bridge recipe crossing", 3, scope)) == ["The mayor shut the bridge."]
        assert search("bridge recipe crossing", 3, Scope(since=date(2030, 1, 1))) == []


def test_a_passage_without_a_vector_is_found_by_keyword_alone(library):
    assert dense_over(library)("bridge", 3, EVERYTHING) == []
    assert texts(keyword(library.catalog)("bridge", 3, EVERYTHING)) == ["The mayor shut the bridge."]


def test_a_vector_of_older_words_is_not_a_hit(library):
    build.embed_pending(library)
    # Same offsets, so the old vector has the id of the new passage.
    put(library, article("The clerk shut the tunnel.", source="a"))
    assert "The clerk shut the tunnel." not in texts(dense_over(library)("The mayor shut the bridge.", 3, EVERYTHING))
    build.embed_pending(library)
    assert texts(dense_over(library)("Who shut the tunnel?", 1, EVERYTHING)) == ["The clerk shut the tunnel."]


def test_content_words_name_the_subject_once_in_order():
    assert content_words("What did the Mayor say of the bridge, mayor?") == ["mayor", "say", "bridge"]


def test_a_question_of_stop_words_alone_keeps_them():
    assert content_words("Who was it?") == ["who", "was", "it"]


@pytest.mark.parametrize("question", ["", "?!", "_ - *"])
def test_a_question_without_a_word_finds_nothing_by_keyword(library, question):
    assert keyword(library.catalog)(question, 3, EVERYTHING) == []
