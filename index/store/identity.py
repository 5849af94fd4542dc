"""Which library a catalog is of, read at once: without the database's own checks, and without writing."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

CATALOG = "catalog.sqlite3"
# In place of it, where the catalog is in PostgreSQL.
CATALOG_PLACE = "catalog.json"


def library_id_in(folder: Path) -> str | None:
    """The id of the library in this folder; None where there is none that can be read."""
    if noted := noted_library(folder):
        return noted
    address = f"{(folder / CATALOG).absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as catalog:
            found = catalog.execute("SELECT id FROM library").fetchone()
    except sqlite3.Error:
        return None
    return str(found[0]) if found else None


def noted_library(folder: Path) -> str | None:
    """The id of the library whose vectors are in this folder and whose catalog is in PostgreSQL; None without one."""
    try:
        noted = json.loads((folder / CATALOG_PLACE).read_text(encoding="utf-8"))
        return str(noted["library"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
