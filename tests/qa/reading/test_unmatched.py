"""What a question names and a passage does not say."""

import pytest

from article_qa.qa.reading.unmatched import is_opposed, names_in, unsaid

TEXT = (
    "Mara Lind opened the Swedish hall in 1962. Twelve of 1,400 guests came in the 1970s. "
    "The fourth brought two hundred dancers."
)
HALL = "A hall for Oster 2020-01-01\n"
FAR = {"danish": 0.3, "swedish": 0.3, "oster": 0.3, "lind": 0.9, "lund": 0.3}


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("What opened in 1962?", ()),
        ("What opened in 1965?", ("1965",)),
        ("Did 1400 guests come?", ()),
        ("Which 12 guests came?", ()),
        ("Which 13 guests came?", ("13",)),
        ("Who was the 4th guest?", ()),
        ("Who were the 200 dancers?", ()),
        ("Who was the 5th guest?", ("5",)),
        ("Who came in the 1970s?", ()),
        ("Who came in the 1980s?", ("1980",)),
        ("Who opened the Danish hall?", ("Danish",)),
        ("Who opened the Swedish hall in Oster?", ()),
        ("Did Lund open the Danish hall in 1965?", ("1965", "Lund", "Danish")),
    ],
)
def test_names_and_numbers_that_are_not_said(question: str, missing: tuple[str, ...]) -> None:
    assert unsaid(question, FAR, TEXT, HALL) == missing


def test_a_name_with_letters_swapped_is_said() -> None:
    far = {"swedihs": 0.3, "danihs": 0.3}
    assert unsaid("Who opened the Swedihs hall?", far, TEXT, HALL) == ()
    assert unsaid("Who opened the Danihs hall?", far, TEXT, HALL) == ("Danihs",)


def test_what_is_asked_for_is_said_where_something_comes_near() -> None:
    assert unsaid("What was Mara Lind's salary?", {"salary": 0.2}, TEXT, HALL) == ("salary",)
    assert unsaid("What was Mara Lind's salary?", {"salary": 0.5}, TEXT, HALL) == ()


def test_a_name_in_other_words_is_said() -> None:
    assert unsaid("Who opened the Danish hall?", {"danish": 0.7}, TEXT, HALL) == ()


def test_the_day_of_the_article_says_its_year() -> None:
    assert unsaid("What opened in 2021?", {}, TEXT, "A hall for Oster 2021-05-03") == ()


def test_who_speaks_in_a_passage_is_said_in_its_heading() -> None:
    far = {"holm": 0.3}
    assert unsaid("What does Ida Holm like?", far, TEXT, HALL) == ("Holm",)
    assert unsaid("What does Ida Holm like?", far, TEXT, "A hall for Oster Ida Holm") == ()


def test_the_first_word_is_no_name() -> None:
    assert names_in("Who met Mara Lind?") == {"mara": "Mara", "lind": "Lind"}


@pytest.mark.parametrize(
    ("question", "opposed"),
    [
        pytest.param("Who was the last guest of the hall?", True, id="the-opposite-is-said"),
        pytest.param("Who was the first guest of the hall?", False, id="the-word-is-said"),
        pytest.param("Who was the loudest guest of the hall?", False, id="neither-is-said"),
        pytest.param("Was he the first or the last guest?", False, id="the-question-has-both"),
    ],
)
def test_a_question_with_the_opposite_of_what_is_said_is_opposed(question: str, opposed: bool) -> None:
    assert is_opposed(question, "Mara Lind was the first guest.", "A hall for Oster") is opposed


def test_looking_after_is_no_opposite_of_before() -> None:
    assert not is_opposed("Who looks after the hall?", "The hall was never full before.", "A hall")
    assert is_opposed("Who came after the guest?", "Mara Lind came before the guest.", "A hall")
