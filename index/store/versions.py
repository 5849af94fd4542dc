"""Every version of an article's text, so that a quote can be checked years later.

The present words stand in the article. Each older version is a patch of the
next newer one (`index.store.patches`), so what did not change is stored once.
Of an article that was removed the words go, of all versions; its id, its
checksums and days stay.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from article_qa.index.records import Article
from article_qa.index.store.database import Database
from article_qa.index.store.patches import apply_patch, make_patch, whole

# Each version with its patch, and the words of the present one; in one statement, so that they belong together.
WORDS = """
SELECT v.sha256, v.since, v.until, v.patch, CASE WHEN v.until IS NULL THEN a.text END
FROM versions v LEFT JOIN articles a ON a.id = v.article AND a.sha256 = v.sha256
WHERE v.article = ? ORDER BY v.version DESC
"""


@dataclass(frozen=True, slots=True)
class Version:
    """A text that an article had. Times are UTC, "2026-03-01T12:00:00Z".

    `since` is None where the library was made before it kept versions. `until`
    is None for the present version. `is_kept` says whether its words can be had.
    """

    sha256: str
    since: str | None
    until: str | None
    is_kept: bool

    def as_dict(self) -> dict[str, Any]:
        """The version as JSON has it."""
        return {"sha256": self.sha256, "since": self.since, "until": self.until, "is_kept": self.is_kept}


class Versions:
    """The versions of the articles of one catalog. Raises as `index.store.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Writing, each within the transaction of the change

    def follow(self, older: Article | None, newer: Article) -> None:
        """Note that the article has the text of `newer` from now on; `older` is what the catalog held before."""
        present = "SELECT sha256 FROM versions WHERE article = ? AND until IS NULL"
        if self._database.value(present, newer.id) == newer.sha256:
            return
        self._end(newer.id, make_patch(newer.text, older.text) if older else None)
        self._database.execute(
            "INSERT INTO versions (article, version, sha256, since) "
            "SELECT ?1, coalesce(max(version), 0) + 1, ?2, ?3 FROM versions WHERE article = ?1",
            (newer.id, newer.sha256, now()),
        )

    def leave(self, article: Article) -> None:
        """Note that the article gave way to another with the same words; its own are kept."""
        self._end(article.id, whole(article.text))

    def forget(self, article_id: str) -> None:
        """Delete the words of every version of an article that is removed."""
        self._end(article_id, None)
        self._database.execute("UPDATE versions SET patch = NULL WHERE article = ?", (article_id,))

    def complete(self) -> None:
        """Note the present text of each article that has no present version."""
        self._database.execute(COMPLETE)

    def _end(self, article_id: str, patch: str | None) -> None:
        self._database.execute(
            "UPDATE versions SET until = ?, patch = ? WHERE article = ? AND until IS NULL", (now(), patch, article_id)
        )

    # Reading

    def texts(self, article_id: str) -> Iterator[tuple[Version, str | None]]:
        """The versions of an article, the newest first, each with its words where they can be had."""
        text: str | None = None
        for sha256, since, until, patch, present in self._database.rows(WORDS, article_id):
            text = present if patch is None else _patched(patch, text)
            is_kept = text is not None and _digest(text) == sha256
            yield Version(sha256, since, until, is_kept), text if is_kept else None

    def history(self, article_id: str) -> list[Version]:
        """The versions of an article, the newest first; none of one that was never here."""
        versions = [version for version, _ in self.texts(article_id)]
        kept = {version.sha256 for version in versions if version.is_kept}
        return [replace(version, is_kept=version.sha256 in kept) for version in versions]

    def text(self, article_id: str, sha256: str) -> str | None:
        """The words of this version, checked against its checksum; None where they cannot be had."""
        kept = (text for version, text in self.texts(article_id) if version.sha256 == sha256 and text is not None)
        return next(kept, None)

    def known_ids(self, prefix: str, limit: int) -> list[str]:
        """Ids that begin with `prefix` of articles that are here or were, at most `limit` of them."""
        rows = self._database.rows(
            "SELECT DISTINCT article FROM versions WHERE substr(article, 1, length(?1)) = ?1 LIMIT ?2", prefix, limit
        )
        return [row[0] for row in rows]


# Also the last statement of the step of the schema that makes the table.
COMPLETE = """
INSERT INTO versions (article, version, sha256)
SELECT a.id, 1 + coalesce((SELECT max(version) FROM versions v WHERE v.article = a.id), 0), a.sha256 FROM articles a
WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.article = a.id AND v.until IS NULL)
"""


def now() -> str:
    """This moment, "2026-03-01T12:00:00Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _patched(patch: str, newer: str | None) -> str | None:
    try:
        return apply_patch(patch, newer)
    except (ValueError, TypeError):  # A file that was changed by another program.
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
