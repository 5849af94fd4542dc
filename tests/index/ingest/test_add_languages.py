"""What adding says of the languages of articles."""

from pathlib import Path

from article_qa.index.ingest.add import add, stock
from article_qa.index.library import Library, open_library
from article_qa.index.settings import IndexSettings
from tests.index.fakes import article, put

ARABIC = "أُغلق الجسر يوم الاثنين."


def test_articles_that_the_english_model_does_not_read_are_told_once(library: Library, articles: Path) -> None:
    for name, text in (("a", ARABIC), ("b", f"{ARABIC} {ARABIC}"), ("c", "The mayor wept.")):
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    note = (
        "2 articles are in Arabic; the default model reads English, so their words only are compared; "
        "see INDEX_EMBEDDER"
    )
    assert add(library, [articles]).notes == [note]
    assert add(library, [articles]).as_json()["notes"] == []


def test_an_article_has_the_language_of_its_text(library: Library) -> None:
    stock(library, [article(ARABIC, source="a", language="en"), article("Suez", source="b")])
    assert {each.source: each.language for each in library.catalog.listings()} == {"a": "ar", "b": None}


def test_an_article_stored_without_its_language_is_unchanged(library: Library) -> None:
    put(library, article(ARABIC))
    assert stock(library, [article(ARABIC)]).counts == "0 added, 0 changed, 1 unchanged, 0 failed"
    assert [each.language for each in library.catalog.listings()] == ["ar"]


def test_nothing_is_said_of_languages_under_another_embedder(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        library.settings = IndexSettings(embedder="multilingual")
        assert stock(library, [article(ARABIC)]).notes == []
