"""Exact questions to the catalog: which articles mention a phrase, which outlets there are, what is newest."""

from datetime import date

import pytest

from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article, ArticleRef, Outlet, Scope
from article_qa.index.store.catalog import Catalog
from tests.index.fakes import article, words


def put(catalog: Catalog, *articles: Article) -> None:
    for one in articles:
        catalog.put(one, cut(one, words))


def titles(found: list[ArticleRef]) -> list[str]:
    return [each.title for each in found]


def dated(title: str, day: int | None, publisher: str | None = None, text: str = "Rain.") -> Article:
    published = date(2022, 11, day) if day else None
    return article(f"{title}: {text}", source=title, title=title, published=published, publisher=publisher)


@pytest.mark.parametrize(
    ("text", "phrase", "mentioned"),
    [
        pytest.param("The strikes end.", "strike", False, id="no other form"),
        pytest.param("The Strike’s end.", "strike", True, id="a possessive in the text"),
        pytest.param("The strike.", "Strike's", True, id="a possessive in the phrase"),
        pytest.param("In Zürich.", "zurich", True, id="accents"),
        pytest.param("In Zurich.", "Zürich", True, id="accents in the phrase"),
        pytest.param("The Sea Wren sank.", "sea wren", True, id="two words"),
        pytest.param("The Sea-Wren sank.", "Sea Wren", True, id="a hyphen"),
        pytest.param("A wren at sea.", "sea wren", False, id="another order"),
        pytest.param("O’Hara wept.", "O'Hara", True, id="a typographic apostrophe"),
        pytest.param("Underseas.", "seas", False, id="part of a word"),
        pytest.param("Große Straße.", "straße", True, id="a letter that folds to two"),
        pytest.param("Anything.", "?!", False, id="no word"),
    ],
)
def test_a_phrase_is_mentioned_in_whole_words(catalog: Catalog, text: str, phrase: str, mentioned: bool) -> None:
    put(catalog, article(text))
    assert bool(catalog.queries.mentioning(phrase)) is mentioned


def test_articles_have_words_apart_and_in_other_forms(catalog: Catalog) -> None:
    put(
        catalog, dated("Wrens", 1, text="They left the sea."), dated("B", 2, text="A wren."), dated("C", 3, text="Sea.")
    )
    assert titles(catalog.queries.having(["sea", "wren"])) == ["Wrens"]
    assert catalog.queries.having(["sea", "wren"], Scope(since=date(2022, 11, 2))) == []
    assert catalog.queries.having([]) == []


def test_mentions_are_counted_in_titles_and_once_an_article(catalog: Catalog) -> None:
    put(catalog, dated("Ferry", 1), dated("B", 2, text="The ferry. A ferry."), dated("C", 3), dated("Ferry D", None))
    assert titles(catalog.queries.mentioning("ferry")) == ["B", "Ferry", "Ferry D"]
    assert titles(catalog.queries.mentioning("ferry", Scope(since=date(2022, 11, 2)))) == ["B"]


def test_mentions_agree_with_reading_every_article(catalog: Catalog) -> None:
    texts = [f"Report {n}. " + ("The dam held. " if n % 3 else "Damming went on. ") * (n % 5) for n in range(450)]
    put(catalog, *(article(text, source=str(n)) for n, text in enumerate(texts)))
    assert len(catalog.queries.mentioning("dam")) == sum("dam held" in text for text in texts)


def test_articles_are_listed_in_each_order(catalog: Catalog) -> None:
    put(catalog, dated("b", 2), dated("A", 3), dated("C", None), dated("d", 1))
    queries = catalog.queries
    assert titles(queries.articles()) == ["A", "b", "d", "C"]
    assert titles(queries.articles(order="oldest")) == ["d", "b", "A", "C"]
    assert titles(queries.articles(order="title", limit=2)) == ["A", "b"]
    assert (titles(queries.newest()), titles(queries.oldest(limit=2))) == (["A"], ["d", "b"])
    assert (titles(queries.undated()), queries.count()) == (["C"], 4)


def test_outlets_are_counted_within_the_scope(catalog: Catalog) -> None:
    put(catalog, dated("a", 1, "Star"), dated("b", 2, "Post"), dated("c", 3, "Post"), dated("d", 3))
    assert catalog.queries.outlets() == [Outlet("Post", 2), Outlet("Star", 1)]
    assert catalog.queries.outlets(Scope(until=date(2022, 11, 1))) == [Outlet("Star", 1)]


def test_undated_articles_are_those_of_the_outlets_in_scope(catalog: Catalog) -> None:
    put(catalog, dated("a", None, "Star"), dated("b", None, "Post"))
    assert titles(catalog.queries.undated(Scope(since=date(2022, 1, 1), publisher="Post"))) == ["b"]


@pytest.mark.parametrize(
    ("question", "outlet"),
    [
        ("What does the wold echo report?", "The Wold Echo"),
        ("What is the Wold Echo's newest article?", "The Wold Echo"),
        ("What does the Echo report?", None),
        ("What is in the Wold Echo on Sunday?", "Wold Echo on Sunday"),
        ("Which of Time’s reports are new?", "Time"),
        ("What time is it?", None),
        ("Time for what?", None),
        ("What did the wbc say?", "WBC"),
    ],
)
def test_an_outlet_is_known_by_its_name_in_a_question(catalog: Catalog, question: str, outlet: str | None) -> None:
    outlets = ["The Wold Echo", "Wold Echo on Sunday", "Time", "WBC"]
    put(catalog, *(dated(name, 1, name) for name in outlets))
    assert catalog.queries.outlet_named(question) == outlet


def test_listings_keep_to_their_scope_and_go_on_from_an_offset(catalog: Catalog) -> None:
    put(catalog, dated("A", 1, "Wire"), dated("B", 2, "Wire"), dated("C", 3, "Star"), dated("D", None, "Wire"))
    scope = Scope(publisher="Wire")
    found = [each.title for offset in (0, 2) for each in catalog.queries.listings(scope, 2, offset)]
    assert found == ["B", "A", "D"]
    assert {each.state for each in catalog.queries.listings(scope, 9)} == {"pending"}
    assert [each.passages for each in catalog.queries.listings(Scope(since=date(2022, 11, 3)), 9)] == [1]
