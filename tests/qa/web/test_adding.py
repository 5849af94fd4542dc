"""What a reader adds on the page, without the page."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.library import Library, open_library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.adding import add_addresses, add_files, add_text
from article_qa.qa.web.library_html import Result
from tests.index.web.servers import Reply, serving
from tests.present import present

SHUT = "---\ntitle: Bridge shut\npublished: 2022-11-03\n---\nThe bridge is shut for repairs until the spring."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        yield library


def upload(library: Library, folder: Path, **files: str) -> tuple[list[Path], list[Result]]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{name}.md" for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text)
    return paths, list(add_files(library, paths))


def counts(result: Result) -> tuple[int, int, int, int]:
    return (result.report.added, result.report.changed, result.report.unchanged, len(result.report.failed))


def test_a_file_is_known_by_its_name_wherever_the_copy_lay(library: Library, tmp_path: Path) -> None:
    _, [first] = upload(library, tmp_path / "one", bridge=SHUT)
    _, [again] = upload(library, tmp_path / "two", bridge=SHUT)
    _, [edited] = upload(library, tmp_path / "three", bridge=SHUT + " It opens in May.")
    assert [counts(result) for result in (first, again, edited)] == [(1, 0, 0, 0), (0, 0, 1, 0), (0, 1, 0, 0)]
    [listing] = library.catalog.listings()
    assert listing.source == "upload: bridge.md"


def test_a_bad_file_costs_itself_only_and_no_copy_is_left(library: Library, tmp_path: Path) -> None:
    paths, results = upload(library, tmp_path / "up", bad="---\ntitle: [\n---\nText.", good=SHUT)
    assert [counts(result) for result in results] == [(0, 0, 0, 1), (1, 0, 0, 0)]
    assert "'bad.md'" in results[0].report.failed[0]
    assert str(tmp_path) not in results[0].report.failed[0]
    assert not any(path.exists() for path in paths)


def test_what_is_added_is_found_by_keyword_before_it_has_vectors(library: Library, tmp_path: Path) -> None:
    upload(library, tmp_path / "up", bridge=SHUT)
    assert library.catalog.keywords.ranking(["repairs"], 5)
    assert library.catalog.overview().pending > 0


def test_a_pasted_text_keeps_its_head_to_the_letter(library: Library) -> None:
    title = "Ümit: “yes” #1 - {a: b} 'c'"
    add_text(library, title=title, publisher="The: Wire", published="3 November 2022", text="---\nShut.\n---\nOpen.")
    [listing] = library.catalog.listings()
    assert (listing.title, listing.publisher, listing.published) == (title, "The: Wire", date(2022, 11, 3))
    assert present(library.catalog.article(listing.id)).text == "---\nShut.\n---\nOpen."


def test_the_same_head_replaces_and_another_does_not(library: Library) -> None:
    def paste(text: str, title: str) -> tuple[int, int, int, int]:
        return counts(add_text(library, title=title, publisher="", published="", text=text))

    assert paste("The bridge is shut.", "Bridge") == (1, 0, 0, 0)
    assert paste("The bridge is open.", "Bridge") == (0, 1, 0, 0)
    assert paste("The road is open.", "Road") == (1, 0, 0, 0)
    assert paste("A first note on trams.", "") == (1, 0, 0, 0)
    assert paste("A second note on trains.", "") == (1, 0, 0, 0)


def test_a_text_that_cannot_be_taken_is_one_sentence(library: Library) -> None:
    result = add_text(library, title="T", publisher="", published="", text=" ")
    assert "holds no text" in result.report.failed[0]
    assert library.catalog.overview().articles == 0


def test_a_date_that_is_none_costs_the_date_alone(library: Library) -> None:
    result = add_text(library, title="T", publisher="", published="soon", text="Words.")
    assert "write it as 2022-11-03" in result.report.notes[0]
    assert [listing.published for listing in library.catalog.listings()] == [None]


@pytest.mark.parametrize("typed", ["/etc/passwd", "file:///etc/passwd", "README.md", "ftp://a.example/x"])
def test_an_address_field_reads_no_file_of_the_server(library: Library, typed: str) -> None:
    [result] = add_addresses(library, typed, Fetcher())
    assert "https://" in result.report.failed[0]


def test_an_address_of_this_machine_is_never_asked(library: Library) -> None:
    with serving({"/secret": Reply(f"<article><p>{SHUT}</p></article>")}) as site:
        [result] = add_addresses(library, site.url("/secret"), Fetcher())
    assert counts(result) == (0, 0, 0, 1)
    assert site.asked == []
