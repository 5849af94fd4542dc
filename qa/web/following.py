"""The feeds that a library follows, on the page: follow one, look for news, stop following. Knows nothing of Gradio."""

from datetime import datetime

from markupsafe import Markup

from article_qa.index.errors import ArticleQAError
from article_qa.index.library import Library
from article_qa.index.web.fetch import Fetcher
from article_qa.index.web.refresh import follow, refresh
from article_qa.index.web.subscriptions import Subscription, Subscriptions
from article_qa.qa.day_words import in_words
from article_qa.qa.web.library_html import counted, plain
from article_qa.qa.web.templates import render


def feeds_html(library: Library, said: str = "", *, is_wrong: bool = False) -> Markup:
    """Every feed with when it last came and how it fails, and what was done."""
    feeds = [_shown(feed) for feed in Subscriptions(library.catalog).all()]
    return render("feeds.html", feeds=feeds, said=plain(said), is_wrong=is_wrong)


def follow_feed(library: Library, address: str, fetcher: Fetcher) -> Markup:
    """Follow the feed at this address, or the one that the page there announces."""
    try:
        feed, is_new = follow(library, address.strip(), fetcher)
    except ArticleQAError as error:
        return _failed(library, error)
    named = feed.title or feed.address
    return feeds_html(
        library, f"“{named}” is followed{'' if is_new else ' already'}. Look for news to add its articles."
    )


def unfollow_feed(library: Library, address: str) -> Markup:
    """Stop following a feed; its articles stay."""
    try:
        Subscriptions(library.catalog).remove(address)
    except ArticleQAError as error:
        return _failed(library, error)
    return feeds_html(library, "It is not followed any more. Its articles stay.")


def look_for_news(library: Library, fetcher: Fetcher) -> Markup:
    """Add what is new in all feeds whose time has come."""
    try:
        found = refresh(library, fetcher)
    except ArticleQAError as error:
        return _failed(library, error)
    failed = f", {len(found.report.failed):,} not taken" if found.report.failed else ""
    return feeds_html(library, f"{counted(found.report.added, 'article')} added{failed}.")


def _failed(library: Library, error: Exception) -> Markup:
    said = str(error)
    return feeds_html(library, said[:1].upper() + said[1:], is_wrong=True)


def _shown(feed: Subscription) -> dict[str, str]:
    last = f"last came on {_moment(feed.last_good)}" if feed.last_good else "did not come yet"
    again = f" It is asked again after {_moment(feed.next_try)}." if feed.next_try else ""
    times = "once" if feed.failures == 1 else f"{feed.failures:,} times in a row"
    failure = f"It failed {times}: {feed.reason}.{again}" if feed.failures else ""
    return {
        "title": plain(feed.title or feed.address),
        "address": feed.address,
        "last": last,
        "failure": plain(failure),
    }


def _moment(moment: datetime) -> str:
    return f"{in_words(moment.date())}, {moment:%H:%M} UTC"
