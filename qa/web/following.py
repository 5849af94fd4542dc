"""The feeds that a library follows, on the page: follow one, look for news, stop following. Knows nothing of Gradio."""

from datetime import datetime

from markupsafe import Markup

from article_qa.index.errors import ArticleQAError
from article_qa.index.library import Library
from article_qa.index.web.fetch import Fetcher
from article_qa.index.web.refresh import follow, refresh
from article_qa.index.web.subscriptions import Subscription, Subscriptions
from article_qa.qa.web.core_messages import localized, sentence
from article_qa.qa.web.days import in_words
from article_qa.qa.web.library_html import article_count, plain
from article_qa.qa.web.phrases import gettext, grouped, ngettext
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
    if is_new:
        return feeds_html(library, gettext("“%(feed)s” is followed. Look for news to add its articles.", feed=named))
    said = gettext("“%(feed)s” is followed already. Look for news to add its articles.", feed=named)
    return feeds_html(library, said)


def unfollow_feed(library: Library, address: str) -> Markup:
    """Stop following a feed; its articles stay."""
    try:
        Subscriptions(library.catalog).remove(address)
    except ArticleQAError as error:
        return _failed(library, error)
    return feeds_html(library, gettext("It is not followed any more. Its articles stay."))


def look_for_news(library: Library, fetcher: Fetcher) -> Markup:
    """Add what is new in all feeds whose time has come."""
    try:
        found = refresh(library, fetcher)
    except ArticleQAError as error:
        return _failed(library, error)
    added, failed = article_count(found.report.added), len(found.report.failed)
    if failed:
        return feeds_html(
            library, gettext("%(articles)s added, %(failed)s not taken.", articles=added, failed=grouped(failed))
        )
    return feeds_html(library, gettext("%(articles)s added.", articles=added))


def _failed(library: Library, error: Exception) -> Markup:
    return feeds_html(library, sentence(error), is_wrong=True)


def _shown(feed: Subscription) -> dict[str, str]:
    last = (
        gettext("last came on %(moment)s", moment=_moment(feed.last_good))
        if feed.last_good
        else gettext("did not come yet")
    )
    again = " " + gettext("It is asked again after %(moment)s.", moment=_moment(feed.next_try)) if feed.next_try else ""
    failed = ngettext(
        "It failed once: %(reason)s.",
        "It failed %(num)s times in a row: %(reason)s.",
        feed.failures,
        reason=localized(feed.reason or ""),
    )
    failure = failed + again if feed.failures else ""
    return {
        "title": plain(feed.title or feed.address),
        "address": feed.address,
        "last": last,
        "failure": plain(failure),
    }


def _moment(moment: datetime) -> str:
    return f"{in_words(moment.date())}, {moment:%H:%M} UTC"
