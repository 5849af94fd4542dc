"""Who and what the articles name: how often, when, and in which of them. Counted in the database; no text is read."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from article_qa.index.annotations import NameKind
from article_qa.index.records import ArticleRef
from article_qa.index.store.database import Database
from article_qa.index.store.rows import as_date

# Names of few articles are never among those of most.
CANDIDATES = 400
# A report of the same story comes within these days, and has at least so many names in common.
STORY_DAYS = 10
# One or two names in common may be a country and its capital.
MIN_SHARED_NAMES = 3
# What more articles than these name tells no story from another.
MAX_ARTICLES_OF_A_NAME = 60
NUMBERS = "SELECT number FROM names WHERE name IN (SELECT value FROM json_each(?1))"
MOST_SAY = "HAVING 2 * sum(CASE WHEN x.kind = ? THEN 1 ELSE 0 END) > count(*)"
IN_MONTH = "(?2 = '' OR substr(published, 1, length(?2)) = ?2)"


@dataclass(frozen=True, slots=True)
class NameCount:
    """A name, and how many articles have it."""

    name: str
    articles: int


class NameQueries:
    """The names in one catalog. Raises as `index.store.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def most_named(self, kind: NameKind, limit: int) -> list[NameCount]:
        """The names that most articles have, of those that most of them take for this kind; the most first."""
        rows = self._database.rows(
            "SELECT n.name, count(*) AS found FROM (SELECT number, name FROM names ORDER BY articles DESC LIMIT ?) n "
            "CROSS JOIN article_names x ON x.name = n.number "
            f"GROUP BY n.number, n.name {MOST_SAY} ORDER BY found DESC, n.name LIMIT ?",
            CANDIDATES, kind, limit,
        )  # fmt: skip
        return [NameCount(*row) for row in rows]

    def of_kind(self, names: Collection[str], kind: NameKind) -> set[str]:
        """Those of these names that most of their articles take for this kind."""
        rows = self._database.rows(
            "SELECT n.name FROM names n JOIN article_names x ON x.name = n.number "
            f"WHERE n.name IN (SELECT value FROM json_each(?)) GROUP BY n.number {MOST_SAY}",
            json.dumps(list(names)), kind,
        )  # fmt: skip
        return {row[0] for row in rows}

    def counts(self, names: Collection[str]) -> dict[str, int]:
        """How many articles have each of these names."""
        rows = self._database.rows(
            "SELECT n.name, count(*) FROM names n JOIN article_names x ON x.name = n.number "
            "WHERE n.name IN (SELECT value FROM json_each(?)) GROUP BY n.number",
            json.dumps(list(names)),
        )
        return dict(rows)

    def by_month(self, names: Collection[str]) -> dict[str, int]:
        """How many articles with any of these names each month has ("2022-11"), the first month first."""
        rows = self._database.rows(
            "SELECT substr(published, 1, 7) AS month, count(DISTINCT article) FROM article_names "
            f"WHERE published IS NOT NULL AND name IN ({NUMBERS}) GROUP BY month ORDER BY month",
            json.dumps(list(names)),
        )
        return dict(rows)

    def months_of(self, names: Collection[str]) -> dict[str, dict[str, int]]:
        """The same of each name on its own."""
        rows = self._database.rows(
            "SELECT n.name, substr(x.published, 1, 7) AS month, count(*) FROM names n "
            "JOIN article_names x ON x.name = n.number "
            "WHERE x.published IS NOT NULL AND n.name IN (SELECT value FROM json_each(?)) "
            "GROUP BY n.number, month ORDER BY month",
            json.dumps(list(names)),
        )
        months: dict[str, dict[str, int]] = {}
        for name, month, count in rows:
            months.setdefault(name, {})[month] = count
        return months

    def count(self, names: Collection[str], month: str = "") -> int:
        """How many articles have any of these names, in this month or year where one is given."""
        return int(
            self._database.value(
                f"SELECT count(DISTINCT article) FROM article_names WHERE name IN ({NUMBERS}) AND {IN_MONTH}",
                json.dumps(list(names)), month,
            )
        )  # fmt: skip

    def articles(self, names: Collection[str], limit: int, month: str = "") -> list[ArticleRef]:
        """Articles with any of these names, in this month or year where one is given, the newest first."""
        rows = self._database.rows(
            "SELECT a.id, a.title, a.publisher, a.published, a.url FROM ("
            f"SELECT DISTINCT article, published FROM article_names WHERE name IN ({NUMBERS}) AND {IN_MONTH} "
            "ORDER BY published DESC NULLS LAST, article LIMIT ?3) found JOIN articles a ON a.number = found.article "
            "ORDER BY a.published DESC NULLS LAST, a.number",
            json.dumps(list(names)), month, limit,
        )  # fmt: skip
        return [ArticleRef(i, title, outlet, as_date(day), url) for i, title, outlet, day, url in rows]

    def same_story(self, article_id: str, published: date | None, limit: int) -> list[ArticleRef]:
        """Articles of about that day that share several names with this one, of which few others have any.

        Those with most in common first; none for an undated article.
        """
        if published is None:
            return []
        around = timedelta(days=STORY_DAYS)
        first, last = max(published, date.min + around) - around, min(published, date.max - around) + around
        rows = self._database.rows(
            "SELECT a.id, a.title, a.publisher, a.published, a.url FROM ("
            "SELECT o.article, sum(CAST(1 AS DOUBLE PRECISION) / own.articles) AS weight FROM ("
            "SELECT x.name, n.articles FROM articles a JOIN article_names x ON x.article = a.number "
            "JOIN names n ON n.number = x.name WHERE a.id = ?1 AND n.articles BETWEEN 2 AND ?2) own "
            "JOIN article_names o ON o.name = own.name WHERE o.published BETWEEN ?3 AND ?4 "
            "GROUP BY o.article HAVING count(*) >= ?5 ORDER BY weight DESC LIMIT ?6) found "
            "JOIN articles a ON a.number = found.article WHERE a.id != ?1 ORDER BY weight DESC, a.number",
            article_id, MAX_ARTICLES_OF_A_NAME, first.isoformat(), last.isoformat(), MIN_SHARED_NAMES, limit + 1,
        )  # fmt: skip
        return [ArticleRef(i, title, outlet, as_date(day), url) for i, title, outlet, day, url in rows][:limit]
