"""Stories of several pages are one article, whichever page comes first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.ingest.add import add, examine, remove
from article_qa.index.ingest.sync import sync
from article_qa.index.library import Library, open_library
from article_qa.index.records import Article
from tests.present import present

ONE = "The bridge in Bonn was shut on Monday, its owner said in a letter to the mayor of the city."
TWO = "Shop owners on the east bank said that they feared losing half of their customers by spring."
THREE = "The work is due to end before the regatta in November, if no further cracks are found in it."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        yield library
        assert examine(library).healthy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, text: str, end: str = "", title: str = "Bridge shut") -> Path:
    path = folder / f"{name}.md"
    path.write_text(f"---\ntitle: {title}\npublisher: Wire\nurl: https://bonn.example/bridge{end}\n---\n{text}")
    return path


def articles(library: Library) -> list[Article]:
    return [present(library.catalog.article(each.id)) for each in library.catalog.listings()]


def texts(library: Library) -> list[str]:
    return sorted(article.text for article in articles(library))


@pytest.mark.parametrize("end", ["?page=2", "?p=2", "/2", "/page/2"])
@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")], ids=["in-order", "second-first"])
def test_a_later_page_joins_the_first_in_whatever_order(
    library: Library, folder: Path, end: str, order: tuple[str, str]
) -> None:
    first, second = write(folder, order[0], ONE), write(folder, order[1], TWO, end, "Bridge shut (page 2 of 2)")
    add(library, [folder])
    [article] = articles(library)
    assert (article.text, article.url) == (f"{ONE}\n\n{TWO}", "https://bonn.example/bridge")
    for passage in library.catalog.passages([i for i, _ in library.catalog.vector_queue.passage_ids()]).values():
        assert article.text[passage.start : passage.end] == passage.text
    for sources in ([folder], [first], [second]):
        report = add(library, sources)
        assert (report.added, report.changed, report.failed) == (0, 0, [])
    assert articles(library) == [article]


def test_pages_that_are_added_one_by_one_stay_in_their_order(library: Library, folder: Path) -> None:
    pages = [write(folder, "c", THREE, "?page=3"), write(folder, "a", ONE), write(folder, "b", TWO, "?page=2")]
    for page in pages:
        add(library, [page])
    add(library, pages)
    assert texts(library) == [f"{ONE}\n\n{TWO}\n\n{THREE}"]
    write(folder, "a", ONE + " He has resigned.")
    add(library, pages[1:2])
    write(folder, "b", TWO + " So did others.", "?page=2")
    add(library, pages[2:])
    assert texts(library) == [f"{ONE} He has resigned.\n\n{TWO} So did others.\n\n{THREE}"]


def test_a_standfirst_that_each_page_repeats_is_said_once(library: Library, folder: Path) -> None:
    write(folder, "a", f"The bridge is shut.\n\n{ONE}")
    write(folder, "b", f"The bridge is shut.\n\n{TWO}", "?page=2")
    add(library, [folder])
    assert texts(library) == [f"The bridge is shut.\n\n{ONE}\n\n{TWO}"]


def test_other_stories_are_not_joined(library: Library, folder: Path) -> None:
    write(folder, "a", ONE)
    write(folder, "b", TWO, "?page=2", title="Ferry sank")
    write(folder, "c", THREE, "/2024")
    add(library, [folder])
    assert texts(library) == sorted([ONE, TWO, THREE])


def test_a_corrected_title_does_not_part_a_story(library: Library, folder: Path) -> None:
    first, second = write(folder, "a", ONE), write(folder, "b", TWO, "?page=2")
    add(library, [first])
    library.edit(library.catalog.listings()[0].id, title="Closed")
    add(library, [second, first])
    [article] = articles(library)
    assert (article.title, article.text) == ("Closed", f"{ONE}\n\n{TWO}")


def test_a_page_whose_file_is_gone_leaves_the_article(library: Library, folder: Path) -> None:
    write(folder, "a", ONE)
    second = write(folder, "b", TWO, "?page=2")
    sync(library, folder, prune=True)
    second.unlink()
    assert sync(library, folder, prune=True).changed == 1
    assert texts(library) == [ONE]
    report = sync(library, folder, prune=True)
    assert (report.unchanged, report.changed, report.removed) == (1, 0, 0)


def test_a_removed_story_leaves_no_page_behind(library: Library, folder: Path) -> None:
    first = write(folder, "a", ONE)
    write(folder, "b", TWO, "?page=2")
    add(library, [folder])
    remove(library, [library.catalog.listings()[0].id])
    add(library, [first])
    assert texts(library) == [ONE]


def test_a_later_page_does_not_replace_the_original_of_the_first(library: Library, folder: Path) -> None:
    first = write(folder, "a", ONE)
    write(folder, "b", TWO, "?page=2")
    add(library, [folder], keep_originals=True)
    [original] = library.originals.iterdir()
    assert original.read_text() == first.read_text()
