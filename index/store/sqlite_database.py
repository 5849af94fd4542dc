"""The catalog's SQLite file: opened, brought up to date, read and written; its errors as ours."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Literal

from article_qa.index.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryGone,
    NewerLibrary,
    NotACatalog,
    NotALibrary,
    NotWritable,
)
from article_qa.index.store.database import Database, Duty
from article_qa.index.store.disks import not_writable
from article_qa.index.store.permissions import make_file
from article_qa.index.store.schema import APPLICATION_ID, STEPS
from article_qa.index.text.keywords import indexed_text

# For another program that writes.
WAIT_SECONDS = 30
# For those who read the log. What is not emptied now is emptied later.
LOG_WAIT_MILLISECONDS = 500
# Less free space than this is soon used again. A larger file would take too long to write anew.
VACUUM_SHARE, VACUUM_MAX_BYTES = 0.2, 100_000_000


class SQLiteDatabase(Database):
    """One open file; safe to share between threads.

    Every use may raise NotALibrary, LibraryDamaged, NotWritable, or
    LibraryError where another program writes for half a minute, and LibraryGone
    where the file is not at its path any more.
    """

    dialect: Literal["sqlite"] = "sqlite"

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, made if it does not exist, read-only if it cannot be written.

        Raises NotALibrary for a file of another kind, LibraryDamaged for one
        that cannot be read, NotWritable where it cannot be made or brought up
        to date.
        """
        self.path = path
        self._place = path.absolute()
        self._file: os.stat_result | None = None
        self._lock = threading.RLock()
        with suppress(OSError):  # SQLite meets the same trouble, and says so.
            make_file(path)
        try:
            self._open(str(path), writable=True)
        except NotWritable:
            if not self._opens_to_read():
                raise
        self._file = self._place.stat()

    def see_place(self) -> None:
        """Raises LibraryGone where the path leads to another file than when it was opened, or to none."""
        try:
            is_there = self._file is None or os.path.samestat(self._place.stat(), self._file)
        except (FileNotFoundError, NotADirectoryError):
            is_there = False
        if not is_there:
            raise LibraryGone(self.path.parent)

    def _open(self, name: str, *, writable: bool) -> None:
        try:
            self.connection = sqlite3.connect(
                name, timeout=WAIT_SECONDS, check_same_thread=False, isolation_level=None, uri=not writable
            )
        except sqlite3.DatabaseError as exc:
            raise explained(exc, self.path) from exc
        self.connection.create_function("holds", 4, _holds, deterministic=True)
        self.connection.create_function("indexed_text", 1, indexed_text, deterministic=True)
        try:
            if not writable:
                if self.value("PRAGMA user_version") != len(STEPS):
                    raise NotWritable(self.path.parent, "its catalog is of an older version")
                return
            with self.transaction():
                self._adopt()
            # Only now: another program's file is left as it was.
            self.rows("PRAGMA journal_mode = WAL")
            self.rows("PRAGMA synchronous = NORMAL")
            # The words of what is removed are not to be read in the file either.
            self.rows("PRAGMA secure_delete = ON")
        except LibraryError:
            self.connection.close()
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
        """Make the tables that the file lacks; another program's file, or a newer version's, is not touched."""
        owner = self.value("PRAGMA application_id")
        tables = self.value("SELECT count(*) FROM sqlite_master")
        # The first version did not count.
        done = max(1, self.value("PRAGMA user_version")) if owner else 0
        if (tables and owner != APPLICATION_ID) or (owner and not tables):
            raise NotALibrary(self.path.parent, f"{self.path.name} belongs to another program")
        if done > len(STEPS):
            raise NewerLibrary(self.path.parent)
        for step in STEPS[done:]:
            for statement in step.split(";\n"):
                self.connection.execute(statement)
        if done < len(STEPS):
            self.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self.connection.execute(f"PRAGMA user_version = {len(STEPS)}")

    def close(self) -> None:
        with self._lock:
            self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within it, or nothing."""
        with self._lock:
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                self.see_place()
                yield
                self.see_place()
                self.connection.execute("COMMIT")
            except BaseException as exc:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                if isinstance(exc, sqlite3.DatabaseError):
                    raise explained(exc, self.path) from exc
                raise

    def alone(self, duty: Duty, *, seconds: float) -> AbstractContextManager[None]:  # noqa: ARG002
        """Nothing: the lock in the folder is enough."""
        return nullcontext()

    def together(self, duty: Duty) -> AbstractContextManager[bool]:  # noqa: ARG002
        """Never so: a file has one owner at a time."""
        return nullcontext(False)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement of a transaction."""
        return self.connection.execute(statement, values)

    def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement of a transaction for each of `values`."""
        self.connection.executemany(statement, values)

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a SELECT finds."""
        with self._lock:
            self.see_place()
            try:
                return self.connection.execute(statement, values).fetchall()
            except sqlite3.DatabaseError as exc:
                raise explained(exc, self.path) from exc

    @contextmanager
    def snapshot(self) -> Iterator[Callable[[str], Iterable[tuple[Any, ...]]]]:
        """What any number of SELECTs find, all of them at one moment."""
        address = f"{self.path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            yield connection.execute

    def empty_log(self) -> None:
        """Move what the log (`-wal`) holds into the file, so that deleted words stand in neither; waits for a moment.

        Where others read meanwhile, the log is emptied later, at the latest by who closes the file last.
        """
        with self._lock, suppress(LibraryError):
            self.rows(f"PRAGMA busy_timeout = {LOG_WAIT_MILLISECONDS}")
            try:
                self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                self.rows(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")

    def vacuum(self) -> None:
        """Give the disk back what the file has free, where that is much of a file that is written again in a moment.

        Where another program writes meanwhile, it is left for another time.
        """
        free, pages, size = (self.value(f"PRAGMA {each}") for each in ("freelist_count", "page_count", "page_size"))
        if free >= VACUUM_SHARE * pages and pages * size <= VACUUM_MAX_BYTES:
            with suppress(LibraryError):
                self.rows("VACUUM")
            self.empty_log()

    def faults(self) -> list[str]:
        """What SQLite's own check finds wrong with the file, ten things at most; FTS5's are for `index.store.bm25`."""
        try:
            found = self.rows("PRAGMA integrity_check(10)")
        except LibraryDamaged as exc:
            return [str(exc)]
        return [" ".join(said.split()) for (said,) in found if said != "ok" and "FTS5" not in said]


def _holds(words: str, *facts: str | None) -> bool:
    """Whether each of the folded words stands in one of the facts, for SQLite."""
    text = " ".join(filter(None, facts)).casefold()
    return all(word in text for word in words.split())


def explained(exc: sqlite3.DatabaseError, path: Path) -> LibraryError:
    """SQLite's error as one of ours."""
    code = getattr(exc, "sqlite_errorname", "")
    if code == "SQLITE_NOTADB":
        return NotACatalog(path)
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR")):
        return not_writable(path.parent, str(exc))
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryError(f"another program is writing to {str(path)!r}; try again when it is done")
    return LibraryDamaged(
        f"the catalog {str(path)!r} cannot be read ({exc}); save what can be saved with: article-qa doctor --repair"
    )
