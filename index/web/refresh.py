"""Following feeds: what is new in them goes into the library, and what fails waits its time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from urllib.parse import urlsplit

from article_qa.index.addresses import canonical_url
from article_qa.index.errors import ArticleRejected, FetchFailed, FetchRefused
from article_qa.index.formats.article import Item, article_id, at_address
from article_qa.index.formats.budget import Budget
from article_qa.index.formats.load import load_bytes
from article_qa.index.ingest.add import AddReport, take
from article_qa.index.ingest.embedding_worker import Progress, quiet
from article_qa.index.ingest.originals import Keeper, keeper_for
from article_qa.index.library import Library
from article_qa.index.records import Article
from article_qa.index.web import feeds, pages
from article_qa.index.web.feeds import Entry, Feed
from article_qa.index.web.fetch import Fetched, Fetcher, Validators
from article_qa.index.web.subscriptions import Subscription, Subscriptions

# What an entry carries itself stands for the article from this length on; below it is a teaser.
WHOLE_CHARACTERS = 500
ENTRIES_AT_ONCE = 100
ANNOUNCED_TRIED = 3
# A site that is down is not asked for each of its pages.
FAILURES_IN_A_ROW = 3


@dataclass
class Refreshed:
    """What a `refresh` did, and the feeds that it skipped because their time has not come."""

    report: AddReport
    waiting: list[Subscription] = field(default_factory=list)


def follow(library: Library, address: str, fetcher: Fetcher) -> tuple[Subscription, bool]:
    """Follow the feed at `address`, or the one that the page there announces; False if it was followed already.

    Nothing of it is added yet. Raises FetchRefused or FetchFailed.
    """
    place, feed = _find(address, fetcher)
    subscriptions = Subscriptions(library.catalog)
    is_new = subscriptions.add(place, feed.title)
    return subscriptions.named([place])[0], is_new


def refresh(
    library: Library,
    fetcher: Fetcher,
    addresses: Sequence[str] = (),
    progress: Progress = quiet,
    now: datetime | None = None,
) -> Refreshed:
    """Add what is new in these feeds, or in all that are followed.

    A feed that failed is skipped until its time, unless it is named here.
    Raises UnknownFeed, before anything is done, for one that is not followed.
    """
    now = now or datetime.now(UTC)
    subscriptions = Subscriptions(library.catalog)
    chosen = subscriptions.named(addresses) if addresses else subscriptions.all()
    waiting = [feed for feed in chosen if not addresses and feed.is_waiting(now)]
    keeper = keeper_for(library, None)
    news = (_Visit(library, fetcher, feed, now, keeper).news() for feed in chosen if feed not in waiting)
    return Refreshed(take(library, chain.from_iterable(news), progress, keeper=keeper), waiting)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One feed in one run."""

    library: Library
    fetcher: Fetcher
    subscription: Subscription
    now: datetime
    keeper: Keeper | None

    def news(self) -> Iterator[Item]:
        """The articles of the entries not seen before; an entry counts as seen once its article is stored."""
        subscriptions = Subscriptions(self.library.catalog)
        known = self.subscription
        try:
            fetched = self.fetcher.fetch(known.address, feed=True, known=known.validators)
            feed = _parsed(fetched) if fetched else None
        except ArticleRejected as failure:
            retry_after = failure.retry_after if isinstance(failure, FetchFailed) else None
            subscriptions.failed(known, self.now, str(failure), retry_after)
            yield failure
            return
        validators = fetched.validators if fetched else known.validators
        if feed:
            failures = 0
            for entry in self._unseen(feed, subscriptions)[:ENTRIES_AT_ONCE]:
                found = self._read(entry, feed)
                yield from found
                # Only now are they stored.
                if any(isinstance(each, FetchFailed) for each in found):
                    subscriptions.put_off(known, entry.key)
                    failures += 1
                    if failures == FAILURES_IN_A_ROW:
                        break
                else:
                    subscriptions.settle(known, entry.key)
                    failures = 0
            if self._unseen(feed, subscriptions):
                # Something is left to do: the next run must see the whole feed again.
                validators = Validators()
        subscriptions.succeeded(known, self.now, feed.title if feed else None, validators)

    def _unseen(self, feed: Feed, subscriptions: Subscriptions) -> list[Entry]:
        seen = subscriptions.seen(self.subscription)
        return [entry for entry in feed.entries if entry.key not in seen]

    def _read(self, entry: Entry, feed: Feed) -> Sequence[Item]:
        """The articles of an entry: from its page, else from what it carries itself, else why there are none."""
        loaded = list(pages.read(entry.url, self.library.catalog, self.fetcher, self.keeper)) if entry.url else []
        articles = [each for each in loaded if isinstance(each, Article)]
        if articles:
            return [pages.completed(article, entry.title, entry.published) for article in articles]
        if self.keeper:
            self.keeper.read_nothing()
        own = self._carried(entry, feed) if len(entry.html) >= WHOLE_CHARACTERS else None
        # What was stored of the page itself is worth more.
        if own and len(own.text) >= WHOLE_CHARACTERS and not self.library.catalog.article(own.id):
            return [own]
        return loaded or [
            FetchRefused(
                f"the entry {entry.title or entry.key!r} of {self.subscription.address!r} names no page and carries "
                "no whole article; add the article by its own address"
            )
        ]

    def _carried(self, entry: Entry, feed: Feed) -> Article | None:
        """The article that an entry carries itself, under its own address if that is on the feed's host."""
        page = f"<html><body><article>{entry.html}</article></body></html>".encode(errors="replace")
        url = entry.url if entry.url and _site(entry.url) == _site(self.subscription.address) else None
        source = url or f"{self.subscription.address}#{entry.key}"
        found = next(load_bytes(page, suffix=".html", source=source, named=repr(source)), None)
        if not isinstance(found, Article):
            return None
        # Neither address nor date are what stands somewhere in the text.
        own = replace(found, id=article_id(source), url=None, published=None, publisher=feed.title, author=entry.author)
        own = self.library.catalog.identified(at_address(own, url))
        return pages.completed(own, entry.title, entry.published)


def _site(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _parsed(fetched: Fetched) -> Feed:
    return _budget(fetched).run(repr(fetched.url), feeds.parse, fetched.content, fetched.url)


def _budget(fetched: Fetched) -> Budget:
    return Budget(len(fetched.content))


def _find(address: str, fetcher: Fetcher) -> tuple[str, Feed]:
    """The feed at this address, or the first that can be read of those that the page there announces."""
    fetched = fetcher.fetch(address, feed=True)
    assert fetched is not None, "nothing was known of it"
    if feeds.is_feed(fetched.content) or fetched.suffix != ".html":
        return canonical_url(address) or address, _parsed(fetched)
    links = _budget(fetched).run(repr(fetched.url), feeds.announced, fetched.content, fetched.url)
    failure: ArticleRejected = FetchRefused(
        f"{address!r} is neither a feed nor a page that links to one; give the address of the feed itself"
    )
    for link in links[:ANNOUNCED_TRIED]:
        try:
            found = fetcher.fetch(link, feed=True)
            assert found is not None, "nothing was known of it"
            return link, _parsed(found)
        except ArticleRejected as exc:
            failure = exc
    raise failure
