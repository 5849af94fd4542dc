"""Exact questions about the library itself: which articles mention something, which outlets there are, what is newest.

All articles in the scope count, damaged ones aside. A list of articles has the
newest first unless it says otherwise, and undated ones last.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from article_qa.index.records import EVERYTHING, UNKNOWN_LANGUAGE, ArticleRef, Listing, Outlet, Scope
from article_qa.index.store.bm25 import KeywordIndex
from article_qa.index.store.database import Database
from article_qa.index.store.rows import as_date, bounds
from article_qa.index.text.phrases import name_in, phrase_words, says

ArticleOrder: TypeAlias = Literal["newest", "oldest", "title"]

REF = "a.id, a.title, a.publisher, a.published, a.url"
SORTING: dict[ArticleOrder, str] = {
    "newest": "a.published DESC NULLS LAST, a.title, a.id",
    "oldest": "a.published NULLS LAST, a.title, a.id",
    "title": "a.title COLLATE NOCASE, a.id",
}
# Bounds the texts that are in memory at once.
READ_AT_ONCE = 200


class ArticleQueries:
    """Questions to one catalog that have exact answers. Raises as `index.store.database`."""

    def __init__(self, database: Database, keywords: KeywordIndex) -> None:
        self._database = database
        self._keywords = keywords

    def mentioning(self, phrase: str, scope: Scope = EVERYTHING) -> list[ArticleRef]:
        """The articles in the scope whose title or text has `phrase` in whole words.

        Letter case, accents and typographic quotes are forgiven, and "Ada's"
        mentions "Ada". None mentions a phrase without a word.
        """
        if not phrase_words(phrase):
            return []
        condition, values = bounds(scope, "p")
        numbers = self._keywords.articles_with(phrase_words(phrase), condition, values)
        has_phrase = says(phrase)
        found = [
            number
            for first in range(0, len(numbers), READ_AT_ONCE)
            for number, title, text in self._texts(numbers[first : first + READ_AT_ONCE])
            if has_phrase(text) or has_phrase(title)
        ]
        return self._refs("a.number IN (SELECT CAST(value AS BIGINT) FROM json_each(?))", [json.dumps(found)])

    def having(self, words: Sequence[str], scope: Scope = EVERYTHING) -> list[ArticleRef]:
        """The articles in the scope with each of `words`, in any form, in title or text; none for no words."""
        condition, values = bounds(scope, "p")
        numbers = [set(self._keywords.articles_with([word], condition, values)) for word in words]
        found = set.intersection(*numbers) if numbers else set()
        return self._refs("a.number IN (SELECT CAST(value AS BIGINT) FROM json_each(?))", [json.dumps(list(found))])

    def _texts(self, numbers: Sequence[int]) -> list[tuple[int, str, str]]:
        marks = ",".join("?" * len(numbers))
        return self._database.rows(f"SELECT number, title, text FROM articles WHERE number IN ({marks})", *numbers)

    def articles(
        self, scope: Scope = EVERYTHING, order: ArticleOrder = "newest", limit: int | None = None
    ) -> list[ArticleRef]:
        """The articles in the scope, all or the first `limit`; undated ones come last but by title."""
        condition, values = bounds(scope, "a")
        return self._refs(f"1{condition}", values, order, limit)

    def listings(self, scope: Scope, limit: int, offset: int = 0) -> list[Listing]:
        """`limit` of the articles in the scope after the first `offset`, each with how far the library has got."""
        condition, values = bounds(scope, "a")
        sorting = SORTING["newest"]
        rows = self._database.rows(
            f"SELECT {REF}, a.source, (SELECT count(*) FROM passages p WHERE p.article = a.number), "
            "NOT EXISTS (SELECT 1 FROM passages p WHERE p.article = a.number AND NOT p.embedded), a.language "
            f"FROM (SELECT a.number FROM articles a WHERE 1{condition} ORDER BY {sorting} LIMIT ? OFFSET ?) listed "
            f"JOIN articles a USING (number) ORDER BY {sorting}",
            *values, limit, offset,
        )  # fmt: skip
        return [
            Listing(i, title, publisher, as_date(day), url, source, count, "ready" if embedded else "pending", language)
            for i, title, publisher, day, url, source, count, embedded, language in rows
        ]

    def count(self, scope: Scope = EVERYTHING) -> int:
        """How many articles are in the scope."""
        condition, values = bounds(scope, "a")
        return int(self._database.value(f"SELECT count(*) FROM articles a WHERE 1{condition}", *values))

    def newest(self, scope: Scope = EVERYTHING, limit: int = 1) -> list[ArticleRef]:
        """The dated articles in the scope with the latest days."""
        return self._dated(scope, "newest", limit)

    def oldest(self, scope: Scope = EVERYTHING, limit: int = 1) -> list[ArticleRef]:
        """The dated articles in the scope with the earliest days, the earliest first."""
        return self._dated(scope, "oldest", limit)

    def _dated(self, scope: Scope, order: ArticleOrder, limit: int) -> list[ArticleRef]:
        condition, values = bounds(scope, "a")
        return self._refs(f"a.published IS NOT NULL{condition}", values, order, limit)

    def undated(self, scope: Scope = EVERYTHING) -> list[ArticleRef]:
        """The articles without a date, among those that are in the scope but for its days."""
        condition, values = bounds(replace(scope, since=None, until=None), "a")
        return self._refs(f"a.published IS NULL{condition}", values)

    def written_by(self, author: str, scope: Scope = EVERYTHING) -> list[ArticleRef]:
        """The articles in the scope with this name among their authors, letter case forgiven."""
        condition, values = bounds(scope, "a")
        return self._refs(f"instr(lower(a.author), lower(?)) > 0{condition}", [author, *values])

    def outlets(self, scope: Scope = EVERYTHING) -> list[Outlet]:
        """Every outlet with an article in the scope, that of most articles first."""
        condition, values = bounds(scope, "a")
        rows = self._database.rows(
            "SELECT a.publisher, count(*) AS articles FROM articles a "
            f"WHERE a.publisher IS NOT NULL{condition} GROUP BY a.publisher "
            "ORDER BY articles DESC, a.publisher COLLATE NOCASE",
            *values,
        )
        return [Outlet(name, articles) for name, articles in rows]

    def languages(self) -> dict[str, int]:
        """How many articles are in each language, by its code or "unknown", that of most articles first."""
        rows = self._database.rows(
            f"SELECT coalesce(language, '{UNKNOWN_LANGUAGE}') AS code, count(*) AS articles FROM articles "
            "GROUP BY code ORDER BY articles DESC, code"
        )
        return dict(rows)

    def outlet_named(self, text: str) -> str | None:
        """The outlet whose name stands in `text`, as the articles write it; of several the longest name."""
        rows = self._database.rows("SELECT DISTINCT publisher FROM articles WHERE publisher IS NOT NULL")
        return name_in(text, [row[0] for row in rows])

    def _refs(
        self, condition: str, values: Sequence[Any], order: ArticleOrder = "newest", limit: int | None = None
    ) -> list[ArticleRef]:
        rows = self._database.rows(
            # Ordered by an index before the rest of a row is read, which lies behind its text.
            f"SELECT {REF} FROM ("
            f"SELECT a.number FROM articles a WHERE {condition} ORDER BY {SORTING[order]} LIMIT ?) listed "
            f"JOIN articles a USING (number) ORDER BY {SORTING[order]}",
            *values,
            -1 if limit is None else limit,
        )
        return [
            ArticleRef(i, title, publisher, as_date(published), url) for i, title, publisher, published, url in rows
        ]
