"""Figures, dates and names as they are found in text."""

import pytest

from article_qa.index.text.days import days
from article_qa.index.text.names import is_named, names
from article_qa.index.text.numbers import figures


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("1,200 ships", 1200, ""),
        ("two million ships", 2e6, ""),
        ("a $200m fund", 2e8, "$"),
        ("200 million euros", 2e8, "€"),
        ("twelve per cent", 12, "%"),
        ("twenty-five ships", 25, ""),
        ("one hundred and five ships", 105, ""),
        ("four and a half million seeds", 4.5e6, ""),
        ("hundreds of thousands of refugees", 1e5, ""),
        ("several hundred people", 100, ""),
        ("the 31st member", 31, ""),
        ("the nineteenth century", 19, ""),
        ("the 1800s", 19, ""),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, value: float, measure: str) -> None:
    assert [(figure.value, figure.measure) for figure in figures(text)] == [(value, measure)]


@pytest.mark.parametrize("text", ["one of them", "on 2 November", "2022-11-02", "nothing"])
def test_dates_and_a_lone_one_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("claim", "stated", "fits"),
    [
        ("about 350 ships", "347 ships", True),
        ("350 ships", "347 ships", False),
        ("about 1,430 km", "1,340 km", False),
        ("12 percent", "12 ships", True),
        ("12 percent", "12 dollars", False),
    ],
)
def test_a_figure_fits_the_same_value_or_what_it_rounds(claim: str, stated: str, fits: bool) -> None:
    assert figures(claim)[0].fits(figures(stated)[0]) is fits


@pytest.mark.parametrize("text", ["2 November 2022", "Nov. 2, 2022", "2022-11-02", "2nd of November 2022"])
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    (day,) = days(text)
    assert (day.year, day.month, day.day) == (2022, 11, 2)


def test_two_days_of_one_month_are_both_read() -> None:
    assert [(day.day, day.month, day.year) for day in days("7 and 8 December 2024")] == [(7, 12, 2024), (8, 12, 2024)]


def test_the_word_may_is_a_month_only_where_one_stands() -> None:
    assert days("May I? They may.") == []
    assert [day.month for day in days("in May")] == [5]


@pytest.mark.parametrize(
    ("claim", "stated", "fits"),
    [
        ("November 2022", "3 November", True),
        ("3 November", "November 2022", False),
        ("4 November", "3 November", False),
        ("2022", "3 November 2022", True),
        ("Thursday", "3 November 2022", True),
        ("Friday", "3 November 2022", False),
    ],
)
def test_a_date_fits_where_all_that_both_say_agrees(claim: str, stated: str, fits: bool) -> None:
    assert days(claim)[0].fits(days(stated)[0]) is fits


def test_names_are_capitalised_not_titles_dates_or_first_words() -> None:
    text = "Ships waited for President Sisi on Sunday near Port Said."
    assert [text[start:end] for start, end in names(text)] == ["Sisi", "Port", "Said"]


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Finnish", "in Finland", True),
        ("Turkey", "the Turkish parliament", True),
        ("French", "in France", True),
        ("UAE", "the United Arab Emirates", True),
        ("Erdogan", "President Erdoğan", True),
        ("Nigerian", "in Nigeria", True),
        ("Russians", "in Russia", True),
        ("Polish", "in Poland", True),
        ("Nigerian", "the president of Niger", False),
        ("Niger", "the Nigerian president", False),
        ("Nations", "a national park", False),
        ("Democrats", "a Democrat", True),
        ("Iraqi", "in Iran", False),
        ("Australian", "in Austria", False),
    ],
)
def test_a_name_stands_for_its_people_and_its_initials(name: str, text: str, named: bool) -> None:
    assert is_named(name, text) is named
