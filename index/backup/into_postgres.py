"""The last step of restoring into PostgreSQL: an unpacked catalog becomes one in a database."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from article_qa.index.backup.make import Progress
from article_qa.index.errors import BackupRejected, NotALibrary
from article_qa.index.library import CATALOG
from article_qa.index.settings import IndexSettings
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.copying import copy_rows, is_empty, tables_of
from article_qa.index.store.identity import noted_library
from article_qa.index.store.postgres_catalog import note_library, open_postgres_catalog, refuse_file
from article_qa.index.store.sqlite_database import SQLiteDatabase


def empty_catalog(folder: Path, settings: IndexSettings) -> Catalog | None:
    """The catalog at INDEX_CATALOG_URL, which must be empty, as must be its data folder; None without that setting.

    Raises BackupRejected where it holds something, CatalogServerFailed or NotALibrary where `folder` has another
    catalog.
    """
    if not settings.catalog_url:
        return None
    if (folder / CATALOG).exists():
        raise refuse_file(folder)
    if noted_library(folder):
        raise NotALibrary(folder, "it has the vectors of another library")
    catalog = open_postgres_catalog(settings.catalog_url.get_secret_value(), create=True)
    if is_empty(catalog):
        return catalog
    catalog.close()
    raise BackupRejected(
        "there is a library in the database that INDEX_CATALOG_URL names; name another database or schema, or drop "
        "that one"
    )


@contextmanager
def filled(catalog: Catalog, file: Path, folder: Path, progress: Progress) -> Iterator[None]:
    """Move the unpacked catalog `file` into `catalog`, which has it once the block ends; what fails undoes that."""
    with catalog.database.transaction():
        with closing(SQLiteDatabase(file)) as unpacked, unpacked.snapshot() as rows:
            copy_rows(rows, catalog, tables_of(unpacked), lambda done: progress("catalog", done, None))
        file.unlink()
        yield
        # The vectors came with it.
        note_library(folder, catalog, has_vectors=False)
