"""Opening a data folder: made, found, or refused with the remedy."""

import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.errors import LibraryMissing, NotALibrary, NotWritable, UnknownArticle
from article_qa.index.ingest.add import store
from article_qa.index.library import find_article, known_article, open_library
from tests.index.fakes import article, put
from tests.running import after_start


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    with open_library(tmp_path / "a" / "b", create=True) as library:
        assert library.catalog.overview().articles == 0
    assert (tmp_path / "a" / "b" / "catalog.sqlite3").exists()


def test_an_empty_folder_is_taken_hidden_files_aside(tmp_path: Path) -> None:
    (tmp_path / ".gitkeep").touch()
    open_library(tmp_path, create=True).catalog.close()


def test_a_library_is_found_again(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        put(library, article("It is shut."))
    with open_library(tmp_path) as library:
        assert library.catalog.overview().articles == 1


@pytest.mark.parametrize("exists", [True, False])
def test_asking_does_not_make_a_library(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "data"
    if exists:
        folder.mkdir()
    with pytest.raises(LibraryMissing, match=r"make one with: article-qa add PATH$"):
        open_library(folder)
    assert folder.exists() == exists
    assert not exists or not list(folder.iterdir())


@pytest.mark.parametrize("create", [True, False])
def test_a_file_is_not_a_library(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "data"
    path.write_text("mine")
    with pytest.raises(NotALibrary, match=r"it is a file\); name an empty or new folder with --data DIR$"):
        open_library(path, create=create)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_of_other_things_is_not_a_library(tmp_path: Path, create: bool) -> None:
    (tmp_path / "photo.jpg").touch()
    with pytest.raises(NotALibrary, match=r"it holds 'photo\.jpg'\); name an empty or new folder"):
        open_library(tmp_path, create=create)
    assert [p.name for p in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritable, match=r"\(Not a directory\); free space, give yourself write permission"):
        open_library(tmp_path / "file" / "data", create=True)


def test_a_name_too_long_for_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="File name too long"):
        open_library(tmp_path / ("x" * 300), create=True)


def test_a_catalog_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").mkdir()
    with pytest.raises(NotWritable, match="unable to open database file"):
        open_library(tmp_path)


@pytest.mark.parametrize("most_bytes", [1_000, 100_000], ids=["from-the-start", "among-the-vectors"])
def test_a_full_disk_is_told_in_one_sentence(tmp_path: Path, most_bytes: int) -> None:
    # The limit on the size of a file stands in for the end of the disk.
    (tmp_path / "a.txt").write_text("The bridge is shut.")
    done = subprocess.run(
        [sys.executable, "-m", "article_qa", "add", "--data", str(tmp_path / "data"), str(tmp_path / "a.txt")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    problem = after_start(done.stderr)
    assert problem.startswith(f"Error: cannot write to '{tmp_path / 'data'}")
    assert problem.count("\n") == 1


def test_an_article_is_found_by_the_first_characters_of_its_id(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        one, two = article("One.", source="a", id="abc1"), article("Two.", source="b", id="abd2")
        put(library, one, two)
        assert find_article(library, "abc") == find_article(library, "abc1") == one
        assert find_article(library, "ab") is None
        assert find_article(library, "") is None
        assert find_article(library, "%") is None


def test_an_unknown_id_names_the_nearest_articles(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        one, two = article("One.", source="a", id="abc1", title="Bridge shut"), article("Two.", source="b", id="abd2")
        put(library, one, two)
        assert known_article(library, "abc") == one
        for wanted, said in (
            ("ab", r"^several articles have ids that begin with 'ab'; nearest: abc1, abd2; see all ids with"),
            ("abc7", r"^no article has the id 'abc7'; nearest: abc1; see"),
            ("bridge", r"^no article has the id 'bridge'; nearest: abc1 \(Bridge shut\); see"),
            ("zzzz", r"^no article has the id 'zzzz'; see all ids with: article-qa list$"),
            ("", "^no article has the id ''; see"),
        ):
            with pytest.raises(UnknownArticle, match=said):
                known_article(library, wanted)


def test_an_edit_by_a_program_takes_dates_and_texts(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        put(library, article("It is shut."))
        [listing] = library.catalog.listings()
        library.edit(listing.id[:6], title="Bridge", published=date(2022, 11, 3), publisher="Wire")
        edited = library.edit(listing.id, published="2022-11-04")
        assert (edited.title, edited.published, edited.publisher) == ("Bridge", date(2022, 11, 4), "Wire")
        with pytest.raises(UnknownArticle):
            library.edit("zzz", title="Bridge")


def test_a_library_is_closed_at_the_end_of_its_block(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        store(library, article("One."))
    assert not (tmp_path / "catalog.sqlite3-wal").exists()
