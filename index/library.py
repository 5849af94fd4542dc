"""One open data folder: its catalog, its vectors and the embedder that makes them."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType

from llama_index.core.embeddings import BaseEmbedding

from index.catalog import Catalog
from index.embed import choose_embedder
from index.errors import LibraryMissing, NotALibrary, NotWritable
from index.records import Article
from index.settings import IndexSettings
from index.vectors import COLLECTION, Place, Vectors

CATALOG = "catalog.sqlite3"
VECTORS = "vectors"


@dataclass
class Library:
    """The parts of a library; the vectors and the embedder are opened when first used."""

    folder: Path
    catalog: Catalog
    settings: IndexSettings = field(default_factory=IndexSettings)

    @cached_property
    def embedder(self) -> BaseEmbedding:
        return choose_embedder(self.settings)

    @cached_property
    def vectors(self) -> Vectors:
        return Vectors(
            self.vectors_place,
            self.embedder.model_name,
            collection=self.vectors_collection,
            version=self.catalog.vectors_version,
        )

    @property
    def vectors_place(self) -> Place:
        return self.settings.chroma_server or self.folder / VECTORS

    @property
    def vectors_collection(self) -> str:
        # A server may keep the vectors of several libraries.
        return f"{COLLECTION}-{self.catalog.library_id()}" if self.settings.chroma_server else COLLECTION

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.catalog.close()


def open_library(folder: Path, *, create: bool = False) -> Library:
    """Open the library in `folder`; with `create`, make it when it is not there.

    Raises LibraryMissing, NotALibrary for a folder that holds something else,
    NotWritable, LibraryDamaged.
    """
    catalog = folder / CATALOG
    try:
        if folder.exists() and not folder.is_dir():
            raise NotALibrary(folder, "it is a file")
        if not catalog.exists():
            others = sorted(p.name for p in folder.iterdir() if not p.name.startswith(".")) if folder.exists() else []
            if others:
                raise NotALibrary(folder, f"it holds {others[0]!r}")
            if not create:
                raise LibraryMissing(folder)
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise NotWritable(folder, exc.strerror or str(exc)) from exc
    return Library(folder, Catalog(catalog))


def find_article(library: Library, wanted: str) -> Article | None:
    """The article with this id, or the only one whose id begins with `wanted`."""
    found = library.catalog.ids_beginning(wanted, 2)
    return library.catalog.article(found[0]) if wanted and len(found) == 1 else None
