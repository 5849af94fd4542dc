"""Following feeds: only what is new, each failure told, and nothing asked before its time."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.errors import ArticleRejected, FetchRefused, ParserUnavailable, UnknownFeed
from article_qa.index.formats.budget import end_workers
from article_qa.index.ingest.add import add, examine, remove
from article_qa.index.library import Library
from article_qa.index.web.fetch import Fetched, Fetcher
from article_qa.index.web.refresh import ENTRIES_AT_ONCE, follow, refresh
from article_qa.index.web.subscriptions import MAX_PAUSE, Subscription, Subscriptions
from tests.index.web.servers import PUBLIC, OwnNetwork, Reply, Site, serving
from tests.present import present

NOW = datetime(2022, 11, 3, 12, tzinfo=UTC)
WHOLE = "The bridge over the Ruhr is shut until spring because of a crack in its third pier, the mayor said. " * 6


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/feed": feed(item("/a"), item("/b")), "/a": page("a"), "/b": page("b")}) as site:
        yield site


def page(name: str, *, head: str = "") -> Reply:
    text = f"This is the whole of the report {name}, as it was written on the day, and not a word more of it than that."
    return Reply(f"<html><head>{head}</head><body><article><p>{text}</p></article></body></html>")


def item(link: str, *, guid: str = "", body: str = "", title: str = "From the feed") -> str:
    day = "<pubDate>Thu, 03 Nov 2022 10:00:00 GMT</pubDate>"
    guid = f'<guid isPermaLink="false">{guid or link}</guid>'
    link = f"<link>{link}</link>" if link else ""
    return f"<item><title>{title}</title>{link}{guid}{day}<description><![CDATA[<p>{body}</p>]]></description></item>"


def feed(*items: str, etag: str | None = None) -> Reply:
    body = f'<rss version="2.0"><channel><title>The Wire</title>{"".join(items)}</channel></rss>'
    return Reply(body, "application/rss+xml", headers={"ETag": etag} if etag else {})


def fetcher() -> Fetcher:
    return Fetcher(allow_private=True, pause=lambda _: None)


def run(library: Library, *addresses: str, after: float = 0) -> tuple[int, int, list[str]]:
    """A run so many minutes after noon: what it added, left and could not take."""
    done = refresh(library, fetcher(), addresses, now=NOW + timedelta(minutes=after))
    return done.report.added, done.report.unchanged, [" ".join(failure.split()) for failure in done.report.failed]


def articles(library: Library) -> dict[Any, Any]:
    return {listing.url: library.catalog.article(listing.id) for listing in library.catalog.listings()}


def state(library: Library) -> Subscription:
    (only,) = Subscriptions(library.catalog).all()
    return only


def test_feeds_are_parsed_in_a_process_with_a_budget(
    library: Library, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    end_workers()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ParserUnavailable):
        follow(library, site.url("/feed"), fetcher())


# Following


def test_a_feed_is_followed_by_its_address(library: Library, site: Site) -> None:
    subscription, is_new = follow(library, site.url("/feed"), fetcher())
    assert (subscription.address, subscription.title, is_new) == (site.url("/feed"), "The Wire", True)
    assert follow(library, site.url("/feed"), fetcher())[1] is False
    assert (len(Subscriptions(library.catalog).all()), library.catalog.listings()) == (1, [])


def test_a_page_leads_to_the_first_of_its_feeds_that_can_be_read(library: Library, site: Site) -> None:
    kind = 'rel="alternate" type="application/rss+xml"'
    site.replies["/"] = page("front", head=f'<link {kind} href="/gone"><link {kind} href="feed">')
    assert follow(library, site.url("/"), fetcher())[0].address == site.url("/feed")


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (page("x"), "is neither a feed nor a page that links to one; give"),
        (Reply("words", "text/plain"), "is not a feed; give"),
        (Reply("<opml/>", "text/xml"), "is not a feed; give"),
        (Reply(status=404), "there is no page"),
    ],
)
def test_what_is_no_feed_is_not_followed(library: Library, site: Site, reply: Reply, says: str) -> None:
    site.replies["/x"] = reply
    with pytest.raises(ArticleRejected, match=says):
        follow(library, site.url("/x"), fetcher())
    assert Subscriptions(library.catalog).all() == []


def test_a_private_feed_is_refused_unless_it_is_allowed(library: Library, site: Site) -> None:
    with pytest.raises(FetchRefused, match="--allow-private"):
        follow(library, site.url("/feed"), Fetcher())
    assert site.asked == []


def test_a_feed_that_is_unfollowed_keeps_its_articles(library: Library, site: Site) -> None:
    follow(library, site.url("/feed"), fetcher())
    run(library)
    Subscriptions(library.catalog).remove(site.url("/feed"))
    assert Subscriptions(library.catalog).all() == []
    assert len(articles(library)) == 2
    with pytest.raises(UnknownFeed, match="article-qa feeds"):
        run(library, site.url("/feed"))


# Refreshing


def test_entries_are_read_from_their_pages_the_feed_fills_gaps(library: Library, site: Site) -> None:
    head = '<title>Own title</title><meta property="article:published_time" content="2022-10-01">'
    site.replies["/b"] = page("b", head=head)
    follow(library, site.url("/feed"), fetcher())
    assert run(library) == (2, 0, [])
    found = articles(library)
    a, b = found[site.url("/a")], found[site.url("/b")]
    assert (a.title, str(a.published)) == ("From the feed", "2022-11-03")
    assert (b.title, str(b.published)) == ("Own title", "2022-10-01")
    assert a.text.startswith("This is the whole of the report a,")
    assert examine(library).healthy


def test_adding_such_a_page_by_its_address_changes_nothing(library: Library, site: Site) -> None:
    follow(library, site.url("/feed"), fetcher())
    run(library)
    report = add(library, [site.url("/a")], fetcher=fetcher())
    assert (report.changed, report.unchanged) == (0, 1)


def test_only_new_entries_are_read(library: Library, site: Site) -> None:
    follow(library, site.url("/feed"), fetcher())
    run(library)
    asked = len(site.asked)
    site.replies |= {"/feed": feed(item("/c"), item("/a"), item("/b")), "/c": page("c")}
    assert run(library) == (1, 0, [])
    assert site.paths[asked:] == ["/robots.txt", "/feed", "/c"]


def test_an_unchanged_feed_is_not_sent_again(library: Library, site: Site) -> None:
    site.replies["/feed"] = feed(item("/a"), etag='"1"')
    follow(library, site.url("/feed"), fetcher())
    run(library)
    assert run(library, after=5) == (0, 0, [])
    assert site.asked[-1][1]["if-none-match"] == '"1"'
    assert state(library).last_good == NOW + timedelta(minutes=5)


def test_a_removed_article_does_not_come_back(library: Library, site: Site) -> None:
    follow(library, site.url("/feed"), fetcher())
    run(library)
    remove(library, [article.id for article in articles(library).values()])
    assert run(library) == (0, 0, [])


def test_entries_of_the_same_page_are_read_once(library: Library, site: Site) -> None:
    site.replies["/feed"] = feed(item("/a", guid="1"), item("/a", guid="2"), item("/b"))
    follow(library, site.url("/feed"), fetcher())
    assert run(library) == (2, 0, [])
    assert site.paths.count("/a") == 1


def test_of_a_very_long_feed_each_run_takes_a_part(library: Library, site: Site) -> None:
    items = (item("", guid=f"{n}") for n in range(ENTRIES_AT_ONCE + 2))
    site.replies["/feed"] = feed(*items, etag='"1"')
    follow(library, site.url("/feed"), fetcher())
    assert [len(run(library)[2]) for _ in range(3)] == [ENTRIES_AT_ONCE, 2, 0]


# What an entry carries itself


def test_without_its_page_the_entrys_whole_text_is_taken(library: Library, site: Site) -> None:
    site.replies |= {"/feed": feed(item("/a", body=WHOLE)), "/a": Reply(status=403)}
    follow(library, site.url("/feed"), fetcher())
    assert run(library) == (1, 0, [])
    article = articles(library)[site.url("/a")]
    assert (article.text, article.title, article.publisher) == (WHOLE.strip(), "From the feed", "The Wire")
    assert str(article.published) == "2022-11-03"


def test_a_teaser_is_not_taken_for_the_article(library: Library, site: Site) -> None:
    site.replies |= {"/feed": feed(item("/a", body="The bridge is shut.")), "/a": Reply(status=403)}
    follow(library, site.url("/feed"), fetcher())
    added, _, failed = run(library)
    assert (added, len(failed)) == (0, 1)
    assert "closed to programs (status 403)" in failed[0]


def test_what_robots_txt_forbids_is_taken_from_the_feed_alone(library: Library, site: Site) -> None:
    site.replies |= {
        "/robots.txt": Reply("User-agent: *\nDisallow: /a", "text/plain"),
        "/feed": feed(item("/a", body=WHOLE)),
    }
    follow(library, site.url("/feed"), fetcher())
    assert run(library) == (1, 0, [])
    assert "/a" not in site.paths


def test_an_entry_without_a_page_is_known_by_its_feed(library: Library, site: Site) -> None:
    site.replies["/feed"] = feed(item("", guid="1", body=WHOLE), item("", guid="2", body="Short."))
    follow(library, site.url("/feed"), fetcher())
    added, _, failed = run(library)
    assert added == 1
    assert "names no page and carries no whole article; add the article by its own address" in failed[0]
    assert articles(library)[None].source == site.url("/feed") + "#1"


def test_a_feed_cannot_put_words_under_another_hosts_address(library: Library, site: Site) -> None:
    network = OwnNetwork({"wire.example": [[PUBLIC]], "other.example": [["1.1.1.1"]]}, {PUBLIC: site})
    site.replies["/feed"] = feed(item("http://other.example/a", body=WHOLE))
    outside = Fetcher(network=network, pause=lambda _: None)
    follow(library, "http://wire.example/feed", outside)
    assert refresh(library, outside).report.added == 1
    (article,) = articles(library).values()
    assert (article.url, article.source) == (None, "http://wire.example/feed#http://other.example/a")


def test_an_entrys_text_does_not_replace_the_stored_page(library: Library, site: Site) -> None:
    add(library, [site.url("/a")], fetcher=fetcher())
    stored = articles(library)
    site.replies |= {"/feed": feed(item("/a", body=WHOLE)), "/a": Reply(status=403)}
    follow(library, site.url("/feed"), fetcher())
    assert len(run(library)[2]) == 1
    assert articles(library) == stored


# Failing and recovering


def test_a_failing_feed_backs_off_longer_each_time_and_recovers(library: Library, site: Site) -> None:
    good = site.replies["/feed"]
    follow(library, site.url("/feed"), fetcher())
    site.replies["/feed"] = Reply(status=500)
    assert "status 500" in run(library)[2][0]
    assert (state(library).failures, state(library).next_try) == (1, NOW + timedelta(minutes=15))
    asked = len(site.asked)
    assert [feed.address for feed in refresh(library, fetcher(), now=NOW).waiting] == [site.url("/feed")]
    assert run(library, after=14) == (0, 0, [])
    assert len(site.asked) == asked
    assert len(run(library, after=15)[2]) == 1
    assert state(library).next_try == NOW + timedelta(minutes=15 + 30)
    assert "status 500" in present(state(library).reason)
    site.replies["/feed"] = good
    assert run(library, after=45) == (2, 0, [])
    after = state(library)
    assert (after.failures, after.reason, after.next_try) == (0, None, None)
    assert after.last_good == NOW + timedelta(minutes=45)


def test_a_failure_noted_a_day_ahead_holds_no_feed_up(library: Library, site: Site) -> None:
    follow(library, site.url("/feed"), fetcher())
    good, site.replies["/feed"] = site.replies["/feed"], Reply(status=500)
    run(library, after=24 * 60)
    site.replies["/feed"] = good
    assert run(library, after=20) == (2, 0, [])


def test_a_feed_that_is_named_is_asked_before_its_time(library: Library, site: Site) -> None:
    follow(library, site.url("/feed"), fetcher())
    good, site.replies["/feed"] = site.replies["/feed"], Reply("<rss>", "text/xml")
    run(library)
    site.replies["/feed"] = good
    assert run(library, site.url("/feed")) == (2, 0, [])


def test_no_pause_is_longer_than_a_day(library: Library, site: Site) -> None:
    follow(library, site.url("/feed"), fetcher())
    site.replies["/feed"] = Reply(status=503, headers={"Retry-After": "999999"})
    run(library)
    assert state(library).next_try == NOW + MAX_PAUSE
    for _ in range(12):
        run(library, site.url("/feed"))
    assert (state(library).failures, state(library).next_try) == (13, NOW + MAX_PAUSE)


def test_a_pause_that_the_server_asks_for_is_kept(library: Library, site: Site) -> None:
    follow(library, site.url("/feed"), fetcher())
    site.replies["/feed"] = Reply(status=429, headers={"Retry-After": "7200"})
    run(library)
    assert state(library).next_try == NOW + timedelta(hours=2)


def test_one_feed_that_fails_costs_only_itself(library: Library, site: Site) -> None:
    site.replies["/other"] = feed(item("/b"))
    for path in ("/feed", "/other"):
        follow(library, site.url(path), fetcher())
    site.replies["/feed"] = Reply("<rss>", "text/xml")
    added, _, failed = run(library)
    assert (added, len(failed)) == (1, 1)


def test_a_page_failing_for_now_is_asked_for_again(library: Library, site: Site) -> None:
    site.replies |= {"/feed": feed(item("/a"), etag='"1"'), "/a": [Reply(status=500), page("a")]}
    follow(library, site.url("/feed"), fetcher())
    assert len(run(library)[2]) == 1
    assert run(library) == (1, 0, [])


def test_a_page_that_keeps_failing_is_given_up(library: Library, site: Site) -> None:
    site.replies |= {"/feed": feed(item("/a"), etag='"1"'), "/a": Reply(status=500)}
    follow(library, site.url("/feed"), fetcher())
    assert [len(run(library)[2]) for _ in range(5)] == [1, 1, 1, 0, 0]


def test_a_site_that_is_down_is_not_asked_for_all_its_pages(library: Library, site: Site) -> None:
    pages = {f"/n{n}": Reply(status=500) for n in range(10)}
    site.replies |= {"/feed": feed(*(item(path) for path in pages)), **pages}
    follow(library, site.url("/feed"), fetcher())
    assert len(run(library)[2]) == 3
    assert len([path for path in site.paths if path.startswith("/n")]) == 3


def test_a_run_that_breaks_off_is_finished_by_the_next(library: Library, site: Site, embedder: LocalEmbedder) -> None:
    class Interrupted(Fetcher):
        def fetch(self, address: str, **options: Any) -> Fetched | None:
            if address.endswith("/b"):
                raise KeyboardInterrupt
            return super().fetch(address, **options)

    follow(library, site.url("/feed"), fetcher())
    with pytest.raises(KeyboardInterrupt):
        refresh(library, Interrupted(allow_private=True))
    assert run(library) == (1, 0, [])
    assert len(articles(library)) == 2
    assert examine(library).healthy


def test_an_unknown_feed_is_told_before_anything_is_asked(library: Library, site: Site) -> None:
    follow(library, site.url("/feed"), fetcher())
    asked = len(site.asked)
    with pytest.raises(UnknownFeed):
        run(library, site.url("/feed"), "https://news.example/other")
    assert len(site.asked) == asked
