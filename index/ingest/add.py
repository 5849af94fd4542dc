"""Files, folders and addresses -> the library: what is new goes in, what changed is replaced.

Every article is in the catalog, whole, before any vector is made. What a run
leaves undone, for whatever reason, the next one finishes.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from article_qa.index.addresses import is_address
from article_qa.index.embedders.local import local_embedder
from article_qa.index.errors import ArticleRejected, OnlyAddresses
from article_qa.index.formats.article import Columns, Item, Note
from article_qa.index.formats.kinds import SUFFIXES
from article_qa.index.formats.load import contained, load, load_files
from article_qa.index.ingest.chunking import cut
from article_qa.index.ingest.doctor import Diagnosis as Diagnosis
from article_qa.index.ingest.doctor import examine as examine
from article_qa.index.ingest.doctor import group_pending as group_pending
from article_qa.index.ingest.doctor import repair as repair
from article_qa.index.ingest.embedding_worker import (
    LOOK_SECONDS,
    Progress,
    batches,
    drop_stale,
    embed_pending,
    follow_up,
    quiet,
)
from article_qa.index.ingest.folders import article_files, other_kinds, passed_over
from article_qa.index.ingest.originals import Keeper, Known, keeper_for, remove_originals
from article_qa.index.ingest.stories import Stories
from article_qa.index.library import Library
from article_qa.index.records import Article
from article_qa.index.store.bm25 import MERGE_SHARE
from article_qa.index.store.catalog import Change
from article_qa.index.text.languages import is_foreign, language_name, language_of, unread_note
from article_qa.index.web import pages
from article_qa.index.web.fetch import Fetcher

# Told of each article: what became of it ("added", "removed" …), and its title.
Tell: TypeAlias = Callable[[str, str], None]

# To remove from the vectors' index, all of it is loaded; that of more passages takes longer than one should wait.
DROPPED_AT_ONCE = 30_000
# Bounds the time of one transaction, in which nobody else writes.
COLLECTED_AT_ONCE = 1000


@dataclass
class AddReport:
    """What an `add` did: counts of articles, a sentence for each that was not taken, and what else is to be known."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # How many of the articles were not in the collection that they were put into; None without one.
    collected: int | None = None

    @property
    def counts(self) -> str:
        counted = [f"{self.added} added", f"{self.changed} changed", f"{self.unchanged} unchanged", *self.more_counts]
        return ", ".join([*counted, f"{len(self.failed)} failed"])

    @property
    def more_counts(self) -> list[str]:
        """What is counted of some runs only."""
        return [] if self.collected is None else [f"{self.collected} put into the collection"]

    def as_json(self) -> dict[str, Any]:
        counts = {"added": self.added, "changed": self.changed, "unchanged": self.unchanged}
        collected = {} if self.collected is None else {"collected": self.collected}
        return counts | {"failed": self.failed, "notes": self.notes} | collected


def nobody(change: str, title: str) -> None:
    """Tells nobody."""


def add(
    library: Library,
    sources: Sequence[Path | str],
    progress: Progress = quiet,
    *,
    fetcher: Fetcher | None = None,
    columns: Columns = (),
    collection: str | None = None,
    keep_originals: bool | None = None,
) -> AddReport:
    """Add these files, folders and web addresses to the library and make the vectors that are due.

    A folder is walked in the order of its names. A bad file or page costs itself only. `columns` pairs the names
    that the entries of files use with ours: `(("Inhalt", "text"),)`. All articles are put into `collection`, also
    those that the library had before. With `keep_originals` each file or page is kept beside the catalog; without a
    wish, the settings decide. Raises QuestionRejected for a name without words.
    """
    named = None if collection is None else library.catalog.collections.chosen(collection)
    keeper = keeper_for(library, keep_originals)
    found = _load_all(library, sources, fetcher or Fetcher(), columns, keeper)
    return take(library, found, progress, collection=named, keeper=keeper)


def take(
    library: Library,
    found: Iterable[Item],
    progress: Progress = quiet,
    *,
    collection: str | None = None,
    keeper: Keeper | None = None,
) -> AddReport:
    """Store what was loaded and make the vectors that are due. `found` tells the `keeper` where each comes from."""
    report = stock(library, found, progress, collection=collection, keeper=keeper)
    group_pending(library)
    embed_pending(library, progress)
    library.catalog.tidy()
    return report


def stock(
    library: Library,
    found: Iterable[Item],
    progress: Progress = quiet,
    *,
    collection: str | None = None,
    keeper: Keeper | None = None,
) -> AddReport:
    """Store what was loaded, each article before the next is asked for; a keeper makes its vectors."""
    intake = Intake(library, AddReport())
    for number, loaded in enumerate(found, 1):
        known = intake.offer(loaded)
        if known and keeper:
            keeper.keep(known)
        progress("articles", number, None)
    intake.settle()
    intake.collect(collection)
    intake.report.notes += keeper.notes() if keeper else []
    return intake.report


class Intake:
    """One run's articles on their way into the catalog; each is counted, and told, once."""

    def __init__(self, library: Library, report: AddReport, tell: Tell = nobody) -> None:
        self.report = report
        self._library = library
        self._tell = tell
        self._taken: dict[str, str] = {}
        self._held: list[tuple[Article, Change]] = []
        # Articles that hold a text which came from elsewhere, or went on with a later page.
        self._met: set[str] = set()
        self._stories = Stories(library)
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
        told = replace(loaded, language=language_of(loaded.text, loaded.language))
        read = self._library.catalog.identified(told)
        if story := self._stories.first_of(read):
            return self._offer_page(*story, read)
        article = self._stories.whole(read)
        self._offer(article)
        if article is not read and self._library.catalog.stores(article.id, article.sha256, article.source):
            self._stories.keep_first(read)
        return Known(article.id, article.sha256, article.source)

    def _offer_page(self, first: Article, number: int, page: Article) -> Known:
        """Append a later page to the article that it goes on."""
        article = self._stories.joined(first, number, page)
        if first.id in self._taken:
            self._taken[first.id] = article.sha256
        self._met.add(first.id)
        self._count(store(self._library, article), article)
        return Known(article.id, article.sha256, article.source, is_whole=False)

    def leave_page(self, article_id: str, number: int) -> None:
        """Take a later page, which is gone, out of the article that it went on."""
        if article := self._stories.without(article_id, number):
            self._count(store(self._library, article), article)

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
            self._met.update(filter(None, [self._library.catalog.holder(article)]))
            self._count(after if before == "unchanged" else "changed", article)
        self._held.clear()
        if note := unread_note(self._unread):
            self.report.notes.append(note)

    def collect(self, collection: str | None) -> None:
        """Put every article that the run met into this collection; into none without one."""
        if collection is not None:
            collections = self._library.catalog.collections
            met = batches([*self._taken, *self._met], COLLECTED_AT_ONCE)
            self.report.collected = sum(collections.collect(ids, collection) for ids in met)

    def _count(self, change: Change, article: Article) -> None:
        setattr(self.report, change, getattr(self.report, change) + 1)
        is_unread = self._library.settings.embedder == "local" and is_foreign(article.language)
        if change != "unchanged" and is_unread:
            self._unread[language_name(article.language)] += 1
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
    ids = list(article_ids)
    removed = library.catalog.remove_all(ids)
    remove_originals(library, ids)
    if _is_small(library):
        drop_stale(library)
    # Their answers may quote what was removed.
    follow_up(library, seconds=LOOK_SECONDS)
    forget_words(library)
    return removed


def forget_words(library: Library) -> None:
    """Take the words of removed articles out of the keyword index and the log, too; of a large index, now and then."""
    library.catalog.tidy(0 if _is_small(library) else MERGE_SHARE)
    library.catalog.database.empty_log()


def _is_small(library: Library) -> bool:
    return library.catalog.overview().passages <= DROPPED_AT_ONCE


def _load_all(
    library: Library, sources: Sequence[Path | str], fetcher: Fetcher, columns: Columns, keeper: Keeper | None
) -> Iterator[Item]:
    for source in sources:
        if isinstance(source, str) and is_address(source):
            yield from pages.read(source, library.catalog, fetcher, keeper)
            continue
        path = Path(source)
        try:
            files = _files(library, path)
        except ArticleRejected as rejection:
            yield rejection
        except OSError as exc:
            yield ArticleRejected(f"cannot read {str(path)!r} ({exc.strerror}); check the path")
        else:
            for file, found in load_files(files, columns) if path.is_dir() else [(path, load(path, columns))]:
                if keeper:
                    keeper.read_file(file)
                yield from contained(_fetched(found, library, fetcher, keeper), repr(str(file)))
            if path.is_dir():
                yield from passed_over(path, library)


def _fetched(found: Iterable[Item], library: Library, fetcher: Fetcher, keeper: Keeper | None) -> Iterator[Item]:
    """What a file gave; where it only holds addresses, what is read there, as if they were given themselves."""
    for each in found:
        if isinstance(each, OnlyAddresses):
            for address in each.addresses:
                yield from pages.read(address, library.catalog, fetcher, keeper)
        else:
            yield each


def _files(library: Library, path: Path) -> list[Path]:
    """The files to read for `path`: itself, or all articles below it but the hidden ones."""
    if path.is_dir():
        files = article_files(path, library)
        if not files:
            unread = other_kinds(path, library)
            raise ArticleRejected(
                f"the folder {str(path)!r} holds no article{f', only {unread}' if unread else ''}; "
                f"put files of these kinds in it: {' '.join(SUFFIXES)}"
            )
        return files
    if path.exists():
        return [path]
    raise ArticleRejected(f"there is no {str(path)!r}; check the path")
