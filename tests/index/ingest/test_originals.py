"""Originals: kept where it is asked for, whole or not at all, and gone with their articles."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.ingest.add import add, examine, remove, repair
from article_qa.index.ingest.originals import Keeper, find_original
from article_qa.index.ingest.sync import sync
from article_qa.index.library import Library, open_library
from article_qa.index.settings import IndexSettings
from article_qa.index.web.fetch import Fetcher
from tests.index.web.servers import Reply, serving
from tests.present import present

SHUT = "The bridge in Bonn was shut on Monday."
PAGE = f"<html><head><title>Bridge</title></head><body><article><p>{SHUT * 5}</p></article></body></html>"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        yield library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def ids(library: Library) -> list[str]:
    return [listing.id for listing in library.catalog.listings(order="title")]


def kept(library: Library) -> list[str]:
    """The names in the folder of originals."""
    return sorted(path.name for path in library.originals.iterdir()) if library.originals.exists() else []


def test_nothing_is_kept_unless_it_is_asked_for(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text(SHUT)
    add(library, [folder])
    assert not library.originals.exists()


@pytest.mark.parametrize("way", ["option", "setting", "sync"])
def test_the_very_bytes_of_a_file_are_kept(library: Library, folder: Path, way: str) -> None:
    (folder / "a.MD").write_bytes(b"\r\n" + SHUT.encode("utf-16"))
    if way == "setting":
        library.settings = IndexSettings(keep_originals=True)
    if way == "sync":
        sync(library, folder, keep_originals=True)
    else:
        add(library, [folder], keep_originals=True if way == "option" else None)
    [article_id] = ids(library)
    original = present(find_original(library, article_id))
    assert original == library.originals / f"{article_id}.md"
    assert original.read_bytes() == (folder / "a.MD").read_bytes()
    assert examine(library).healthy


def test_a_changed_file_replaces_its_original_and_an_unchanged_one_does_not(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text(SHUT)
    add(library, [folder], keep_originals=True)
    original = present(find_original(library, ids(library)[0]))
    before = original.stat().st_ino
    add(library, [folder], keep_originals=True)
    assert original.stat().st_ino == before
    (folder / "a.txt").write_text(SHUT + " It opens in May.")
    add(library, [folder], keep_originals=True)
    assert original.read_text().endswith("in May.")
    assert len(kept(library)) == 1


def test_the_articles_of_one_file_share_one_copy(library: Library, folder: Path) -> None:
    lines = [json.dumps({"title": name, "text": f"{name}: {SHUT}"}) for name in ("one", "two", "three")]
    (folder / "a.jsonl").write_text("\n".join(lines))
    for _ in range(2):
        report = add(library, [folder], keep_originals=True)
    assert report.notes == []
    assert kept(library) == sorted(f"{article_id}.jsonl" for article_id in ids(library))
    assert {(library.originals / name).stat().st_nlink for name in kept(library)} == {3}
    remove(library, ids(library)[:1])
    assert [(library.originals / name).read_text() for name in kept(library)] == ["\n".join(lines)] * 2


def test_a_page_is_kept_also_when_it_has_not_changed_since(library: Library) -> None:
    with serving({"/a": Reply(PAGE, headers={"ETag": '"1"'})}) as site:
        for keep in (False, True, True):
            add(library, [site.url("/a")], fetcher=Fetcher(allow_private=True), keep_originals=keep)
    [article_id] = ids(library)
    assert present(find_original(library, article_id)).read_text() == PAGE
    assert kept(library) == [f"{article_id}.html"]


def test_an_original_goes_with_its_article(library: Library, folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"{name}: {SHUT}")
    sync(library, folder, keep_originals=True)
    (folder / "a.txt").unlink()
    sync(library, folder, prune=True)
    assert kept(library) == [f"{article_id}.txt" for article_id in ids(library)]
    remove(library, ids(library))
    assert kept(library) == []


def test_the_doctor_removes_what_no_article_has(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text(SHUT)
    add(library, [folder], keep_originals=True)
    [article_id] = ids(library)
    for name in ("0123456789abcdef.pdf", f"{article_id}.txt.part"):
        (library.originals / name).write_text("left by a killed run")
    found = examine(library)
    assert (found.originals_extra, found.healthy) == (2, False)
    repair(library)
    assert (kept(library), examine(library).healthy) == ([f"{article_id}.txt"], True)


def test_originals_are_never_taken_for_articles(library: Library, folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text(SHUT)
    add(library, [tmp_path], keep_originals=True)
    report = add(library, [library.folder, tmp_path])
    assert len(ids(library)) == 1
    assert "holds no article" in report.failed[0]


def test_what_cannot_be_kept_is_said_and_costs_no_article(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text(SHUT)
    library.originals.write_text("a file where the folder should be")
    report = add(library, [folder], keep_originals=True)
    assert (report.added, report.failed) == (1, [])
    assert report.notes == [f"the original of {str(folder / 'a.txt')!r} is not kept: File exists"]


def test_a_file_that_is_too_large_is_not_kept(library: Library, folder: Path) -> None:
    file = folder / "a.jsonl"
    file.touch()
    os.truncate(file, 100_000_001)
    keeper = Keeper(library)
    keeper.read_file(file)
    assert keeper.notes() == [f"the original of {str(file)!r} is not kept: it is larger than 100 MB"]
