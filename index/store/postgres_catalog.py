"""A catalog in PostgreSQL: the same as one in a file, over another database and keyword index."""

import json
from pathlib import Path

from article_qa.index.errors import CatalogServerFailed, LibraryError, NotALibrary
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.identity import CATALOG_PLACE, noted_library
from article_qa.index.store.permissions import make_file
from article_qa.index.store.postgres_database import PostgresDatabase
from article_qa.index.store.postgres_keywords import PostgresKeywordIndex
from article_qa.index.store.postgres_vocabulary import PostgresVocabulary


def open_postgres_catalog(url: str, *, create: bool) -> Catalog:
    """The catalog in the database at `url`; with `create`, its tables are made where there are none.

    Raises CatalogServerFailed, LibraryMissing, PartMissing.
    """
    database = PostgresDatabase(url, create=create)
    return Catalog.over(database, PostgresKeywordIndex(database), PostgresVocabulary(database))


def note_library(folder: Path, catalog: Catalog, *, has_vectors: bool) -> None:
    """Note in `folder` whose vectors and originals it holds.

    Raises NotALibrary for the folder of another library, and LibraryError for
    a new folder where the library's vectors lie in another (`has_vectors`).
    """
    identity = catalog.vector_queue.library_id()
    noted = noted_library(folder)
    if noted not in (None, identity):
        raise NotALibrary(folder, "its vectors belong to another catalog than that of INDEX_CATALOG_URL")
    if noted is None:
        if has_vectors and catalog.vector_queue.embedder():
            raise LibraryError(
                f"the vectors of this library are not in {str(folder)!r}; name the folder that has them with "
                "--data DIR, or keep them on a server that all machines share with INDEX_CHROMA_URL"
            )
        make_file(folder / CATALOG_PLACE)
        (folder / CATALOG_PLACE).write_text(json.dumps({"library": identity}), encoding="utf-8")


def refuse_file(folder: Path) -> CatalogServerFailed:
    """What to say of a folder that has a catalog of its own."""
    return CatalogServerFailed(
        "INDEX_CATALOG_URL", f"{str(folder)!r} has a catalog of its own, so name another folder with --data DIR"
    )
