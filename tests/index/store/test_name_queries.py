"""Who and what the articles name."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.annotations import Annotations, Name, NameKind
from article_qa.index.library import Library, open_library
from article_qa.index.store.name_queries import NameCount
from tests.index.fakes import article, put


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        report(library, "a", date(2022, 11, 3), Okafor="person", Quay="place", Ferry="other", Amman="place")
        report(library, "b", date(2022, 11, 5), Okafor="person", Quay="place", Ferry="other")
        report(library, "c", date(2023, 2, 1), Okafor="person")
        report(library, "d", None, Amman="place")
        yield library


def report(library: Library, source: str, published: date | None, **kinds: NameKind) -> None:
    """An article that names these."""
    stored = article(f"Report {source}.", source=source, title=source, published=published)
    put(library, stored)
    names = tuple(Name(name, kind, ((0, 6),)) for name, kind in kinds.items())
    library.catalog.annotations.put(stored.id, stored.sha256, Annotations(names=names), 1)


def id_of(library: Library, title: str) -> str:
    (found,) = library.catalog.listings(title)
    return found.id


def test_those_whom_most_articles_name_come_first(library: Library) -> None:
    assert library.catalog.names.most_named("place", 10) == [NameCount("Amman", 2), NameCount("Quay", 2)]
    assert library.catalog.names.most_named("person", 10) == [NameCount("Okafor", 3)]


def test_a_name_is_of_the_kind_that_most_articles_take_it_for(library: Library) -> None:
    report(library, "e", None, Okafor="place", Amman="person")
    assert library.catalog.names.of_kind(["Okafor", "Amman", "Quay"], "person") == {"Okafor"}
    assert library.catalog.names.most_named("person", 10) == [NameCount("Okafor", 4)]


def test_a_month_counts_each_article_once(library: Library) -> None:
    names = library.catalog.names
    assert names.by_month(["Okafor", "Quay"]) == {"2022-11": 2, "2023-02": 1}
    assert names.months_of(["Okafor", "Quay"]) == {"Okafor": {"2022-11": 2, "2023-02": 1}, "Quay": {"2022-11": 2}}


def test_the_number_of_articles_is_that_of_the_list(library: Library) -> None:
    names = library.catalog.names
    assert [each.title for each in names.articles(["Okafor", "Amman"], 10)] == ["c", "b", "a", "d"]
    assert names.count(["Okafor", "Amman"]) == 4
    assert [each.title for each in names.articles(["Okafor"], 10, "2022-11")] == ["b", "a"]
    assert names.count(["Okafor"], "2022") == 2


def test_a_report_of_the_same_days_with_the_same_names_tells_the_same_story(library: Library) -> None:
    found = library.catalog.names.same_story(id_of(library, "a"), date(2022, 11, 3), 5)
    assert [each.title for each in found] == ["b"]
    assert library.catalog.names.same_story(id_of(library, "d"), None, 5) == []


def test_a_removed_article_names_nobody(library: Library) -> None:
    library.catalog.remove(id_of(library, "c"))
    assert library.catalog.names.counts(["Okafor"]) == {"Okafor": 2}
