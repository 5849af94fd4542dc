"""Files, folders and addresses -> the library: what is new goes in, what changed is replaced.

Every article is in the catalog, whole, before any vector is made. What a run
leaves undone, for whatever reason, the next one finishes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index import pages, vectors
from index.chunk import TokenCounter, cut
from index.errors import ArticleRejected, LibraryDamaged, StoreMismatch
from index.fetch import Fetcher, is_address
from index.keeper import STALE_BATCH, Progress, drop_stale, embed_pending, owned, quiet
from index.library import Library
from index.load import SUFFIXES, load
from index.local import local_embedder
from index.records import Article

GROUP_BATCH = 500


@dataclass
class Report:
    """What an `add` did: counts of articles, and a sentence for each that was not taken."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def counts(self) -> str:
        return f"{self.added} added, {self.changed} changed, {self.unchanged} unchanged, {len(self.failed)} failed"

    def as_json(self) -> dict[str, Any]:
        return {"added": self.added, "changed": self.changed, "unchanged": self.unchanged, "failed": self.failed}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What `examine` found: each count is 0 in a library that is right."""

    keyword_faults: int
    vectors_missing: int
    vectors_extra: int
    unreadable: str | None = None
    ungrouped: int = 0

    @property
    def healthy(self) -> bool:
        counts = self.keyword_faults + self.vectors_missing + self.vectors_extra + self.ungrouped
        return not counts and self.unreadable is None


def add(
    library: Library, sources: Sequence[Path | str], progress: Progress = quiet, *, fetcher: Fetcher | None = None
) -> Report:
    """Add these files, folders and web addresses to the library and make the vectors that are due.

    A folder is walked in the order of its names. A bad file or page costs itself only.
    """
    return take(library, _load_all(library, sources, fetcher or Fetcher()), progress)


def take(library: Library, found: Iterable[Article | ArticleRejected], progress: Progress = quiet) -> Report:
    """Store what was loaded and make the vectors that are due.

    Each article is stored before the next is asked for.
    """
    report = Report()
    count_tokens = local_embedder().count_tokens
    taken: dict[str, str] = {}
    for number, loaded in enumerate(found, 1):
        if isinstance(loaded, ArticleRejected):
            report.failed.append(str(loaded))
        elif taken.get(loaded.id, loaded.sha256) != loaded.sha256:
            report.failed.append(f"{loaded.source!r} is a second version of {loaded.url!r}; keep one of the two")
        else:
            # A second copy of the same page must not replace the first, or each run would change both.
            change = "unchanged" if loaded.id in taken else store(library, loaded, count_tokens)
            taken[loaded.id] = loaded.sha256
            setattr(report, change, getattr(report, change) + 1)
        progress("articles", number, None)
    group_pending(library)
    embed_pending(library, progress)
    return report


def store(library: Library, article: Article, count_tokens: TokenCounter) -> str:
    """Put one article with its passages into the catalog; says what that changed."""
    return library.catalog.put(article, cut(article, count_tokens))


def remove(library: Library, article_ids: Iterable[str]) -> int:
    """Remove articles with their keywords and vectors; how many there were."""
    removed = sum(library.catalog.remove(article_id) for article_id in article_ids)
    drop_stale(library)
    return removed


def group_pending(library: Library) -> None:
    """Look for twins of the articles that an earlier version stored."""
    while library.catalog.group(GROUP_BATCH):
        pass


def examine(library: Library) -> Diagnosis:
    """Compare catalog, keyword index and vectors."""
    faults, ungrouped = library.catalog.keyword_faults(), library.catalog.ungrouped()
    try:
        stored = set(library.vectors.ids())
    except (LibraryDamaged, StoreMismatch) as exc:
        return Diagnosis(faults, 0, 0, str(exc), ungrouped)
    known = dict(library.catalog.passage_ids())
    missing = sum(1 for i, embedded in known.items() if not embedded or i not in stored)
    return Diagnosis(faults, missing, len(stored - known.keys()), ungrouped=ungrouped)


def repair(library: Library, progress: Progress = quiet) -> None:
    """Make keyword index and vectors agree with the catalog again."""
    with owned(library):
        _mend(library, examine(library))
    embed_pending(library, progress)


def _mend(library: Library, diagnosis: Diagnosis) -> None:
    if diagnosis.keyword_faults:
        library.catalog.rebuild_keywords()
    group_pending(library)
    if diagnosis.unreadable:
        vectors.discard(library.vectors_place, library.vectors_collection)
        library.__dict__.pop("vectors", None)
        library.catalog.mark_pending()
        return
    with library.vectors.writing():
        stored = set(library.vectors.ids())
        known = dict(library.catalog.passage_ids())
        library.catalog.mark_pending(i for i in known if i not in stored)
        extra = sorted(stored - known.keys())
        for first in range(0, len(extra), STALE_BATCH):
            library.vectors.remove(extra[first : first + STALE_BATCH])


def _load_all(library: Library, sources: Sequence[Path | str], fetcher: Fetcher) -> Iterator[Article | ArticleRejected]:
    for source in sources:
        if isinstance(source, str) and is_address(source):
            yield from pages.read(source, library.catalog, fetcher)
            continue
        path = Path(source)
        try:
            files = _files(path)
        except ArticleRejected as rejection:
            yield rejection
        except OSError as exc:
            yield ArticleRejected(f"cannot read {str(path)!r} ({exc.strerror}); check the path")
        else:
            for file in files:
                yield from load(file)


def _files(path: Path) -> list[Path]:
    """The files to read for `path`: itself, or all articles below it but the hidden ones."""
    if path.is_dir():
        found = (p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and not _is_hidden(p.relative_to(path)))
        files = sorted(p for p in found if p.is_file())
        if not files:
            raise ArticleRejected(
                f"the folder {str(path)!r} holds no article; put files of these kinds in it: {' '.join(SUFFIXES)}"
            )
        return files
    if path.exists():
        return [path]
    raise ArticleRejected(f"there is no {str(path)!r}; check the path")


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
