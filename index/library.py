"""One open data folder: its catalog, its vectors and the embedder that makes them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock

from article_qa.index.embedders.choose import choose_embedder
from article_qa.index.embedders.embedder import Embedder
from article_qa.index.errors import (
    ArticleDamaged,
    LibraryMissing,
    NotALibrary,
    NotWritable,
    StoreMismatch,
    UnknownArticle,
)
from article_qa.index.records import Article
from article_qa.index.settings import IndexSettings
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.chroma import Vectors
from article_qa.index.store.chroma_opening import COLLECTION, Place
from article_qa.index.store.edits import as_edit
from article_qa.index.store.identity import CATALOG as CATALOG
from article_qa.index.store.identity import noted_library
from article_qa.index.store.permissions import make_folder
from article_qa.index.store.restored import complete_restore, is_restore_pending
from article_qa.index.text.cleaning import shortened

if TYPE_CHECKING:
    from article_qa.index.embedders.multilingual import MultilingualEmbedder

FEEDBACK = "feedback.sqlite3"
VECTORS = "vectors"
ORIGINALS = "originals"
LOCK = "keeper.lock"
ID_CHARACTERS = 16
# Of an unknown id: so many near ones are named, which have at least so many first characters in common with it.
MAX_NEAREST, MIN_COMMON = 3, 3
# They may outlive the library that they were made for; the last two are those of a server.
LOCKS = frozenset({LOCK, f"{VECTORS}.lock", "server.lock", "server.json"})


@dataclass
class Library:
    """The parts of a library; the vectors and the embedder are opened when first used."""

    folder: Path
    catalog: Catalog
    settings: IndexSettings = field(default_factory=IndexSettings)
    # Called once what was new has its vectors and annotations, or articles were removed; the caller owns the vectors.
    after_embedding: "Callable[[Library], object] | None" = None

    @cached_property
    def embedder(self) -> Embedder:
        return choose_embedder(self.settings)

    @property
    def multilingual(self) -> "MultilingualEmbedder | None":
        """The embedder, when it is the one that reads many languages on this machine."""
        if self.settings.embedder != "multilingual":
            return None
        from article_qa.index.embedders.multilingual import multilingual_embedder

        return multilingual_embedder()

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors of the settings' embedder. Raises StoreMismatch when the library has those of another."""
        made_by = self.catalog.vector_queue.embedder()
        if made_by not in (None, self.embedder.name):
            raise StoreMismatch(str(made_by), self.embedder.name)
        return self.vectors_by(self.embedder.name, lambda: self.vectors_collection)

    @property
    def stored_vectors(self) -> Vectors:
        """The vectors there are, whichever embedder made them; enough for removing some."""
        opened: Vectors | None = self.__dict__.get("vectors")
        made_by = self.catalog.vector_queue.embedder()
        if opened or made_by is None:
            return opened or self.vectors
        return self.vectors_by(made_by, self.vectors_collection)

    @property
    def next_vectors(self) -> Vectors | None:
        """The vectors that are being made next to those in use; None while none are."""
        made_by = self.catalog.vector_queue.renewing()
        return self.vectors_by(made_by, self.next_collection) if made_by else None

    def vectors_by(self, embedder: str, collection: str | Callable[[], str]) -> Vectors:
        """The vectors that `embedder` made, in this collection."""
        return Vectors(
            self.vectors_place,
            embedder,
            collection=collection,
            version=self.catalog.vector_queue.vectors_version,
            begin=self.catalog.vector_queue.begin_writing,
        )

    @property
    def vectors_place(self) -> Place:
        return self.settings.chroma_server or self.folder / VECTORS

    @property
    def has_leases(self) -> bool:
        """Whether any number of processes make its vectors at once: catalog and vectors are both on servers."""
        return self.settings.chroma_server is not None and self.catalog.database.dialect == "postgres"

    @property
    def originals(self) -> Path:
        """The folder of the files and pages that articles were read from, which need not be there."""
        return self.folder / ORIGINALS

    @property
    def vectors_collection(self) -> str:
        return self._collection(self.catalog.vector_queue.generation())

    @property
    def next_collection(self) -> str:
        """Where vectors are made or copied that will replace those in use."""
        return self._collection(self.catalog.vector_queue.generation() + 1)

    @property
    def former_collection(self) -> str | None:
        """Where the vectors before were; None when there were none."""
        generation = self.catalog.vector_queue.generation()
        return self._collection(generation - 1) if generation > 1 else None

    def _collection(self, generation: int) -> str:
        # A server may keep the vectors of several libraries.
        name = f"{COLLECTION}-{self.catalog.vector_queue.library_id()}" if self.settings.chroma_server else COLLECTION
        return name if generation == 1 else f"{name}-{generation}"

    def edit(
        self,
        article_id: str,
        *,
        title: str | None = None,
        published: date | str | None = None,
        publisher: str | None = None,
        author: str | None = None,
    ) -> Article:
        """Correct what an article says of itself; the article as it is then.

        An empty text says that it has no such fact. A title is never empty, and `published` is a date or written as
        2022-11-03. The correction is kept when the article is added again. It is found by the new facts at once; its
        vectors and annotations are made again by the next `add` or a running page. `article_id` is the id or its first
        characters. Raises UnknownArticle, EditRejected, ArticleDamaged.
        """
        edit = as_edit(title, published, publisher, author)
        edited = self.catalog.edit(known_article(self, article_id).id, edit)
        if edited is None:  # It was removed meanwhile.
            raise UnknownArticle(article_id)
        return edited

    def forget_vectors(self) -> None:
        """The vectors are reopened when next used."""
        if vectors := self.__dict__.pop("vectors", None):
            vectors.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the catalog and the vectors."""
        self.forget_vectors()
        self.catalog.close()


def open_library(folder: str | Path, *, create: bool = False) -> Library:
    """Open the library in `folder`; with `create`, make it when it is not there.

    Raises LibraryMissing, NotALibrary for a folder that holds something else,
    NotWritable, LibraryDamaged.
    """
    folder, settings = Path(folder), IndexSettings()
    catalog = folder / CATALOG
    try:
        if folder.exists() and not folder.is_dir():
            raise NotALibrary(folder, "it is a file")
        if is_restore_pending(folder):
            with FileLock(folder / LOCK):
                complete_restore(folder)
        if settings.catalog_url:
            return _over_postgres(folder, settings, settings.catalog_url.get_secret_value(), create=create)
        if not catalog.exists():
            if noted_library(folder):
                raise NotALibrary(folder, "its catalog is in PostgreSQL, whose address INDEX_CATALOG_URL is to say")
            others = _others(folder) if folder.exists() else []
            if others:
                raise NotALibrary(folder, f"it holds {others[0]!r}")
            if not create:
                raise LibraryMissing(folder)
            make_folder(folder)
    except OSError as exc:
        raise NotWritable(folder, exc.strerror or str(exc)) from exc
    # Absolute, so that a program that goes to another folder meanwhile still finds it.
    return Library(folder.absolute(), Catalog(catalog), settings)


def _over_postgres(folder: Path, settings: IndexSettings, url: str, *, create: bool) -> Library:
    """The library whose catalog is at `url`, and whose vectors and originals are in `folder`."""
    from article_qa.index.store.postgres_catalog import note_library, open_postgres_catalog, refuse_file

    if (folder / CATALOG).exists():
        raise refuse_file(folder)
    catalog = open_postgres_catalog(url, create=create)
    try:
        make_folder(folder)
        note_library(folder, catalog, has_vectors=settings.chroma_server is None)
    except BaseException:
        catalog.close()
        raise
    return Library(folder.absolute(), catalog, settings)


def _others(folder: Path) -> list[str]:
    """What a folder without a catalog holds that no library has, but what is hidden."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(".") and path.name not in LOCKS)


class HasCatalog(Protocol):
    """Whatever has the catalog that articles are looked up in: a library, or an assistant over one."""

    @property
    def catalog(self) -> Catalog: ...


def known_article(library: HasCatalog, wanted: str) -> Article:
    """The same as `find_article`. Raises UnknownArticle, with the nearest, where it is none or not the only one."""
    found = find_article(library, wanted)
    if found is None:
        several = library.catalog.ids_beginning(wanted, MAX_NEAREST) if wanted else []
        raise UnknownArticle(wanted, several or _nearest(library, wanted), is_ambiguous=bool(several))
    return found


def _nearest(library: HasCatalog, wanted: str) -> list[str]:
    """Ids of articles whose title, outlet or date has these words, else of those that begin most like it."""
    if wanted.strip() and (titled := library.catalog.listings(wanted, limit=MAX_NEAREST)):
        return [f"{each.id} ({shortened(each.title, 60)})" for each in titled]
    lengths = range(min(len(wanted), ID_CHARACTERS) - 1, MIN_COMMON - 1, -1)
    likely = (library.catalog.ids_beginning(wanted[:length], MAX_NEAREST) for length in lengths)
    return next(filter(None, likely), [])


def find_article(library: HasCatalog, wanted: str) -> Article | None:
    """The article with this id, or the only one whose id begins with `wanted`. Raises ArticleDamaged."""
    found = find_id(library, wanted)
    if found and (damaged := library.catalog.damaged.listing(found)):
        raise ArticleDamaged(damaged.id, damaged.title, damaged.source)
    return library.catalog.article(found) if found else None


def find_id(library: HasCatalog, wanted: str) -> str | None:
    """The id of that article, damaged or not."""
    found = library.catalog.ids_beginning(wanted, 2)
    return found[0] if wanted and len(found) == 1 else None
