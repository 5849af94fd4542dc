"""Collections of articles, and the scopes that name articles or collections."""

from datetime import date

import pytest

from article_qa.index.errors import QuestionRejected
from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article, Scope
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.rows import share
from tests.index.fakes import article, words

A, B, C = (
    article(f"Bridge {name}.", source=name, title=name, publisher=outlet, published=date(2022, 11, day), language=code)
    for name, outlet, day, code in (("a", "Post", 1, "de"), ("b", "Star", 2, "en"), ("c", "Star", 3, None))
)


def put(catalog: Catalog, *articles: Article) -> None:
    for one in articles:
        passages = cut(one, words)
        catalog.put(one, passages)
        catalog.vector_queue.mark_embedded(passages)


def test_an_article_added_again_is_in_its_collection_still(catalog: Catalog) -> None:
    put(catalog, A, B)
    assert catalog.collections.collect([A.id, A.id, "gone"], "Bridges") == 1
    assert catalog.collections.collect([A.id, B.id], "Bridges") == 1
    catalog.remove(A.id)
    assert titles(catalog, Scope(collections=("Bridges",))) == ["b"]
    put(catalog, A)
    assert titles(catalog, Scope(collections=("Bridges",))) == ["b", "a"]


def test_a_collection_is_named_in_any_case_and_gone_when_empty(catalog: Catalog) -> None:
    put(catalog, A)
    catalog.collections.collect([A.id], "Bridges")
    assert (catalog.collections.named(" bridges"), catalog.collections.named("Roads")) == ("Bridges", None)
    assert catalog.collections.leave([A.id, B.id], "Bridges") == 1
    assert catalog.collections.names() == []


SCOPES = [
    pytest.param(Scope(articles=(A.id, C.id)), "ca", id="articles"),
    pytest.param(Scope(collections=("Two",)), "cb", id="a collection"),
    pytest.param(Scope(collections=("Two", "One")), "cba", id="two collections"),
    pytest.param(Scope(articles=(A.id, C.id), collections=("Two",)), "c", id="both"),
    pytest.param(Scope(articles=(A.id, C.id), publisher="Post"), "a", id="an outlet's"),
    pytest.param(Scope(collections=("Two",), until=date(2022, 11, 2)), "b", id="days"),
    pytest.param(Scope(languages=("de",)), "a", id="a language"),
    pytest.param(Scope(languages=("en", "unknown")), "cb", id="two languages, one of them unknown"),
    pytest.param(Scope(collections=("Two",), languages=("de",)), "", id="another language"),
    pytest.param(Scope(collections=("None",)), "", id="nothing"),
]


@pytest.mark.parametrize(("scope", "wanted"), SCOPES)
def test_a_scope_of_articles_bounds_every_search(catalog: Catalog, scope: Scope, wanted: str) -> None:
    put(catalog, A, B, C)
    catalog.collections.collect([B.id, C.id], "Two")
    catalog.collections.collect([A.id], "One")
    passages = {one.id: f"{one.id}:0-{len(one.text)}" for one in (A, B, C)}
    ids = {passages[{"a": A, "b": B, "c": C}[name].id] for name in wanted}
    assert titles(catalog, scope) == list(wanted)
    assert {each.passage_id for each in catalog.keywords.ranking(["bridge"], 9, scope)} == ids
    assert set(catalog.vector_queue.embedded(list(passages.values()), scope)) == ids
    assert set(catalog.vector_queue.embedded_ids(scope, 9)) == ids
    assert share(catalog.database, scope) == len(wanted) / 3
    assert [each.title for each in catalog.queries.mentioning("bridge", scope)] == list(wanted)


def test_passages_that_wait_are_counted_within_a_collection(catalog: Catalog) -> None:
    put(catalog, A, B)
    catalog.vector_queue.mark_pending()
    assert catalog.vector_queue.unread(Scope(articles=(A.id,))) == (1, 1)


def titles(catalog: Catalog, scope: Scope) -> list[str]:
    return [each.title for each in catalog.queries.articles(scope)]


def test_a_collection_is_chosen_by_any_case_of_its_letters_and_counted(catalog: Catalog) -> None:
    put(catalog, A, B)
    assert catalog.collections.chosen(" Bridges\nand  ships ") == "Bridges and ships"
    catalog.collections.collect([A.id, B.id], "Bridges")
    assert catalog.collections.chosen("BRIDGES") == "Bridges"
    catalog.remove(A.id)
    assert catalog.collections.counts() == {"Bridges": 1}
    with pytest.raises(QuestionRejected, match=r"give it one with words$"):
        catalog.collections.chosen(" ")
