"""Articles that differ from what was stored: recognised by their checksum, and set aside.

One that was set aside lies in a table of its own. Nothing that searches, reads
or quotes looks there, so its words are never taken for the article's.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from article_qa.index.records import Article, Listing
from article_qa.index.store.database import Database
from article_qa.index.store.rows import as_date

# What is stored of an article, in this order; each as its bytes, for they may be no text any more.
ARTICLE = "id, title, text, sha256, source, publisher, author, published, url, questions, language"
Raw: TypeAlias = Sequence[bytes | int | float | None]

BYTES = ", ".join(f"CAST({column} AS BLOB)" for column in ARTICLE.split(", "))
LISTED = "id, title, publisher, published, url, source"
LOWEST = -(1 << 63)
MATCHING = "holds(?, title, publisher, published)"


@dataclass(frozen=True, slots=True)
class Named:
    """An article by what a reader knows of it."""

    id: str
    title: str

    def as_json(self) -> dict[str, str]:
        return {"id": self.id, "title": self.title}


def trusted(raw: Raw) -> Article | None:
    """The article, when its text fits its checksum and its facts can be read; else None."""
    try:
        identity, title, text, sha256, source, *rest = (
            value.decode() if isinstance(value, bytes) else None for value in raw
        )
        publisher, author, published, url, questions, language = rest
        if None in (identity, title, text, sha256, source) or _digest(raw[2]) != sha256:
            return None
        offered = json.loads(questions or "")
        if not isinstance(offered, list) or not all(isinstance(each, str) for each in offered):
            return None
        return Article(
            str(identity), str(title), str(text), str(sha256), str(source),
            publisher, author, date.fromisoformat(published) if published else None, url, tuple(offered), language,
        )  # fmt: skip
    except ValueError:
        return None


def _digest(text: object) -> str:
    return hashlib.sha256(text if isinstance(text, bytes) else b"").hexdigest()


def named(raw: Raw) -> Named:
    """What is left of an article's id and title."""
    return Named(_words(raw[0]) or "?", _words(raw[1]) or "?")


def _words(value: object) -> str | None:
    return value.decode(errors="replace") if isinstance(value, bytes) else None


def folded_search(search: str) -> str:
    """The words of `search` as `MATCHING` wants them."""
    return " ".join(search.casefold().split())


def _listing(row: Sequence[str]) -> Listing:
    identity, title, publisher, published, url, source = row
    return Listing(identity, title, publisher, as_date(published), url, source, 0, "damaged")


class Damaged:
    """The articles of one catalog that were set aside. Raises as `index.store.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def numbers(self) -> Iterator[int]:
        """The number of every article that was not set aside, in steps of 1,000."""
        last = LOWEST
        while rows := self._database.rows(
            "SELECT number FROM articles WHERE number > ? ORDER BY number LIMIT 1000", last
        ):
            yield from (row[0] for row in rows)
            last = rows[-1][0]

    def total(self) -> int:
        """How many numbers there are."""
        return int(self._database.value("SELECT count(*) FROM articles"))

    def untrusted(self, number: int) -> Raw | None:
        """What is left of the article with this number, when it cannot be trusted."""
        for raw in self._database.rows(f"SELECT {BYTES} FROM articles WHERE number = ?", number):
            return None if trusted(raw) else raw
        return None

    def put(self, raw: Raw) -> None:
        """Keep what is left of an article; within a transaction."""
        published = _words(raw[7])
        day = None
        with suppress(ValueError):
            day = date.fromisoformat(published or "").isoformat()
        self._database.execute(
            "INSERT INTO damaged (id, title, text, sha256, source, publisher, published, url) "
            "VALUES (?,?,CAST(? AS TEXT),?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET title = excluded.title, "
            "text = excluded.text, sha256 = excluded.sha256, source = excluded.source, "
            "publisher = excluded.publisher, published = excluded.published, url = excluded.url",
            (
                *(named(raw).id, named(raw).title, raw[2], _words(raw[3])),
                *(_words(raw[4]) or "?", _words(raw[5]), day, _words(raw[8])),
            ),
        )

    def forget(self, article_id: str) -> bool:
        """The article is there again, or is not wanted any more; within a transaction. False when it was none."""
        return self._database.execute("DELETE FROM damaged WHERE id = ?", (article_id,)).rowcount > 0

    def count(self, search: str = "") -> int:
        """How many there are, of those that `listings` has for `search`."""
        return int(self._database.value(f"SELECT count(*) FROM damaged WHERE {MATCHING}", folded_search(search)))

    def listings(self, search: str = "", *, limit: int = -1, offset: int = 0) -> list[Listing]:
        """The articles as `index.store.catalog` lists the others, in the order of their titles."""
        rows = self._database.rows(
            f"SELECT {LISTED} FROM damaged WHERE {MATCHING} ORDER BY title, id LIMIT ? OFFSET ?",
            folded_search(search),
            limit,
            offset,
        )
        return list(map(_listing, rows))

    def listing(self, article_id: str) -> Listing | None:
        """The article with this id."""
        rows = self._database.rows(f"SELECT {LISTED} FROM damaged WHERE id = ?", article_id)
        return _listing(rows[0]) if rows else None

    def ids_beginning(self, prefix: str, limit: int) -> list[str]:
        """Ids of such articles that begin with `prefix`, at most `limit` of them."""
        rows = self._database.rows(
            "SELECT id FROM damaged WHERE substr(id, 1, length(?1)) = ?1 LIMIT ?2", prefix, limit
        )
        return [row[0] for row in rows]
