"""A catalog as an older version left it."""

import sqlite3
from contextlib import closing

from article_qa.index.store.catalog import Catalog
from article_qa.index.store.database import Database
from article_qa.index.store.schema import STEPS
from article_qa.index.store.sqlite_database import SQLiteDatabase
from article_qa.index.text.keywords import indexed_text

COLUMNS = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
NAMED = "SELECT type, name FROM sqlite_master WHERE type IN ('index', 'table', 'trigger') AND sql IS NOT NULL"


def file_of(catalog: Catalog) -> SQLiteDatabase:
    """The file that a catalog is in."""
    assert isinstance(catalog.database, SQLiteDatabase)
    return catalog.database


def make_older(database: Database, newest_step: str) -> None:
    """Take what `newest_step` and the steps after it made out of the catalog."""
    known = STEPS.index(newest_step)
    with closing(sqlite3.connect(":memory:")) as old:
        old.create_function("indexed_text", 1, indexed_text)
        for step in STEPS[:known]:
            old.executescript(step + ";")
        kept, columns = set(old.execute(NAMED)), set(old.execute(COLUMNS))
    # Triggers first: a table that is dropped may have some. It takes its indexes along.
    for kind, name in sorted(set(database.rows(NAMED)) - kept, reverse=True):
        database.change(f"DROP {kind} IF EXISTS {name}")
    tables = {table for table, _ in columns}
    for table, column in sorted(set(database.rows(COLUMNS)) - columns):
        if table in tables:
            database.change(f"ALTER TABLE {table} DROP COLUMN {column}")
    database.change(f"PRAGMA user_version = {known}")
