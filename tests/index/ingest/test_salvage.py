"""A catalog that SQLite gives up is saved as far as its pages can be read; nothing is quoted that does not fit."""

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from article_qa.index.errors import LibraryDamaged, LibraryError, NewerLibrary, NotALibrary
from article_qa.index.ingest import doctor
from article_qa.index.ingest.embedding_worker import quiet
from article_qa.index.ingest.salvage import salvage
from article_qa.index.library import CATALOG, open_library
from article_qa.index.store.row_shapes import DERIVED, SAVED
from article_qa.index.store.schema import STEPS
from article_qa.index.store.sqlite_database import SQLiteDatabase
from article_qa.qa.assistant import Assistant
from tests.index.fakes import ToyEmbedder
from tests.index.harm import PAGE, fill, overwrite, pages_of, stories
from tests.present import present

ARTICLES_IN_ALL = 120
ARTICLES = stories(ARTICLES_IN_ALL)
BY_ID = {each.id: each for each in ARTICLES}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "data"
    folder.mkdir()
    fill(folder / CATALOG, ARTICLES)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "data")


def leaves(path: Path, *names: str) -> list[int]:
    """The pages of these tables and indexes that hold rows, not what leads to them nor long texts."""
    with path.open("rb") as file:
        return [n for n in pages_of(path, *names) if file.seek((n - 1) * PAGE) >= 0 and file.read(1) in (b"\r", b"\n")]


def middle(path: Path) -> None:
    pages = pages_of(path, "articles")
    first = pages[len(pages) // 2]
    overwrite(path, list(range(first, first + 12)))


def scattered(path: Path) -> None:
    pages = path.stat().st_size // PAGE
    overwrite(path, random.Random(4).sample(range(2, pages), pages // 20))


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 3 // 4 + 1000)


def no_header(path: Path) -> None:
    with path.open("rb+") as file:
        file.write(bytes(100))


def no_first_page(path: Path) -> None:
    with path.open("rb+") as file:
        file.write(bytes(PAGE))


def no_indexes(path: Path) -> None:
    names = ("sqlite_autoindex_articles_1", "articles_listed", "articles_of_text", "passages_of_article")
    overwrite(path, pages_of(path, *names, "sqlite_autoindex_articles_kept_1"))


def no_way_to_the_articles(path: Path) -> None:
    others = set(pages_of(path, "articles")) - set(leaves(path, "articles"))
    with path.open("rb") as file:
        inner = [n for n in others if file.seek((n - 1) * PAGE) >= 0 and file.read(1) == b"\x05"]
    assert inner
    overwrite(path, inner)


def no_keywords(path: Path) -> None:
    overwrite(path, pages_of(path, "keywords_data", "keywords_docsize", "keywords_idx"))


LOSE_NOTHING = [no_header, no_first_page, no_indexes, no_way_to_the_articles, no_keywords]


@pytest.mark.parametrize("harm", [middle, scattered, cut_short, *LOSE_NOTHING])
def test_what_is_saved_is_true_or_marked_and_answers_go_on(folder: Path, harm: Callable[[Path], None]) -> None:
    harm(folder / CATALOG)
    salvaged = present(doctor.restore(folder))
    with open_library(folder) as library:
        library.embedder = ToyEmbedder("toy")
        listings = library.catalog.listings()
        texts = {each.id: library.catalog.article(each.id) for each in listings if each.state != "damaged"}
        assert all(texts[i] == BY_ID[i] for i in texts)
        assert all(
            hashlib.sha256(present(each).text.encode()).hexdigest() == present(each).sha256 for each in texts.values()
        )
        damaged = {each.id for each in listings if each.state == "damaged"}
        assert (salvaged.saved, salvaged.damaged) == (len(texts), len(damaged))
        if harm in LOSE_NOTHING:
            assert (len(texts), salvaged.lost) == (ARTICLES_IN_ALL, 0)
        else:
            assert ARTICLES_IN_ALL // 2 < len(texts) < ARTICLES_IN_ALL
            assert len(texts) + len(damaged) + salvaged.lost <= ARTICLES_IN_ALL
        doctor.repair(library)
        assert doctor.examine(library).healthy
        numbers = [int(present(each).title.split()[1]) for each in texts.values()]
        for number in numbers[:: len(numbers) // 5]:
            answer = Assistant.over(library).ask(f"Is Bridge {number} shut?")
            assert answer.citations[0].quote == f"Bridge {number} is shut."
    assert salvaged.kept.parent == folder


def test_what_cannot_be_made_again_is_saved_and_vectors_are_kept(folder: Path, whole: Path) -> None:
    no_first_page(folder / CATALOG)
    doctor.restore(folder)
    with open_library(whole) as before, open_library(folder) as after:
        for statement in (
            "SELECT id, embedder, generation FROM library",
            "SELECT * FROM pages",
            "SELECT * FROM feeds",
            "SELECT * FROM collections ORDER BY article",
            "SELECT * FROM edits ORDER BY article",
            "SELECT * FROM story_pages ORDER BY article",
            "SELECT * FROM entries",
            "SELECT id, embedded, published, publisher FROM passages ORDER BY number",
            "SELECT id FROM articles ORDER BY number",
            "SELECT * FROM twins ORDER BY article",
        ):
            rows = after.catalog.database.rows(statement)
            assert rows, statement
            assert rows == before.catalog.database.rows(statement), statement
        assert after.catalog.vector_queue.vectors_version() > before.catalog.vector_queue.vectors_version()


def test_the_old_catalog_stays_and_no_file_is_overwritten(folder: Path) -> None:
    path = folder / CATALOG
    kept = []
    for harm in (middle, no_header):
        harm(path)
        before = path.read_bytes()
        kept.append(present(doctor.restore(folder)).kept)
        assert kept[-1].read_bytes() == before
        assert kept[-1].name.startswith(f"{CATALOG}.damaged-20")
    assert kept[0] != kept[1]
    assert {each.name for each in folder.iterdir()} == {CATALOG, "keeper.lock", *(each.name for each in kept)}


def test_what_only_the_log_holds_is_saved_too(folder: Path) -> None:
    path = folder / CATALOG
    db = sqlite3.connect(path)
    db.execute("PRAGMA wal_autocheckpoint = 0")
    db.execute("DELETE FROM articles WHERE id = ?", (ARTICLES[0].id,))
    db.execute("UPDATE articles SET title = 'Another title' WHERE id = ?", (ARTICLES[1].id,))
    db.commit()
    # As a cut of power leaves it.
    shutil.copytree(folder, folder.parent / "cut")
    db.close()
    folder = folder.parent / "cut"
    log = (folder / f"{CATALOG}-wal").read_bytes()
    (folder / f"{CATALOG}-shm").unlink()
    overwrite(folder / CATALOG, [1])
    overwrite(folder / CATALOG, pages_of(path, "articles_of_text"))
    before = (folder / CATALOG).read_bytes()
    salvaged = salvage(folder / CATALOG, quiet, is_ours=True)
    assert (salvaged.saved, salvaged.damaged) == (ARTICLES_IN_ALL - 1, 0)
    assert salvaged.kept.read_bytes() == before
    assert salvaged.kept.with_name(f"{salvaged.kept.name}-wal").read_bytes() == log
    with open_library(folder) as library:
        assert library.catalog.article(ARTICLES[0].id) is None
        assert present(library.catalog.article(ARTICLES[1].id)).title == "Another title"
        assert library.catalog.database.faults() == []


def test_a_catalog_beyond_salvage_is_left_as_it_is(folder: Path) -> None:
    path = folder / CATALOG
    overwrite(path, list(range(2, path.stat().st_size // PAGE + 1)))
    before = path.read_bytes()
    with pytest.raises(LibraryDamaged, match=r"nothing can be saved of the catalog .*, which was left as it is"):
        doctor.mend(folder)
    assert path.read_bytes() == before
    assert [each.name for each in folder.iterdir() if "damaged" in each.name or "salvaged" in each.name] == []


@pytest.mark.parametrize("content", [b"garbage" * 5000, None], ids=["junk", "another-programs"])
def test_what_was_never_a_catalog_is_left_as_it_is(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / CATALOG
    if content:
        path.write_bytes(content)
    else:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE notes (number INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h, i, j, k)")
        other.execute(f"INSERT INTO notes VALUES (1, {','.join(['?'] * 11)})", ["words"] * 11)
        other.commit()
        other.close()
    before = path.read_bytes()
    with pytest.raises(NotALibrary):
        doctor.mend(tmp_path)
    assert path.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} <= {CATALOG, "keeper.lock"}


def test_a_newer_versions_catalog_is_left_as_it_is(folder: Path) -> None:
    db = sqlite3.connect(folder / CATALOG)
    db.execute("PRAGMA user_version = 1000")
    db.close()
    before = (folder / CATALOG).read_bytes()
    with pytest.raises(NewerLibrary):
        doctor.mend(folder)
    assert (folder / CATALOG).read_bytes() == before


def test_a_catalog_that_another_program_has_open_is_not_replaced(folder: Path) -> None:
    path = folder / CATALOG
    no_indexes(path)
    program = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('SELECT * FROM feeds').fetchall()\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        present(other.stdout).readline()
        with pytest.raises(LibraryError, match=r"another program has .* open; stop it and try again"):
            doctor.restore(folder)
        present(other.stdin).close()
    assert present(doctor.restore(folder)).saved == ARTICLES_IN_ALL


def test_a_repair_killed_at_any_moment_and_rerun_saves_the_same(folder: Path, whole: Path, tmp_path: Path) -> None:
    no_indexes(folder / CATALOG)
    program = (
        "import sys; from pathlib import Path\n"
        "from article_qa.index.ingest.doctor import restore; restore(Path(sys.argv[1]))"
    )
    chance = random.Random(7)
    killed = 0
    for _ in range(5):
        data = shutil.copytree(folder, tmp_path / f"killed-{_}")
        with subprocess.Popen([sys.executable, "-c", program, str(data)]) as repair:
            try:
                repair.wait(chance.uniform(1, 5))
            except subprocess.TimeoutExpired:
                repair.kill()
                killed += 1
        doctor.restore(data)
        with open_library(data) as library, open_library(whole) as before:
            assert library.catalog.database.faults() == []
            statement = "SELECT id, sha256, text FROM articles ORDER BY number"
            assert library.catalog.database.rows(statement) == before.catalog.database.rows(statement)
        assert not (data / f"{CATALOG}.salvaged").exists()
    assert killed


def test_each_table_is_saved_or_made_again(tmp_path: Path) -> None:
    database = SQLiteDatabase(tmp_path / CATALOG)
    tables = {name for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    database.close()
    assert {name for name in tables if not name.startswith("keywords_")} == {*SAVED, *DERIVED}


def test_lost_articles_are_counted_and_named(folder: Path) -> None:
    harmed = leaves(folder / CATALOG, "articles")[:3]
    overwrite(folder / CATALOG, harmed)
    salvaged = present(doctor.restore(folder))
    assert salvaged.saved + salvaged.lost == ARTICLES_IN_ALL
    assert salvaged.lost > 3
    assert {each.id for each in salvaged.lost_named} <= set(BY_ID)
    assert all(BY_ID[each.id].title == each.title for each in salvaged.lost_named)
    assert f"{salvaged.saved} articles were saved, 0 are damaged and {salvaged.lost} are lost" in str(salvaged)


def test_an_older_catalog_is_saved_without_later_columns(tmp_path: Path) -> None:
    path = tmp_path / CATALOG
    one = ARTICLES[0]
    db = sqlite3.connect(path)
    db.executescript(";\n".join(STEPS[:5]))
    db.execute(
        "INSERT INTO articles VALUES (3,?,?,?,?,?,NULL,NULL,'2022-11-03',NULL,'[]')",
        (one.id, one.title, one.text, one.sha256, one.source),
    )
    db.executescript(";\n".join(STEPS[5:7]))
    db.execute("INSERT INTO feeds (address, title) VALUES ('https://example.org/feed', 'Feed')")
    db.commit()
    db.close()
    no_header(path)
    assert present(doctor.restore(tmp_path)).saved == 1
    with open_library(tmp_path) as library:
        assert present(library.catalog.article(one.id)).text == one.text
        assert library.catalog.database.rows("SELECT address, title FROM feeds") == [
            ("https://example.org/feed", "Feed")
        ]
