"""A catalog as an older version left it."""

import sqlite3
from contextlib import closing

from article_qa.index.store.catalog import Catalog
from article_qa.index.store.database import Database
from article_qa.index.store.schema import STEPS
from article_qa.index.store.sqlite_database import SQLiteDatabase
from article_qa.index.text.keywords import indexed_text

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
        kept = set(old.execute(NAMED))
    # Triggers first: a table that is dropped may have some. It takes its indexes along.
    for kind, name in sorted(set(database.rows(NAMED)) - kept, reverse=True):
        database.change(f"DROP {kind} IF EXISTS {name}")
    database.change(f"PRAGMA user_version = {known}")
