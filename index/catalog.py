"""The catalog: articles, passages and the keyword index in one SQLite file.

It is the only source of truth. What is stored here in one transaction is
stored; the vectors are derived from it, and the catalog keeps the list of
those still to make (`pending`) and to remove (`stale`).
"""

import json
import math
import re
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

from index.errors import LibraryDamaged, LibraryError, NotALibrary, NotWritable
from index.records import EVERYTHING, Article, Copy, Heading, Listing, Overview, Passage, Scope, Scored
from index.schema import APPLICATION_ID, STEPS
from index.twins import Twins

Change: TypeAlias = Literal["added", "changed", "unchanged"]
Order: TypeAlias = Literal["published", "title", "publisher"]

# From this share of the articles on, a scope is searched by passing over what is not in it.
WIDE = 0.2
SPARE = 1.5
UNSEARCHABLE = re.compile("[\0\ud800-\udfff]")
# The text is cut out in SQLite, which counts code points as Python does.
PASSAGE = 'a.id, p."start", p."end", substr(a.text, p."start" + 1, p."end" - p."start")'
MATCHING = "holds(?, title, publisher, published)"
JOINED = "passages p JOIN articles a ON a.number = p.article"
UNGROUPED = "articles WHERE number NOT IN (SELECT article FROM twins)"
ARTICLE = "id, title, text, sha256, source, publisher, author, published, url, questions, language"


class Catalog:
    """One open catalog; safe to share between threads. Scores and offsets as in `index.records`."""

    def __init__(self, path: Path) -> None:
        """Open the catalog at `path`, made if it is not there yet, to read alone where it cannot be written.

        Raises NotALibrary for a file of another kind, LibraryDamaged for one
        that cannot be read, NotWritable where it cannot be made or brought up
        to date.
        """
        self.path = path
        self._lock = threading.RLock()
        try:
            self._open(str(path), writable=True)
        except NotWritable:
            if not self._opens_to_read():
                raise

    def _open(self, name: str, *, writable: bool) -> None:
        try:
            self._db = sqlite3.connect(
                name, timeout=30, check_same_thread=False, isolation_level=None, uri=not writable
            )
        except sqlite3.DatabaseError as exc:
            raise _explained(exc, self.path) from exc
        self._db.create_function("holds", 4, _holds, deterministic=True)
        self._twins = Twins(self._db)
        try:
            if not writable:
                if self._value("PRAGMA user_version") != len(STEPS):
                    raise NotWritable(self.path.parent, "its catalog is of an older version")
                return
            with self._transaction():
                self._adopt()
            # Only now: another program's file is left as it was.
            self._all("PRAGMA journal_mode = WAL")
            self._all("PRAGMA synchronous = NORMAL")
        except LibraryError:
            self._db.close()
            raise

    def _opens_to_read(self) -> bool:
        address = self.path.absolute().as_uri()
        log = self.path.with_name(self.path.name + "-wal")
        # What nobody can write needs no locks; but a log that is left over would not be read so.
        still = [] if log.exists() and log.stat().st_size else ["immutable=1"]
        for way in ("mode=ro", *still):
            with suppress(LibraryError):
                self._open(f"{address}?{way}", writable=False)
                return True
        return False

    def _adopt(self) -> None:
        """Make the tables that the file lacks; another program's file, or a newer version's, is left alone."""
        owner = self._value("PRAGMA application_id")
        tables = self._value("SELECT count(*) FROM sqlite_master")
        # The first version did not count.
        done = max(1, self._value("PRAGMA user_version")) if owner else 0
        if (tables and owner != APPLICATION_ID) or (owner and not tables):
            raise NotALibrary(self.path.parent, f"{self.path.name} belongs to another program")
        if done > len(STEPS):
            raise NotALibrary(self.path.parent, "a newer version of this program made it")
        for step in STEPS[done:]:
            for statement in step.split(";\n"):
                self._db.execute(statement)
        if done < len(STEPS):
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {len(STEPS)}")

    def close(self) -> None:
        with self._lock:
            self._db.close()

    # Writing

    def put(self, article: Article, passages: Sequence[Passage], *, instead_of: str | None = None) -> Change:
        """Store `article`, in place of an earlier version of it, in one transaction.

        Its passages are found by keyword at once and wait for their vectors.
        A text that another article of the same outlet already holds changes
        nothing, unless it is the one to go for this (`instead_of`); another
        outlet's copy is an article of its own, and its twin.
        """
        with self._transaction():
            if instead_of and self._delete(instead_of):
                self._delete(article.id)
                self._insert(article, passages)
                return "changed"
            stored = self.article(article.id)
            if stored == article:
                return "unchanged"
            held = self.holder(article)
            if stored:
                self._delete(article.id)
            if not held:
                self._insert(article, passages)
            return "changed" if stored else "unchanged" if held else "added"

    def remove(self, article_id: str) -> bool:
        """Remove an article and all that was derived from it; False when there is none."""
        with self._transaction():
            return self._delete(article_id)

    def _insert(self, article: Article, passages: Sequence[Passage]) -> None:
        published = article.published.isoformat() if article.published else None
        number = self._db.execute(
            f"INSERT INTO articles ({ARTICLE}) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (
                article.id, article.title, article.text, article.sha256, article.source,
                article.publisher, article.author, published, article.url,
                json.dumps(article.questions, ensure_ascii=False), article.language,
            ),
        ).lastrowid  # fmt: skip
        for passage in passages:
            row = self._db.execute(
                'INSERT INTO passages (id, article, "start", "end", published, publisher) VALUES (?,?,?,?,?,?)',
                (passage.id, number, passage.start, passage.end, published, article.publisher),
            ).lastrowid
            self._index_words(row, article.title, passage.text)
        self._twins.add(int(number or 0))

    def _index_words(self, row: int | None, title: str, text: str) -> None:
        self._db.execute("INSERT INTO keywords (rowid, title, text) VALUES (?,?,?)", (row, title, text))

    def _delete(self, article_id: str) -> bool:
        rows = self._all(f"SELECT p.number, p.id, a.title, {PASSAGE} FROM {JOINED} WHERE a.id = ?", article_id)
        for number, passage_id, title, *_, text in rows:
            # A contentless FTS5 table forgets a row when told the words that it held.
            self._db.execute(
                "INSERT INTO keywords (keywords, rowid, title, text) VALUES ('delete',?,?,?)",
                (number, title, text),
            )
            self._db.execute("INSERT OR IGNORE INTO stale_vectors VALUES (?)", (passage_id,))
            self._db.execute("DELETE FROM passages WHERE number = ?", (number,))
        for (number,) in self._all("SELECT number FROM articles WHERE id = ?", article_id):
            self._twins.remove(number)
        return self._db.execute("DELETE FROM articles WHERE id = ?", (article_id,)).rowcount > 0

    # Keeping the vectors in step

    def pending(self, limit: int) -> list[tuple[Passage, Heading]]:
        """The next passages without a vector, each with its article's heading, oldest first."""
        return self._headed("NOT p.embedded", limit)

    def _headed(self, condition: str, limit: int) -> list[tuple[Passage, Heading]]:
        rows = self._all(
            f"SELECT {PASSAGE}, a.title, a.publisher, a.published, a.url FROM {JOINED} "
            # One whose old vector is still to go would lose the new one with it.
            f"WHERE {condition} AND p.id NOT IN (SELECT id FROM stale_vectors) ORDER BY p.number LIMIT ?",
            limit,
        )
        return [(_passage(row[:4]), Heading(row[4], row[5], _date(row[6]), row[7])) for row in rows]

    def mark_embedded(self, passages: Iterable[Passage]) -> None:
        """Note that the vectors of these passages are stored; one that was replaced meanwhile goes on waiting."""
        with self._transaction():
            self._count_writing()
            self._db.executemany(
                "UPDATE passages SET embedded = 1 WHERE id = ?1 AND ?1 NOT IN (SELECT id FROM stale_vectors)",
                [(p.id,) for p in passages],
            )

    def mark_pending(self, passage_ids: Iterable[str] | None = None) -> None:
        """Ask for the vectors of these passages, or of all, to be made again."""
        with self._transaction():
            self._count_writing()
            if passage_ids is None:
                self._db.execute("UPDATE passages SET embedded = 0")
            else:
                self._db.executemany("UPDATE passages SET embedded = 0 WHERE id = ?", [(i,) for i in passage_ids])

    def stale(self, limit: int) -> list[str]:
        """Passage ids whose vectors are to be removed."""
        return [row[0] for row in self._all("SELECT id FROM stale_vectors LIMIT ?", limit)]

    def forget_stale(self, passage_ids: Iterable[str]) -> None:
        """Note that these vectors are gone."""
        with self._transaction():
            self._count_writing()
            self._db.executemany("DELETE FROM stale_vectors WHERE id = ?", [(i,) for i in passage_ids])

    def waiting(self) -> tuple[int, int]:
        """How many passages wait for a vector, and how many vectors for their removal."""
        passages, vectors = self._all(
            "SELECT (SELECT count(*) FROM passages WHERE NOT embedded), (SELECT count(*) FROM stale_vectors)"
        )[0]
        return passages, vectors

    def _count_writing(self) -> None:
        self._db.execute("UPDATE library SET vectors_version = vectors_version + 1")

    def begin_writing(self) -> None:
        """Note that vectors are going to be written, by somebody who may not live to say that they were."""
        with self._transaction():
            self._count_writing()

    def vectors_version(self) -> int:
        """How often vectors were written or given up, or were about to be: moved, when what one holds may be old."""
        version: int = self._value("SELECT vectors_version FROM library")
        return version

    def library_id(self) -> str:
        """Sixteen hexadecimal digits that no other library has."""
        identity: str = self._value("SELECT id FROM library")
        return identity

    # Whose vectors they are

    def embedder(self) -> str | None:
        """The embedder whose vectors the passages have; None while none has one."""
        name: str | None = self._value(
            "SELECT embedder FROM library WHERE EXISTS (SELECT 1 FROM passages WHERE embedded)"
        )
        return name

    def generation(self) -> int:
        """How many embedders the library has had, this one included; its vectors are named by it."""
        number: int = self._value("SELECT generation FROM library")
        return number

    def claim(self, embedder: str) -> str:
        """The embedder whose vectors are to be made: `embedder`, unless passages have those of another."""
        with self._transaction():
            made_by = self.embedder()
            if made_by is None:
                self._db.execute(
                    "UPDATE library SET generation = generation + (coalesce(embedder, ?1) != ?1), embedder = ?1",
                    (embedder,),
                )
            return made_by or embedder

    def begin_renewal(self, embedder: str) -> bool:
        """Vectors of `embedder` will be made beside those there are; whether some of its are there already."""
        with self._transaction():
            if self._value("SELECT renewing FROM library") == embedder:
                return True
            self._db.execute("UPDATE library SET renewing = ?", (embedder,))
            self._db.execute("UPDATE passages SET renewed = 0 WHERE renewed")
            return False

    def to_renew(self, limit: int) -> list[tuple[Passage, Heading]]:
        """The next passages without a vector of the new embedder, as `pending` gives them."""
        return self._headed("NOT p.renewed", limit)

    def renewal_left(self) -> int:
        """How many passages have no vector of the new embedder yet."""
        left: int = self._value("SELECT count(*) FROM passages WHERE NOT renewed")
        return left

    def mark_renewed(self, passages: Iterable[Passage]) -> None:
        """Note that the new embedder's vectors of these passages are stored, as `mark_embedded` does."""
        with self._transaction():
            self._db.executemany(
                "UPDATE passages SET renewed = 1 WHERE id = ?1 AND ?1 NOT IN (SELECT id FROM stale_vectors)",
                [(p.id,) for p in passages],
            )

    def finish_renewal(self) -> None:
        """From now on the passages have the new embedder's vectors; those added meanwhile wait for theirs."""
        with self._transaction():
            self._count_writing()
            self._db.execute("UPDATE library SET embedder = renewing, generation = generation + 1, renewing = NULL")
            self._db.execute("UPDATE passages SET embedded = renewed, renewed = 0")

    def unknown(self, passage_ids: Sequence[str]) -> list[str]:
        """Those of these ids that no passage has and that do not wait for the removal of their vectors either."""
        rows = self._all(
            "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM passages) "
            "AND value NOT IN (SELECT id FROM stale_vectors)",
            json.dumps(passage_ids),
        )
        return [row[0] for row in rows]

    # Twins

    def twins(self, article_ids: Iterable[str]) -> dict[str, tuple[Copy, ...]]:
        """For each of these articles that is told elsewhere too, all copies of it, itself among them.

        The oldest first, of a day the longest, undated ones last; an equal tuple for all of a group.
        """
        wanted = list(article_ids)
        rows = self._all(
            "SELECT asked.id, a.id, a.title, a.publisher, a.published, a.url FROM articles asked "
            'JOIN twins own ON own.article = asked.number JOIN twins t ON t."group" = own."group" '
            f"JOIN articles a ON a.number = t.article WHERE asked.id IN ({','.join('?' * len(wanted))}) "
            # Most have no copy, and their texts are not to be read for that.
            'AND EXISTS (SELECT 1 FROM twins o WHERE o."group" = own."group" AND o.article != own.article) '
            "ORDER BY a.published NULLS LAST, length(a.text) DESC, a.id",
            *wanted,
        )
        copies: dict[str, list[Copy]] = {}
        for asked, article_id, title, publisher, published, url in rows:
            copies.setdefault(asked, []).append(Copy(article_id, title, publisher, _date(published), url))
        return {asked: tuple(group) for asked, group in copies.items()}

    def ungrouped(self) -> int:
        """How many articles wait to be compared with the others: those that an earlier version stored."""
        count: int = self._value(f"SELECT count(*) FROM {UNGROUPED}")
        return count

    def group(self, limit: int) -> int:
        """Compare up to `limit` of the articles that wait for it; how many there were."""
        with self._transaction():
            rows = self._all(f"SELECT number FROM {UNGROUPED} ORDER BY number LIMIT ?", limit)
            for (number,) in rows:
                self._twins.add(number)
        return len(rows)

    # Reading

    def article(self, article_id: str) -> Article | None:
        """The whole article, or None."""
        rows = self._all(f"SELECT {ARTICLE} FROM articles WHERE id = ?", article_id)
        if not rows:
            return None
        *fields, published, url, questions, language = rows[0]
        identity, title, text, sha256, source, publisher, author = fields
        return Article(
            identity, title, text, sha256, source, publisher, author,
            _date(published), url, tuple(json.loads(questions)), language,
        )  # fmt: skip

    def stores(self, article_id: str, sha256: str, source: str) -> bool:
        """Whether the article has this text from this source."""
        wanted = "SELECT count(*) FROM articles WHERE id = ? AND sha256 = ? AND source = ?"
        return bool(self._value(wanted, article_id, sha256, source))

    def holder(self, article: Article) -> str | None:
        """The id of another article of the same outlet with the same text, or None."""
        identity: str | None = self._value(
            "SELECT id FROM articles WHERE sha256 = ? AND publisher IS ? AND id != ?",
            article.sha256,
            article.publisher,
            article.id,
        )
        return identity

    def sources(self, prefix: str) -> Iterator[tuple[str, str, str]]:
        """Id, source and title of every article whose source begins with `prefix`, in steps of 1,000."""
        last = -1
        while rows := self._all(
            "SELECT number, id, source, title FROM articles "
            "WHERE number > ?1 AND substr(source, 1, length(?2)) = ?2 ORDER BY number LIMIT 1000",
            last,
            prefix,
        ):
            yield from (row[1:] for row in rows)
            last = rows[-1][0]

    def ids_beginning(self, prefix: str, limit: int) -> list[str]:
        """Ids of articles that begin with `prefix`, at most `limit` of them."""
        rows = self._all("SELECT id FROM articles WHERE substr(id, 1, length(?1)) = ?1 LIMIT ?2", prefix, limit)
        return [row[0] for row in rows]

    def listings(
        self,
        search: str = "",
        *,
        order: Order = "published",
        is_descending: bool = True,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Listing]:
        """Articles without their text; by default all, the newest first. Undated and nameless ones come last.

        Each word of `search` stands in title, outlet or date (2022-11), letter
        case forgiven. `limit` and `offset` cut the ordered list.
        """
        column = order if order == "published" else f"{order} COLLATE NOCASE"
        sorting = f"{column} {'DESC' if is_descending else 'ASC'} NULLS LAST, title, id"
        rows = self._all(
            "SELECT a.id, a.title, a.publisher, a.published, a.url, a.source, "
            "(SELECT count(*) FROM passages p WHERE p.article = a.number), "
            "NOT EXISTS (SELECT 1 FROM passages p WHERE p.article = a.number AND NOT p.embedded) "
            f"FROM (SELECT number FROM articles WHERE {MATCHING} ORDER BY {sorting} LIMIT ? OFFSET ?) "
            f"JOIN articles a USING (number) ORDER BY {sorting}",
            search.casefold(),
            -1 if limit is None else limit,
            offset,
        )
        return [
            Listing(i, title, publisher, _date(published), url, source, passages, "ready" if embedded else "pending")
            for i, title, publisher, published, url, source, passages, embedded in rows
        ]

    def matching(self, search: str) -> int:
        """How many articles `listings` has for `search`."""
        return int(self._value(f"SELECT count(*) FROM articles WHERE {MATCHING}", search.casefold()))

    def by_month(self) -> dict[str, int]:
        """How many articles each month has ("2022-11"), the first month first; undated ones are left out."""
        return dict(
            self._all(
                "SELECT substr(published, 1, 7) AS month, count(*) FROM articles "
                "WHERE published IS NOT NULL GROUP BY month ORDER BY month"
            )
        )

    def overview(self) -> Overview:
        """How much the library holds."""
        articles, passages, pending, newest = self._all(
            # One by one, for each has an index; two of a table together, SQLite would read all rows.
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages), "
            "(SELECT count(*) FROM passages WHERE NOT embedded), (SELECT max(published) FROM articles)"
        )[0]
        return Overview(articles, passages, pending, _date(newest))

    def publisher(self, name: str) -> str | None:
        """The outlet as the articles write it, letter case forgiven; None when none has it."""
        rows = self._all("SELECT DISTINCT publisher FROM articles WHERE publisher IS NOT NULL")
        names = {row[0].casefold(): row[0] for row in rows}
        return names.get(name.strip().casefold())

    def questions(self, limit: int) -> list[str]:
        """Questions that the articles themselves offer, one an article first, newest article first."""
        rows = self._all(
            "SELECT q.value FROM articles a, json_each(a.questions) q "
            "ORDER BY q.key, a.published DESC NULLS LAST, a.number LIMIT ?",
            limit,
        )
        return [row[0] for row in rows]

    def newest_titles(self, limit: int) -> list[str]:
        """The headlines of the newest articles, undated ones last."""
        rows = self._all("SELECT title FROM articles ORDER BY published DESC NULLS LAST, number LIMIT ?", limit)
        return [row[0] for row in rows]

    def publishers(self) -> list[str]:
        """Every outlet that has an article, in the order of the alphabet."""
        rows = self._all(
            "SELECT DISTINCT publisher FROM articles WHERE publisher IS NOT NULL ORDER BY 1 COLLATE NOCASE"
        )
        return [row[0] for row in rows]

    def passages(self, passage_ids: Collection[str]) -> dict[str, Passage]:
        """These passages, at most a few thousand, by id; those that are gone are left out."""
        marks = ",".join("?" * len(passage_ids))
        rows = self._all(f"SELECT {PASSAGE} FROM {JOINED} WHERE p.id IN ({marks})", *passage_ids)
        return {passage.id: passage for passage in map(_passage, rows)}

    def embedded(self, passage_ids: Sequence[str], scope: Scope = EVERYTHING) -> dict[str, date | None]:
        """Of these passages, those that are in `scope` and whose vectors are up to date, with their article's day."""
        condition, values = _bounds(scope, "p")
        marks = ",".join("?" * len(passage_ids))
        rows = self._all(
            f"SELECT p.id, p.published FROM passages p WHERE p.embedded AND p.id IN ({marks}){condition}",
            *passage_ids,
            *values,
        )
        return {passage_id: _date(published) for passage_id, published in rows}

    def embedded_ids(self, scope: Scope, limit: int) -> list[str]:
        """Ids of passages in `scope` whose vectors are up to date, at most `limit` of them."""
        condition, values = _bounds(scope, "p")
        rows = self._all(f"SELECT p.id FROM passages p WHERE p.embedded{condition} LIMIT ?", *values, limit)
        return [row[0] for row in rows]

    def share(self, scope: Scope) -> float:
        """Which share of the articles is in `scope`, between 0 and 1."""
        if scope == EVERYTHING:
            return 1.0
        condition, values = _bounds(scope, "a")
        within, everything = self._all(
            f"SELECT (SELECT count(*) FROM articles a WHERE 1{condition}), (SELECT count(*) FROM articles)", *values
        )[0]
        return within / everything if everything else 0.0

    def undated(self, publisher: str | None = None) -> int:
        """How many articles have no date, of this outlet or of all."""
        outlet = "AND publisher = ?" if publisher else ""
        values = [publisher] if publisher else []
        return int(self._value(f"SELECT count(*) FROM articles WHERE published IS NULL {outlet}", *values))

    def passage_ids(self) -> Iterator[tuple[str, bool]]:
        """Every passage id with whether its vector is said to be stored, in steps of 10,000."""
        last = -1
        while rows := self._all(
            "SELECT number, id, embedded FROM passages WHERE number > ? ORDER BY number LIMIT 10000", last
        ):
            yield from ((row[1], bool(row[2])) for row in rows)
            last = rows[-1][0]

    def keyword_ranking(self, words: Sequence[str], limit: int, scope: Scope = EVERYTHING) -> list[Scored]:
        """Passages in `scope` that hold any of `words` (stems match), by BM25, the best first."""
        if not words:
            return []
        matching = " OR ".join(_phrase(word) for word in words)
        condition, values = _bounds(scope, "p")
        share = self.share(scope)
        ranking: list[Scored] = []
        if share >= WIDE:
            # Among the best of all there are enough that are in a wide scope.
            deep = math.ceil(limit / share * SPARE) if condition else limit
            ranking = self._scored("", [matching, deep], condition, [*values, limit])
        if condition and len(ranking) < limit:
            # A narrow one is laid out first, and what is not in it is never scored.
            within = f"AND +rowid IN (SELECT number FROM passages p WHERE 1{condition})"
            ranking = self._scored(within, [matching, *values, limit], "", [limit])
        return ranking

    def _scored(self, within: str, inner: list[Any], condition: str, outer: list[Any]) -> list[Scored]:
        rows = self._all(
            "SELECT p.id, k.score, p.published FROM (SELECT rowid, -rank AS score FROM keywords "
            # By the alias: told to sort by `rank`, FTS5 itself would score all, those not within too, and take longer.
            f"WHERE keywords MATCH ? {within} ORDER BY score DESC, rowid LIMIT ?) k "
            f"JOIN passages p ON p.number = k.rowid WHERE 1{condition} ORDER BY k.score DESC, p.number LIMIT ?",
            *inner,
            *outer,
        )
        return [Scored(passage_id, score, _date(published)) for passage_id, score, published in rows]

    def holding(self, word: str, passage_ids: Sequence[str]) -> set[str]:
        """Which of these passages, or of their headlines, hold `word` or a form of it."""
        marks = ",".join("?" * len(passage_ids))
        rows = self._all(
            f"SELECT p.id FROM passages p JOIN keywords ON keywords.rowid = p.number "
            f"WHERE keywords MATCH ? AND p.id IN ({marks})",
            _phrase(word),
            *passage_ids,
        )
        return {row[0] for row in rows}

    def frequency(self, word: str) -> int:
        """In how many passages `word` or a form of it stands."""
        count: int = self._value("SELECT count(*) FROM keywords WHERE keywords MATCH ?", _phrase(word))
        return count

    # Mending

    def keyword_faults(self) -> int:
        """How many passages the keyword index lacks or holds without reason."""
        missing = "SELECT count(*) FROM passages WHERE number NOT IN (SELECT id FROM keywords_docsize)"
        extra = "SELECT count(*) FROM keywords_docsize WHERE id NOT IN (SELECT number FROM passages)"
        return int(self._value(missing)) + int(self._value(extra))

    def rebuild_keywords(self) -> None:
        """Make the keyword index again from the articles."""
        with self._transaction():
            self._db.execute("INSERT INTO keywords (keywords) VALUES ('delete-all')")
            last = -1
            while rows := self._all(
                f"SELECT p.number, a.title, {PASSAGE} FROM {JOINED} WHERE p.number > ? ORDER BY p.number LIMIT 1000",
                last,
            ):
                for number, title, *_, text in rows:
                    self._index_words(number, title, text)
                last = rows[-1][0]

    # For the modules that keep tables of their own here

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a SELECT finds."""
        return self._all(statement, *values)

    def change(self, statement: str, *values: Any) -> int:
        """Run one statement in a transaction; how many rows it touched."""
        with self._transaction():
            return self._db.execute(statement, values).rowcount

    # The connection

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock:
            try:
                self._db.execute("BEGIN IMMEDIATE")
                yield
                self._db.execute("COMMIT")
            except BaseException as exc:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                if isinstance(exc, sqlite3.DatabaseError):
                    raise _explained(exc, self.path) from exc
                raise

    def _all(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._db.execute(statement, values).fetchall()
            except sqlite3.DatabaseError as exc:
                raise _explained(exc, self.path) from exc

    def _value(self, statement: str, *values: Any) -> Any:
        rows = self._all(statement, *values)
        return rows[0][0] if rows else None


def _bounds(scope: Scope, table: str) -> tuple[str, list[str]]:
    """The scope as a further condition on the articles `a` or the passages `p`, and its values; none for everything."""
    bounds = [
        (f"{table}.published >= ?", scope.since.isoformat() if scope.since else None),
        (f"{table}.published <= ?", scope.until.isoformat() if scope.until else None),
        (f"{table}.publisher = ?", scope.publisher),
    ]
    used = [(condition, value) for condition, value in bounds if value is not None]
    return "".join(f" AND {condition}" for condition, _ in used), [value for _, value in used]


def _holds(words: str, *facts: str | None) -> bool:
    """Whether each of the folded words stands in one of the facts, for SQLite."""
    text = " ".join(filter(None, facts)).casefold()
    return all(word in text for word in words.split())


def _phrase(word: str) -> str:
    """`word` as plain text for FTS5, which can neither hold a NUL nor half a surrogate pair."""
    return '"' + UNSEARCHABLE.sub(" ", word).replace('"', '""') + '"'


def _passage(row: Sequence[Any]) -> Passage:
    article_id, start, end, text = row
    return Passage(article_id, start, end, text)


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _explained(exc: sqlite3.DatabaseError, path: Path) -> LibraryError:
    """SQLite's error as one of ours."""
    code = getattr(exc, "sqlite_errorname", "")
    if code == "SQLITE_NOTADB":
        return NotALibrary(path.parent, f"{path.name} is not a catalog")
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR")):
        return NotWritable(path.parent, str(exc))
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryError(f"another program is writing to {str(path)!r}; try again when it is done")
    return LibraryDamaged(
        f"the catalog {str(path)!r} cannot be read ({exc}); move the folder away and add the articles again"
    )
