"""What happens in the tab "Standing questions", without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.library import open_library
from article_qa.qa.web.events import Press
from article_qa.qa.web.watches_desk import WatchesDesk
from tests.index.fakes import article, put
from tests.qa.watching.newsroom import FERRY, FIRST, Newsroom

NONE_YET = "No standing questions yet"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[WatchesDesk]:
    with open_library(tmp_path / "data", create=True) as library:
        Newsroom(library, tmp_path / "news").print("Ferry aground", FIRST)
        yield WatchesDesk(library, feed="/api/watches.atom")


def test_a_question_is_kept_and_leaves_its_box(desk: WatchesDesk) -> None:
    under_way, kept = desk.keep(FERRY)
    assert "Reading the articles…" in under_way["working"]
    assert (kept["working"], kept["question"]) == ("", "")
    assert FERRY in kept["listing"]


def test_a_question_that_cannot_be_kept_stays_in_its_box(desk: WatchesDesk) -> None:
    *_, refused = desk.keep(" ")
    assert "question" not in refused
    assert "The question is empty" in refused["listing"]


def test_removing_is_asked_about_before_it_is_done(desk: WatchesDesk) -> None:
    list(desk.keep(FERRY))
    (watch,) = desk.library.catalog.watches.all()
    assert 'data-do="confirm"' in desk.press(Press("remove", watch.id))["listing"]
    assert 'data-do="confirm"' not in desk.press(Press("keep", watch.id))["listing"]
    assert NONE_YET in desk.press(Press("confirm", watch.id))["listing"]


def test_who_is_too_late_to_remove_sees_the_list(desk: WatchesDesk) -> None:
    assert NONE_YET in desk.press(Press("confirm", "gone"))["listing"]


def test_the_tab_follows_the_library_while_passages_wait(desk: WatchesDesk) -> None:
    list(desk.keep(FERRY))
    assert not desk.listed()["is_busy"]
    put(desk.library, article("A bridge was opened on Sunday.", source="bridge"))
    assert desk.listed()["is_busy"]
