"""Who is at work on which vectors and annotations, in a catalog that many processes write to.

A lease is a row with its owner and the time until which nobody else takes what
it names. Its owner renews it; a killed one's runs out. Times are the
server's, so the clocks of the workers' machines do not matter.

A lease names passages by their ids and keeps them through whatever happens to
the article. The old vector of a passage that is replaced or removed meanwhile
therefore waits for its removal until the owner is done, and the owner cannot
bring it back. One that was held up for longer than its lease can: it notices
when it is done, and has both made again (`_redo`).

Leases are taken past rows that others have locked (SKIP LOCKED) and without the
lock of those who write, so nobody waits for anybody. What was done is noted in
a transaction that takes that lock, as every other change of a passage is.
"""

import json
import os
import secrets
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Literal, TypeAlias

from article_qa.index.errors import LibraryError
from article_qa.index.store.database import Database

Kind: TypeAlias = Literal["vector", "article"]

# Of the time until it runs out, a lease is renewed so often.
RENEWALS = 4
UNTIL = "clock_timestamp() + make_interval(secs => ?)"
PURGE = """
    DELETE FROM leases WHERE (kind, item) IN (
        SELECT kind, item FROM leases WHERE lease_until < clock_timestamp() FOR UPDATE SKIP LOCKED
    )
"""
# Two who saw the same row free: one of them gets it.
TAKE = f"""
    WITH free AS ({{free}})
    INSERT INTO leases (kind, item, owner, lease_until) SELECT '{{kind}}', id, ?, {UNTIL} FROM free
    ON CONFLICT DO NOTHING RETURNING item
"""
IS_FREE = "NOT EXISTS (SELECT 1 FROM leases l WHERE l.kind = '{kind}' AND l.item = {item})"
PASSAGES = f"""
    SELECT p.id FROM passages p WHERE NOT p.embedded AND {IS_FREE.format(kind="vector", item="p.id")}
    AND NOT EXISTS (SELECT 1 FROM stale_vectors s WHERE s.id = p.id)
    ORDER BY p.number LIMIT ? FOR UPDATE OF p SKIP LOCKED
"""
STALE = f"""
    SELECT s.id FROM stale_vectors s WHERE {IS_FREE.format(kind="vector", item="s.id")}
    LIMIT ? FOR UPDATE OF s SKIP LOCKED
"""
# By their version, which has an index: by their number, those that are done would be looked through each time.
ARTICLES = f"""
    SELECT a.id FROM annotations t JOIN articles a ON a.number = t.article
    WHERE (t.version < ? OR t.version > ?) AND {IS_FREE.format(kind="article", item="a.id")}
    ORDER BY t.version LIMIT ? FOR UPDATE OF t SKIP LOCKED
"""


class Leases:
    """The leases of one worker, which has one batch at a time. Raises as `index.store.database`."""

    def __init__(self, database: Database, *, seconds: float) -> None:
        self.seconds = seconds
        # People may read it in the table.
        self.owner = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self._database = database

    # Taking

    def take_passages(self, limit: int) -> list[str]:
        """Take passages that wait for a vector, the oldest first; their ids, none where others have all."""
        return self._take("vector", PASSAGES, limit)

    def take_stale(self, limit: int) -> list[str]:
        """Take vectors that are to be removed; their passages' ids."""
        return self._take("vector", STALE, limit)

    def take_articles(self, limit: int, version: int) -> list[str]:
        """Take articles that this version of the annotator has not read; their ids."""
        return self._take("article", ARTICLES, version, version, limit)

    def _take(self, kind: Kind, free: str, *values: int) -> list[str]:
        self._database.rows(f"{PURGE} RETURNING item")
        rows = self._database.rows(TAKE.format(free=free, kind=kind), *values, self.owner, self.seconds)
        return [row[0] for row in rows]

    # Keeping

    def renew(self) -> set[str]:
        """Put off the end of all that is taken; what is still this worker's."""
        rows = self._database.rows(
            f"UPDATE leases SET lease_until = {UNTIL} WHERE owner = ? RETURNING item", self.seconds, self.owner
        )
        return {row[0] for row in rows}

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """What is taken within the block is renewed by a thread, and given back at the end."""
        ended = threading.Event()

        def renew() -> None:
            while not ended.wait(self.seconds / RENEWALS):
                with suppress(LibraryError):  # Who finishes meets the same trouble, and says so.
                    self.renew()

        thread = threading.Thread(target=renew, name="leases", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
            with suppress(LibraryError):  # Then they run out.
                self.give_back()

    # Finishing

    def finish_passages(self, passage_ids: Sequence[str], generation: int) -> None:
        """Note that these passages have their vectors, among those of this generation of embedders; all is given back.

        One that was replaced meanwhile goes on waiting.
        """
        self._finish(
            passage_ids,
            generation,
            "UPDATE passages SET embedded = 1 WHERE id IN (SELECT value FROM json_each(?)) "
            "AND NOT EXISTS (SELECT 1 FROM stale_vectors s WHERE s.id = passages.id)",
        )

    def finish_stale(self, passage_ids: Sequence[str], generation: int) -> None:
        """Note that these vectors are gone; all is given back."""
        self._finish(passage_ids, generation, "DELETE FROM stale_vectors WHERE id IN (SELECT value FROM json_each(?))")

    def _finish(self, passage_ids: Sequence[str], generation: int, statement: str) -> None:
        with self._database.transaction():
            rows = self._database.rows("SELECT item FROM leases WHERE owner = ? FOR UPDATE", self.owner)
            held = {row[0] for row in rows}
            # Where another embedder's vectors took their place meanwhile, these lie in a collection that is gone.
            if self._database.value("SELECT generation FROM library") == generation:
                self._database.execute("UPDATE library SET vectors_version = vectors_version + 1")
                self._database.execute(statement, (json.dumps([each for each in passage_ids if each in held]),))
                self._redo([each for each in passage_ids if each not in held])
            self._database.execute("DELETE FROM leases WHERE owner = ?", (self.owner,))

    def give_back(self) -> None:
        """Let others take what this worker has."""
        self._database.rows("DELETE FROM leases WHERE owner = ? RETURNING item", self.owner)

    def _redo(self, passage_ids: Sequence[str]) -> None:
        """What was written without a lease may have come after what its new owner wrote."""
        if passage_ids:
            lost = json.dumps(passage_ids)
            self._database.execute("INSERT OR IGNORE INTO stale_vectors SELECT value FROM json_each(?)", (lost,))
            self._database.execute(
                "UPDATE passages SET embedded = 0 WHERE id IN (SELECT value FROM json_each(?))", (lost,)
            )
