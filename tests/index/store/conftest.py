"""What a catalog stores is tested over an SQLite file and over PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.store.catalog import Catalog
from article_qa.index.store.postgres_catalog import open_postgres_catalog
from tests.postgres import PostgresServer

# The tests in these files say what every catalog does.
OVER_BOTH = {f"tests.index.store.test_{name}" for name in (
    "catalog", "collections", "edits", "name_queries", "notebook", "vector_queue", "vocabulary", "watches",
)}  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "catalog" in metafunc.fixturenames and metafunc.module.__name__ in OVER_BOTH:
        metafunc.parametrize("catalog", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Catalog]:
    """An empty catalog."""
    if getattr(request, "param", "sqlite") == "sqlite":
        catalog = Catalog(tmp_path / "catalog.sqlite3")
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        catalog = open_postgres_catalog(server.library(), create=True)
    yield catalog
    catalog.close()
