"""A day or number that the question gives, in whose place the sentence has another."""

import pytest

from article_qa.qa.reading.other_values import has_other_value

CENSUS = "According to the 1901 census, 56.2% of the inhabitants were Catholics."
HEADING = "A town and its people 9 May 2022"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which share of the inhabitants was Catholic in 1905?", CENSUS),
        ("How many companies were listed in January 2009?", "On 31 August 2009 the exchange had 374 companies listed."),
        ("How many people died of plague in Paris in 1462?", "In 1466, perhaps 40,000 people died of plague in Paris."),
        ("Which title did she win at 46 years old?", "She won the title at age 38."),
        ("Who had twelve sacks in nine games?", "Short had five sacks in nine games."),
        ("Where did Apollo 3 land?", "Apollo 11 landed in the Sea of Tranquility."),
        ("Who paid 40% of the costs?", "The ministry paid 60% of the costs."),
    ],
)
def test_another_value_stands_in_the_place_of_the_one_asked_for(question: str, sentence: str) -> None:
    assert has_other_value(question, sentence, f"{HEADING} {sentence}")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which share of the inhabitants was Catholic in 1901?", CENSUS),
        ("How many companies were listed in 2009?", "On 31 August 2009 the exchange had 374 companies listed."),
        ("What happened in May 2022?", "On 4 April 2021 the bridge had been shut."),
        ("Who had five sacks?", "Short had 5 sacks in nine games."),
        ("Who scored 895 goals?", "Ida scored her 895th goal, and nobody else has more than 894 goals."),
        (
            "Ida scored 895 goals in all. For which team does she play?",
            "Ida of Lund scored two goals, six goals behind.",
        ),
        ("Who finished tenth?", "Ida came tenth, and nobody more than 12 seconds behind her."),
        ("Which two treaties formed the union?", "The treaties began with common rules for coal and steel."),
        ("Who were the three advisers?", "Two days later the king met his advisers."),
        ("Which share of the inhabitants was Catholic?", CENSUS),
    ],
)
def test_what_is_said_or_of_another_kind_is_no_other_value(question: str, sentence: str) -> None:
    assert not has_other_value(question, sentence, f"{HEADING} {sentence}")
