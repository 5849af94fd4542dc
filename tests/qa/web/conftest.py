"""The page over the starter articles, open to all or with a password."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.qa.web.hosting import Hosting
from tests.qa.web.serving import readers, served
from tests.starters import library_of_starters


@pytest.fixture(scope="session")
def starters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the starter articles."""
    return library_of_starters(tmp_path_factory.mktemp("starters"))


@pytest.fixture(scope="session")
def address(starters: Path) -> Iterator[str]:
    """Where everyone on this machine may use it."""
    with served(starters) as address:
        yield address


@pytest.fixture(scope="session")
def locked(starters: Path) -> Iterator[str]:
    """Where only ada and two programs may, behind a proxy on this machine."""
    with served(starters, passwords=readers(), hosting=Hosting(proxies=("127.0.0.1",))) as address:
        yield address
