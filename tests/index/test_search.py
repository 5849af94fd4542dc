"""Two rankings, dense and keyword, each in its own order."""

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING, Scope, Scored
from article_qa.index.search import dense, keyword
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.words import content_words
from tests.index.fakes import article, put, read
from tests.present import present


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        put(
            library,
            article("The mayor shut the bridge.", source="a", published=date(2022, 11, 3), publisher="Post"),
            article("The recipe needs two eggs.", source="b", published=date(2023, 1, 1), publisher="Mail"),
            article("A crossing over the river was closed.", source="c"),
        )
        yield library


def dense_over(library: Library) -> Callable[[str, int, Scope], list[Scored]]:
    return dense(library.catalog, library.vectors, library.embedder)


def test_the_dense_search_finds_by_meaning(library: Library) -> None:
    embed_pending(library)
    hits = dense_over(library)("Which overpass cannot be used?", 3, EVERYTHING)
    assert read(library.catalog, hits)[2] == "The recipe needs two eggs."
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(-1 <= hit.score <= 1 for hit in hits)


def test_the_keyword_search_finds_by_words(library: Library) -> None:
    assert read(library.catalog, keyword(library.catalog)("Who shut the bridges?", 3, EVERYTHING)) == [
        "The mayor shut the bridge."
    ]


def test_both_searches_keep_to_the_scope(library: Library) -> None:
    embed_pending(library)
    for search in (dense_over(library), keyword(library.catalog)):
        scope = Scope(since=date(2022, 1, 1), until=date(2022, 12, 31), publisher="Post")
        assert read(library.catalog, search("bridge recipe crossing", 3, scope)) == ["The mayor shut the bridge."]
        assert search("bridge recipe crossing", 3, Scope(since=date(2030, 1, 1))) == []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Four hundred articles of a passage each, a day and an outlet of ten apart, their vectors on a half circle."""
    with open_library(tmp_path_factory.mktemp("many") / "data", create=True) as library:
        articles = [
            article(
                f"Report {n} of the {'bridge' if n % 3 else 'tunnel and the bridge'}.", source=str(n), title=f"{n}",
                published=date(2020, 1, 1) + timedelta(days=n), publisher=f"Outlet {n % 10}",
            )
            for n in range(400)
        ]  # fmt: skip
        put(library, *articles)
        batch = library.catalog.vector_queue.pending(400)
        angles = [int(heading.title) * math.pi / 400 for _, heading in batch]
        library.vectors.put(batch, [[math.cos(a), math.sin(a)] for a in angles])
        library.catalog.vector_queue.mark_embedded([passage for passage, _ in batch])
        yield library


SCOPES = [
    pytest.param(Scope(since=date(2020, 1, 11)), id="nearly-all"),
    pytest.param(Scope(until=date(2020, 11, 15)), id="most"),
    pytest.param(Scope(publisher="Outlet 7"), id="a-tenth"),
    pytest.param(Scope(since=date(2020, 6, 1), publisher="Outlet 7"), id="few"),
    pytest.param(Scope(publisher="Nobody"), id="none"),
]


def in_scope(hit: Scored, scope: Scope, catalog: Catalog) -> bool:
    found = present(catalog.article(hit.article_id))
    is_in_span = (scope.since or date.min) <= present(found.published) <= (scope.until or date.max)
    return is_in_span and (not scope.publishers or found.publisher in scope.publishers)


class NorthEast:
    """An embedder for which every question lies in the north-east, well within each of the scopes."""

    name = "toy"

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return [[1.0, 1.0] for _ in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_passages([text])[0]


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scoped_dense_search_is_the_whole_ranking_filtered(many: Library, scope: Scope) -> None:
    search = dense(many.catalog, many.vectors, NorthEast())
    everything = search("north-east", 400, EVERYTHING)
    assert len(everything) == 400
    expected = [hit.score for hit in everything if in_scope(hit, scope, many.catalog)][:20]
    found = search("north-east", 20, scope)
    assert [hit.score for hit in found] == pytest.approx(expected, abs=1e-5)
    assert all(in_scope(hit, scope, many.catalog) for hit in found)


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scoped_keyword_search_is_the_whole_ranking_filtered(many: Library, scope: Scope) -> None:
    search = keyword(many.catalog)
    everything = search("tunnel bridge", 400, EVERYTHING)
    assert len(everything) == 400
    expected = [hit for hit in everything if in_scope(hit, scope, many.catalog)][:20]
    found = search("tunnel bridge", 20, scope)
    assert [hit.score for hit in found] == [hit.score for hit in expected]
    assert all(in_scope(hit, scope, many.catalog) for hit in found)


def test_a_passage_without_a_vector_is_found_by_keyword_alone(library: Library) -> None:
    assert dense_over(library)("bridge", 3, EVERYTHING) == []
    assert read(library.catalog, keyword(library.catalog)("bridge", 3, EVERYTHING)) == ["The mayor shut the bridge."]


def test_a_vector_of_older_words_is_not_a_hit(library: Library) -> None:
    embed_pending(library)
    # Same offsets, so the old vector has the id of the new passage.
    put(library, article("The clerk shut the tunnel.", source="a"))
    assert "The clerk shut the tunnel." not in read(
        library.catalog, dense_over(library)("The mayor shut the bridge.", 3, EVERYTHING)
    )
    embed_pending(library)
    assert read(library.catalog, dense_over(library)("Who shut the tunnel?", 1, EVERYTHING)) == [
        "The clerk shut the tunnel."
    ]


def test_content_words_name_the_subject_once_in_order() -> None:
    assert content_words("What did the Mayor say of the bridge, mayor?") == ["mayor", "say", "bridge"]


def test_a_question_of_stop_words_alone_keeps_them() -> None:
    assert content_words("Who was it?") == ["who", "was", "it"]


@pytest.mark.parametrize("question", ["", "?!", "_ - *"])
def test_a_question_without_a_word_finds_nothing_by_keyword(library: Library, question: str) -> None:
    assert keyword(library.catalog)(question, 3, EVERYTHING) == []
