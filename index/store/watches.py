"""Standing questions, their notices, and what is new since they were last asked.

What they are asked of, scopes, answers and notices, is JSON here; `qa/watching`
reads and writes it. The queue holds the ids of passages that got their vectors,
and `ARTICLE:` for articles that went. The catalog's triggers fill it.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from article_qa.index.errors import UnknownWatch
from article_qa.index.store.database import Database
from article_qa.index.store.versions import now

COLUMNS = "id, question, scope, made, asked, answer"
# Of one question; older ones are dropped.
MAX_NOTICES = 200


@dataclass(frozen=True, slots=True)
class StoredWatch:
    """A standing question with its last answer; `made` and `asked` are times in UTC."""

    id: str
    question: str
    scope: str
    made: str
    asked: str
    answer: str


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A notice of a standing question."""

    id: str
    watch: str
    told: str
    notice: str


class WatchStore:
    """The standing questions of one catalog. Raises as `index.store.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, question: str, scope: str, answer: str) -> StoredWatch:
        """Keep a question with its first answer; one that is kept already with this scope has its answer replaced."""
        with self._database.transaction():
            wanted = "SELECT id, made FROM watches WHERE question = ? AND scope = ?"
            before = self._database.rows(wanted, question, scope)
            watch_id, made = before[0] if before else (secrets.token_hex(4), now())
            row = (watch_id, question, scope, made, now(), answer)
            self._database.execute(
                "INSERT INTO watches VALUES (?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET "
                "asked = excluded.asked, answer = excluded.answer",
                row,
            )
        return StoredWatch(*row)

    def all(self) -> list[StoredWatch]:
        """Every standing question, the first one first."""
        return [StoredWatch(*row) for row in self._database.rows(f"SELECT {COLUMNS} FROM watches ORDER BY made, id")]

    def remove(self, wanted: str) -> StoredWatch:
        """Forget the question with this id, or the first characters of one, and its notices. Raises UnknownWatch."""
        found = [watch for watch in self.all() if watch.id.startswith(wanted)] if wanted else []
        if len(found) != 1:
            raise UnknownWatch(wanted)
        with self._database.transaction():
            self._database.execute("DELETE FROM watches WHERE id = ?", (found[0].id,))
            self._database.execute("DELETE FROM notices WHERE watch = ?", (found[0].id,))
            self._database.execute("DELETE FROM watches_due WHERE watch = ?", (found[0].id,))
        return found[0]

    def answered(self, watch_id: str, answer: str, notice: str | None) -> None:
        """Keep the new answer of a question and, in one transaction, what is told of it; one that went is left out."""
        with self._database.transaction():
            kept = self._database.execute(
                "UPDATE watches SET answer = ?, asked = ? WHERE id = ?", (answer, now(), watch_id)
            ).rowcount
            self.settled(watch_id)
            if kept and notice:
                row = (secrets.token_hex(8), watch_id, now(), notice)
                self._database.execute("INSERT INTO notices VALUES (?,?,?,?)", row)
                self._database.execute(
                    "DELETE FROM notices WHERE watch = ?1 AND rowid NOT IN "
                    "(SELECT rowid FROM notices WHERE watch = ?1 ORDER BY rowid DESC LIMIT ?2)",
                    (watch_id, MAX_NOTICES),
                )

    def forget_words(self, article_id: str) -> None:
        """Drop the notices that may quote an article that is removed; within a transaction."""
        self._database.execute("DELETE FROM notices WHERE instr(notice, ?) > 0", (article_id,))

    def notices(self, limit: int = -1) -> list[StoredNotice]:
        """The notices of all questions, the newest first."""
        rows = self._database.rows(
            "SELECT id, watch, told, notice FROM notices ORDER BY told DESC, rowid DESC LIMIT ?", limit
        )
        return [StoredNotice(*row) for row in rows]

    def is_waiting(self) -> bool:
        """Whether something is new that the questions were not asked of."""
        queued = "EXISTS (SELECT 1 FROM watch_queue) OR EXISTS (SELECT 1 FROM watches_due)"
        return bool(self._database.value(f"SELECT {queued}"))

    def due(self) -> list[StoredWatch]:
        """The questions that something new concerns, the one that was not asked for longest first."""
        wanted = f"SELECT {COLUMNS} FROM watches WHERE id IN (SELECT watch FROM watches_due) ORDER BY asked, id"
        return [StoredWatch(*row) for row in self._database.rows(wanted)]

    def settled(self, watch_id: str) -> None:
        """Note that this question need not be asked until something new concerns it; within a transaction."""
        self._database.execute("DELETE FROM watches_due WHERE watch = ?", (watch_id,))

    def queue(self) -> list[str]:
        """What is new: ids of passages, and `ARTICLE:` for articles that went."""
        return [row[0] for row in self._database.rows("SELECT passage FROM watch_queue")]

    def clear(self, queue: Sequence[str], concerned: Sequence[str] = ()) -> None:
        """Note that of all questions these are the ones that what is in `queue` concerns."""
        with self._database.transaction():
            marked = "INSERT INTO watches_due VALUES (?) ON CONFLICT DO NOTHING"
            self._database.executemany(marked, [(each,) for each in concerned])
            self._database.executemany("DELETE FROM watch_queue WHERE passage = ?", [(each,) for each in queue])
