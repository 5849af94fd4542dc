"""What a reader does in the Library tab, without the page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.library import Library, open_library
from article_qa.qa.web.events import Press
from article_qa.qa.web.library_html import ROWS, View
from article_qa.qa.web.shelf import Shelf, Shown
from tests.index.fakes import article, put

SHUT = replace(
    article("The old bridge is shut. Rust was found.", source="shut"),
    title="Bridge", publisher="Wire", published=date(2022, 11, 3),
)  # fmt: skip
OPEN = replace(
    article("A ferry runs to the island.", source="open"), title="Ferry", publisher="Post", published=date(2023, 2, 1)
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, SHUT, OPEN)
        yield library


@pytest.fixture
def shelf(library: Library) -> Shelf:
    return Shelf(library)


def titles(shown: Shown) -> list[str]:
    """The titles in the list, in their order."""
    found = [(str(shown.listing).find(f"<bdi>{title}</bdi>"), title) for title in ("Bridge", "Ferry", "Closed")]
    return [title for place, title in sorted(found) if place >= 0]


def test_the_list_follows_what_is_still_to_be_read(shelf: Shelf) -> None:
    assert shelf.listed(View()).is_busy
    assert titles(shelf.listed(View())) == ["Ferry", "Bridge"]


@pytest.mark.parametrize(("words", "found"), [("wire", ["Bridge"]), ("islands", ["Ferry"]), ("2023 ferry", ["Ferry"])])
def test_a_search_finds_titles_outlets_days_and_texts(shelf: Shelf, words: str, found: list[str]) -> None:
    assert titles(shelf.searched(words, View())) == found


def test_words_of_a_text_are_shown_where_the_title_does_not_say_them(shelf: Shelf) -> None:
    assert "The old bridge is shut. Rust was found." in str(shelf.searched("rust", View()).listing)
    assert "The old bridge" not in str(shelf.searched("bridge", View()).listing)


def test_a_search_begins_at_its_first_page(shelf: Shelf) -> None:
    assert shelf.searched(" wire ", View(first=ROWS)).view == View("wire")


def test_a_column_is_sorted_and_turned_round(shelf: Shelf) -> None:
    by_title = shelf.pressed(Press("sort", "title"), View())
    assert by_title.view == View(order="title", is_descending=False)
    assert titles(by_title) == ["Bridge", "Ferry"]
    assert by_title.view is not None
    assert titles(shelf.pressed(Press("sort", "title"), by_title.view)) == ["Ferry", "Bridge"]


def test_a_bar_of_the_chart_shows_the_articles_of_its_month(shelf: Shelf) -> None:
    november = shelf.pressed(Press("month", "2022-11"), View(first=ROWS))
    assert titles(november) == ["Bridge"]
    assert "Articles of November 2022." in str(november.listing)
    assert november.view is not None
    assert titles(shelf.pressed(Press("month", ""), november.view)) == ["Ferry", "Bridge"]


def test_a_month_that_is_none_is_refused(shelf: Shelf) -> None:
    with pytest.raises(ValueError, match="month"):
        shelf.pressed(Press("month", "2022-77"), View())


def test_an_article_that_is_opened_leaves_the_list_as_it_is(shelf: Shelf) -> None:
    shown = shelf.pressed(Press("open", SHUT.id), View())
    assert shown.listing is None
    assert "The old bridge is shut." in str(shown.article)


def test_an_article_is_opened_at_the_words_that_another_room_names(shelf: Shelf) -> None:
    shown = shelf.pressed(Press("open", SHUT.id, {"start": 0, "end": 23}), View())
    assert '<mark class="current">The old bridge is shut.</mark> Rust' in str(shown.article)


def test_an_article_is_removed_once_it_is_confirmed(shelf: Shelf, library: Library) -> None:
    asked = shelf.decided(Press("remove", SHUT.id), View())
    assert 'data-do="confirm"' in str(asked.article)
    assert library.catalog.article(SHUT.id)
    removed = shelf.decided(Press("confirm", SHUT.id), View())
    assert titles(removed) == ["Ferry"]
    assert library.catalog.article(SHUT.id) is None


def test_a_correction_is_shown_in_the_list_and_a_wrong_one_keeps_the_form(shelf: Shelf) -> None:
    given = {"title": "Closed", "publisher": "Wire", "published": "soon", "author": ""}
    wrong = shelf.decided(Press("save", SHUT.id, given), View())
    assert 'value="Closed"' in str(wrong.article)
    assert "is not a date" in str(wrong.article)
    right = shelf.decided(Press("save", SHUT.id, given | {"published": "2022-11-03"}), View())
    assert titles(right) == ["Ferry", "Closed"]
    assert "<form" not in str(right.article)


def test_what_is_done_to_an_article_that_is_gone_says_so(shelf: Shelf, library: Library) -> None:
    library.catalog.remove(SHUT.id)
    for what in ("open", "edit", "save", "confirm"):
        shown = (shelf.pressed if what == "open" else shelf.decided)(Press(what, SHUT.id), View())
        assert "no longer in the library" in str(shown.article)
