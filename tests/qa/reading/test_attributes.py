"""What of somebody or something a question asks for."""

import pytest

from article_qa.qa.reading.attributes import attribute, deed, happened, told_of


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param("What is Ida Holm's salary?", "salary", id="possessive"),
        pytest.param("What was the height of the dam?", "height", id="of"),
        pytest.param("What is the name of Ida Holm's husband?", "husband", id="name-of"),
        pytest.param("What is the phone number of the mill?", "phone", id="number-of"),
        pytest.param("Which school did Ida Holm attend?", "school", id="which"),
        pytest.param("How many barrels does the mill hold?", "barrels", id="how-many"),
        pytest.param("Which ways did the crew use?", "", id="says-nothing"),
        pytest.param("Why did the mill close?", "", id="reason"),
        pytest.param("What happened to the mill?", "", id="event"),
        pytest.param("What is Ida Holm?", "", id="name"),
        pytest.param("The mill", "", id="no-question"),
    ],
)
def test_what_is_asked_for(question: str, asked: str) -> None:
    assert attribute(question) == asked


@pytest.mark.parametrize(
    ("question", "done"),
    [
        pytest.param("Who painted the mill?", "painted", id="verb"),
        pytest.param("Who is the miller?", "", id="being"),
        pytest.param("Who said that the mill is red?", "", id="saying"),
        pytest.param("When was the mill painted?", "", id="not-who"),
    ],
)
def test_what_somebody_is_asked_to_have_done(question: str, done: str) -> None:
    assert deed(question) == done


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("Who won the race?", "won"),
        ("Who was elected mayor in May?", "elected"),
        ("Who has beaten Ida Moss?", "beaten"),
        ("Who is the mayor?", ""),
        ("Who said so?", ""),
        ("Who gets the prize?", ""),
        ("What won the race?", ""),
    ],
)
def test_what_is_told_of_somebody(question: str, verb: str) -> None:
    assert told_of(question) == verb


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("When was the Holm bridge built?", "built"),
        ("Where did the mill open?", "open"),
        ("When was the war in Norland?", ""),
        ("Who built the mill?", ""),
    ],
)
def test_the_verb_that_a_question_for_a_day_ends_with(question: str, verb: str) -> None:
    assert happened(question) == verb
