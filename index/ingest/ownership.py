"""Who may write vectors: one owner at a time, or any number who take leases of what they do.

A library whose catalog and vectors are both on servers has leases
(`index.store.leases`); its owner keeps those who take them off, on whatever
machine they are. The vectors of every other library have one owner at a time,
and the system drops a dead owner's lock.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from article_qa.index.errors import NotWritable
from article_qa.index.library import LOCK, Library
from article_qa.index.store.permissions import make_file


@contextlib.contextmanager
def owned(library: Library, *, seconds: float = -1) -> Iterator[None]:
    """Be the one who writes vectors; waits for `seconds`, for ever when negative.

    Raises filelock.Timeout when another one still is, NotWritable, LibraryGone.
    """
    library.catalog.database.see_place()
    database = library.catalog.database
    with owned_folder(library.folder, seconds=seconds), database.alone("vectors", seconds=seconds):
        yield


@contextlib.contextmanager
def owned_folder(folder: Path, *, seconds: float = -1) -> Iterator[None]:
    """The same for the library in `folder`, whose catalog may not open."""
    lock = FileLock(folder / LOCK)
    try:
        make_file(folder / LOCK)
        lock.acquire(timeout=seconds, poll_interval=0.05)
    except OSError as exc:
        if isinstance(exc, Timeout):
            raise
        raise NotWritable(folder, exc.strerror or str(exc)) from exc
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def asking(library: Library, *, seconds: float) -> Iterator[None]:
    """Be the one who asks standing questions; with leases others write vectors meanwhile. Raises as `owned`."""
    if library.has_leases:
        with library.catalog.database.alone("watches", seconds=seconds):
            yield
    else:
        with owned(library, seconds=seconds):
            yield
