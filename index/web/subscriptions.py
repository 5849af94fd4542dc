"""The feeds that a library follows, how each of them fares, and which of their entries were seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from article_qa.index.addresses import canonical_url
from article_qa.index.errors import UnknownFeed
from article_qa.index.store.catalog import Catalog
from article_qa.index.web.fetch import Validators

FIRST_PAUSE = timedelta(minutes=15)
MAX_PAUSE = timedelta(days=1)
# A page that fails this often is not asked for again.
ENTRY_TRIES = 3
COLUMNS = "address, title, etag, modified, last_good, failures, reason, next_try, failed_at"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that is followed: it failed `failures` times in a row, and is not asked before `next_try` (UTC)."""

    address: str
    title: str | None
    validators: Validators
    last_good: datetime | None
    failures: int
    reason: str | None
    next_try: datetime | None
    failed_at: datetime | None

    def is_waiting(self, now: datetime) -> bool:
        """Whether it failed and its next try has not come; a failure later than `now` was noted by a wrong clock."""
        return self.next_try is not None and now < self.next_try and (self.failed_at is None or self.failed_at <= now)

    def as_json(self) -> dict[str, Any]:
        return {
            "address": self.address,
            "title": self.title,
            "last_good": self.last_good.isoformat() if self.last_good else None,
            "failures": self.failures,
            "reason": self.reason,
            "next_try": self.next_try.isoformat() if self.next_try else None,
        }


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """The subscriptions in a catalog."""

    catalog: Catalog

    def all(self) -> list[Subscription]:
        """Every feed, in the order of following."""
        return [_subscription(row) for row in self.catalog.database.rows(f"SELECT {COLUMNS} FROM feeds ORDER BY rowid")]

    def named(self, addresses: Iterable[str]) -> list[Subscription]:
        """The feeds at these addresses. Raises UnknownFeed for one that is not followed."""
        return [self._one(address) for address in addresses]

    def _one(self, address: str) -> Subscription:
        place = canonical_url(address) or address
        rows = self.catalog.database.rows(f"SELECT {COLUMNS} FROM feeds WHERE address = ?", place)
        if not rows:
            raise UnknownFeed(address)
        return _subscription(rows[0])

    def add(self, address: str, title: str | None) -> bool:
        """Follow a feed; False when it is followed already."""
        return (
            self.catalog.database.change("INSERT OR IGNORE INTO feeds (address, title) VALUES (?,?)", address, title)
            > 0
        )

    def remove(self, address: str) -> None:
        """Stop following a feed; its articles stay. Raises UnknownFeed."""
        place = self._one(address).address
        self.catalog.database.change("DELETE FROM entries WHERE feed = ?", place)
        self.catalog.database.change("DELETE FROM feeds WHERE address = ?", place)

    def succeeded(self, feed: Subscription, now: datetime, title: str | None, validators: Validators) -> None:
        """Note that a feed came; with its validators, it is sent again only when it has changed."""
        self.catalog.database.change(
            "UPDATE feeds SET title = ?, etag = ?, modified = ?, last_good = ?, "
            "failures = 0, reason = NULL, next_try = NULL, failed_at = NULL WHERE address = ?",
            title or feed.title, validators.etag, validators.modified, _stamp(now), feed.address,
        )  # fmt: skip

    def failed(self, feed: Subscription, now: datetime, reason: str, retry_after: float | None) -> None:
        """Note that a feed failed, and skip it for twice as long as the last time."""
        pause = min(FIRST_PAUSE * 2 ** min(feed.failures, 10), MAX_PAUSE)
        asked = timedelta(seconds=min(retry_after or 0, MAX_PAUSE.total_seconds()))
        self.catalog.database.change(
            "UPDATE feeds SET failures = failures + 1, reason = ?, next_try = ?, failed_at = ? WHERE address = ?",
            reason, _stamp(now + max(pause, asked)), _stamp(now), feed.address,
        )  # fmt: skip

    def seen(self, feed: Subscription) -> set[str]:
        """The keys of the entries that are not to be asked for again."""
        found = self.catalog.database.rows(
            "SELECT key FROM entries WHERE feed = ? AND (taken = 1 OR tries >= ?)", feed.address, ENTRY_TRIES
        )
        return {row[0] for row in found}

    def settle(self, feed: Subscription, key: str) -> None:
        """Note that an entry needs nothing more."""
        self.catalog.database.change(
            "INSERT INTO entries VALUES (?,?,1,0) ON CONFLICT (feed, key) DO UPDATE SET taken = 1, tries = 0",
            feed.address,
            key,
        )

    def put_off(self, feed: Subscription, key: str) -> None:
        """Note that an entry's page failed this time."""
        self.catalog.database.change(
            "INSERT INTO entries VALUES (?,?,0,1) ON CONFLICT (feed, key) DO UPDATE SET tries = entries.tries + 1",
            feed.address, key,
        )  # fmt: skip


def _subscription(row: tuple[Any, ...]) -> Subscription:
    address, title, etag, modified, last_good, failures, reason, next_try, failed_at = row
    return Subscription(
        address, title, Validators(etag, modified), _moment(last_good),
        failures, reason, _moment(next_try), _moment(failed_at),
    )  # fmt: skip


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _moment(stamp: str | None) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None
