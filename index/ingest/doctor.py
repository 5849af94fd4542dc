"""What is wrong with a library, and its repair.

Articles are compared with their checksums, the file with SQLite's own rules,
keyword index and vectors with the articles. Nothing is loaded whole: articles
are read one by one, ids in steps.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from article_qa.index.errors import LibraryDamaged, NewerLibrary, NotALibrary, NotWritable
from article_qa.index.ingest.annotating import unannotated
from article_qa.index.ingest.embedding_worker import (
    STALE_BATCH,
    Progress,
    batches,
    drop_extra,
    embed_pending,
    extra,
    owned,
    quiet,
)
from article_qa.index.ingest.originals import orphans
from article_qa.index.ingest.ownership import owned_folder
from article_qa.index.ingest.salvage import NAMED_AT_MOST, Salvaged, salvage
from article_qa.index.library import CATALOG, Library, open_library
from article_qa.index.store.chroma import Vectors
from article_qa.index.store.chroma_damage import damage
from article_qa.index.store.chroma_opening import Place
from article_qa.index.store.chroma_store import discard
from article_qa.index.store.damaged import Named, named

# Bounds the time of one transaction, in which nobody else writes.
GROUP_BATCH = 500
# Chroma writes beside what it reads.
COPY_ROOM = 1.2


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What `examine` found: of a library that is right, each count but the last two is 0."""

    keyword_faults: int = 0
    vectors_missing: int = 0
    vectors_extra: int = 0
    unreadable: str | None = None
    ungrouped: int = 0
    # Files among the originals that no article has.
    originals_extra: int = 0
    # What SQLite says of the file; with some, nothing else was looked at but the articles' texts.
    catalog_faults: tuple[str, ...] = ()
    # Articles whose text or facts are not what was stored, and the first of them.
    untrusted: int = 0
    untrusted_named: tuple[Named, ...] = ()
    # Why the vectors could not be looked at, where nothing may be written.
    vectors_unseen: str | None = None
    # Of removed passages; whoever writes vectors next drops them, so nothing is wrong with some.
    vectors_waiting: int = 0
    # Whoever writes vectors next reads them, so nothing is wrong with some.
    unannotated: int = 0
    # Articles that were set aside: they are to be added again, which no repair can do.
    damaged: int = 0
    damaged_named: tuple[Named, ...] = ()

    @property
    def healthy(self) -> bool:
        counts = self.keyword_faults + self.vectors_missing + self.vectors_extra + self.ungrouped + self.untrusted
        counts += self.originals_extra
        return not counts and not self.catalog_faults and self.unreadable is None


def examine(library: Library, progress: Progress = quiet) -> Diagnosis:
    """Look at articles, file, keyword index and vectors. Raises StoreMismatch.

    Nothing is written; where nothing can be, the vectors are read from a copy.
    """
    faults = tuple(library.catalog.database.faults())
    try:
        found = replace(_articles(library, progress), catalog_faults=faults)
        return found if faults else _all_else(library, found)
    except LibraryDamaged as exc:
        return Diagnosis(catalog_faults=(*faults, str(exc)))


def _articles(library: Library, progress: Progress) -> Diagnosis:
    """What the articles' own texts say."""
    damaged = library.catalog.damaged
    numbers = list(_untrusted(library, progress))
    raw = (damaged.untrusted(number) for number in numbers[:NAMED_AT_MOST])
    return Diagnosis(
        untrusted=len(numbers),
        untrusted_named=tuple(named(each) for each in raw if each),
        damaged=damaged.count(),
        damaged_named=tuple(Named(each.id, each.title) for each in damaged.listings(limit=NAMED_AT_MOST)),
    )


def _untrusted(library: Library, progress: Progress) -> Iterator[int]:
    """Numbers of the articles that cannot be trusted."""
    damaged, total = library.catalog.damaged, library.catalog.damaged.total()
    for count, number in enumerate(damaged.numbers(), 1):
        if damaged.untrusted(number):
            yield number
        if count % 100 == 0 or count == total:
            progress("checked", count, total)


def _all_else(library: Library, found: Diagnosis) -> Diagnosis:
    """The same with what is derived from the articles."""
    keywords = library.catalog.keywords
    # An index that cannot be read is wrong for every passage.
    faults = keywords.faults() if keywords.is_readable() else max(1, library.catalog.overview().passages)
    found = replace(
        found,
        keyword_faults=faults,
        ungrouped=library.catalog.ungrouped(),
        originals_extra=sum(1 for _ in orphans(library)),
        unannotated=unannotated(library.catalog),
    )
    try:
        return _with_vectors(library, found, library.vectors_place, lambda: library.vectors)
    except NotWritable as exc:
        return _with_copied_vectors(library, found, exc)


def _with_vectors(library: Library, found: Diagnosis, place: Place, opened: Callable[[], Vectors]) -> Diagnosis:
    if problem := damage(place, library.vectors_collection):
        return replace(found, unreadable=problem)
    try:
        store = opened()
        missing = sum(1 for _ in _missing(library, store))
        superfluous = sum(1 for _ in extra(library, store))
        going = library.catalog.vector_queue.stale(library.catalog.vector_queue.waiting()[1])
        waiting = sum(len(store.stored(ids)) for ids in batches(going, STALE_BATCH))
    except LibraryDamaged as exc:
        return replace(found, unreadable=str(exc))
    return replace(found, vectors_missing=missing, vectors_extra=superfluous, vectors_waiting=waiting)


def _with_copied_vectors(library: Library, found: Diagnosis, refusal: NotWritable) -> Diagnosis:
    """Chroma writes to read: where it may not, it is given a copy."""
    place = library.vectors_place
    if not isinstance(place, Path):
        raise refusal
    with tempfile.TemporaryDirectory(prefix="article-qa-") as folder:
        copy = Path(folder) / place.name
        try:
            _copy(place, copy)
        except OSError as exc:
            reason = f"they cannot be copied to {folder!r}, where they could be read ({exc.strerror or exc})"
            return replace(found, vectors_unseen=reason)
        store = Vectors(copy, library.embedder.name, collection=library.vectors_collection)
        try:
            return _with_vectors(library, found, copy, lambda: store)
        finally:
            store.close()


def _copy(place: Path, copy: Path) -> None:
    """The files below `place`, without their permissions. Raises OSError, also where there is no room for them."""
    files = [file for file in place.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files)
    if shutil.disk_usage(copy.parent).free < COPY_ROOM * size:
        raise OSError(f"{COPY_ROOM * size / 1e6:.1f} MB are needed")
    for file in files:
        target = copy / file.relative_to(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def _missing(library: Library, store: Vectors) -> Iterator[str]:
    """Ids of passages whose vectors are to be made, or are not stored though they are said to be."""
    for passages in batches(library.catalog.vector_queue.passage_ids(), STALE_BATCH):
        stored = store.stored([i for i, embedded in passages if embedded])
        yield from (i for i, _ in passages if i not in stored)


def group_pending(library: Library) -> None:
    """Look for twins of the articles that an earlier version stored."""
    while library.catalog.group(GROUP_BATCH):
        pass


def mend(folder: Path, progress: Progress = quiet) -> Salvaged | None:
    """Repair the library in `folder`, even if its catalog does not open. Returns what was saved of such a catalog.

    Raises LibraryDamaged when nothing can be saved, and whatever `open_library` does.
    """
    salvaged = restore(folder, progress)
    with open_library(folder) as library:
        repair(library, progress)
    return salvaged


def restore(folder: Path, progress: Progress = quiet) -> Salvaged | None:
    """Put a new catalog with all that can be saved in place of a damaged one; None when it is not damaged."""
    path = folder / CATALOG
    refusal: NotALibrary | None = None
    try:
        with open_library(folder) as library:
            if not library.catalog.database.faults():
                return None
    except LibraryDamaged:
        if not path.is_file():  # In PostgreSQL: its files are the server's, and nothing can be saved from them here.
            raise
    except NotALibrary as exc:
        if isinstance(exc, NewerLibrary) or not path.is_file():
            raise
        refusal = exc
    try:
        with owned_folder(folder):
            return salvage(path, progress, is_ours=refusal is None)
    except LibraryDamaged as exc:
        if refusal:
            raise refusal from exc
        raise


def repair(library: Library, progress: Progress = quiet) -> None:
    """Set aside what cannot be trusted, and make keyword index and vectors agree with the articles again.

    Annotations are made again from the articles, all of them.
    """
    with owned(library):
        library.catalog.set_aside(list(_untrusted(library, progress)))
        _mend(library, _all_else(library, Diagnosis()))
        library.catalog.annotations.drop()
    embed_pending(library, progress)


def _mend(library: Library, diagnosis: Diagnosis) -> None:
    if diagnosis.keyword_faults:
        library.catalog.keywords.rebuild()
    group_pending(library)
    for orphan in list(orphans(library)):
        orphan.unlink(missing_ok=True)
    if diagnosis.unreadable:
        discard(library.vectors_place, library.vectors_collection)
        library.forget_vectors()
        library.catalog.vector_queue.mark_pending()
        return
    with library.vectors.writing():
        for ids in batches(_missing(library, library.vectors), STALE_BATCH):
            library.catalog.vector_queue.mark_pending(ids)
        drop_extra(library, library.vectors)
