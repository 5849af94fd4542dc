"""A catalog that SQLite gives up -> a new one with all that can be read of it, in its place.

Each row is recognised by its shape, wherever it lies (`index.store.sqlite_pages`). Of an
article the checksum says whether all of it is there; one that is not is set
aside (`index.store.damaged`). What is derived is made again, but passages that are cut
as before keep their vectors. The old file is kept.
"""

import re
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from article_qa.index.embedders.local import local_embedder
from article_qa.index.errors import LibraryDamaged
from article_qa.index.ingest.chunking import cut
from article_qa.index.ingest.embedding_worker import Progress, batches
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.damaged import Named, trusted
from article_qa.index.store.replacing import NEW, alone, take_place, unused
from article_qa.index.store.row_shapes import SAVED, as_bytes, as_words, table_of
from article_qa.index.store.sqlite_pages import Pages, Place, Row, Value

# Of the articles that were lost. More would fill the screen.
NAMED_AT_MOST = 20
PASSAGE_ID = re.compile(rb"(.+):(\d+)-(\d+)", re.DOTALL)
# Bounds the ids of one statement.
BATCH = 1000
# Of the table `articles` today. Rows of older versions have fewer.
ARTICLE_COLUMNS = 11


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of the articles of a damaged catalog, and where that was kept."""

    saved: int
    damaged: int
    lost: int
    lost_named: tuple[Named, ...]
    kept: Path

    def as_json(self) -> dict[str, Any]:
        lost = [each.as_json() for each in self.lost_named]
        return {
            "saved": self.saved,
            "damaged": self.damaged,
            "lost": self.lost,
            "lost_articles": lost,
            "kept": str(self.kept),
        }

    def __str__(self) -> str:
        return (
            f"{self.saved} articles were saved, {self.damaged} are damaged and {self.lost} are lost; "
            f"the old catalog is kept as {self.kept.name!r}"
        )


@dataclass
class _Found:
    """Where the rows of each table lie, and which articles are spoken of."""

    articles: list[tuple[int, Place]] = field(default_factory=list)
    others: list[tuple[str, Place]] = field(default_factory=list)
    # Of each passage with a vector, the number of its article, for that number may have been another's before.
    embedded: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def has_feeds(self) -> bool:
        return any(table == "feeds" for table, _ in self.others)


def salvage(path: Path, progress: Progress, *, is_ours: bool) -> Salvaged:
    """Put a new catalog in place of the one at `path`. Raises LibraryDamaged when nothing can be saved.

    A file that may be another program's (not `is_ours`) is replaced only when
    it holds a whole article. The caller owns the vectors. Whoever is killed in
    it leaves the old catalog or the new one.
    """
    new = path.with_name(path.name + NEW)
    unused(new)
    with alone(path), closing(Pages(path)) as pages:
        found = _survey(pages, progress)
        try:
            with closing(Catalog(new)) as catalog:
                numbers = _save_articles(pages, found, catalog, progress)
                # The new catalog has noted its articles as new ones; the old notes say more.
                catalog.database.change("DELETE FROM versions")
                _save_others(pages, found, catalog)
                with catalog.database.transaction():
                    catalog.versions.complete()
                _keep_vectors(found, numbers, catalog)
                overview = catalog.overview()
                lost = [Named(i, title) for i, title in found.titles.items() if not catalog.knows(i)]
            if not overview.articles and not (is_ours and (overview.damaged or found.has_feeds)):
                raise LibraryDamaged(
                    f"nothing can be saved of the catalog {str(path)!r}, which was left as it is; "
                    "move the folder away and add the articles again"
                )
            kept = take_place(path, new, pages)
        finally:
            unused(new)
    return Salvaged(overview.articles, overview.damaged, len(lost), tuple(lost[:NAMED_AT_MOST]), kept)


def _survey(pages: Pages, progress: Progress) -> _Found:
    found, free = _Found(), pages.free()
    for number in range(1, pages.count + 1):
        if number not in free:
            for row in pages.rows(number):
                _note(row, found)
        if number % 100 == 0 or number == pages.count:
            progress("pages", number, pages.count)
    return found


def _note(row: Row, found: _Found) -> None:
    table = table_of(row)
    if table == "articles" and row.number is not None:
        found.articles.append((row.number, row.place))
    elif table == "passages" and (match := PASSAGE_ID.fullmatch(as_bytes(row.values[1]))):
        found.titles.setdefault(as_words(match[1]), "?")
        if row.values[5] == 1 and isinstance(row.values[2], int):
            found.embedded[as_words(match[0])] = row.values[2]
    elif table == "articles_listed":
        found.titles[as_words(row.values[3])] = as_words(row.values[1])
    elif table in SAVED:
        found.others.append((table, row.place))


def _save_articles(pages: Pages, found: _Found, catalog: Catalog, progress: Progress) -> dict[str, int]:
    """Each article in its old order, whole or set aside; the old number of each that is whole, by its id."""
    numbers: dict[str, int] = {}
    for count, (number, place) in enumerate(sorted(found.articles, key=lambda each: each[0]), 1):
        raw = _values(pages, place)[1:]
        raw += [None] * (ARTICLE_COLUMNS - len(raw))
        if article := trusted(raw):
            catalog.put(article, cut(article, local_embedder().count_tokens))
            numbers[article.id] = number
        else:
            catalog.note_damaged(raw)
        progress("articles", count, len(found.articles))
    return numbers


def _save_others(pages: Pages, found: _Found, catalog: Catalog) -> None:
    """The rows of the other tables; of the library's own, the newest."""
    for table, place in found.others:
        try:
            values = [value.decode() if isinstance(value, bytes) else value for value in _values(pages, place)]
        except UnicodeDecodeError:
            continue
        if table == "library":
            identity, version, embedder, generation, _ = [*values, None, 1, None][:5]
            catalog.database.change(
                "UPDATE library SET id = ?1, vectors_version = ?2 + 1, embedder = ?3, generation = ?4 "
                "WHERE vectors_version <= ?2",
                identity, version, embedder, generation,
            )  # fmt: skip
        elif table != "damaged" or not catalog.knows(str(values[0])):
            # An older row lacks the columns that came later.
            columns = catalog.database.value("SELECT count(*) FROM pragma_table_info(?)", table)
            values += [None] * (columns - len(values))
            catalog.database.change(f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(values))})", *values)


def _keep_vectors(found: _Found, numbers: dict[str, int], catalog: Catalog) -> None:
    """Passages that are cut as before have their vectors still, when it is known who made these."""
    if not catalog.database.value("SELECT embedder FROM library"):
        return
    kept = [i for i, number in found.embedded.items() if numbers.get(i.rpartition(":")[0]) == number]
    for ids in batches(kept, BATCH):
        with catalog.database.transaction():
            catalog.database.executemany("UPDATE passages SET embedded = 1 WHERE id = ?", [(i,) for i in ids])


def _values(pages: Pages, place: Place) -> list[Value]:
    row = pages.row(place)
    return list(row.values) if row else []
