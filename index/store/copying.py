"""A catalog's rows into an empty catalog in another kind of database.

Tables and columns are those of the SQLite file. The keyword index is made
again, because each database has its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

from article_qa.index.store.catalog import Catalog
from article_qa.index.store.database import Database

# The rows that a statement finds.
Rows: TypeAlias = Callable[[str], Iterable[tuple[Any, ...]]]

# Rows that are held at a time; one may be as long as an article.
BATCH = 1000
TABLES = """
SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
WHERE t.type = 'table' AND t.name NOT LIKE 'keyword%' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid
"""
# What somebody put in; all else comes of it, and some of that may be left of what was removed.
PUT_IN = ("articles", "damaged", "feeds", "collections", "edits", "watches", "notebook")
# Whole numbers in SQLite.
BOOLEANS = frozenset({"embedded", "renewed"})
# They are read in the order in which they were filled, and PostgreSQL numbers their rows for that.
IN_ORDER = frozenset({"feeds", "notices", "notebook"})
# Which number comes next.
NEXT = "SELECT setval(pg_get_serial_sequence(?, 'number'), coalesce(max(number), 0) + 1, FALSE) FROM \"{table}\""


def tables_of(file: Database) -> dict[str, list[str]]:
    """The tables of an SQLite catalog but its keyword index, each with its columns."""
    found: dict[str, list[str]] = {}
    for table, column in file.rows(TABLES):
        found.setdefault(table, []).append(column)
    return found


def is_empty(catalog: Catalog) -> bool:
    """Whether the catalog holds nothing that somebody put in."""
    return not any(catalog.database.value(f"SELECT EXISTS (SELECT 1 FROM {table})") for table in PUT_IN)


def copy_rows(
    rows: Rows, target: Catalog, tables: dict[str, list[str]], copied: Callable[[int], object] = lambda _: None
) -> None:
    """Copy what `rows` finds in these tables into `target`, which is empty; within a transaction of it.

    `copied` is called with how many rows there are so far.
    """
    database, done = target.database, 0
    for table, columns in tables.items():
        database.execute(f'DELETE FROM "{table}"')
        names = ", ".join(f'"{column}"' for column in columns)
        order = " ORDER BY rowid" if table in IN_ORDER else ""
        marks = ", ".join("?" for _ in columns)
        adapted = _with_booleans(columns) if database.dialect == "postgres" else _as_it_is
        for batch in _batches(map(adapted, rows(f'SELECT {names} FROM "{table}"{order}'))):
            database.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', batch)
            copied(done := done + len(batch))
        if database.dialect == "postgres" and "number" in columns:
            database.execute(NEXT.format(table=table), (table,))
    target.keywords.remake()
    if database.dialect == "postgres":
        # Until the server does so by itself it would choose slow ways.
        database.execute("ANALYZE")


def _as_it_is(row: Sequence[Any]) -> Sequence[Any]:
    return row


def _with_booleans(columns: Sequence[str]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    return lambda row: [bool(each) if name in BOOLEANS else each for name, each in zip(columns, row, strict=True)]


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    found = iter(rows)
    while batch := list(islice(found, BATCH)):
        yield batch
