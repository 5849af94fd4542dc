"""Which library a catalog is of, read at once: without the database's own checks, and without writing."""

import sqlite3
from contextlib import closing
from pathlib import Path

CATALOG = "catalog.sqlite3"


def library_id_in(folder: Path) -> str | None:
    """The id of the library in this folder; None where there is none that can be read."""
    address = f"{(folder / CATALOG).absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as catalog:
            found = catalog.execute("SELECT id FROM library").fetchone()
    except sqlite3.Error:
        return None
    return str(found[0]) if found else None
