"""Which files of a folder hold articles, and what is said of the others."""

import os
from collections.abc import Iterator
from pathlib import Path

from article_qa.index.formats.archive import kinds_of
from article_qa.index.formats.article import Note
from article_qa.index.formats.kinds import SUFFIXES
from article_qa.index.library import ORIGINALS, VECTORS, Library


def article_files(folder: Path, library: Library | None = None) -> list[Path]:
    """The files of articles below `folder` in order of their names, but for hidden ones and the library's own."""
    return sorted(path for path in _walk(folder, library) if path.suffix.lower() in SUFFIXES)


def other_kinds(folder: Path, library: Library | None = None) -> str:
    """How many of the other files there are of each kind, for a message; empty when there are none."""
    return kinds_of(path.name for path in _walk(folder, library) if path.suffix.lower() not in SUFFIXES)


def passed_over(folder: Path, library: Library | None = None) -> list[Note]:
    """What to say of files that were passed over; nothing when there are none."""
    unread = other_kinds(folder, library)
    return [Note(f"the folder {str(folder)!r} also holds files of kinds that are not read: {unread}")] if unread else []


def _walk(folder: Path, library: Library | None) -> Iterator[Path]:
    """All those files, of all kinds; a folder that links lead to more than once is walked once."""
    root = folder.resolve()
    seen = {root, *_own(library)}
    for here, names, files in os.walk(folder, followlinks=True):
        names[:] = sorted(name for name in names if not name.startswith(".") and _is_new(Path(here, name), root, seen))
        yield from (path for name in files if not name.startswith(".") and (path := Path(here, name)).is_file())


def _is_new(folder: Path, root: Path, seen: set[Path]) -> bool:
    """Whether the folder is to be walked; a link that leads upwards is not."""
    place = folder.resolve()
    if place in seen or root.is_relative_to(place):
        return False
    # What a link leads to within the folder is met in its own place.
    if folder.is_symlink() and place.is_relative_to(root):
        return False
    seen.add(place)
    return True


def _own(library: Library | None) -> list[Path]:
    """Folders that hold the library's own files."""
    own = library.folder.resolve() if library else None
    return [own, own / VECTORS, own / ORIGINALS] if own else []


def is_hidden(path: Path) -> bool:
    """Whether a part of this relative path begins with a dot."""
    return any(part.startswith(".") for part in path.parts)
