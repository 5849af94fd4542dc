"""What changed, as an Atom feed that readers of feeds can read."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from article_qa.index.library import open_library
from article_qa.qa.watching.feed import atom
from tests.qa.watching.newsroom import FERRY, FIRST, SECOND, Newsroom

NAMES = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> ElementTree.Element:
    home: Path = tmp_path_factory.mktemp("feed")
    with open_library(home / "data", create=True) as library:
        newsroom = Newsroom(library, home / "news")
        newsroom.print("Ferry aground", FIRST)
        newsroom.watch()
        newsroom.print(
            "More <injured> & worse", SECOND.replace("the coastguard", "the <b>\u200bcoastguard</b>"), "2026-03-03"
        )
        return ElementTree.fromstring(atom(newsroom.told(), "0123456789abcdef"))


def text(feed: ElementTree.Element, path: str) -> str:
    return feed.findtext(path, "", NAMES)


def test_each_notice_is_an_entry_with_its_words_and_sources(feed: ElementTree.Element) -> None:
    assert text(feed, "a:entry/a:title") == FERRY
    content = text(feed, "a:entry/a:content")
    assert "Nineteen passengers were injured" in content
    assert "[1] “" in content


def test_markup_of_an_article_is_text(feed: ElementTree.Element) -> None:
    assert "<injured> & worse" in text(feed, "a:entry/a:content")
    assert feed.find(".//b") is None


def test_a_feed_has_what_the_standard_asks_for(feed: ElementTree.Element) -> None:
    assert text(feed, "a:id") == "urn:article-qa:0123456789abcdef:watches"
    assert text(feed, "a:updated") == text(feed, "a:entry/a:updated")
    assert text(feed, "a:entry/a:id").startswith("urn:article-qa:0123456789abcdef:notice:")
    assert text(feed, "a:author/a:name") == "Article QA"


def test_a_feed_of_nothing_is_a_feed() -> None:
    empty = ElementTree.fromstring(atom([], "0123456789abcdef"))
    assert text(empty, "a:updated") == "1970-01-01T00:00:00Z"
    assert empty.findall("a:entry", NAMES) == []
