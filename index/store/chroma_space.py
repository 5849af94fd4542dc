"""The space that a deleted collection leaves behind in the folder of an embedded Chroma, given back.

Chroma deletes the rows of a collection. The folder of its index stays, with all
its vectors, and the file of the rows stays as large as it was.
"""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

ROWS = "chroma.sqlite3"
# How Chroma names the folder of an index.
INDEX_FOLDER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Smaller holes are soon filled again.
MIN_FREE_SHARE = 0.25
# To write the file anew keeps readers out, so of a larger one the holes are left to be filled.
MAX_REWRITTEN_BYTES = 100_000_000
# So long another process may be in the file before its holes are left for the next time.
BUSY_SECONDS = 5


def give_back_space(place: Path) -> None:
    """Delete the folders of indexes that no collection has, and shrink the file of rows where it is mostly holes.

    The caller keeps others from loading and saving meanwhile. What another
    program holds open is left for the next time.
    """
    try:
        # An address, for a plain path would make the file where there is none.
        address = f"{(place / ROWS).absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as rows:
            kept = {row[0] for row in rows.execute("SELECT id FROM segments")}
            for folder in place.iterdir():
                if INDEX_FOLDER.fullmatch(folder.name) and folder.name not in kept:
                    shutil.rmtree(folder, ignore_errors=True)
            if _is_worth_it(rows):
                rows.execute("VACUUM")
    except (sqlite3.Error, OSError):
        return


def _is_worth_it(rows: sqlite3.Connection) -> bool:
    free, pages, size = (
        rows.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count", "page_size")
    )
    return bool(free > MIN_FREE_SHARE * pages and pages * size <= MAX_REWRITTEN_BYTES)
