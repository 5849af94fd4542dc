"""The catalog: articles, passages and the keyword index in one database, an SQLite file or PostgreSQL.

It is the only source of truth. What is stored here in one transaction is
stored; the vectors are derived from it, and the catalog keeps the list of
those still to make and to remove (`index.store.vector_queue`).
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

from article_qa.index.annotations import Annotations
from article_qa.index.errors import EditRejected
from article_qa.index.records import EVERYTHING, Article, Copy, Listing, Overview, Passage, Scope
from article_qa.index.store.annotations import AnnotationStore
from article_qa.index.store.article_queries import ArticleQueries
from article_qa.index.store.bm25 import MERGE_SHARE, KeywordIndex
from article_qa.index.store.collections import Collections
from article_qa.index.store.damaged import ARTICLE, MATCHING, Damaged, Raw, folded_search, named
from article_qa.index.store.database import Database
from article_qa.index.store.edits import Edit, Edits
from article_qa.index.store.name_queries import NameQueries
from article_qa.index.store.near_duplicates import Compare, NearDuplicates, are_copies
from article_qa.index.store.notebook import NotebookStore
from article_qa.index.store.rows import JOINED, PASSAGE, as_date, as_passage, as_questions, bounds
from article_qa.index.store.sqlite_database import SQLiteDatabase
from article_qa.index.store.story_pages import StoryPages
from article_qa.index.store.vector_queue import VectorQueue
from article_qa.index.store.versions import Versions
from article_qa.index.store.vocabulary import Vocabulary
from article_qa.index.store.watches import WatchStore
from article_qa.index.text.phrases import phrase_words

Change: TypeAlias = Literal["added", "changed", "unchanged"]
Order: TypeAlias = Literal["published", "title", "publisher"]

# Or one of these numbers.
MATCHING_TOO = f"({MATCHING} OR a.number IN (SELECT CAST(value AS BIGINT) FROM json_each(?)))"
UNGROUPED = "articles WHERE number NOT IN (SELECT article FROM twins)"


class Catalog:
    """One open catalog; safe to share between threads. Raises as `index.store.database`.

    `keywords` finds its passages by their words; `ledger` knows which have
    their vectors; `annotations` holds what is learned of each article; `names` counts
    whom and what they name; `queries`
    lists and counts articles; `collections` are articles under a name; `edits` are
    what readers corrected; `story_pages` are the texts of stories of several
    pages; `damaged` holds the articles that were set aside; `versions` has every
    text that an article had; `watches` are standing questions; `notebook` has saved
    answers; `vocabulary` has the library's words; `database` is for modules with tables of their own.
    """

    def __init__(self, path: Path, *, compare: Compare = are_copies) -> None:
        """Open the catalog at `path`, made if it does not exist, read-only if it cannot be written.

        `compare` decides whether two articles that look alike are twins.
        """
        database = SQLiteDatabase(path)
        self._open(database, KeywordIndex(database), Vocabulary(database), compare)

    @classmethod
    def over(
        cls, database: Database, keywords: KeywordIndex, vocabulary: Vocabulary, compare: Compare = are_copies
    ) -> "Catalog":
        """A catalog in another database than a file, with a keyword index and a vocabulary that belong to it."""
        catalog = cls.__new__(cls)
        catalog._open(database, keywords, vocabulary, compare)
        return catalog

    def _open(self, database: Database, keywords: KeywordIndex, vocabulary: Vocabulary, compare: Compare) -> None:
        self.database = database
        self.keywords = keywords
        self.vocabulary = vocabulary
        self.vector_queue = VectorQueue(self.database)
        self.annotations = AnnotationStore(self.database)
        self.names = NameQueries(self.database)
        self.queries = ArticleQueries(self.database, self.keywords)
        self.collections = Collections(self.database)
        self.damaged = Damaged(self.database)
        self.edits = Edits(self.database)
        self.story_pages = StoryPages(self.database)
        self.versions = Versions(self.database)
        self.watches = WatchStore(self.database)
        self.notebook = NotebookStore(self.database)
        self._twins = NearDuplicates(self.database, compare)

    def close(self) -> None:
        self.database.close()

    # Writing

    def put(self, article: Article, passages: Sequence[Passage], *, instead_of: str | None = None) -> Change:
        """Store `article`, in place of an earlier version of it, in one transaction.

        Its passages are found by keyword at once and wait for their vectors.
        A text that another article of the same outlet already holds changes
        nothing, unless it is the one to go for this (`instead_of`); another
        outlet's copy is an article of its own, and its twin. What a reader
        corrected in it stays so.
        """
        with self.database.transaction():
            article = self.edits.applied(article)
            was_damaged = self.damaged.forget(article.id)
            if instead_of and self._remove(instead_of):
                self.notebook.forget_words([instead_of])
                self._replace(self.article(article.id), article, passages)
                return "changed"
            stored = self.article(article.id)
            if stored == article:
                return "unchanged"
            if stored and replace(stored, language=article.language) == article:
                self.note_language(article.id, article.language)
                return "unchanged"
            held = self.holder(article)
            if not held:
                self._replace(stored, article, passages)
            elif stored:
                self._delete(article.id)
                self.versions.leave(stored)
            return "changed" if stored or was_damaged else "unchanged" if held else "added"

    def note_language(self, article_id: str, language: str | None) -> None:
        """Keep which language an article is in; within a transaction."""
        self.database.execute("UPDATE articles SET language = ? WHERE id = ?", (language, article_id))

    def edit(self, article_id: str, edit: Edit) -> Article | None:
        """Correct what a stored article says of itself; the article as it is then, or None when there is none.

        Its passages are found by the new facts at once and wait for their vectors and annotations. Raises
        EditRejected when it would become the same as another article.
        """
        with self.database.transaction():
            stored = self.article(article_id)
            if stored is None:
                return None
            self.edits.keep(article_id, edit)
            edited = self.edits.applied(stored)
            if edited != stored:
                if held := self.holder(edited):
                    raise EditRejected(
                        f"the article {held!r} holds the same text and has the outlet {edited.publisher!r} already; "
                        f"remove one of the two first: article-qa remove {held}"
                    )
                rows = self.database.rows(
                    f"SELECT {PASSAGE} FROM {JOINED} WHERE a.id = ? ORDER BY p.number", article_id
                )
                self._replace(stored, edited, list(map(as_passage, rows)))
            return edited

    def remove(self, article_id: str) -> bool:
        """Remove an article and all that was derived from it; False when there is none."""
        return self.remove_all([article_id]) > 0

    def remove_all(self, article_ids: Iterable[str]) -> int:
        """Remove these articles, all of them at one moment; how many there were."""
        with self.database.transaction():
            ids = list(article_ids)
            if ids:
                self.notebook.forget_words(ids)
            return sum(self._remove(article_id) for article_id in ids)

    def _remove(self, article_id: str) -> bool:
        was_damaged = self.damaged.forget(article_id)
        self.story_pages.forget(article_id)
        self.versions.forget(article_id)
        self.watches.forget_words(article_id)
        return self._delete(article_id) or was_damaged

    def _replace(self, stored: Article | None, article: Article, passages: Sequence[Passage]) -> None:
        kept = self._still_embedded(stored, article, passages) if stored else []
        if stored:
            self._delete(article.id)
        self._insert(article, passages)
        self.versions.follow(stored, article)
        for statement in ("DELETE FROM stale_vectors WHERE id = ?", "UPDATE passages SET embedded = 1 WHERE id = ?"):
            self.database.executemany(statement, [(passage_id,) for passage_id in kept])

    def _still_embedded(self, stored: Article, article: Article, passages: Sequence[Passage]) -> list[str]:
        """Ids of the passages that have their vectors and keep all that these are made of."""
        if (stored.title, stored.published) != (article.title, article.published):
            return []
        wanted = "SELECT p.id FROM passages p JOIN articles a ON a.number = p.article WHERE a.id = ? AND p.embedded"
        embedded = {row[0] for row in self.database.rows(wanted, article.id)}
        return [each.id for each in passages if each.id in embedded and stored.text[each.start : each.end] == each.text]

    def set_aside(self, numbers: Iterable[int]) -> int:
        """Set aside those of the articles with these numbers that cannot be trusted; how many there were.

        Their copies wait to be compared again (`group`), and the keyword index
        is made again, for it forgets only words that it is told.
        """
        with self.database.transaction():
            found = [number for number in numbers if self._set_aside(number)]
            if found:
                self._twins.forget(found)
                self.keywords.remake()
        return len(found)

    def note_damaged(self, raw: Raw) -> None:
        """Keep what is left of an article that was met elsewhere, unless it is here."""
        identity = named(raw).id
        with self.database.transaction():
            if not self.article(identity):
                self.damaged.put(raw)

    def knows(self, article_id: str) -> bool:
        """Whether the article is here, damaged or not."""
        wanted = "SELECT EXISTS (SELECT 1 FROM articles WHERE id = ?1) OR EXISTS (SELECT 1 FROM damaged WHERE id = ?1)"
        return bool(self.database.value(wanted, article_id))

    def _set_aside(self, number: int) -> bool:
        raw = self.damaged.untrusted(number)
        if raw is None:
            return False
        self.damaged.put(raw)
        self.annotations.remove(number)
        for statement in (
            "INSERT OR IGNORE INTO stale_vectors SELECT id FROM passages WHERE article = ?",
            "DELETE FROM passages WHERE article = ?",
            "DELETE FROM articles WHERE number = ?",
        ):
            self.database.execute(statement, (number,))
        return True

    def _insert(self, article: Article, passages: Sequence[Passage]) -> None:
        published = article.published.isoformat() if article.published else None
        number = self.database.execute(
            f"INSERT INTO articles ({ARTICLE}) VALUES (?,?,?,?,?,?,?,?,?,?,?) RETURNING number",
            (
                article.id, article.title, article.text, article.sha256, article.source,
                article.publisher, article.author, published, article.url,
                json.dumps(article.questions, ensure_ascii=False), article.language,
            ),
        ).fetchone()[0]  # fmt: skip
        for passage in passages:
            row = self.database.execute(
                'INSERT INTO passages (id, article, "start", "end", published, publisher) VALUES (?,?,?,?,?,?) '
                "RETURNING number",
                (passage.id, number, passage.start, passage.end, published, article.publisher),
            ).fetchone()[0]
            self.keywords.add(row, article.title, passage.text)
        self._twins.add(number)
        self.annotations.await_annotating(number)

    def _delete(self, article_id: str) -> bool:
        rows = self.database.rows(f"SELECT p.number, p.id, a.title, {PASSAGE} FROM {JOINED} WHERE a.id = ?", article_id)
        for number, passage_id, title, *_, text in rows:
            self.keywords.remove(number, title, text)
            self.database.execute("INSERT OR IGNORE INTO stale_vectors VALUES (?)", (passage_id,))
            self.database.execute("DELETE FROM passages WHERE number = ?", (number,))
        for (number,) in self.database.rows("SELECT number FROM articles WHERE id = ?", article_id):
            self._twins.remove(number)
            self.annotations.remove(number)
        return self.database.execute("DELETE FROM articles WHERE id = ?", (article_id,)).rowcount > 0

    def tidy(self, share: float = MERGE_SHARE) -> None:
        """Give back what passages that went take in the file, where they are this share of all passages or more."""
        if self.keywords.merge(share):
            self.database.vacuum()

    def annotate(self, annotated: Iterable[tuple[Article, Annotations]], version: int) -> None:
        """Keep what was learned of these articles, in one transaction; of one that was changed meanwhile, nothing.

        Their language may have been learned, too.
        """
        with self.database.transaction():
            for article, annotations in annotated:
                stored = self.article(article.id)
                if stored and replace(stored, language=article.language) == article:
                    if stored.language != article.language:
                        self.note_language(article.id, article.language)
                    self.annotations.write(article.id, article.sha256, annotations, version)

    # NearDuplicates

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

    def group(self, limit: int) -> int:
        """Compare up to `limit` of the articles that wait for it; how many there were."""
        with self.database.transaction():
            rows = self.database.rows(f"SELECT number FROM {UNGROUPED} ORDER BY number LIMIT ?", limit)
            for (number,) in rows:
                self._twins.add(number)
        return len(rows)

    # Reading

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
