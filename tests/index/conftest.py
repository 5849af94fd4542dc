"""What the tests of a library share: an empty one, and a catalog alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.catalog import Catalog
from index.library import Library, open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        yield library


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    yield catalog
    catalog.close()
