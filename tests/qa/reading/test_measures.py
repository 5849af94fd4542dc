"""What a number that is asked for must measure."""

import pytest

from article_qa.qa.reading.measures import given, measured


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("How old is Ida Holm?", "age"),
        ("What is Ida Holm's age?", "age"),
        ("How long did the strike last?", "duration"),
        ("How far is it to Lund?", "extent"),
        ("How fast did it go?", "speed"),
        ("How much does the bell weigh?", "weight"),
        ("How much did the bell cost?", "money"),
        ("How many tonnes did the bell weigh?", "weight"),
        ("How many square kilometres did it cover?", "extent"),
        ("How many million euros did it cost?", "money"),
        ("How many people came?", ""),
        ("What happens to the average age?", ""),
    ],
)
def test_a_question_tells_what_is_measured(question: str, measure: str) -> None:
    assert measured(question) == measure


@pytest.mark.parametrize(
    ("question", "fitting", "other"),
    [
        ("How old is she?", "Holm, 61, sells fish.", "Holm sold 61 fish."),
        ("How old is she?", "The 61-year-old sells fish.", "It took 61 years."),
        ("How long did it last?", "It went on for two weeks.", "It cost two crowns."),
        ("How tall is it?", "It is 90 metres tall.", "It has 90 windows."),
        ("How fast was it?", "It ran at 110 mph.", "It ran in 1964."),
        ("How heavy is it?", "It weighs 3 tonnes.", "It rang 3 times."),
        ("How much did it cost?", "It cost €40.", "It rang 40 times."),
    ],
)
def test_a_text_gives_a_measure_of_its_kind(question: str, fitting: str, other: str) -> None:
    assert given(measured(question), fitting)
    assert not given(measured(question), other)
