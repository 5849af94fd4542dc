"""What every part of the catalog needs of the database that holds it.

`index.store.sqlite_database` is the file in the library's folder, and
`index.store.postgres_database` a schema on a PostgreSQL server. Statements are
written once, for both: `?` stands for a value, or `?1`, `?2` where one is used
again. What SQLite alone would understand is adapted by `index.store.postgres_sql`.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol, TypeAlias

# What is done by one process at a time, or by several that take leases: index/ingest/ownership.py.
Duty: TypeAlias = Literal["vectors", "watches"]


class Cursor(Protocol):
    """What a statement of a transaction found or changed."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class Database(Protocol):
    """An open database; safe to share between threads. What is the same in every database is said here.

    Every use may raise LibraryDamaged, NotWritable, LibraryGone, or
    LibraryError where it cannot be reached or another program writes for half a
    minute.
    """

    @property
    def dialect(self) -> Literal["sqlite", "postgres"]:
        """Which statement to take where one is written twice."""

    def see_place(self) -> None:
        """Raises LibraryGone where the library is not where it was opened."""

    def close(self) -> None: ...

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written within it, or nothing. Of all that write, one at a time is in it."""

    def alone(self, duty: Duty, *, seconds: float) -> AbstractContextManager[None]:
        """Be the only one on any machine with this duty; waits for `seconds`, for ever when negative.

        A file has its lock in its folder instead. Raises filelock.Timeout when another one still has it.
        """

    def together(self, duty: Duty) -> AbstractContextManager[bool]:
        """Be one of several with this duty; False where one has it, or waits to have it, alone."""

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Cursor:
        """Run one statement of a transaction."""

    def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement of a transaction for each of `values`."""

    def change(self, statement: str, *values: Any) -> int:
        """Run one statement in a transaction of its own; how many rows it touched."""
        with self.transaction():
            return self.execute(statement, values).rowcount

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a SELECT finds."""

    def value(self, statement: str, *values: Any) -> Any:
        """The first value of the first row; None without one."""
        rows = self.rows(statement, *values)
        return rows[0][0] if rows else None

    def snapshot(self) -> AbstractContextManager[Callable[[str], Iterable[tuple[Any, ...]]]]:
        """What any number of SELECTs find, all of them at one moment and a few rows at a time; others write on."""

    def empty_log(self) -> None:
        """See that deleted words stand in no log of the database, where that is in its hands."""

    def vacuum(self) -> None:
        """Give the disk back what the database has free, where that is much and quickly done."""

    def faults(self) -> list[str]:
        """What the database's own check finds wrong, ten things at most."""
