"""Feeds on the page, without the page: a real site on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.library import Library, open_library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.following import feeds_html, follow_feed, look_for_news, unfollow_feed
from tests.index.web.servers import Reply, serving

FERRY = "The ferry to Zanzibar opened on Monday after a year of repairs, and a thousand people came to see it leave."
PAGE = f"<html><head><title>Ferry opens</title></head><body><article><p>{FERRY}</p></article></body></html>"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Quay News</title>'
    "<item><title>Ferry opens</title><link>/ferry</link></item></channel></rss>"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        yield library


def fetcher() -> Fetcher:
    return Fetcher(allow_private=True)


def test_a_feed_is_followed_read_and_left(library: Library) -> None:
    with serving({"/feed": Reply(FEED, "application/rss+xml"), "/ferry": Reply(PAGE)}) as site:
        html = follow_feed(library, f" {site.url('/feed')} ", fetcher())
        assert "“Quay News” is followed." in html
        assert "did not come yet" in html
        html = look_for_news(library, fetcher())
        assert "1 article added." in html
        assert "last came on " in html
        html = unfollow_feed(library, site.url("/feed"))
        assert "not followed any more" in html
        assert "Quay News" not in html
    assert [each.title for each in library.catalog.listings()] == ["Ferry opens"]


def test_a_feed_that_fails_says_why_and_how_often(library: Library) -> None:
    with serving({"/feed": Reply(FEED, "application/rss+xml")}) as site:
        follow_feed(library, site.url("/feed"), fetcher())
    look_for_news(library, fetcher())
    html = feeds_html(library)
    assert "It failed once: " in html
    assert "It is asked again after" in html


def test_an_address_that_is_none_says_so(library: Library) -> None:
    assert 'role="alert"' in follow_feed(library, "nonsense", fetcher())
    assert 'role="alert"' in unfollow_feed(library, "https://example.org/none")
