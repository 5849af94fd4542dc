"""Correcting an article on the page, without the page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.library import Library, open_library
from article_qa.qa.web.editing import correct, facts_of, form_html
from tests.index.fakes import article, put

SHUT = replace(article("The bridge is shut."), title="Bridge", publisher="Wire", published=date(2022, 11, 3))
HOSTILE = '"><script>x</script>'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, SHUT)
        yield library


def test_what_was_changed_in_the_form_is_corrected(library: Library) -> None:
    given = {"title": "Closed", "publisher": "", "published": "2022-11-03", "author": "Ada"}
    edited, wrong = correct(library, SHUT, given)
    assert edited == library.catalog.article(SHUT.id) == replace(SHUT, title="Closed", publisher=None, author="Ada")
    assert library.catalog.edits.of(SHUT.id).fields == ("title", "publisher", "author")
    assert wrong == ""


def test_a_form_that_was_not_changed_corrects_nothing(library: Library) -> None:
    assert correct(library, SHUT, facts_of(SHUT)) == (SHUT, "")
    assert library.catalog.edits.of(SHUT.id).fields == ()


def test_a_wrong_date_corrects_nothing_and_says_what_is_wrong(library: Library) -> None:
    article, wrong = correct(library, SHUT, facts_of(SHUT) | {"title": "Closed", "published": "soon"})
    assert "&#39;soon&#39; is not a date" in wrong
    assert article == library.catalog.article(SHUT.id) == SHUT


def test_the_words_of_an_article_stay_text_in_the_form() -> None:
    html = form_html(replace(SHUT, title=HOSTILE, author=HOSTILE), {"publisher": HOSTILE})
    assert "<script>" not in html
    assert html.count("<input") == len(facts_of(SHUT))
