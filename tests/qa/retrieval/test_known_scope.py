"""A scope as the reader writes it, held against what the library knows."""

from pathlib import Path

import pytest

from article_qa.index.ingest.chunking import cut
from article_qa.index.records import EVERYTHING, Scope
from article_qa.index.store.catalog import Catalog
from article_qa.qa.retrieval.known_scope import KnownScope, known_scope
from tests.index.fakes import article, words

A = article("The bridge is shut.", source="a", publisher="Post")
B = article("The mayor wept.", source="b", publisher="Star", language="de")


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    for one in (A, B):
        catalog.put(one, cut(one, words))
    catalog.collections.collect([A.id], "Bridges")
    return catalog


@pytest.mark.parametrize(
    ("scope", "known"),
    [
        pytest.param(EVERYTHING, KnownScope(EVERYTHING), id="everything"),
        pytest.param(Scope(articles=(A.id[:5], A.id)), KnownScope(Scope(articles=(A.id,))), id="a beginning"),
        pytest.param(
            Scope(articles=(A.id, "zz")),
            KnownScope(Scope(articles=(A.id,)), "No article has the id 'zz'."),
            id="one unknown",
        ),
        pytest.param(
            Scope(articles=("zz", "")),
            KnownScope(Scope(articles=("zz", "")), "No article has the id 'zz' or ''.", is_empty=True),
            id="all unknown",
        ),
        pytest.param(Scope(collections=("bridges",)), KnownScope(Scope(collections=("Bridges",))), id="spelled"),
        pytest.param(
            Scope(publishers=("post",), collections=("Roads",)),
            KnownScope(
                Scope(publisher="Post", collections=("Roads",)), "There is no collection 'Roads'.", is_empty=True
            ),
            id="no such collection",
        ),
        pytest.param(
            Scope(publishers=("Moon",), collections=("Roads",)),
            KnownScope(
                Scope(publisher="Moon", collections=("Roads",)),
                "No article is from 'Moon'. There is no collection 'Roads'.",
                is_empty=True,
            ),
            id="neither",
        ),
        pytest.param(Scope(languages=("DE-at", "german")), KnownScope(Scope(languages=("de",))), id="a language"),
        pytest.param(Scope(languages=("Unknown",)), KnownScope(Scope(languages=("unknown",))), id="no language"),
        pytest.param(
            Scope(languages=("fr", "")),
            KnownScope(Scope(languages=("fr", "")), "No article is in 'fr' or ''.", is_empty=True),
            id="no such language",
        ),
    ],
)
def test_a_scope_is_spelled_as_the_library_does(catalog: Catalog, scope: Scope, known: KnownScope) -> None:
    assert known_scope(scope, catalog) == known


def test_an_unknown_scope_holds_nothing(catalog: Catalog) -> None:
    for scope in (Scope(publisher="Moon"), Scope(articles=("zz",)), Scope(collections=("Roads",))):
        assert catalog.queries.articles(known_scope(scope, catalog).scope) == []
