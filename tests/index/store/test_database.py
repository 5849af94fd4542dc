"""The file of the catalog: opened again, refused, damaged, held by others, shared by threads and processes."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from article_qa.index.errors import LibraryDamaged, NotALibrary
from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article, Passage
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.sqlite_database import explained
from tests.index.fakes import article, words


def put(catalog: Catalog, one: Article, limit: int = 200) -> str:
    return catalog.put(one, cut(one, words, limit))


def test_the_catalog_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    first = Catalog(tmp_path / "catalog.sqlite3")
    put(first, article("The bridge is shut."))
    first.close()
    again = Catalog(tmp_path / "catalog.sqlite3")
    assert again.keywords.frequency("bridge") == 1
    assert [listing.title for listing in again.listings()] == ["A title"]
    again.close()


def test_another_programs_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE photos (name)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotALibrary, match=r"belongs to another program\); name an empty or new folder"):
        Catalog(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"garbage", b"garbage" * 10_000], ids=["short", "long"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "catalog.sqlite3"
    path.write_bytes(content)
    with pytest.raises(NotALibrary, match=r"is not a catalog\); name an empty or new folder"):
        Catalog(path)
    assert path.read_bytes() == content


def test_a_catalog_with_torn_pages_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    catalog = Catalog(path)
    for number in range(50):
        put(catalog, article(f"Bridge {number} is shut.", source=str(number)))
    catalog.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    # Whether it can be opened depends on how many pages the list of its tables takes.
    says = r"save what can be saved with: article-qa doctor --repair$"
    with pytest.raises(LibraryDamaged, match=says), closing(Catalog(path)) as torn:
        torn.listings()


def test_a_catalog_another_program_holds_is_reported_as_in_use(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    Catalog(path).close()
    holder, other = sqlite3.connect(path, isolation_level=None), sqlite3.connect(path, timeout=0, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as busy:
        other.execute("BEGIN IMMEDIATE")
    assert str(explained(busy.value, path)).endswith("; try again when it is done")
    holder.close()
    other.close()


def test_threads_read_whole_articles_while_one_writes(catalog: Catalog) -> None:
    texts = [f"Bridge {n}. " + "Shut. " * n + "End." for n in range(2, 40)]
    put(catalog, article(texts[0]))
    written = threading.Event()
    torn: list[Passage | str] = []

    def read() -> None:
        while not written.is_set():
            ranking = catalog.keywords.ranking(["bridge", "end"], 50)
            for passage in catalog.passages([each.passage_id for each in ranking]).values():
                stored = catalog.article(passage.article_id)
                # An edit may fall between the reads, never into one of them.
                if stored is None or stored.text not in texts or not any(passage.text in t for t in texts):
                    torn.append(passage)
            if catalog.overview().articles != 1:
                torn.append("no article")

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for text in texts[1:]:
        assert put(catalog, article(text), limit=10) == "changed"
    written.set()
    for reader in readers:
        reader.join()
    assert torn == []


def test_two_processes_write_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    program = (
        "import sys; from pathlib import Path; from article_qa.index.store.catalog import Catalog\n"
        "from article_qa.index.records import *\n"
        "catalog = Catalog(Path(sys.argv[1]))\n"
        "for n in range(30):\n"
        "    name = f'{sys.argv[2]}{n}'\n"
        "    catalog.put(Article(name, 'T', f'Bridge {name}.', name, name), [Passage(name, 0, 6, 'Bridge')])\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, str(path), name]) for name in "ab"]
    assert [process.wait(60) for process in both] == [0, 0]
    catalog = Catalog(path)
    assert (catalog.overview().articles, catalog.keywords.faults()) == (60, 0)
    catalog.close()
