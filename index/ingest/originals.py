"""Originals: the file or page that an article was read from, kept next to the catalog on request.

A copy is named by its article's id and the ending of its kind. It is written
once the article is stored, whole or not at all, and goes with its article. The
page shows it to its readers. A file of several articles lies there once, under a name for
each.
"""

import filecmp
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from article_qa.index.formats.kinds import SUFFIXES
from article_qa.index.library import Library
from article_qa.index.limits import MAX_ORIGINAL_BYTES
from article_qa.index.store.permissions import make_file, make_folder_inside

PART = ".part"
# More would hide what else the report says.
MAX_NOTES = 5
CHANGED = "it changed while it was read; add it again"


def find_original(library: Library, article_id: str) -> Path | None:
    """Where the original of this article lies; None where none was kept."""
    return next(_copies(library.originals, article_id), None)


def remove_originals(library: Library, article_ids: Iterable[str]) -> None:
    """Remove the originals of these articles; what cannot be removed now is left for `doctor`."""
    if library.originals.is_dir():
        for copy in (copy for article_id in article_ids for copy in _copies(library.originals, article_id)):
            with suppress(OSError):
                copy.unlink(missing_ok=True)


def orphans(library: Library) -> Iterator[Path]:
    """Files among the originals that no article has: what a killed run left, and half a copy."""
    if library.originals.is_dir():
        with os.scandir(library.originals) as entries:
            names = (entry.name for entry in entries)
            yield from (
                library.originals / name
                for name in names
                if name.endswith(PART) or not library.catalog.knows(name.partition(".")[0])
            )


def _copies(folder: Path, article_id: str) -> Iterator[Path]:
    # By the few names there can be, for the folder may hold a copy of every article.
    yield from (copy for suffix in SUFFIXES if (copy := folder / f"{article_id}{suffix}").is_file())


@dataclass(frozen=True, slots=True)
class Known:
    """What tells an article that was read from any other; its title and facts go with its text."""

    id: str
    sha256: str
    source: str
    # Whether what was read is the article, and not a later page of it.
    is_whole: bool = True


@dataclass
class _Source:
    """What the articles that come now are read from."""

    named: str
    suffix: str
    is_at: Callable[[Path], bool]
    write: Callable[[Path], None]
    # Where the first copy lies, or why there is none.
    copy: Path | None = None
    is_refused: bool = False


@dataclass
class Keeper:
    """Keeps the originals of one run, article by article, as they are stored."""

    library: Library
    _source: _Source | None = None
    _refusals: list[str] = field(default_factory=list)

    def has(self, article_id: str) -> bool:
        """Whether the original of this article is kept already."""
        return find_original(self.library, article_id) is not None

    def read_file(self, file: Path) -> None:
        """The articles that are stored from now on come from this file."""
        before = _state(file)

        def write(part: Path) -> None:
            shutil.copyfile(file, part)
            if _state(file) != before:
                raise OSError(CHANGED)

        self._begin(repr(str(file)), file.suffix.lower(), before[1], lambda copy: filecmp.cmp(file, copy, False), write)

    def read_page(self, named: str, suffix: str, content: bytes) -> None:
        """The articles that are stored from now on come from this page."""

        def write(part: Path) -> None:
            part.write_bytes(content)

        self._begin(named, suffix, len(content), lambda copy: copy.read_bytes() == content, write)

    def read_nothing(self) -> None:
        """The articles that are stored from now on come from what is not kept."""
        self._source = None

    def _begin(
        self, named: str, suffix: str, size: int, is_at: Callable[[Path], bool], write: Callable[[Path], None]
    ) -> None:
        self._source = _Source(named, suffix, is_at, write)
        if size > MAX_ORIGINAL_BYTES:
            self._refuse(self._source, f"it is larger than {MAX_ORIGINAL_BYTES // 1_000_000} MB")

    def keep(self, article: Known) -> None:
        """Keep the original of an article that was read from it, if it is stored just so."""
        source = self._source
        if not source or source.is_refused or not article.is_whole:
            return
        if not self.library.catalog.stores(article.id, article.sha256, article.source):
            return
        folder = self.library.originals
        target = folder / f"{article.id}{source.suffix}"
        part = folder / (target.name + PART)
        try:
            make_folder_inside(folder)
            self._put(source, target, part)
            for other in _copies(folder, article.id):
                if other != target:
                    other.unlink()
        except OSError as exc:
            self._refuse(source, exc.strerror or str(exc))
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _put(self, source: _Source, target: Path, part: Path) -> None:
        """The original at `target`; `part` is the name of what is not whole yet."""
        if source.copy is None:
            if not (target.is_file() and source.is_at(target)):
                part.unlink(missing_ok=True)
                make_file(part)
                source.write(part)
                part.replace(target)
            source.copy = target
        elif not (target.is_file() and target.samefile(source.copy)):
            part.unlink(missing_ok=True)
            os.link(source.copy, part)
            part.replace(target)

    def _refuse(self, source: _Source, reason: str) -> None:
        source.is_refused = True
        self._refusals.append(f"the original of {source.named} is not kept: {reason}")

    def notes(self) -> list[str]:
        """What to say of originals that were not kept."""
        more = len(self._refusals) - MAX_NOTES
        return [*self._refusals[:MAX_NOTES], *([f"nor are those of {more:,} others"] if more > 0 else [])]


def keeper_for(library: Library, is_wanted: bool | None) -> Keeper | None:
    """What keeps the originals of a run; None where none are kept. Without a wish, the settings decide."""
    return Keeper(library) if (library.settings.keep_originals if is_wanted is None else is_wanted) else None


def _state(file: Path) -> tuple[int, int, int]:
    """Inode, size and time of the last change; zeros for a file that cannot be seen."""
    try:
        stat = file.stat()
    except OSError:
        return 0, 0, 0
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
