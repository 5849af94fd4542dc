"""A folder and the library kept the same: what is new is added, what changed is replaced, what is gone removed.

A run goes through the whole folder, so that two runs in a row agree; watching
is a run after each change, which reads again only files that may have changed.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.kinds import SUFFIXES
from article_qa.index.formats.load import is_of_references, load_files, source_of
from article_qa.index.ingest.add import AddReport, Intake, Tell, forget_words, group_pending, nobody
from article_qa.index.ingest.embedding_worker import Progress, embed_pending, quiet
from article_qa.index.ingest.folders import article_files, is_hidden, passed_over
from article_qa.index.ingest.originals import Known, keeper_for, remove_originals
from article_qa.index.library import Library

State: TypeAlias = tuple[int, int, int]

# A program that saves a file writes it in several steps. This waits for the last.
SETTLED_MILLISECONDS = 400
# A file that was written this short before it was read may have been written once more without a sign of it.
RACY_SECONDS = 2


@dataclass
class SyncReport(AddReport):
    """What a run did; `removed` counts articles whose file is gone."""

    removed: int = 0

    @property
    def more_counts(self) -> list[str]:
        return [*super().more_counts, f"{self.removed} removed"]

    def as_json(self) -> dict[str, Any]:
        return super().as_json() | {"removed": self.removed}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file was on the disk when all of it was read, and the articles that it held."""

    state: State
    articles: tuple[Known, ...]


def sync(
    library: Library,
    folder: Path,
    *,
    prune: bool = False,
    progress: Progress = quiet,
    tell: Tell = nobody,
    readings: dict[str, Reading] | None = None,
    collection: str | None = None,
    keep_originals: bool | None = None,
) -> SyncReport:
    """Add and replace what `folder` holds; with `prune`, remove the articles that it no longer does.

    An article goes when its file is gone, or was read whole and holds it no
    more; one whose file cannot be read or is refused stays, and so does one
    whose text another file of the folder holds. A folder without any file
    removes nothing and is named in `failed`. `readings` remembers from run
    to run what need not be read again. All articles are put into `collection`.
    With `keep_originals` each file is kept next to the catalog; without a wish,
    the settings decide.
    Raises ArticleRejected when there is no such folder, QuestionRejected for a
    name of a collection without words.
    """
    if not folder.is_dir():
        raise _no_folder(folder)
    named = None if collection is None else library.catalog.collections.chosen(collection)
    report, keeper = SyncReport(), keeper_for(library, keep_originals)
    intake = Intake(library, report, tell)
    # Of each file that was met, whether it was read whole.
    met: dict[str, bool] = {}
    files = article_files(folder, library)
    readings = {} if readings is None else readings
    # A file of references may change what any other file gives.
    if any(map(is_of_references, files)):
        readings.clear()
        readings = {}
    number = count(1)
    for file, found in load_files(files):
        source, state = source_of(file), _state(file)
        known = readings.get(source)
        if known and known.state == state and intake.pass_over(known.articles):
            met[source] = True
            continue
        if keeper:
            keeper.read_file(file)
        failures = len(report.failed)
        articles: list[Known] = []
        for loaded in found:
            read = intake.offer(loaded)
            progress("articles", next(number), None)
            if read and keeper:
                keeper.keep(read)
            if read:
                articles.append(read)
        met[source] = len(report.failed) == failures
        readings.pop(source, None)
        if met[source] and state:
            readings[source] = Reading(state, tuple(articles))
    gone = dict(_gone(library, folder, met, intake)) if prune else {}
    if gone and not files:
        report.failed.append(_emptied(folder))
        gone = {}
    elif prune:
        _leave_pages(library, folder, met, intake)
    intake.settle(gone)
    intake.collect(named)
    for article_id, title in gone.items():
        if library.catalog.remove(article_id):
            report.removed += 1
            tell("removed", title)
    remove_originals(library, (article_id for article_id in gone if not library.catalog.knows(article_id)))
    report.notes += keeper.notes() if keeper else []
    report.notes += [note.text for note in passed_over(folder, library)]
    group_pending(library)
    embed_pending(library, progress)
    library.catalog.tidy()
    if report.removed:
        forget_words(library)
    return report


def watch(
    library: Library,
    folder: Path,
    *,
    prune: bool = False,
    tell: Tell = nobody,
    collection: str | None = None,
    keep_originals: bool | None = None,
) -> Iterator[SyncReport]:
    """A run now, and another one after each change of the folder; ends with KeyboardInterrupt."""
    from watchfiles import watch as changes

    if not folder.is_dir():
        raise _no_folder(folder)
    own = library.folder.resolve()

    def concerns_us(_: object, name: str) -> bool:
        path = Path(name)
        hidden = is_hidden(path.relative_to(folder.resolve()))
        # What was removed may have been a folder of articles.
        return not hidden and not path.is_relative_to(own) and (path.suffix.lower() in SUFFIXES or not path.is_file())

    # The first round comes when nothing has changed for a moment: from then on, no change is missed.
    rounds = changes(
        folder.resolve(),
        watch_filter=concerns_us,
        debounce=SETTLED_MILLISECONDS,
        rust_timeout=SETTLED_MILLISECONDS,
        yield_on_timeout=True,
    )
    readings: dict[str, Reading] = {}
    for number, changed in enumerate(rounds):
        if changed or number == 0:
            yield sync(
                library,
                folder,
                prune=prune,
                tell=tell,
                readings=readings,
                collection=collection,
                keep_originals=keep_originals,
            )


def _state(file: Path) -> State | None:
    """Inode, size and time of the last change; None when a later change might not show in them."""
    try:
        stat = file.stat()
    except OSError:
        return None
    is_racy = time.time_ns() - stat.st_mtime_ns < RACY_SECONDS * 1e9
    return None if is_racy else (stat.st_ino, stat.st_size, stat.st_mtime_ns)


def _leave_pages(library: Library, folder: Path, met: dict[str, bool], intake: Intake) -> None:
    """Take the later pages of stories whose file is gone out of their articles."""
    for article_id, number, source in library.catalog.story_pages.sources(source_of(folder) + "/"):
        files = _files_of(source)
        if not any(file in met or _may_exist(file) for file in files):
            intake.leave_page(article_id, number)


def _files_of(source: str) -> list[str]:
    """The files that a source may name: behind a # stands the article of a file of several, and names may hold a #."""
    parts = source.split("#")
    return ["#".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _gone(library: Library, folder: Path, met: dict[str, bool], intake: Intake) -> Iterator[tuple[str, str]]:
    """Ids and titles of the articles that came from this folder and are no longer in it."""
    for article_id, source, title in library.catalog.sources(source_of(folder) + "/"):
        if intake.saw(article_id):
            continue
        files = _files_of(source)
        read = next((met[file] for file in files if file in met), None)
        if read or (read is None and not any(map(_may_exist, files))):
            yield article_id, title


def _may_exist(file: str) -> bool:
    try:
        return Path(file).exists()
    except (OSError, ValueError):  # Whoever may not look cannot know.
        return True


def _no_folder(folder: Path) -> ArticleRejected:
    return ArticleRejected(f"there is no folder {str(folder)!r}; check the path")


def _emptied(folder: Path) -> str:
    # A disk that is not mounted leaves an empty folder behind.
    return (
        f"nothing was removed, because the folder {str(folder)!r} holds no file any more; "
        "check that its disk is mounted, or remove the articles with: article-qa remove ID"
    )
