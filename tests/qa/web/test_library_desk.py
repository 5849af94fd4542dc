"""What happens in the Library tab, without the page; addresses are those of a real site on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.library import Library, open_library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.events import Parts, Press
from article_qa.qa.web.library_desk import LibraryDesk
from article_qa.qa.web.library_html import View
from tests.index.fakes import article, put
from tests.index.web.servers import Reply, serving

FERRY = "The ferry to Zanzibar opened on Monday after a year of repairs, and a thousand people came to see it leave."
PAGE = f"<html><head><title>Ferry opens</title></head><body><article><p>{FERRY}</p></article></body></html>"
BRIDGE = article("The old bridge is shut. Rust was found.", source="shut")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, BRIDGE)
        yield library


@pytest.fixture
def desk(library: Library) -> LibraryDesk:
    return LibraryDesk(library, lambda: Fetcher(allow_private=True))


def last(steps: Iterator[Parts]) -> Parts:
    """What a reader sees in the end."""
    seen: Parts = {}
    for parts in steps:
        seen |= parts
    return seen


def test_entering_leaves_the_article_that_is_read(desk: LibraryDesk) -> None:
    assert {"listing", "article", "chosen", "feeds", "is_busy"} <= set(desk.enter(View(), is_reading=False))
    assert "article" not in desk.enter(View(), is_reading=True)


def test_an_opened_article_leaves_the_list_and_is_kept_open(desk: LibraryDesk) -> None:
    assert set(desk.press(Press("open", BRIDGE.id), View())) == {"article", "is_open"}


def test_files_are_counted_while_they_are_read(desk: LibraryDesk, tmp_path: Path) -> None:
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for file in files:
        file.write_text(f"The mayor of {file.stem} opened the new market hall on Monday.", encoding="utf-8")
    first, *_, end = desk.upload([str(file) for file in files])
    assert "Reading 2 of 2…" in first["outcome"]
    assert "Reading" not in end["outcome"]
    assert end["drop"] is None
    assert not files[0].exists()


def test_addresses_stay_in_their_box_until_all_are_taken(desk: LibraryDesk) -> None:
    with serving({"/ferry": Reply(PAGE)}) as site:
        assert last(desk.fetch(site.url("/ferry")))["address"] == ""
    failed = last(desk.fetch("nonsense"))
    assert failed["address"] == "nonsense"
    assert "is not a web address" in failed["outcome"]


def test_a_pasted_text_empties_its_boxes_once_it_is_taken(desk: LibraryDesk) -> None:
    assert set(desk.paste("Ferry", "Post", "2022-11-03", FERRY)) == {"outcome", "title", "outlet", "day", "text"}
    assert set(desk.paste("Ferry", "Post", "2022-11-03", "")) == {"outcome"}


def test_ticked_articles_go_and_the_list_follows(desk: LibraryDesk, library: Library) -> None:
    parts = desk.act(Press("remove", fields={"ids": [BRIDGE.id]}), View())
    assert "1 article removed." in parts["chosen"]
    assert not library.catalog.knows(BRIDGE.id)
    assert BRIDGE.id not in parts["listing"]


def test_feeds_are_followed_and_left(desk: LibraryDesk) -> None:
    feed = "<rss version='2.0'><channel><title>Quay</title><item><link>/ferry</link></item></channel></rss>"
    with serving({"/feed": Reply(feed, "application/rss+xml"), "/ferry": Reply(PAGE)}) as site:
        assert "“Quay” is followed." in desk.follow(site.url("/feed"))["feeds"]
        assert "1 article added." in desk.refresh()["feeds"]
        assert "not followed any more" in desk.unfollow(site.url("/feed"))["feeds"]
