"""The catalog: articles, passages and the keyword index in one database, an SQLite file or PostgreSQL.

It is the only source of truth. What is stored here in one transaction is
stored; the vectors are derived from it, and the catalog keeps the list of
those still to make and to remove (`index.store.vector_queue`).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

from article_qa.index.annotations import Annotations
from article_qa.index.errors import EditRejected
from article_qa.index.records import Article, Passage
from article_qa.index.store.annotations import AnnotationStore
from article_qa.index.store.article_queries import ArticleQueries
from article_qa.index.store.bm25 import MERGE_SHARE, KeywordIndex
from article_qa.index.store.catalog_reader import UNGROUPED, CatalogReader
from article_qa.index.store.collections import Collections
from article_qa.index.store.damaged import ARTICLE, Damaged, Raw, named
from article_qa.index.store.database import Database
from article_qa.index.store.edits import Edit, Edits
from article_qa.index.store.name_queries import NameQueries
from article_qa.index.store.near_duplicates import Compare, NearDuplicates, are_copies
from article_qa.index.store.notebook import NotebookStore
from article_qa.index.store.rows import JOINED, PASSAGE, as_passage
from article_qa.index.store.sqlite_database import SQLiteDatabase
from article_qa.index.store.story_pages import StoryPages
from article_qa.index.store.vector_queue import VectorQueue
from article_qa.index.store.versions import Versions
from article_qa.index.store.vocabulary import Vocabulary
from article_qa.index.store.watches import WatchStore

Change: TypeAlias = Literal["added", "changed", "unchanged"]


class Catalog(CatalogReader):
    """One open catalog; safe to share between threads. Raises as `index.store.database`.

    Its parts are:

    - `keywords` finds passages by their words, `vocabulary` has the library's words.
    - `vector_queue` knows which passages have their vectors.
    - `annotations` holds what is learned of each article, `names` counts whom and what they name.
    - `queries` lists and counts articles, `collections` are articles under a name.
    - `edits` are what readers corrected, `versions` has every text that an article had.
    - `story_pages` are the texts of stories of several pages.
    - `damaged` holds the articles that were set aside.
    - `watches` are standing questions, `notebook` has saved answers.
    - `database` is for modules with tables of their own.
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

    # Copies

    def group(self, limit: int) -> int:
        """Compare up to `limit` of the articles that wait for it; how many there were."""
        with self.database.transaction():
            rows = self.database.rows(f"SELECT number FROM {UNGROUPED} ORDER BY number LIMIT ?", limit)
            for (number,) in rows:
                self._twins.add(number)
        return len(rows)
