"""Fresh articles are preferred, but not where another year is asked for."""

from datetime import date

import pytest

from article_qa.index.text.days import names_another_year
from article_qa.qa.retrieval.recency import CURRENT_WEIGHT, PASSAGE_WEIGHT, fading, lateness, of_passages

TODAY = date(2025, 2, 13)


def test_an_article_of_today_counts_whole_and_fades_by_day() -> None:
    faded = [fading(date(2025, 2, day), TODAY, 14) for day in (13, 12, 6, 1)]
    assert faded[0] == 1
    assert faded == sorted(faded, reverse=True)
    assert fading(date(2025, 1, 30), TODAY, 14) == pytest.approx(0.37, abs=0.01)
    assert fading(date(2022, 2, 13), TODAY, 14) < 1e-9


@pytest.mark.parametrize(
    ("published", "counts"),
    [
        pytest.param(date(2025, 2, 14), True, id="tomorrow-where-it-was-written"),
        pytest.param(date(2025, 3, 1), False, id="ahead"),
        pytest.param(None, False, id="undated"),
    ],
)
def test_what_lies_ahead_or_has_no_date_is_not_fresh(published: date | None, counts: bool) -> None:
    assert bool(fading(published, TODAY, 14)) is counts


@pytest.mark.parametrize(
    ("question", "another"),
    [
        ("Who won the World Cup in 2018?", True),
        ("Which dog won the show of 2025?", False),
        ("How did 2025 differ from 2024?", False),
        ("Which dog won the 149th show?", False),
        ("Who paid 2018 dollars' worth?", True),
    ],
)
def test_a_question_of_another_year_is_known_by_it(question: str, another: bool) -> None:
    assert names_another_year(question, TODAY) is another


def test_recency_counts_unless_another_year_is_asked_for() -> None:
    days = [TODAY, date(2018, 7, 15), None]
    this_year, another = (of_passages(f"Who won the {cup}?", TODAY) for cup in ("show", "World Cup in 2018"))
    assert [this_year(day) for day in days] == [PASSAGE_WEIGHT, pytest.approx(0), 0]
    assert [another(day) for day in days] == [0, 0, 0]


@pytest.mark.parametrize(
    ("question", "gain"),
    [
        ("Which dog won the show this week?", CURRENT_WEIGHT),
        ("Which dog was RECENTLY crowned?", CURRENT_WEIGHT),
        ("Who was elected on Tuesday?", CURRENT_WEIGHT),
        ("Which dog won the show?", PASSAGE_WEIGHT),
        ("Who sings Ruby Tuesday?", PASSAGE_WEIGHT),
        ("Who won the World Cup in 2018, and who said so this week?", 0),
    ],
)
def test_a_question_about_these_days_doubles_recency(question: str, gain: float) -> None:
    assert of_passages(question, TODAY)(TODAY) == gain


def test_an_old_article_is_late_for_a_question_about_these_days() -> None:
    old, new, asked = date(2024, 12, 1), date(2025, 2, 12), "Who won on Sunday?"
    assert lateness(asked, old, TODAY) > 0.9
    assert lateness(asked, new, TODAY) < 0.1
    assert lateness(asked, None, TODAY) == 0
    assert lateness("Who won in Lusail?", old, TODAY) == 0


def test_a_question_in_another_language_says_so_by_other_means() -> None:
    assert of_passages("¿Qué perro ganó?", TODAY, current=True)(TODAY) == CURRENT_WEIGHT
