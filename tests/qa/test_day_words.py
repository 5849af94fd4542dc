from datetime import date

import pytest

from article_qa.index.annotations import Precision
from article_qa.qa.day_words import dated, in_words


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("day", "2 May 2022"),
        ("week", "week of 2 May 2022"),
        ("month", "May 2022"),
        ("season", "spring 2022"),
        ("year", "2022"),
    ],
)
def test_a_day_is_told_as_exactly_as_it_is_known(precision: Precision, words: str) -> None:
    assert in_words(date(2022, 5, 2), precision) == words


def test_december_belongs_to_winter() -> None:
    assert in_words(date(2022, 12, 1), "season") == "winter 2022"


def test_an_article_without_a_day_is_undated() -> None:
    assert dated(None) == "undated"
