"""Every version of an article's text is kept, and its words go with the article."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from article_qa.index.ingest import doctor
from article_qa.index.ingest.add import remove
from article_qa.index.ingest.sync import sync
from article_qa.index.library import CATALOG, Library, open_library
from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.schema import APPLICATION_ID, STEPS, VERSIONS
from tests.index.fakes import ToyEmbedder, article, put
from tests.index.harm import overwrite, pages_of
from tests.present import present

FIRST = article("The bridge is shut. It opens in May.")
SECOND = article("The bridge is shut. It opens in June.")
THIRD = article("The mayor says: The bridge is shut. It opens in June.")


def shas(catalog: Catalog, one: Article = FIRST) -> list[str]:
    return [version.sha256 for version in catalog.versions.history(one.id)]


def test_each_version_is_kept_word_for_word(library: Library) -> None:
    put(library, FIRST, SECOND, THIRD)
    assert shas(library.catalog) == [THIRD.sha256, SECOND.sha256, FIRST.sha256]
    for version in (FIRST, SECOND, THIRD):
        assert library.catalog.versions.text(FIRST.id, version.sha256) == version.text


def test_a_version_says_since_when_and_until_when(library: Library) -> None:
    put(library, FIRST, SECOND)
    newer, older = library.catalog.versions.history(FIRST.id)
    assert newer.until is None
    assert present(older.since) <= present(older.until) == present(newer.since)


def test_another_title_is_no_new_version(library: Library) -> None:
    put(library, FIRST, replace(FIRST, title="Another"), FIRST)
    assert shas(library.catalog) == [FIRST.sha256]


def test_words_that_come_back_are_a_version_once_more(library: Library) -> None:
    put(library, FIRST, SECOND, FIRST)
    assert shas(library.catalog) == [FIRST.sha256, SECOND.sha256, FIRST.sha256]
    assert library.catalog.versions.text(FIRST.id, SECOND.sha256) == SECOND.text


def test_a_change_that_fails_leaves_no_version(catalog: Catalog) -> None:
    catalog.put(FIRST, [])
    with pytest.raises(KeyboardInterrupt), catalog.database.transaction():
        catalog.versions.follow(FIRST, SECOND)
        raise KeyboardInterrupt
    assert shas(catalog) == [FIRST.sha256]


def test_what_an_old_library_holds_is_its_first_version(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / CATALOG)) as older:
        older.create_function("holds", 4, lambda *_: False)
        older.executescript(";\n".join(STEPS[: STEPS.index(VERSIONS)]))
        older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        older.execute(f"PRAGMA user_version = {STEPS.index(VERSIONS)}")
        older.execute(
            "INSERT INTO articles (id, title, text, sha256, source, questions) VALUES (?,?,?,?,?,'[]')",
            (FIRST.id, FIRST.title, FIRST.text, FIRST.sha256, FIRST.source),
        )
        older.commit()
    with closing(Catalog(tmp_path / CATALOG)) as catalog:
        catalog.put(SECOND, [])
        newer, older_one = catalog.versions.history(FIRST.id)
        assert (newer.sha256, older_one.sha256, older_one.since) == (SECOND.sha256, FIRST.sha256, None)
        assert catalog.versions.text(FIRST.id, FIRST.sha256) == FIRST.text


def test_removing_deletes_the_words_of_every_version(library: Library) -> None:
    library.embedder = ToyEmbedder()
    put(library, FIRST, SECOND)
    remove(library, [FIRST.id])
    versions = library.catalog.versions
    assert [(each.sha256, each.is_kept) for each in versions.history(FIRST.id)] == [
        (SECOND.sha256, False),
        (FIRST.sha256, False),
    ]
    assert all(each.until for each in versions.history(FIRST.id))
    assert versions.text(FIRST.id, FIRST.sha256) is versions.text(FIRST.id, SECOND.sha256) is None


def test_no_file_of_the_library_holds_removed_words(library: Library) -> None:
    library.embedder = ToyEmbedder()
    put(library, article("Zanzibar pays for the quay. " * 400), article("Kilimanjaro pays for the quay. " * 400))
    remove(library, [FIRST.id])
    for file in library.folder.glob(f"{CATALOG}*"):
        content = file.read_bytes()
        assert b"anzibar" not in content
        assert b"ilimanjaro" not in content


def test_pruning_deletes_the_words_too(library: Library, tmp_path: Path) -> None:
    library.embedder = ToyEmbedder()
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("The bridge is shut, says the mayor of the town.")
    sync(library, folder)
    (before,) = library.catalog.listings()
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text("The tunnel is open again.")
    sync(library, folder, prune=True)
    (version,) = library.catalog.versions.history(before.id)
    assert not version.is_kept
    assert version.until


def test_a_removed_article_that_comes_back_has_its_words_again(library: Library) -> None:
    put(library, FIRST)
    library.catalog.remove(FIRST.id)
    put(library, FIRST)
    assert library.catalog.versions.text(FIRST.id, FIRST.sha256) == FIRST.text
    assert [each.is_kept for each in library.catalog.versions.history(FIRST.id)] == [True, True]


def test_an_article_that_gives_way_to_the_same_words_keeps_its_own(library: Library) -> None:
    other = article(SECOND.text, source="other.txt")
    put(library, FIRST, other, SECOND)
    assert library.catalog.article(FIRST.id) is None
    assert library.catalog.versions.text(FIRST.id, FIRST.sha256) == FIRST.text


def test_words_that_were_changed_in_the_file_are_not_given(library: Library) -> None:
    put(library, FIRST, SECOND)
    library.catalog.database.change("""UPDATE versions SET patch = '["Never said."]' WHERE version = 1""")
    assert library.catalog.versions.text(FIRST.id, FIRST.sha256) is None
    library.catalog.database.change("UPDATE versions SET patch = '{' WHERE version = 1")
    assert library.catalog.versions.text(FIRST.id, FIRST.sha256) is None


def test_versions_are_saved_out_of_a_damaged_catalog(tmp_path: Path) -> None:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, FIRST, SECOND, THIRD)
        before = library.catalog.versions.history(FIRST.id)
    path = tmp_path / "data" / CATALOG
    overwrite(path, pages_of(path, "keywords_data"))
    doctor.restore(tmp_path / "data")
    with open_library(tmp_path / "data") as library:
        assert library.catalog.versions.history(FIRST.id) == before
        assert library.catalog.versions.text(FIRST.id, FIRST.sha256) == FIRST.text


def test_the_file_overwrites_what_it_deletes(catalog: Catalog) -> None:
    assert catalog.database.value("PRAGMA secure_delete") == 1
