"""A backup -> a library, with all that was in it.

Everything is unpacked and checked beside the library first. Whoever is killed
leaves the old library or the new one (`index.store.restored`).
"""

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import numpy as np
from filelock import Timeout

from article_qa.index.backup.into_postgres import empty_catalog, filled
from article_qa.index.backup.make import BLOCK_BYTES, Progress, quiet
from article_qa.index.backup.manifest import FLOAT_BYTES, IDS, VALUES, ZIP_START, Entry, Manifest, read_manifest
from article_qa.index.errors import BackupRejected, LibraryError, LibraryMissing, NotWritable
from article_qa.index.ingest.ownership import owned_folder
from article_qa.index.library import CATALOG, FEEDBACK, LOCKS, ORIGINALS, VECTORS, Library, open_library
from article_qa.index.settings import IndexSettings
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.identity import noted_library
from article_qa.index.store.permissions import make_file, make_folder, make_folder_inside
from article_qa.index.store.replacing import alone
from article_qa.index.store.restored import NEW, STAGING, complete_restore, is_restore_pending, plan_restore

# Logs first: an old one must never be read into a new file.
PARTS = (
    *(f"{name}{end}" for name in (CATALOG, FEEDBACK) for end in ("-wal", "-shm", "-journal")),
    VECTORS, ORIGINALS, FEEDBACK, CATALOG,
)  # fmt: skip
BATCH = 1000
WAIT_SECONDS = 30
# What is unpacked grows a little: Chroma keeps vectors twice.
ROOM = 1.5


def restore(
    file: Path,
    folder: Path,
    *,
    is_forced: bool = False,
    progress: Progress = quiet,
    settings: IndexSettings | None = None,
) -> Manifest:
    """Make a library in `folder` of the backup `file`; with `is_forced`, in place of the one there.

    With INDEX_CATALOG_URL its catalog goes into that database, which must hold none.
    Passages without a vector in the backup get theirs by the next `add` or a
    running page. Raises BackupRejected for a file that is not a whole backup
    of this version or an older one, and where a library is in the way;
    NotALibrary, NotWritable, LibraryError where another program has it open.
    """
    settings = settings or IndexSettings()
    with ExitStack() as stack:
        archive, manifest = _opened(file, stack)
        if target := empty_catalog(folder, settings):
            stack.enter_context(closing(target))
        else:
            _check_folder(folder, is_forced=is_forced)
        is_new = not folder.exists()
        try:
            make_folder(folder)
            stack.enter_context(owned_folder(folder, seconds=WAIT_SECONDS))
            _put_into(folder, archive, manifest, file, progress, settings, target)
        except Timeout as exc:
            raise LibraryError(f"another program works on {str(folder)!r}; wait for it, or stop it") from exc
        except OSError as exc:
            raise NotWritable(folder, exc.strerror or str(exc)) from exc
        finally:
            if is_new and not (folder / CATALOG).exists() and not noted_library(folder):
                _remove_empty(folder)
    return manifest


def _opened(file: Path, stack: ExitStack) -> tuple[zipfile.ZipFile, Manifest]:
    """Raises BackupRejected."""
    try:
        with file.open("rb") as start:
            is_zip = start.read(len(ZIP_START)) == ZIP_START
        archive = stack.enter_context(zipfile.ZipFile(file))
    except OSError as exc:
        raise BackupRejected(f"cannot read {str(file)!r} ({exc.strerror or exc}); check the path") from exc
    except (zipfile.BadZipFile, ValueError) as exc:
        raise (BackupRejected.damaged(file) if is_zip else BackupRejected.not_one(file)) from exc
    return archive, read_manifest(archive, file)


def _check_folder(folder: Path, *, is_forced: bool) -> None:
    """Raises BackupRejected where a library is in the way, NotALibrary where something else is."""
    if not (folder / CATALOG).exists():
        with suppress(LibraryMissing):
            open_library(folder).close()
            return
    elif not is_forced:
        raise BackupRejected(
            f"there is a library in {str(folder)!r}; name another folder with --data DIR, or replace it with --force"
        )


def _put_into(
    folder: Path,
    archive: zipfile.ZipFile,
    manifest: Manifest,
    file: Path,
    progress: Progress,
    settings: IndexSettings,
    target: Catalog | None,
) -> None:
    staging = folder / STAGING
    complete_restore(folder)
    shutil.rmtree(staging, ignore_errors=True)
    try:
        make_folder_inside(staging)
        new = staging / NEW
        make_folder_inside(new)
        _unpack(archive, manifest, new, file, progress)
        _put_vectors(Library(new, Catalog(new / CATALOG), settings), manifest, file, progress)
        for name in (IDS, VALUES):
            (new / name).unlink(missing_ok=True)
        with ExitStack() as stack:
            if (folder / CATALOG).exists():
                stack.enter_context(alone(folder / CATALOG))
            if target:
                stack.enter_context(filled(target, new / CATALOG, folder, progress))
            plan_restore(folder, PARTS)
            complete_restore(folder)
    finally:
        if not is_restore_pending(folder):
            shutil.rmtree(staging, ignore_errors=True)


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, new: Path, file: Path, progress: Progress) -> None:
    """Every file of the backup below `new`, by the manifest's names. Raises BackupRejected, NotWritable."""
    free = shutil.disk_usage(new).free
    if free < ROOM * manifest.size:
        reason = f"{free / 1e6:.1f} MB are free, and {ROOM * manifest.size / 1e6:.1f} MB are needed"
        raise NotWritable(new.parent.parent, reason)
    names = [each.name for each in manifest.files] + list(manifest.links)
    if any(name.startswith(f"{ORIGINALS}/") for name in names):
        make_folder_inside(new / ORIGINALS)
    for number, each in enumerate(manifest.files, 1):
        _unpack_file(archive, each, new / each.name, file)
        progress("files", number, len(manifest.files))
    for name, other in manifest.links.items():
        try:
            os.link(new / other, new / name)
        except OSError:  # A file system without a second name for a file.
            shutil.copyfile(new / other, new / name)


def _unpack_file(archive: zipfile.ZipFile, entry: Entry, target: Path, file: Path) -> None:
    """Raises BackupRejected where it is not what was packed."""
    digest, left = hashlib.sha256(), entry.size
    make_file(target)
    try:
        with archive.open(entry.name) as packed, target.open("wb") as out:
            # No more than was packed, whatever the archive would unpack to.
            while left >= 0 and (block := packed.read(BLOCK_BYTES)):
                left -= len(block)
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as exc:
        raise BackupRejected.damaged(file) from exc
    if left or digest.hexdigest() != entry.sha256:
        raise BackupRejected.damaged(file)


def _put_vectors(library: Library, manifest: Manifest, file: Path, progress: Progress) -> None:
    """Put the vectors into a store of the new library's own, and note whose they are."""
    with closing(library), ExitStack() as stack:
        queue = library.catalog.vector_queue
        queue.begin_elsewhere(manifest.embedder)
        if not manifest.vectors:
            return
        store = library.vectors_by(str(manifest.embedder), library.vectors_collection)
        stack.callback(store.close)
        ids = stack.enter_context((library.folder / IDS).open(encoding="ascii"))
        values = stack.enter_context((library.folder / VALUES).open("rb"))
        done = 0
        with store.writing():
            for batch, rows in _vectors(ids, values, manifest.dimension, file):
                headed = {passage.id: (passage, heading) for passage, heading in queue.headed(batch)}
                known = [(headed[i], row) for i, row in zip(batch, rows, strict=True) if i in headed]
                if known:
                    store.put([pair for pair, _ in known], [row for _, row in known])
                    queue.mark_embedded([passage for (passage, _), _ in known])
                done += len(batch)
                progress("vectors", done, manifest.vectors)


def _vectors(
    ids: Iterator[str], values: BinaryIO, dimension: int, file: Path
) -> Iterator[tuple[list[str], list[list[float]]]]:
    """Passage ids and their vectors, a batch at a time. Raises BackupRejected where they do not go together."""
    while batch := [line.strip() for line in islice(ids, BATCH)]:
        content = values.read(len(batch) * dimension * FLOAT_BYTES)
        if len(content) != len(batch) * dimension * FLOAT_BYTES:
            raise BackupRejected.damaged(file)
        yield batch, np.frombuffer(content, "<f4").reshape(len(batch), dimension).tolist()


def _remove_empty(folder: Path) -> None:
    """Remove a folder that was made for a library that did not come."""
    with suppress(OSError):
        for name in LOCKS:
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()
