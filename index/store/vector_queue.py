"""The ledger of the vectors: which passages have theirs or wait for it, which are to go, and who made them.

The vectors themselves lie in Chroma (`index.store.chroma`). What is noted here is
written in one transaction of the catalog each, so that whoever dies between the
two leaves something to do over, never something lost.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from article_qa.index.records import EVERYTHING, Heading, Passage, Scope
from article_qa.index.store.database import Database
from article_qa.index.store.rows import JOINED, PASSAGE, as_date, as_passage, bounds


class VectorQueue:
    """What one catalog knows of its vectors. Raises as `index.store.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, limit: int) -> list[tuple[Passage, Heading]]:
        """The next passages without a vector, each with its article's heading, oldest first."""
        return self._headed("NOT p.embedded", limit)

    def headed(self, passage_ids: Sequence[str]) -> list[tuple[Passage, Heading]]:
        """Those of these passages, at most a few thousand, whose old vector is not to go, each with its heading."""
        marks = ",".join("?" * len(passage_ids))
        return self._headed(f"p.id IN ({marks})", len(passage_ids), *passage_ids)

    def _headed(self, condition: str, limit: int, *values: str) -> list[tuple[Passage, Heading]]:
        rows = self._database.rows(
            f"SELECT {PASSAGE}, a.title, a.publisher, a.published, a.url FROM {JOINED} "
            # One whose old vector is still to go would lose the new one with it.
            f"WHERE {condition} AND p.id NOT IN (SELECT id FROM stale_vectors) ORDER BY p.number LIMIT ?",
            *values,
            limit,
        )
        return [(as_passage(row[:4]), Heading(row[4], row[5], as_date(row[6]), row[7])) for row in rows]

    def mark_embedded(self, passages: Iterable[Passage]) -> None:
        """Note that the vectors of these passages are stored; one that was replaced meanwhile goes on waiting."""
        with self._database.transaction():
            self._count_writing()
            self._database.executemany(
                # A copy that was made of an earlier vector is none of this one.
                "UPDATE passages SET embedded = 1, renewed = 0 "
                "WHERE id = ?1 AND ?1 NOT IN (SELECT id FROM stale_vectors)",
                [(p.id,) for p in passages],
            )

    def mark_pending(self, passage_ids: Iterable[str] | None = None) -> None:
        """Ask for the vectors of these passages, or of all, to be made again."""
        with self._database.transaction():
            self._count_writing()
            if passage_ids is None:
                self._database.execute("UPDATE passages SET embedded = 0")
            else:
                self._database.executemany("UPDATE passages SET embedded = 0 WHERE id = ?", [(i,) for i in passage_ids])

    def stale(self, limit: int) -> list[str]:
        """Passage ids whose vectors are to be removed."""
        return [row[0] for row in self._database.rows("SELECT id FROM stale_vectors LIMIT ?", limit)]

    def forget_stale(self, passage_ids: Sequence[str]) -> None:
        """Note that these vectors are gone."""
        with self._database.transaction():
            self._count_writing()
            self._database.execute("UPDATE library SET vectors_removed = vectors_removed + ?", (len(passage_ids),))
            self._database.executemany("DELETE FROM stale_vectors WHERE id = ?", [(i,) for i in passage_ids])

    def removed(self) -> int:
        """How many vectors were removed since the index was last written anew."""
        count: int = self._database.value("SELECT vectors_removed FROM library")
        return count

    def stored_count(self) -> int:
        """How many passages have their vector."""
        count: int = self._database.value("SELECT count(*) FROM passages WHERE embedded")
        return count

    def waiting(self) -> tuple[int, int]:
        """How many passages wait for a vector, and how many vectors for their removal."""
        passages, vectors = self._database.rows(
            "SELECT (SELECT count(*) FROM passages WHERE NOT embedded), (SELECT count(*) FROM stale_vectors)"
        )[0]
        return passages, vectors

    def unread(self, scope: Scope = EVERYTHING) -> tuple[int, int]:
        """How many passages in `scope` wait for a vector, and of how many; (0, 0) when none does."""
        condition, values = bounds(scope, "p")
        # By way of those that wait, for there are few or none, and of a scope there may be many.
        waiting = "passages p INDEXED BY passages_pending WHERE NOT p.embedded"
        pending: int = self._database.value(f"SELECT count(*) FROM {waiting}{condition}", *values)
        total: int = (
            self._database.value(f"SELECT count(*) FROM passages p WHERE 1{condition}", *values) if pending else 0
        )
        return pending, total

    def _count_writing(self) -> None:
        self._database.execute("UPDATE library SET vectors_version = vectors_version + 1")

    def begin_writing(self) -> None:
        """Note that vectors are going to be written, by somebody who may not live to say that they were."""
        with self._database.transaction():
            self._count_writing()

    def vectors_version(self) -> int:
        """How often vectors were written or given up, or were about to be: moved, when what one holds may be old."""
        version: int = self._database.value("SELECT vectors_version FROM library")
        return version

    def library_id(self) -> str:
        """Sixteen hexadecimal digits that no other library has."""
        identity: str = self._database.value("SELECT id FROM library")
        return identity

    def begin_elsewhere(self, embedder: str | None) -> None:
        """Note that this is a copy of a library, without a vector yet, for those that `embedder` made.

        It becomes a library of its own, for a Chroma server may hold the vectors of both.
        """
        with self._database.transaction():
            self._count_writing()
            self._database.execute(
                "UPDATE library SET id = ?, embedder = ?, renewing = NULL", (secrets.token_hex(8), embedder)
            )
            self._database.execute("UPDATE passages SET embedded = 0, renewed = 0")
            self._database.execute("DELETE FROM stale_vectors")

    # Whose vectors they are

    def embedder(self) -> str | None:
        """The embedder whose vectors the passages have; None while none has one."""
        name: str | None = self._database.value(
            "SELECT embedder FROM library WHERE EXISTS (SELECT 1 FROM passages WHERE embedded)"
        )
        return name

    def generation(self) -> int:
        """How often its vectors got a new home, by another embedder or copied; their collection is named by it."""
        number: int = self._database.value("SELECT generation FROM library")
        return number

    def claim(self, embedder: str) -> str:
        """The embedder whose vectors are to be made: `embedder`, unless passages have those of another."""
        with self._database.transaction():
            made_by = self.embedder()
            if made_by is None:
                self._database.execute(
                    # One more where vectors were being made next to the present ones: their place is taken.
                    "UPDATE library SET generation = generation + CASE WHEN coalesce(embedder, ?1) = ?1 THEN 0 "
                    "WHEN renewing IS NULL THEN 1 ELSE 2 END, embedder = ?1, renewing = NULL",
                    (embedder,),
                )
            return made_by or embedder

    def renewing(self) -> str | None:
        """The embedder whose vectors are being made next to the present ones; None while none are."""
        name: str | None = self._database.value("SELECT renewing FROM library")
        return name

    def begin_renewal(self, embedder: str) -> bool:
        """Vectors of `embedder` will be made next to the present ones. Returns whether some of them exist already."""
        with self._database.transaction():
            if self.renewing() == embedder:
                return True
            self._database.execute("UPDATE library SET renewing = ?, vectors_removed = 0", (embedder,))
            self._database.execute("UPDATE passages SET renewed = 0 WHERE renewed")
            return False

    def to_renew(self, limit: int) -> list[tuple[Passage, Heading]]:
        """The next passages without a vector of the new embedder, as `pending` gives them."""
        return self._headed("NOT p.renewed", limit)

    def to_copy(self, limit: int) -> list[tuple[Passage, Heading]]:
        """The next passages whose vector is stored, but not yet among those being made next to the present ones."""
        return self._headed("p.embedded AND NOT p.renewed", limit)

    def renewal_left(self) -> int:
        """How many passages have no vector of the new embedder yet."""
        left: int = self._database.value("SELECT count(*) FROM passages WHERE NOT renewed")
        return left

    def mark_renewed(self, passages: Iterable[Passage]) -> None:
        """Note that the new embedder's vectors of these passages are stored, as `mark_embedded` does."""
        with self._database.transaction():
            self._database.executemany(
                "UPDATE passages SET renewed = 1 WHERE id = ?1 AND ?1 NOT IN (SELECT id FROM stale_vectors)",
                [(p.id,) for p in passages],
            )

    def finish_renewal(self) -> None:
        """From now on the passages have the new embedder's vectors; those added meanwhile wait for theirs."""
        with self._database.transaction():
            self._count_writing()
            self._database.execute(
                "UPDATE library SET embedder = renewing, generation = generation + 1, renewing = NULL"
            )
            self._database.execute("UPDATE passages SET embedded = renewed, renewed = 0")

    def finish_copy(self) -> None:
        """From now on the vectors that were copied are those in use; a passage without a copy waits for its vector."""
        with self._database.transaction():
            self._count_writing()
            self._database.execute("UPDATE library SET generation = generation + 1, renewing = NULL")
            self._database.execute("UPDATE passages SET embedded = (embedded AND renewed), renewed = 0")

    def unknown(self, passage_ids: Sequence[str]) -> list[str]:
        """Those of these ids that no passage has and that do not wait for the removal of their vectors either."""
        rows = self._database.rows(
            "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM passages) "
            "AND value NOT IN (SELECT id FROM stale_vectors)",
            json.dumps(passage_ids),
        )
        return [row[0] for row in rows]

    # Which may be found

    def embedded(self, passage_ids: Sequence[str], scope: Scope = EVERYTHING) -> dict[str, date | None]:
        """Of these passages, those that are in `scope` and whose vectors are up to date, with their article's day."""
        # By outlet alone SQLite would rather go through all that the outlet has; the plus forbids it.
        dated = scope.since or scope.until
        condition, values = bounds(scope, "p" if dated else "+p")
        marks = ",".join("?" * len(passage_ids))
        rows = self._database.rows(
            f"SELECT p.id, p.published FROM passages p WHERE p.embedded AND p.id IN ({marks}){condition}",
            *passage_ids,
            *values,
        )
        return {passage_id: as_date(published) for passage_id, published in rows}

    def embedded_ids(self, scope: Scope, limit: int) -> list[str]:
        """Ids of passages in `scope` whose vectors are up to date, at most `limit` of them."""
        condition, values = bounds(scope, "p")
        rows = self._database.rows(f"SELECT p.id FROM passages p WHERE p.embedded{condition} LIMIT ?", *values, limit)
        return [row[0] for row in rows]

    def passage_ids(self) -> Iterator[tuple[str, bool]]:
        """Every passage id with whether its vector is said to be stored, in steps of 10,000."""
        last = -1
        while rows := self._database.rows(
            "SELECT number, id, embedded FROM passages WHERE number > ? ORDER BY number LIMIT 10000", last
        ):
            yield from ((row[1], bool(row[2])) for row in rows)
            last = rows[-1][0]
