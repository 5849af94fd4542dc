"""What the tests of a library share: an empty one, and a catalog alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.library import Library, open_library
from article_qa.index.store.catalog import Catalog


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        yield library


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    yield catalog
    catalog.close()
