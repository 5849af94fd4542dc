"""What is read of a catalog: articles, passages, lists, copies. Nothing here changes it."""

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Literal, TypeAlias

from article_qa.index.records import EVERYTHING, Article, Copy, Listing, Overview, Passage, Scope
from article_qa.index.store.bm25 import KeywordIndex
from article_qa.index.store.damaged import ARTICLE, MATCHING, Damaged, folded_search
from article_qa.index.store.database import Database
from article_qa.index.store.edits import Edits
from article_qa.index.store.rows import JOINED, PASSAGE, as_date, as_passage, as_questions, bounds
from article_qa.index.text.phrases import phrase_words

Order: TypeAlias = Literal["published", "title", "publisher"]

# Or one of these numbers.
MATCHING_TOO = f"({MATCHING} OR a.number IN (SELECT CAST(value AS BIGINT) FROM json_each(?)))"
UNGROUPED = "articles WHERE number NOT IN (SELECT article FROM twins)"


class CatalogReader:
    """The half of `index.store.catalog.Catalog` that reads."""

    database: Database
    keywords: KeywordIndex
    damaged: Damaged
    edits: Edits

    def knows(self, article_id: str) -> bool:
        """Whether the article is here, damaged or not."""
        wanted = "SELECT EXISTS (SELECT 1 FROM articles WHERE id = ?1) OR EXISTS (SELECT 1 FROM damaged WHERE id = ?1)"
        return bool(self.database.value(wanted, article_id))

    def article(self, article_id: str) -> Article | None:
        """The whole article, or None."""
        rows = self.database.rows(f"SELECT {ARTICLE} FROM articles WHERE id = ?", article_id)
        if not rows:
            return None
        *fields, published, url, questions, language = rows[0]
        identity, title, text, sha256, source, publisher, author = fields
        return Article(
            identity, title, text, sha256, source, publisher, author,
            as_date(published), url, as_questions(questions), language,
        )  # fmt: skip

    def identified(self, article: Article) -> Article:
        """`article` as it is to be stored, with what a reader corrected in it.

        Its id is its former one where an earlier version stored it so.
        """
        former = article.former_id
        if former and not self.knows(article.id) and self.knows(former):
            article = replace(article, id=former)
        return self.edits.applied(article)

    def stores(self, article_id: str, sha256: str, source: str) -> bool:
        """Whether the article has this text from this source."""
        wanted = "SELECT count(*) FROM articles WHERE id = ? AND sha256 = ? AND source = ?"
        return bool(self.database.value(wanted, article_id, sha256, source))

    def holder(self, article: Article) -> str | None:
        """The id of another article of the same outlet with the same text, or None."""
        identity: str | None = self.database.value(
            "SELECT id FROM articles WHERE sha256 = ? AND publisher IS ? AND id != ?",
            article.sha256,
            article.publisher,
            article.id,
        )
        return identity

    def sources(self, prefix: str) -> Iterator[tuple[str, str, str]]:
        """Id, source and title of every article whose source begins with `prefix`, in steps of 1,000."""
        last = -1
        while rows := self.database.rows(
            "SELECT number, id, source, title FROM articles "
            "WHERE number > ?1 AND substr(source, 1, length(?2)) = ?2 ORDER BY number LIMIT 1000",
            last,
            prefix,
        ):
            yield from (row[1:] for row in rows)
            last = rows[-1][0]

    def ids_beginning(self, prefix: str, limit: int) -> list[str]:
        """Ids of articles that begin with `prefix`, damaged ones too, at most `limit` of them."""
        rows = self.database.rows(
            "SELECT id FROM articles WHERE substr(id, 1, length(?1)) = ?1 LIMIT ?2", prefix, limit
        )
        return [*(row[0] for row in rows), *self.damaged.ids_beginning(prefix, limit)][:limit]

    def listings(
        self,
        search: str = "",
        *,
        order: Order = "published",
        is_descending: bool = True,
        limit: int | None = None,
        offset: int = 0,
        scope: Scope = EVERYTHING,
        in_texts: bool = False,
    ) -> list[Listing]:
        """Articles without their text; by default all, the newest first. Undated and nameless ones come last.

        Each word of `search` stands in title, outlet or date (2022-11), letter
        case forgiven; with `in_texts` also those count that have each word, in
        any form, in their text. `limit` and `offset` cut the ordered list. Damaged ones
        stand before all others, and in no scope but everything.
        """
        is_whole = scope == EVERYTHING
        damaged = self.damaged.listings(search, limit=-1 if limit is None else limit, offset=offset) if is_whole else []
        limit = None if limit is None else limit - len(damaged)
        offset = max(0, offset - self.damaged.count(search)) if offset and is_whole else offset
        condition, values = bounds(scope, "a")
        column = order if order == "published" else f"{order} COLLATE NOCASE"
        sorting = f"{column} {'DESC' if is_descending else 'ASC'} NULLS LAST, title, id"
        rows = self.database.rows(
            "SELECT a.id, a.title, a.publisher, a.published, a.url, a.source, "
            "(SELECT count(*) FROM passages p WHERE p.article = a.number), "
            "NOT EXISTS (SELECT 1 FROM passages p WHERE p.article = a.number AND NOT p.embedded), a.language "
            f"FROM (SELECT number FROM articles a WHERE {MATCHING_TOO}{condition} "
            f"ORDER BY {sorting} LIMIT ? OFFSET ?) listed "
            f"JOIN articles a USING (number) ORDER BY {sorting}",
            folded_search(search),
            self._with_words(search) if in_texts else "[]",
            *values,
            -1 if limit is None else limit,
            offset,
        )
        return damaged + [
            Listing(i, title, publisher, as_date(day), url, source, count, "ready" if embedded else "pending", language)
            for i, title, publisher, day, url, source, count, embedded, language in rows
        ]

    def matching(self, search: str, scope: Scope = EVERYTHING, *, in_texts: bool = False) -> int:
        """How many articles `listings` has for `search`."""
        condition, values = bounds(scope, "a")
        query = f"SELECT count(*) FROM articles a WHERE {MATCHING_TOO}{condition}"
        found = int(
            self.database.value(query, folded_search(search), self._with_words(search) if in_texts else "[]", *values)
        )
        return found + (self.damaged.count(search) if scope == EVERYTHING else 0)

    def _with_words(self, search: str) -> str:
        """Numbers of the articles with each word of `search` in their text, as JSON."""
        numbers = [set(self.keywords.articles_with([word], "", [])) for word in phrase_words(search)]
        return json.dumps(sorted(set.intersection(*numbers)) if numbers else [])

    def by_month(self) -> dict[str, int]:
        """How many articles each month has ("2022-11"), the first month first; undated ones are left out."""
        return dict(
            self.database.rows(
                "SELECT substr(published, 1, 7) AS month, count(*) FROM articles "
                "WHERE published IS NOT NULL GROUP BY month ORDER BY month"
            )
        )

    def overview(self) -> Overview:
        """How much the library holds; damaged articles are counted on their own."""
        articles, passages, pending, newest, damaged = self.database.rows(
            # One by one, for each has an index; two of a table together, SQLite would read all rows.
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages), "
            "(SELECT count(*) FROM passages WHERE NOT embedded), (SELECT max(published) FROM articles), "
            "(SELECT count(*) FROM damaged)"
        )[0]
        return Overview(articles, passages, pending, as_date(newest), damaged)

    def publisher(self, name: str) -> str | None:
        """The outlet as the articles write it, letter case forgiven; None when none has it."""
        rows = self.database.rows("SELECT DISTINCT publisher FROM articles WHERE publisher IS NOT NULL")
        names = {row[0].casefold(): row[0] for row in rows}
        return names.get(name.strip().casefold())

    def questions(self, limit: int) -> list[str]:
        """Questions that the articles themselves offer, one an article first, newest article first."""
        rows = self.database.rows(
            "SELECT q.value FROM articles a, json_each(a.questions) q "
            "ORDER BY q.key, a.published DESC NULLS LAST, a.number LIMIT ?",
            limit,
        )
        return [row[0] for row in rows]

    def newest_titles(self, limit: int) -> list[str]:
        """The headlines of the newest articles, undated ones last."""
        rows = self.database.rows(
            "SELECT title FROM articles ORDER BY published DESC NULLS LAST, number LIMIT ?", limit
        )
        return [row[0] for row in rows]

    def publishers(self) -> list[str]:
        """Every outlet that has an article, in the order of the alphabet."""
        rows = self.database.rows(
            "SELECT publisher FROM articles WHERE publisher IS NOT NULL "
            "GROUP BY publisher ORDER BY publisher COLLATE NOCASE"
        )
        return [row[0] for row in rows]

    def passages(self, passage_ids: Collection[str]) -> dict[str, Passage]:
        """These passages, at most a few thousand, by id; those that are gone are left out."""
        marks = ",".join("?" * len(passage_ids))
        rows = self.database.rows(f"SELECT {PASSAGE} FROM {JOINED} WHERE p.id IN ({marks})", *passage_ids)
        return {passage.id: passage for passage in map(as_passage, rows)}

    def undated(self, scope: Scope = EVERYTHING) -> int:
        """How many articles have no date, among those that are in the scope but for its days."""
        condition, values = bounds(replace(scope, since=None, until=None), "a")
        return int(self.database.value(f"SELECT count(*) FROM articles a WHERE published IS NULL{condition}", *values))

    # Copies

    def copies(self, article_ids: Collection[str]) -> dict[str, tuple[Copy, ...]]:
        """For each of these articles that has copies: all of them, including itself.

        The oldest first, of a day the longest, undated ones last; one tuple for all of a group.
        """
        asked = f"SELECT number FROM articles WHERE id IN ({','.join('?' * len(article_ids))})"
        return self._copies(article_ids, f't."group" IN (SELECT "group" FROM twins WHERE article IN ({asked}))')

    def copies_among(self, article_ids: Collection[str]) -> dict[str, tuple[Copy, ...]]:
        """The same, of these articles only: copies that are not among them are left out."""
        return self._copies(article_ids, f"a.id IN ({','.join('?' * len(article_ids))})")

    def _copies(self, article_ids: Collection[str], condition: str) -> dict[str, tuple[Copy, ...]]:
        rows = self.database.rows(
            'SELECT t."group", a.id, a.title, a.publisher, a.published, a.url '
            f"FROM twins t JOIN articles a ON a.number = t.article WHERE {condition} "
            # Most have no copy, and their texts are not to be read for that.
            'AND EXISTS (SELECT 1 FROM twins o WHERE o."group" = t."group" AND o.article != t.article) '
            "ORDER BY a.published NULLS LAST, length(a.text) DESC, a.id",
            *article_ids,
        )
        groups: dict[int, list[Copy]] = {}
        for group, article_id, title, publisher, published, url in rows:
            groups.setdefault(group, []).append(Copy(article_id, title, publisher, as_date(published), url))
        asked = frozenset(article_ids)
        several = [tuple(copies) for copies in groups.values() if len(copies) > 1]
        return {copy.article_id: copies for copies in several for copy in copies if copy.article_id in asked}

    def ungrouped(self) -> int:
        """How many articles wait to be compared with the others: those that an earlier version stored."""
        count: int = self.database.value(f"SELECT count(*) FROM {UNGROUPED}")
        return count
