"""The originals of articles, for readers of the page only."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.web.originals import original_of
from tests.qa.web.serving import NAME, PASSWORD, readers, served

PAGE = (
    "<html><head><title>Ferry opens</title><script>alert(1)</script></head><body><article><p>"
    "The ferry to Zanzibar opened on Monday after a year of repairs, and a thousand people came to see it leave."
    "</p></article></body></html>"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the original of its one article."""
    folder = tmp_path_factory.mktemp("originals")
    (folder / "ferry.html").write_text(PAGE)
    with open_library(folder / "data", create=True) as library:
        add(library, [folder / "ferry.html"], keep_originals=True)
    return folder / "data"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with open_library(folder) as library:
        (listing,) = library.catalog.listings()
        original = original_of(library, listing.id)
    assert original
    with served(folder, passwords=readers()) as address:
        yield f"{address}/{original.address}"


def test_a_saved_page_runs_nothing_and_loads_nothing(address: str) -> None:
    reply = httpx.get(address, auth=(NAME, PASSWORD))
    assert reply.text == PAGE
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in policy
    assert "frame-ancestors 'self'" in policy
    assert reply.headers["x-frame-options"] == "SAMEORIGIN"
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_nobody_reads_an_original_without_signing_in(address: str) -> None:
    assert httpx.get(address).status_code in (303, 401)
    assert "Zanzibar" not in httpx.get(address).text


@pytest.mark.parametrize("name", ["0" * 16, "..%2F..%2Fcatalog.sqlite3", "catalog", "."])
def test_no_other_file_can_be_had(address: str, name: str) -> None:
    reply = httpx.get(f"{address.rpartition('/')[0]}/{name}", auth=(NAME, PASSWORD))
    assert "Zanzibar" not in reply.text
    assert not reply.content.startswith(b"SQLite")
