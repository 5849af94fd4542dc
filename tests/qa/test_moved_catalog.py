"""A library goes from a file to PostgreSQL and a Chroma server and back, by a backup, with all that is in it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.backup.make import backup
from article_qa.index.backup.restore import restore
from article_qa.index.errors import BackupRejected, CatalogServerFailed, NotALibrary
from article_qa.index.ingest.add import add, remove
from article_qa.index.ingest.doctor import examine
from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING
from article_qa.index.store.copying import tables_of
from article_qa.index.store.sqlite_database import SQLiteDatabase
from article_qa.index.web.subscriptions import Subscriptions
from article_qa.qa.assistant import Assistant
from article_qa.qa.feedback import record, recorded
from article_qa.qa.watching.ask_again import watch_question
from tests.chroma import running_chroma
from tests.postgres import PostgresServer
from tests.starters import library_of_starters

QUESTIONS = (
    "What did Macron say about the spire?", "Timeline of the Notre-Dame fire", "How many articles mention NATO?",
    "Who is the mayor of Oslo?",
)  # fmt: skip
CATALOG_URL, CHROMA_URL = "INDEX_CATALOG_URL", "INDEX_CHROMA_URL"


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_chroma(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture
def servers(postgres: PostgresServer, chroma: str) -> dict[str, str]:
    """The settings of a library over both servers, in a schema of its own."""
    return {CATALOG_URL: postgres.library(), CHROMA_URL: chroma}


def contents(library: Library) -> list[Any]:
    """The answers of the library, and what readers put into it."""
    catalog, feeds = library.catalog, Subscriptions(library.catalog)
    assert examine(library).healthy
    assistant = Assistant.over(library)
    return [
        [replace(assistant.ask(question), timings_ms={}) for question in QUESTIONS], catalog.listings(),
        catalog.collections.counts(), catalog.watches.all(), feeds.all(),
        [catalog.versions.history(each.id) for each in catalog.listings()],
        catalog.copies([each.id for each in catalog.listings()]), catalog.annotations.speakers(),
        recorded(library.folder),
    ]  # fmt: skip


def test_a_library_moves_to_servers_and_back(
    tmp_path: Path, servers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, saved = library_of_starters(tmp_path / "data"), tmp_path / "library.aqa"
    with open_library(data) as library:
        ids = [each.id for each in library.catalog.listings()]
        remove(library, ids[0])
        library.edit(ids[1], publisher="Echo")
        library.catalog.collections.collect(ids[1:3], "Bridges")
        watch_question("Who is the mayor of Oslo?", EVERYTHING, library)
        for name in "ba":
            Subscriptions(library.catalog).add(f"https://{name}.org/feed", None)
        add(library, [])
        record(library.folder, Assistant.over(library).ask("Who won?"), "up")
        expected = contents(library)
        passages = library.catalog.overview().passages
        assert backup(library, saved).vectors == passages
    for name, value in servers.items():
        monkeypatch.setenv(name, value)
    assert restore(saved, tmp_path / "served").vectors == passages
    with open_library(tmp_path / "served") as served:
        assert served.has_leases
        assert served.catalog.vector_queue.waiting() == (0, 0)
        assert contents(served) == expected
        # Numbers go on where those of the file ended.
        (tmp_path / "new.txt").write_text("The pier of Quellmouth was sold to Pell Adair on Monday.")
        assert add(served, [tmp_path / "new.txt"]).added == 1
        grown = contents(served)
        backup(served, tmp_path / "back.aqa")
    for name in servers:
        monkeypatch.delenv(name)
    restore(tmp_path / "back.aqa", tmp_path / "home")
    with open_library(tmp_path / "home") as home:
        assert contents(home) == grown


def test_no_library_is_overwritten(
    tmp_path: Path, home: Path, servers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_library(home / "data") as library:
        backup(library, tmp_path / "library.aqa")
    for name, value in servers.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CatalogServerFailed, match="has a catalog of its own"):
        restore(tmp_path / "library.aqa", home / "data")
    restore(tmp_path / "library.aqa", tmp_path / "one")
    with pytest.raises(NotALibrary, match="vectors of another library"):
        restore(tmp_path / "library.aqa", tmp_path / "one")
    with pytest.raises(BackupRejected, match="name another database or schema"):
        restore(tmp_path / "library.aqa", tmp_path / "two", is_forced=True)
    assert not (tmp_path / "two").exists()


def test_every_table_of_a_file_is_one_of_the_server_too(tmp_path: Path, postgres: PostgresServer) -> None:
    import psycopg

    from article_qa.index.store.postgres_catalog import open_postgres_catalog

    url = postgres.library()
    open_postgres_catalog(url, create=True).close()
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        ).fetchall()
    tables = tables_of(SQLiteDatabase(tmp_path / "catalog.sqlite3"))
    assert {(table, column) for table, columns in tables.items() for column in columns} - set(found) == set()
