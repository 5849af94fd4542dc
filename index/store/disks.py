"""Room on disks: is there enough for the vectors, and is it ours that is full, or the one of temporary files."""

import contextlib
import os
import shutil
from pathlib import Path

from article_qa.index.errors import NotWritable, TemporaryFolderFull

# Where SQLite looks, in this order, in the catalog and within Chroma.
VARIABLES = ("SQLITE_TMPDIR", "TMPDIR")
USUAL = ("/var/tmp", "/usr/tmp", "/tmp")
# Where the disk fills up while Chroma saves its index, the index is broken: this much is to be free, in bytes,
MIN_FREE_BYTES = 4_000_000
# and this share of what is stored, for it grows in steps.
MIN_FREE_SHARE = 0.25


def check_room(vectors: Path) -> None:
    """Raises NotWritable where what is written to this folder of vectors could fill the disk up."""
    stored = 0
    for file in vectors.glob("**/*"):
        with contextlib.suppress(OSError):  # SQLite's files come and go.
            stored += file.stat().st_size
    wanted = MIN_FREE_BYTES + int(MIN_FREE_SHARE * stored)
    free = shutil.disk_usage(vectors if vectors.exists() else vectors.parent).free
    if free < wanted:
        raise NotWritable(vectors, f"{free / 1e6:.1f} MB are free, and {wanted / 1e6:.1f} MB are needed")


def not_writable(folder: Path, reason: str) -> NotWritable:
    """The error for a library in `folder` that could not be written for this `reason`."""
    temporary = _temporary_folder()
    if temporary and _tells_of_a_full_disk(reason) and _is_fuller(temporary, folder):
        return TemporaryFolderFull(temporary, reason)
    return NotWritable(folder, reason)


def _temporary_folder() -> Path | None:
    named = [os.environ[name] for name in VARIABLES if os.environ.get(name)]
    usable = (Path(name) for name in (*named, *USUAL) if os.access(name, os.W_OK | os.X_OK) and Path(name).is_dir())
    return next(usable, None)


def _tells_of_a_full_disk(reason: str) -> bool:
    return any(words in reason.lower() for words in ("disk is full", "no space left"))


def _is_fuller(temporary: Path, folder: Path) -> bool:
    """Whether it is on another disk, with less room: SQLite does not say which of its files did not fit."""
    try:
        is_apart = temporary.stat().st_dev != folder.stat().st_dev
        return is_apart and shutil.disk_usage(temporary).free < shutil.disk_usage(folder).free
    except OSError:
        return False
