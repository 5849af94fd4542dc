"""The library's stems, and passages that have them."""

from pathlib import Path

from article_qa.index.store.catalog import Catalog
from article_qa.index.store.vocabulary import Vocabulary
from tests.qa.fakes import article, whole


def test_stems_are_listed_by_their_beginning(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    for text in ("Canals and canoes.", "A canal. Cantons!", "Nothing here."):
        stored = article(text, title=text)
        catalog.put(stored, [whole(stored)])
    vocabulary = Vocabulary(catalog.database)
    assert vocabulary.stems("cano", 10) == [("cano", 1)]
    assert vocabulary.stems("can", 1) == [("canal", 2)]
    assert dict(vocabulary.stems("can", 10)) == {"canal": 2, "cano": 1, "canton": 1}
    assert vocabulary.stems("zz", 10) == []


def test_texts_with_a_stem_are_found_whatever_its_ending(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    stored = article("Canals were dug.", title="News")
    catalog.put(stored, [whole(stored)])
    vocabulary = Vocabulary(catalog.database)
    assert vocabulary.texts("canal", 5) == ["News\nCanals were dug."]
    assert vocabulary.texts("unknown", 5) == []
    catalog.remove("News")
    assert vocabulary.texts("canal", 5) == []
