"""The guide to an article."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.ingest.annotating import annotate_next
from article_qa.index.library import Library, open_library
from article_qa.qa.web.article_guide import Guide, changes, guide_html, guide_to
from tests.index.fakes import article, put

TEXT = (
    "Rosa Okafor, the mayor of Quayhaven, closed the old bridge on Monday. Rust was found in a cable. "
    "Buses go round by Millford. A ferry will run from May.\n\n"
    "“It was the only safe choice,” Rosa Okafor said in Quayhaven."
)
SHUT = replace(
    article(TEXT, source="shut"), title="Bridge shut", publisher="Wire", published=date(2022, 11, 8), language="en"
)
FERRY = replace(
    article(
        "A ferry for Quayhaven was promised by Rosa Okafor on Wednesday. It will land in Millford.", source="ferry"
    ),
    title="Ferry promised", publisher="Post", published=date(2022, 11, 10), language="en",
)  # fmt: skip
COPY = replace(SHUT, id="c" * 16, source="copy", publisher="Echo")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, SHUT, FERRY, COPY)
        while annotate_next(library.catalog):
            pass
        yield library


@pytest.fixture
def guide(library: Library) -> Guide:
    return guide_to(library, SHUT)


def test_it_says_who_when_and_where(guide: Guide) -> None:
    assert guide.who[0].startswith("Rosa Okafor")
    assert guide.when == ("7 November 2022", "published 8 November 2022")
    assert "Quayhaven" in guide.where


def test_it_has_the_three_sentences_that_the_article_begins_with(guide: Guide) -> None:
    assert guide.leads == (
        "Rosa Okafor, the mayor of Quayhaven, closed the old bridge on Monday.",
        "Rust was found in a cable.",
        "Buses go round by Millford.",
    )


def test_each_name_says_how_many_articles_have_it_and_opens_them(guide: Guide) -> None:
    assert ("Rosa Okafor", 3) in dict(guide.names)["People"]
    assert 'data-about="Rosa Okafor" aria-label="Rosa Okafor: 3 articles"' in guide_html(guide)


def test_copies_stand_apart_from_reports_in_other_words(guide: Guide) -> None:
    assert [each.ref.article_id for each in guide.copies] == [COPY.id]
    assert [(each.ref.title, each.lead) for each in guide.reports] == [
        ("Ferry promised", "A ferry for Quayhaven was promised by Rosa Okafor on Wednesday.")
    ]


def test_an_article_of_one_version_has_no_list_of_them(guide: Guide) -> None:
    assert guide.versions == ()
    assert "version" not in guide_html(guide)


def test_what_an_earlier_version_said_otherwise_is_shown(library: Library) -> None:
    put(library, article(TEXT.replace("May", "June"), source="shut", title="Bridge shut", publisher="Wire"))
    stored = library.catalog.article(SHUT.id)
    assert stored
    now, before = guide_to(library, stored).versions
    assert now.changes == ()
    assert before.changes == (("A ferry will run from May.", "A ferry will run from June."),)


def test_a_sentence_that_came_or_went_is_a_change() -> None:
    assert list(changes("One. Two.", "One. Two. Three.")) == [("", "Three.")]
    assert list(changes("One.\nTwo.", "Two.")) == [("One.", "")]
    assert list(changes("One. Two.", "One. Two.")) == []


def test_an_article_that_was_not_read_yet_says_so(tmp_path: Path) -> None:
    with open_library(tmp_path / "new", create=True) as library:
        put(library, SHUT)
        assert "once the article is read" in guide_html(guide_to(library, SHUT))


def test_the_words_of_articles_stay_text(library: Library) -> None:
    put(library, replace(FERRY, title="<b>Ferry", publisher="<i>"))
    while annotate_next(library.catalog):
        pass
    html = guide_html(guide_to(library, SHUT))
    assert "&lt;b&gt;Ferry" in html
    assert "<b>" not in html
    assert "<i>" not in html
