"""Statements that begin with when it happened."""

from datetime import date

import pytest

from article_qa.index.annotations import Days
from article_qa.qa.answers.time_clause import TimeClause, time_clause


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "Four days after the bridge fell, three people were still in hospital.",
            TimeClause("Three people were still in hospital.", "the bridge fell", "after", 4),
        ),
        (
            "Two weeks before the mill closed, Ida Moss sold it.",
            TimeClause("Ida Moss sold it.", "the mill closed", "before", -14),
        ),
        (
            "When the bridge fell, nobody was hurt.",
            TimeClause("Nobody was hurt.", "the bridge fell", "when", None),
        ),
        ("After the storm, three people were in hospital.", None),
        ("Some days after the bridge fell, it was rebuilt.", None),
        ("The bridge fell after the storm.", None),
    ],
    ids=["days after", "weeks before", "when", "no clause", "nobody counted", "not in front"],
)
def test_what_happened_and_when(statement: str, found: TimeClause | None) -> None:
    assert time_clause(statement) == found


def test_the_days_must_be_as_many_apart() -> None:
    fell, later = Days(date(2024, 6, 11), date(2024, 6, 11)), Days(date(2024, 6, 15), date(2024, 6, 15))
    four = TimeClause("Three people were in hospital.", "the bridge fell", "after", 4)
    two = TimeClause("Three people were in hospital.", "the bridge fell", "after", 2)
    assert four.fits(later, fell)
    assert not two.fits(later, fell)
    assert not four.fits(None, fell)
