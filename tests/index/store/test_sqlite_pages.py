"""The pages of an SQLite file are read as SQLite reads them."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from article_qa.index.store.sqlite_pages import Pages

# Around what fits into one page, and what needs several.
LENGTHS = [0, 1, 127, 128, 3900, 4057, 4058, 4061, 4062, 4063, 4092, 8150, 20_000, 300_000]
NUMBERS = [0, 1, -1, 127, -128, 40_000, -(1 << 23), 1 << 40, (1 << 63) - 1, -(1 << 63), 1.5, None]


@pytest.fixture(params=[512, 4096, 65536])
def db(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Connection]:
    db = sqlite3.connect(tmp_path / "file", isolation_level=None)
    db.execute(f"PRAGMA page_size = {request.param}")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE notes (number INTEGER PRIMARY KEY, words TEXT, fact, mark BLOB)")
    db.execute("CREATE INDEX by_words ON notes (words, fact)")
    yield db
    db.close()


def read(path: Path, kinds: int = 4) -> tuple[list[tuple[Any, ...]], list[Any]]:
    """The rows of the table and of the index, as far as they look like them."""
    with closing(Pages(path)) as pages:
        free = pages.free()
        rows = [row for page in range(1, pages.count + 1) if page not in free for row in pages.rows(page)]
    # The catalog of SQLite itself has rows of five values.
    marks: list[Any] = [row.values[-1] for row in rows if row.number is None]
    return (
        sorted((row.number, *row.values[1:3]) for row in rows if row.number is not None and len(row.values) == kinds),
        sorted(marks),
    )


def wanted(db: Connection) -> tuple[list[Any], list[int]]:
    rows = db.execute("SELECT number, CAST(words AS BLOB), fact FROM notes ORDER BY number").fetchall()
    return rows, [row[0] for row in rows]


def fill(db: Connection, seed: int) -> None:
    chance = random.Random(seed)
    for length in LENGTHS * 3:
        words = "".join(chance.choices("abcdefghé", k=length))
        db.execute("INSERT INTO notes (words, fact, mark) VALUES (?,?,?)", (words, chance.choice(NUMBERS), b"\1" * 30))
    db.execute("INSERT INTO notes VALUES (?, 'last', 1, NULL)", (seed << 40,))


def test_rows_of_all_lengths_and_kinds_are_read(db: Connection, tmp_path: Path) -> None:
    fill(db, 1)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert read(tmp_path / "file") == wanted(db)


def test_what_was_removed_is_not_read(db: Connection, tmp_path: Path) -> None:
    fill(db, 1)
    fill(db, 2)
    db.execute("DELETE FROM notes WHERE number % 3 = 0")
    db.execute("UPDATE notes SET words = 'short' WHERE number % 5 = 0")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert read(tmp_path / "file") == wanted(db)


def test_a_log_goes_before_the_file_as_far_as_it_was_committed(db: Connection, tmp_path: Path) -> None:
    fill(db, 1)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.execute("DELETE FROM notes WHERE number % 2 = 0")
    fill(db, 2)
    before = wanted(db)
    # More than SQLite keeps in memory, so that it stands in the log uncommitted.
    db.execute("PRAGMA cache_size = 5")
    db.execute("BEGIN")
    fill(db, 3)
    log = tmp_path / "file-wal"
    for file in (log, tmp_path / "file"):
        shutil.copy(file, tmp_path / file.name.replace("file", "copy"))
    assert read(tmp_path / "copy") == before
    db.execute("COMMIT")
    assert read(tmp_path / "file") == wanted(db)


def test_old_frames_that_a_log_still_holds_count_for_nothing(db: Connection, tmp_path: Path) -> None:
    fill(db, 1)
    # The log is begun again from its start, over the frames of before.
    db.execute("PRAGMA wal_checkpoint(RESTART)")
    db.execute("DELETE FROM notes WHERE number < 20")
    assert read(tmp_path / "file") == wanted(db)


def test_any_bytes_are_read_without_an_error(db: Connection, tmp_path: Path) -> None:
    fill(db, 1)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray((tmp_path / "file").read_bytes())
    chance = random.Random(5)
    for _ in range(20):
        harmed = bytearray(content)
        for _ in range(chance.choice([1, 30, 3000])):
            at = chance.randrange(len(harmed))
            harmed[at : at + 8] = chance.randbytes(8)
        (tmp_path / "harmed").write_bytes(harmed[: chance.randrange(len(harmed))])
        with closing(Pages(tmp_path / "harmed")) as pages:
            pages.free()
            for page in range(1, pages.count + 1):
                assert all(row.place.page == page for row in pages.rows(page))
