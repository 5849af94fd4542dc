from datetime import date

import pytest

from article_qa.index.errors import QuestionRejected
from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.web.filters import chips, scope_of


def test_empty_fields_bound_nothing() -> None:
    assert scope_of("", None, "  ") == EVERYTHING


def test_dates_and_outlet_become_a_scope() -> None:
    assert scope_of(" 2022-11-03", "2022-12-31 ", "The Wire") == Scope(
        date(2022, 11, 3), date(2022, 12, 31), ("The Wire",)
    )


def test_a_collection_becomes_a_scope_and_a_chip() -> None:
    scope = scope_of("", "", "", " Bridges & <b>ships ")
    assert scope == Scope(collections=("Bridges & <b>ships",))
    assert 'data-filter="collection"' in chips(scope)
    assert "In Bridges &amp; &lt;b&gt;ships" in chips(scope)


@pytest.mark.parametrize("typed", ["2022-13-01", "yesterday", "3/11/2022"])
def test_what_is_no_date_gets_a_sentence(typed: str) -> None:
    with pytest.raises(QuestionRejected, match="is no date; write it as 2022-11-03"):
        scope_of(typed, "", "")


def test_a_filter_that_ends_before_it_begins_gets_a_sentence() -> None:
    with pytest.raises(QuestionRejected, match="ends on 1 May 2022, before it begins on 1 June 2022"):
        scope_of("2022-06-01", "2022-05-01", "")


def test_each_filter_in_use_is_a_chip_and_outlets_are_escaped() -> None:
    said = chips(Scope(date(2022, 11, 3), None, ("<b>Wire</b>",)))
    assert said.count("data-filter=") == 2
    assert "From 3 November 2022" in said
    assert "&lt;b&gt;Wire&lt;/b&gt;" in said and "<b>" not in said
