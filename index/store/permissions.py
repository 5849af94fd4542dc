"""Who may read what this program makes: only the owner, unless the owner opened the library's folder.

A new folder is open to its owner only. What is made in a folder is
open to nobody to whom the folder is not, and what exists keeps the rights it
has. On Windows the folder's own list of rights does the same.
"""

import contextlib
import os
import stat
from pathlib import Path

# Only its owner may look into it: articles may be confidential.
FOLDER = 0o700


def make_folder(folder: Path) -> None:
    """Make `folder` if it does not exist, for its owner only. Folders above it get the usual modes."""
    folder.mkdir(FOLDER, parents=True, exist_ok=True)


def make_folder_inside(folder: Path) -> None:
    """Make `folder`, open to nobody to whom the one above it is not, where there is none."""
    folder.mkdir(_rights(folder.parent), exist_ok=True)


def make_file(path: Path) -> None:
    """Make an empty file at `path` where there is none, open to nobody to whom its folder is not."""
    if path.exists():
        return
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _rights(path.parent) & 0o666))


def _rights(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode) & 0o777
