"""A new catalog replaces a damaged one, which is kept. It is right at whatever moment it is killed."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from article_qa.index.errors import LibraryError, NotWritable
from article_qa.index.store.permissions import make_file
from article_qa.index.store.sqlite_pages import Pages

NEW = ".salvaged"
# Where SQLite's locks lie in a file: whoever has the catalog open holds some of these bytes.
SHARED_FIRST, SHARED_BYTES = 0x40000002, 510


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else has the file at `path` open, or opens it, meanwhile; what they wrote would be lost.

    Raises LibraryError when somebody has. Where the system has no such locks, nobody looks.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    with _explained(path), path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, SHARED_BYTES, SHARED_FIRST)
        except (BlockingIOError, PermissionError) as exc:
            raise LibraryError(f"another program has {str(path)!r} open; stop it and try again") from exc
        yield


def take_place(path: Path, new: Path, old: Pages) -> Path:
    """Put the file `new` in place of the one at `path`, whose pages are `old`; where that one is kept."""
    with _explained(path):
        kept = _keep(path)
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            # A log left behind would be read into the new file; without it, the old one would lack what it holds.
            _fold(path, old)
        log.unlink(missing_ok=True)
        path.with_name(path.name + "-shm").unlink(missing_ok=True)
        shutil.copymode(path, new)
        new.replace(path)
    return kept


def unused(file: Path) -> None:
    """Remove this file of SQLite's with all that belongs to it."""
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def _keep(path: Path) -> Path:
    """The file and its log under another name, which nothing has yet; none is written over."""
    names = (f"{path.name}.damaged-{date.today()}{f'-{n}' if n > 1 else ''}" for n in count(1))
    kept = next(kept for name in names if not (kept := path.with_name(name)).exists())
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        shutil.copy2(log, kept.with_name(kept.name + "-wal"))
    try:
        os.link(path, kept)
    except OSError:  # A file system without a second name for a file.
        part = kept.with_name(kept.name + ".part")
        shutil.copy2(path, part)
        part.replace(kept)
    return kept


def _fold(path: Path, old: Pages) -> None:
    """The file with what its log holds: the same catalog, with the log and without."""
    folded = path.with_name(path.name + ".folded")
    folded.unlink(missing_ok=True)
    make_file(folded)
    with folded.open("wb") as file:
        for number in range(1, old.count + 1):
            file.write(old.page(number).ljust(old.size, b"\0"))
        file.flush()
        os.fsync(file.fileno())
    shutil.copymode(path, folded)
    folded.replace(path)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise NotWritable(path.parent, exc.strerror or str(exc)) from exc
