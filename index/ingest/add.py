"""Files, folders and addresses -> the library: what is new goes in, what changed is replaced.

Every article is in the catalog, whole, before any vector is made. What a run
leaves undone, for whatever reason, the next one finishes.
"""

import os
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from article_qa.index.addresses import is_address
from article_qa.index.embedders.local import local_embedder
from article_qa.index.errors import ArticleRejected, OnlyAddresses
from article_qa.index.formats.archive import kinds_of
from article_qa.index.formats.article import Columns, Item, Note
from article_qa.index.formats.kinds import SUFFIXES
from article_qa.index.formats.load import contained, load, load_files
from article_qa.index.ingest.chunking import cut
from article_qa.index.ingest.doctor import Diagnosis as Diagnosis
from article_qa.index.ingest.doctor import examine as examine
from article_qa.index.ingest.doctor import group_pending as group_pending
from article_qa.index.ingest.doctor import repair as repair
from article_qa.index.ingest.embedding_worker import Progress, drop_stale, embed_pending, quiet
from article_qa.index.library import Library
from article_qa.index.records import Article
from article_qa.index.store.catalog import Change
from article_qa.index.text.languages import other_language, unread_note
from article_qa.index.web import pages
from article_qa.index.web.fetch import Fetcher

# Told of each article: what became of it ("added", "removed" …), and its title.
Tell: TypeAlias = Callable[[str, str], None]

# To remove from the vectors' index, all of it is loaded; that of more passages takes longer than one should wait.
DROPPED_AT_ONCE = 30_000


@dataclass
class AddReport:
    """What an `add` did: counts of articles, a sentence for each that was not taken, and what else is to be known."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def counts(self) -> str:
        return f"{self.added} added, {self.changed} changed, {self.unchanged} unchanged, {len(self.failed)} failed"

    def as_json(self) -> dict[str, Any]:
        counts = {"added": self.added, "changed": self.changed, "unchanged": self.unchanged}
        return counts | {"failed": self.failed, "notes": self.notes}


def nobody(change: str, title: str) -> None:
    """Tells nobody."""


def add(
    library: Library,
    sources: Sequence[Path | str],
    progress: Progress = quiet,
    *,
    fetcher: Fetcher | None = None,
    columns: Columns = (),
) -> AddReport:
    """Add these files, folders and web addresses to the library and make the vectors that are due.

    A folder is walked in the order of its names. A bad file or page costs itself only. `columns` pairs the names
    that the entries of files use with ours: `(("Inhalt", "text"),)`.
    """
    return take(library, _load_all(library, sources, fetcher or Fetcher(), columns), progress)


def take(library: Library, found: Iterable[Item], progress: Progress = quiet) -> AddReport:
    """Store what was loaded and make the vectors that are due."""
    report = stock(library, found, progress)
    group_pending(library)
    embed_pending(library, progress)
    return report


def stock(library: Library, found: Iterable[Item], progress: Progress = quiet) -> AddReport:
    """Store what was loaded, each article before the next is asked for; a keeper makes its vectors."""
    intake = Intake(library, AddReport())
    for number, loaded in enumerate(found, 1):
        intake.offer(loaded)
        progress("articles", number, None)
    intake.settle()
    return intake.report


@dataclass(frozen=True, slots=True)
class Known:
    """What tells an article that was read from any other; its title and facts go with its text."""

    id: str
    sha256: str
    source: str


class Intake:
    """One run's articles on their way into the catalog; each is counted, and told, once."""

    def __init__(self, library: Library, report: AddReport, tell: Tell = nobody) -> None:
        self.report = report
        self._library = library
        self._tell = tell
        self._taken: dict[str, str] = {}
        self._held: list[tuple[Article, Change]] = []
        # Languages that the embedder does not read.
        self._unread: Counter[str] = Counter()

    def offer(self, loaded: Item) -> Known | None:
        """Store an article, or note why it was not taken; what an article is known by."""
        if isinstance(loaded, ArticleRejected):
            self.report.failed.append(str(loaded))
            return None
        if isinstance(loaded, Note):
            self.report.notes.append(loaded.text)
            return None
        article = self._library.catalog.identified(loaded)
        self._offer(article)
        return Known(article.id, article.sha256, article.source)

    def _offer(self, loaded: Article) -> None:
        if self._taken.get(loaded.id, loaded.sha256) != loaded.sha256:
            self.report.failed.append(f"{loaded.source!r} is a second version of {loaded.url!r}; keep one of the two")
        elif loaded.id in self._taken:
            # A second copy of the same page must not replace the first, or each run would change both.
            self._count("unchanged", loaded)
        else:
            self._taken[loaded.id] = loaded.sha256
            change = store(self._library, loaded)
            holder = self._library.catalog.holder(loaded)
            if holder and not self.saw(holder):
                # The holder may yet be given another text by this run, or be gone.
                self._held.append((loaded, change))
            else:
                self._count(change, loaded)

    def pass_over(self, articles: Sequence[Known]) -> bool:
        """Count articles as unchanged that a file held when it was read; False when not all are stored just so."""
        catalog = self._library.catalog
        if any(self._taken.get(each.id, each.sha256) != each.sha256 for each in articles):
            return False
        if not all(catalog.stores(each.id, each.sha256, each.source) for each in articles):
            return False
        self._taken |= {each.id: each.sha256 for each in articles}
        self.report.unchanged += len(articles)
        return True

    def saw(self, article_id: str) -> bool:
        """Whether the run met this article, changed or not."""
        return article_id in self._taken

    def settle(self, gone: Container[str] = ()) -> None:
        """Store the articles whose text another one held, now that each has its own; those of `gone` give way."""
        for article, before in self._held:
            holder = self._library.catalog.holder(article)
            after = store(self._library, article, instead_of=holder if holder in gone else None)
            self._count(after if before == "unchanged" else "changed", article)
        self._held.clear()
        if note := unread_note(self._unread):
            self.report.notes.append(note)

    def _count(self, change: Change, article: Article) -> None:
        setattr(self.report, change, getattr(self.report, change) + 1)
        if change != "unchanged" and self._library.settings.embedder == "local":
            self._unread.update(filter(None, [other_language(article.text, article.language)]))
        self._tell(change, article.title)


def store(library: Library, article: Article, *, instead_of: str | None = None) -> Change:
    """Put one article with its passages into the catalog, in place of `instead_of`; says what that changed."""
    passages = cut(article, local_embedder().count_tokens)
    return library.catalog.put(article, passages, instead_of=instead_of)


def remove(library: Library, article_ids: Iterable[str]) -> int:
    """Remove articles with their keywords and vectors, all of them or none; how many there were.

    In a large library, and where the vectors cannot be reached now, those of the articles are no longer found but
    wait for whoever writes vectors next; they hold what stands above an article, not its words.
    """
    removed = library.catalog.remove_all(article_ids)
    if library.catalog.overview().passages <= DROPPED_AT_ONCE:
        drop_stale(library)
    return removed


def _load_all(library: Library, sources: Sequence[Path | str], fetcher: Fetcher, columns: Columns) -> Iterator[Item]:
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
            for file, found in load_files(files, columns) if path.is_dir() else [(path, load(path, columns))]:
                yield from contained(_fetched(found, library, fetcher), repr(str(file)))
            if path.is_dir():
                yield from _other_kinds(path)


def _fetched(found: Iterable[Item], library: Library, fetcher: Fetcher) -> Iterator[Item]:
    """What a file gave; where it only holds addresses, what is read there, as if they were given themselves."""
    for each in found:
        if isinstance(each, OnlyAddresses):
            for address in each.addresses:
                yield from pages.read(address, library.catalog, fetcher)
        else:
            yield each


def _files(path: Path) -> list[Path]:
    """The files to read for `path`: itself, or all articles below it but the hidden ones."""
    if path.is_dir():
        files = article_files(path)
        if not files:
            unread = kinds_of(each.name for each in _walk(path))
            raise ArticleRejected(
                f"the folder {str(path)!r} holds no article{f', only {unread}' if unread else ''}; "
                f"put files of these kinds in it: {' '.join(SUFFIXES)}"
            )
        return files
    if path.exists():
        return [path]
    raise ArticleRejected(f"there is no {str(path)!r}; check the path")


def article_files(folder: Path) -> list[Path]:
    """The files of articles below `folder` but the hidden ones, in the order of their names."""
    return sorted(path for path in _walk(folder) if path.suffix.lower() in SUFFIXES)


def _walk(folder: Path) -> Iterator[Path]:
    """All files below `folder` but the hidden ones; a folder that links lead to more than once is walked once."""
    root = folder.resolve()
    seen = {root}
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


def _other_kinds(folder: Path) -> Iterator[Note]:
    if unread := kinds_of(path.name for path in _walk(folder) if path.suffix.lower() not in SUFFIXES):
        yield Note(f"the folder {str(folder)!r} also holds files of kinds that are not read: {unread}")


def is_hidden(path: Path) -> bool:
    """Whether a part of this relative path begins with a dot."""
    return any(part.startswith(".") for part in path.parts)
