"""The catalog in PostgreSQL: opened, brought up to date, read and written; its errors as ours.

The only home of psycopg.

A library has the first schema of the connection's search path for itself. All
threads share one connection, and one that the server closed is opened again.
Of the processes that write, an advisory lock lets one at a time into its
transaction, so that each sees what those before it stored.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from filelock import Timeout

from article_qa.index.errors import CatalogServerFailed, LibraryDamaged, LibraryError, LibraryMissing
from article_qa.index.extras import part
from article_qa.index.store.database import Cursor, Database, Duty
from article_qa.index.store.postgres_schema import STEP_COUNT, steps
from article_qa.index.store.postgres_sql import adapted, placed
from article_qa.index.store.schema import APPLICATION_ID

if TYPE_CHECKING:
    import psycopg

Result = TypeVar("Result")

# For another program that writes.
WAIT_SECONDS = 30
# A server that does not answer is told of, rather than waited for.
CONNECT_SECONDS = 10
SCHEMES = ("postgresql://", "postgres://")
# Compiling a query takes longer than running most of ours. The locks of a machine that lost its power are to be free
# after a minute and a half; by default the server notices after two hours.
SESSION = (
    f"SET lock_timeout = '{WAIT_SECONDS}s'; SET jit = off; "
    "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
)
LOCK = f"SELECT pg_advisory_xact_lock({APPLICATION_ID}, hashtext(current_schema()))"
DUTIES: dict[Duty, int] = {"vectors": APPLICATION_ID + 1, "watches": APPLICATION_ID + 2}


class PostgresDatabase(Database):
    """One open catalog on a server, as `index.store.database.Database` says.

    May raise CatalogServerFailed at every use.
    """

    dialect: Literal["postgres"] = "postgres"

    def __init__(self, url: str, *, create: bool = True) -> None:
        """Connect to the database at `url`; with `create`, make the tables that it lacks.

        Raises CatalogServerFailed where it cannot be reached, belongs to
        another program or was made by a newer version, LibraryMissing where it is
        empty and `create` is not asked, PartMissing without psycopg.
        """
        with part("PostgreSQL as the catalog", "postgres"):
            import psycopg
        self._psycopg = psycopg
        self._url = url
        self._lock = threading.RLock()
        self._is_writing = False
        self.place = place_of(url)
        self._connection = self._connected()
        try:
            self._adopt(create=create)
        except BaseException:
            self.close()
            raise

    def see_place(self) -> None:
        """A schema stays where it is; what was dropped is told by the next statement."""

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within it, or nothing. Of all processes one at a time is in it."""
        with self._lock:
            self._again(lambda: self._connection.execute(f"BEGIN; {LOCK}"))
            try:
                self._is_writing = True
                yield
                self._connection.execute("COMMIT")
            except BaseException as exc:
                with suppress(self._psycopg.Error):
                    self._connection.execute("ROLLBACK")
                if isinstance(exc, self._psycopg.Error):
                    raise self._explained(exc) from exc
                raise
            finally:
                self._is_writing = False

    @contextmanager
    def alone(self, duty: Duty, *, seconds: float) -> Iterator[None]:
        """Be the only one on any machine with this duty; the server drops a dead process's lock.

        Raises filelock.Timeout when another one has it for longer than `seconds`, or at all for 0.
        """
        connection = self._connected()  # One of its own, so that waiting keeps no thread from reading.
        lock = f"advisory_lock({DUTIES[duty]}, hashtext(current_schema()))"
        try:
            try:
                # 0 would be for ever.
                connection.execute(f"SET lock_timeout = {0 if seconds < 0 else max(1, round(seconds * 1000))}")
                connection.execute(f"SELECT pg_{lock}")
            except self._psycopg.errors.LockNotAvailable:
                raise Timeout(self.place) from None
            except self._psycopg.Error as exc:
                raise self._explained(exc) from exc
            yield
        finally:
            connection.close()

    @contextmanager
    def together(self, duty: Duty) -> Iterator[bool]:
        """Be one of several with this duty; False where one has it, or waits to have it, alone."""
        lock = f"({DUTIES[duty]}, hashtext(current_schema()))"
        is_one: bool = self.value(f"SELECT pg_try_advisory_lock_shared{lock}")
        try:
            yield is_one
        finally:
            # One that was cut off has lost it.
            with suppress(LibraryError):
                if is_one:
                    self.value(f"SELECT pg_advisory_unlock_shared{lock}")

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Cursor:
        """Run one statement of a transaction."""
        text, places = adapted(statement)
        return self._connection.execute(text, placed(values, places))

    def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement of a transaction for each of `values`."""
        text, places = adapted(statement)
        with self._connection.cursor() as cursor:
            cursor.executemany(text, [placed(row, places) for row in values])

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a SELECT finds."""
        with self._lock:
            return self._again(lambda: self.execute(statement, values).fetchall())

    @contextmanager
    def snapshot(self) -> Iterator[Callable[[str], Iterable[tuple[Any, ...]]]]:
        """What any number of SELECTs find, all of them at one moment, by way of a connection of its own."""
        connection = self._connected()

        def rows(statement: str) -> Iterator[tuple[Any, ...]]:
            with connection.cursor(name="rows") as cursor:
                yield from cursor.execute(statement)

        try:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield rows
        except self._psycopg.Error as exc:
            raise self._explained(exc) from exc
        finally:
            connection.close()

    def empty_log(self) -> None:
        """The server keeps its log by itself."""

    def vacuum(self) -> None:
        """The server gives back by itself what is free."""

    def faults(self) -> list[str]:
        """Whether the tables can be read; their pages are the server's to check."""
        try:
            self.rows("SELECT count(*) FROM library")
        except LibraryDamaged as exc:
            return [str(exc)]
        return []

    def _connected(self) -> "psycopg.Connection[tuple[Any, ...]]":
        try:
            connection: psycopg.Connection[tuple[Any, ...]] = self._psycopg.connect(
                self._url, autocommit=True, application_name="article-qa", connect_timeout=CONNECT_SECONDS
            )
        except self._psycopg.ProgrammingError:
            # Its words may hold the password.
            raise not_an_address() from None
        except self._psycopg.Error as exc:
            raise CatalogServerFailed(self.place, _refusal(str(exc))) from None
        connection.adapters.register_loader("numeric", _number_loader())
        connection.execute(SESSION)
        return connection

    def _adopt(self, *, create: bool) -> None:
        """Make the tables that the schema lacks; another program's, or a newer version's, are not touched."""
        if self.value("SHOW server_encoding") != "UTF8":
            raise CatalogServerFailed(self.place, "its encoding is not UTF8")
        if self.value("SELECT current_schema()") is None:
            raise CatalogServerFailed(self.place, "it has no schema that this user may use")
        if self._done() == STEP_COUNT:
            return
        with self.transaction():
            # Another process may have made them meanwhile.
            done = self._done()
            if not done and self.value("SELECT to_regclass('articles') IS NOT NULL"):
                raise CatalogServerFailed(self.place, "its tables belong to another program")
            if done > STEP_COUNT:
                raise CatalogServerFailed(self.place, "a newer version of this program made its tables")
            if not done and not create:
                raise LibraryMissing(self.place)
            for step in steps()[done:]:
                self._connection.execute(step)
            if not done:
                self._connection.execute("CREATE TABLE catalog_version (steps integer NOT NULL)")
                self._connection.execute("INSERT INTO catalog_version VALUES (0)")
            self.execute("UPDATE catalog_version SET steps = ?", (STEP_COUNT,))

    def _done(self) -> int:
        """How many steps were taken."""
        if not self.value("SELECT to_regclass('catalog_version') IS NOT NULL"):
            return 0
        return int(self.value("SELECT steps FROM catalog_version"))

    def _again(self, run: Callable[[], Result]) -> Result:
        """What `run` gives; outside of a transaction it is tried once more where the server closed the connection."""
        try:
            try:
                return run()
            except (self._psycopg.OperationalError, self._psycopg.InterfaceError):
                if self._is_writing or not self._connection.closed:
                    raise
                self._connection = self._connected()
                return run()
        except self._psycopg.Error as exc:
            with suppress(self._psycopg.Error):
                if not self._is_writing:
                    self._connection.execute("ROLLBACK")
            raise self._explained(exc) from exc

    def _explained(self, exc: "psycopg.Error") -> LibraryError:
        """PostgreSQL's error as one of ours."""
        code, reason = exc.sqlstate or "", " ".join(str(exc).split())
        if self._connection.closed:
            return CatalogServerFailed(self.place, "it closed the connection, and what was being written is undone")
        if code in ("55P03", "57014", "40P01", "40001"):
            return LibraryError(f"another program is writing to {self.place!r}; try again when it is done")
        if code in ("42501", "25006") or code.startswith("53"):
            return CatalogServerFailed(self.place, f"it does not let this program write: {reason}")
        if code in ("42P01", "3F000"):
            return CatalogServerFailed(self.place, "the tables of the library are not there any more")
        return LibraryDamaged(
            f"the catalog {self.place!r} cannot be read ({reason}); restore the database from a copy of it"
        )


def place_of(url: str) -> str:
    """Where the catalog is, without user and password: "postgresql://localhost:5432/news".

    Raises CatalogServerFailed for what is no address of PostgreSQL, PartMissing without psycopg.
    """
    with part("PostgreSQL as the catalog", "postgres"):
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    if not url.startswith(SCHEMES):
        raise not_an_address()
    try:
        facts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise not_an_address() from None
    port = f":{facts['port']}" if facts.get("port") else ""
    return f"postgresql://{facts.get('host') or 'localhost'}{port}/{facts.get('dbname') or ''}"


def not_an_address() -> CatalogServerFailed:
    """The address itself is not said, for it may hold a password."""
    return CatalogServerFailed("INDEX_CATALOG_URL", "it is not of the form postgresql://USER:PASSWORD@HOST/DATABASE")


def _refusal(words: str) -> str:
    """Why a connection failed, in our words; the server's own may be in any language."""
    if "password" in words or "authentication" in words or "pg_hba" in words or "28P01" in words:
        return "it refused the user or the password"
    if "database" in words and "does not exist" in words:
        return "it has no such database"
    return "it cannot be reached"


def _number_loader() -> type:
    from psycopg.adapt import Loader

    class Number(Loader):
        """A sum of whole numbers as the whole number that it is."""

        def load(self, data: Any) -> int | float:
            text = bytes(data)
            return int(text) if text.lstrip(b"-").isdigit() else float(text)

    return Number
