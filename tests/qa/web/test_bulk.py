"""What becomes of ticked articles, without the page."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.library import Library, open_library
from article_qa.qa.web.bulk import act, chosen_html
from tests.index.fakes import article, put

ONE, TWO, THREE = (article(f"Report {name}.", source=name, title=name) for name in ("one", "two", "three"))
TICKED = [ONE.id, TWO.id]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, ONE, TWO, THREE)
        yield library


def test_ticked_articles_go_into_a_collection_and_out_of_it(library: Library) -> None:
    assert "2 articles put into “Harbour”." in act(library, "collect", TICKED, {"name": " Harbour "})
    assert library.catalog.collections.counts() == {"Harbour": 2}
    assert '<option value="Harbour">' in chosen_html(library)
    assert "1 article taken out of “Harbour”." in act(library, "leave", [ONE.id], {"name": "harbour"})
    assert library.catalog.collections.counts() == {"Harbour": 1}


def test_a_collection_without_a_name_says_what_is_wrong(library: Library) -> None:
    html = act(library, "collect", TICKED, {"name": " "})
    assert 'role="alert"' in html
    assert "give it one with words" in html


def test_what_is_given_is_corrected_in_all_and_the_rest_stays(library: Library) -> None:
    fields = {"publisher": "Post", "published": "2022-11-03", "author": ""}
    assert "2 articles corrected." in act(library, "correct", TICKED, fields)
    stored = [library.catalog.article(each) for each in TICKED]
    assert [(each.title, each.publisher, each.published) for each in stored if each] == [
        ("one", "Post", date(2022, 11, 3)),
        ("two", "Post", date(2022, 11, 3)),
    ]
    untouched = library.catalog.article(THREE.id)
    assert untouched
    assert untouched.publisher is None


@pytest.mark.parametrize("fields", [{"published": "soon"}, {}])
def test_a_wrong_correction_changes_nothing(library: Library, fields: dict[str, str]) -> None:
    assert 'role="alert"' in act(library, "correct", TICKED, fields)
    assert [library.catalog.article(ONE.id), library.catalog.article(TWO.id)] == [ONE, TWO]


def test_ticked_articles_are_removed_and_those_that_went_meanwhile_are_passed_over(library: Library) -> None:
    library.catalog.remove(ONE.id)
    assert "1 article removed." in act(library, "remove", TICKED, {})
    assert [each.id for each in library.catalog.listings()] == [THREE.id]
