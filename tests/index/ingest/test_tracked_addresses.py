"""Addresses that tell whence a reader came: one page, one article, and the ids of before stay."""

import json
from pathlib import Path

from article_qa.index.formats.article import article_id
from article_qa.index.ingest.add import AddReport, add
from article_qa.index.ingest.sync import sync
from article_qa.index.library import Library
from tests.index.fakes import article, put, read

PAGE = "https://a.org/x"
TRACKED = f"{PAGE}?utm_source=tw"


def counts(report: AddReport) -> tuple[int, int, int, int]:
    return (report.added, report.changed, report.unchanged, len(report.failed))


def exported(folder: Path, url: str, text: str) -> Path:
    """A file with one article of this address."""
    path = folder / f"{len(list(folder.iterdir()))}.jsonl"
    path.write_text(json.dumps({"url": url, "text": text, "title": "Bridge"}))
    return path


def as_stored_before(library: Library, url: str, text: str) -> str:
    """An article under the id and address that it had when tracking counted."""
    identity = article_id(url)
    put(library, article(text, id=identity, url=url, title="Bridge"))
    return identity


def addresses(library: Library) -> list[tuple[str, str | None]]:
    return [(each.id, each.url) for each in library.catalog.listings()]


def test_a_page_is_one_article_whence_ever_its_reader_came(library: Library, articles: Path) -> None:
    add(library, [exported(articles, TRACKED, "It is shut.")])
    later = exported(articles, f"{PAGE}?utm_source=rss", "It is open.")
    assert counts(add(library, [later])) == (0, 1, 0, 0)
    assert addresses(library) == [(article_id(PAGE), PAGE)]


def test_an_article_stored_by_its_tracked_address_keeps_its_id(library: Library, articles: Path) -> None:
    identity = as_stored_before(library, TRACKED, "It is shut.")
    again = exported(articles, TRACKED, "It is open.")
    assert counts(add(library, [again])) == (0, 1, 0, 0)
    assert counts(add(library, [again])) == (0, 0, 1, 0)
    assert addresses(library) == [(identity, PAGE)]
    assert read(library.catalog, library.catalog.keywords.ranking(["open"], 10)) == ["It is open."]


def test_a_folder_in_step_keeps_such_an_article_too(library: Library, articles: Path) -> None:
    identity = as_stored_before(library, TRACKED, "It is shut.")
    exported(articles, TRACKED, "It is open.")
    assert [counts(sync(library, articles, prune=True)) for _ in range(2)] == [(0, 1, 0, 0), (0, 0, 1, 0)]
    assert addresses(library) == [(identity, PAGE)]


def test_articles_that_a_parameter_tells_apart_are_two(library: Library, articles: Path) -> None:
    files = [exported(articles, f"{PAGE}?id={n}&utm_source=tw", f"It is shut {n}.") for n in (3, 4)]
    assert counts(add(library, files)) == (2, 0, 0, 0)
    assert {url for _, url in addresses(library)} == {f"{PAGE}?id=3", f"{PAGE}?id=4"}
