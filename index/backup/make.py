"""A library -> one file, while others read and write it.

The catalog is copied by SQLite as it is at one moment, or row by row out of PostgreSQL. Vectors are taken along
as plain numbers, so that nobody has to make them again, which an endpoint would
charge for, and so that they fit any Chroma. A vector counts where its passage
is the same in the copy and, once the vector was read, in the library: it is
then the vector of these words. The others are made again after restoring.
"""

import hashlib
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TypeAlias

import numpy as np

from article_qa import __version__
from article_qa.index.backup.manifest import IDS, NAME, VALUES, Entry, Manifest, read_manifest
from article_qa.index.errors import BackupRejected
from article_qa.index.ingest.embedding_worker import STALE_BATCH, batches
from article_qa.index.ingest.originals import PART
from article_qa.index.library import CATALOG, FEEDBACK, Library
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.copying import copy_rows, tables_of
from article_qa.index.store.schema import STEPS

# What is counted ("catalog", "vectors", "files"), how many are done, and how many there are.
Progress: TypeAlias = Callable[[str, int, int | None], object]

PAGES_AT_ONCE = 2000
BLOCK_BYTES = 1 << 20
# Vectors hardly shrink, and text shrinks fast enough at the quickest level.
COMPRESSION = 1


def quiet(step: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


def backup(library: Library, file: Path, progress: Progress = quiet) -> Manifest:
    """Write all of the library to `file`, in place of an older backup there.

    It is written beside `file` and takes its name when it is whole, so that a
    run that is killed leaves no half file. Raises BackupRejected where it
    cannot be written or another kind of file has the name, LibraryDamaged.
    """
    _check_place(file)
    part = file.with_name(f".{file.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(0o700)
        manifest = _written(library, part, progress)
        (part / "whole").replace(file)
    except (OSError, sqlite3.Error) as exc:
        reason = getattr(exc, "strerror", None) or str(exc)
        raise BackupRejected(f"cannot write {str(file)!r} ({reason}); free space, or name another file") from exc
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest


def _check_place(file: Path) -> None:
    """Raises BackupRejected where something else than a backup has this name."""
    if not file.exists():
        return
    try:
        with zipfile.ZipFile(file) as archive:
            read_manifest(archive, file)
    except (OSError, zipfile.BadZipFile, BackupRejected) as exc:
        raise BackupRejected(
            f"{str(file)!r} is there already and is not a whole backup; remove it, or name another file"
        ) from exc


def _written(library: Library, part: Path, progress: Progress) -> Manifest:
    """The manifest of the archive that is written to `whole` in the folder `part`."""
    if library.catalog.database.dialect == "postgres":
        _copy_catalog(library.catalog, part / CATALOG, progress)
    else:
        _copy_database(library.folder / CATALOG, part / CATALOG, progress)
    if (library.folder / FEEDBACK).exists():
        _copy_database(library.folder / FEEDBACK, part / FEEDBACK, quiet)
    with closing(Catalog(part / CATALOG)) as copy:
        overview, embedder = copy.overview(), copy.vector_queue.embedder()
        count, dimension = _copy_vectors(library, copy, part, progress) if embedder else (0, 0)
    # For its owner alone, whoever may read the folder that it comes into.
    (part / "whole").touch(0o600)
    with (part / "whole").open("wb") as target, _archive(target) as archive:
        packing = _Packing(archive)
        for name in (CATALOG, FEEDBACK, IDS, VALUES):
            if (part / name).exists():
                packing.add(name, part / name)
        _add_originals(library, packing, progress)
        manifest = Manifest(
            __version__, len(STEPS), datetime.now(UTC).isoformat(timespec="seconds"), overview.articles,
            overview.passages, count, embedder, dimension, tuple(packing.files), packing.links,
        )  # fmt: skip
        archive.writestr(NAME, manifest.as_json())
        archive.close()
        target.flush()
        os.fsync(target.fileno())
    return manifest


def _archive(target: BinaryIO) -> zipfile.ZipFile:
    return zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION)


def _copy_database(source: Path, target: Path, progress: Progress) -> None:
    """The database as it is now. Writers go on meanwhile: the transaction keeps what it saw first."""

    def copied(_status: int, remaining: int, total: int) -> None:
        progress("catalog", total - remaining, total)

    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as opened,
        closing(sqlite3.connect(target)) as copy,
    ):
        opened.execute("BEGIN")
        opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
        opened.backup(copy, pages=PAGES_AT_ONCE, progress=copied, sleep=0)


def _copy_catalog(catalog: Catalog, target: Path, progress: Progress) -> None:
    """The catalog as it is now, as a file. Writers go on meanwhile."""
    with closing(Catalog(target)) as copy, catalog.database.snapshot() as rows, copy.database.transaction():
        copy_rows(rows, copy, tables_of(copy.database), lambda done: progress("catalog", done, None))


def _copy_vectors(library: Library, copy: Catalog, part: Path, progress: Progress) -> tuple[int, int]:
    """Write the vectors of the copy's passages that are up to date; how many, and of what length."""
    count, dimension, done = 0, 0, 0
    total = copy.overview().passages
    store = library.stored_vectors
    embedded = (i for i, is_embedded in copy.vector_queue.passage_ids() if is_embedded)
    with (part / IDS).open("w", encoding="ascii") as ids, (part / VALUES).open("wb") as values:
        for wanted in batches(embedded, STALE_BATCH):
            found = store.vectors_of(wanted)
            kept = [i for i in _unchanged(library.catalog, copy, wanted) if i in found]
            for passage_id in kept:
                row = np.asarray(found[passage_id], "<f4")
                dimension = len(row)
                values.write(row.tobytes())
                ids.write(f"{passage_id}\n")
            count, done = count + len(kept), done + len(wanted)
            progress("vectors", done, total)
    return count, dimension


def _unchanged(catalog: Catalog, copy: Catalog, passage_ids: list[str]) -> list[str]:
    """Those passages whose words, heading and vector in the library are still those of the copy."""
    now = dict(catalog.vector_queue.headed(passage_ids))
    up_to_date = catalog.vector_queue.embedded(passage_ids)
    then = copy.vector_queue.headed(passage_ids)
    return [passage.id for passage, heading in then if now.get(passage) == heading and passage.id in up_to_date]


@dataclass
class _Packing:
    """The files that went into an archive so far."""

    archive: zipfile.ZipFile
    files: list[Entry] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    _names: dict[tuple[int, int], str] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        """Put a file in; one that has another name already is put in once."""
        with path.open("rb") as file:
            stat = os.fstat(file.fileno())
            other = self._names.setdefault((stat.st_dev, stat.st_ino), name) if stat.st_ino else name
            if other != name:
                self.links[name] = other
                return
            size, digest = 0, hashlib.sha256()
            # A name is packed as the archive is, an info without a method is only stored.
            stored = zipfile.ZipInfo(name) if name == VALUES else name
            with self.archive.open(stored, "w", force_zip64=True) as target:
                for block in _blocks(file):
                    target.write(block)
                    digest.update(block)
                    size += len(block)
        self.files.append(Entry(name, size, digest.hexdigest()))


def _add_originals(library: Library, packing: _Packing, progress: Progress) -> None:
    folder = library.originals
    names = sorted(each.name for each in folder.iterdir() if each.is_file()) if folder.is_dir() else []
    names = [name for name in names if not name.endswith(PART) and not name.startswith(".")]
    for number, name in enumerate(names, 1):
        try:
            packing.add(f"{folder.name}/{name}", folder / name)
        except FileNotFoundError:  # Its article was removed meanwhile.
            continue
        progress("files", number, len(names))


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK_BYTES):
        yield block
