"""People and places, without the page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.ingest.annotating import annotate_next
from article_qa.index.library import Library, open_library
from article_qa.index.records import Article
from article_qa.index.store.name_queries import NameCount
from article_qa.qa.web.people import bars, first_name, most_named, people_html, person_html, variants
from tests.index.fakes import article, put

SAID = "“The bridge is not safe,” Rosa Okafor, the mayor, said on Monday in Quayhaven."


def report(text: str, source: str, published: date | None) -> Article:
    return replace(article(text, source=source), title=f"Report {source}", published=published, language="en")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(tmp_path_factory.mktemp("people") / "data", create=True) as library:
        put(library, report(SAID, "one", date(2022, 11, 8)))
        put(library, report("A ferry was promised by Rosa Okafor in Quayhaven.", "two", date(2023, 2, 1)))
        put(library, report("Then Okafor walked over to Millford and met Lena Ost there.", "three", date(2023, 2, 3)))
        while annotate_next(library.catalog):
            pass
        yield library


def test_a_surname_counts_for_the_only_one_who_bears_it(library: Library) -> None:
    assert variants(library, "Rosa Okafor") == ["Rosa Okafor", "Okafor"]
    assert variants(library, "Okafor") == ["Okafor", "Rosa Okafor"]
    assert variants(library, "Quayhaven") == ["Quayhaven"]
    assert most_named(library, "person")[0] == NameCount("Rosa Okafor", 3)
    assert "Okafor" not in [each.name for each in most_named(library, "person")]


def test_the_list_has_people_and_places_with_their_numbers(library: Library) -> None:
    html = people_html(library)
    assert html.index(">People<") < html.index('aria-label="Rosa Okafor: 3 articles"') < html.index(">Places<")
    assert 'aria-label="Quayhaven: 2 articles"' in html
    assert "<svg" in html


def test_a_name_is_found_by_its_words(library: Library) -> None:
    html = people_html(library, "ost")
    assert 'data-value="Lena Ost"' in html
    assert "Okafor" not in html
    assert "No name has these words" in people_html(library, "nobody")


def test_a_person_has_articles_months_and_sayings(library: Library) -> None:
    html = person_html(library, "Rosa Okafor")
    assert "named in 3 articles, quoted once" in html
    assert html.count('class="opens" data-read=') == 4
    assert f'data-start="0" data-end="{len(SAID)}"' in html
    assert 'aria-label="February 2023: 2"' in html


def test_a_month_limits_articles_and_sayings(library: Library) -> None:
    html = person_html(library, "Rosa Okafor", "2023-02")
    assert "named in 2 articles in February 2023" in html
    assert "<blockquote" not in html
    assert "Report one" not in html
    with pytest.raises(ValueError, match="month"):
        person_html(library, "Rosa Okafor", "2023-77")


def test_a_question_can_be_asked_within_the_articles_of_a_person(library: Library) -> None:
    html = person_html(library, "Lena Ost")
    assert "data-articles=" in html
    assert "Report three" in html


def test_somebody_unknown_is_named_in_no_article(library: Library) -> None:
    assert "named in 0 articles" in person_html(library, "<b>Nobody")
    assert "<b>" not in person_html(library, "<b>Nobody")


def test_whoever_is_named_most_is_open_first(library: Library, tmp_path: Path) -> None:
    assert first_name(library) == "Rosa Okafor"
    with open_library(tmp_path / "new", create=True) as new:
        assert first_name(new) == ""
        assert "as soon as articles are read" in people_html(new)


def test_bars_cover_the_time_of_the_library() -> None:
    assert bars({"2022-02": 1, "2022-03": 2}, ["2022-01", "2022-04"]) == (0, 50, 100, 0)
    assert len(bars({"1999-02": 1}, ["1999-01", "2023-12"])) <= 24
    assert bars({"2022-02": 1}, ["2022-02"]) == ()
