"""Questions in which those who act and those acted on have changed places."""

import pytest

from article_qa.qa.reading.turned_roles import has_turned_roles

TRAINED = "In 2019 the goalkeeper Ida Holm was trained by Mark Ost in Lund."
BEATEN = "Lund beat Malmo in the final of 2021."
SOLD = "The Shah of Iran sold the palace to the Bank of Lund."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who was trained by Ida Holm?", TRAINED),
        ("Who trained Mark Ost?", TRAINED),
        ("When did Malmo beat Lund?", BEATEN),
        ("Who beat Lund?", BEATEN),
        ("Who was founded by the Office of Fisheries?", "Ida Holm founded the Office of Fisheries in 1963."),
        ("Why did Iran of the Shah sell the palace?", SOLD),
        ("What does the Church Lutheran use?", "The Lutheran Church uses juice."),
    ],
)
def test_the_sentence_tells_it_the_other_way_round(question: str, sentence: str) -> None:
    assert has_turned_roles(question, sentence, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who was trained by Mark Ost?", TRAINED),
        ("Who trained Ida Holm?", TRAINED),
        ("When did Lund beat Malmo?", BEATEN),
        ("Who beat Malmo?", BEATEN),
        ("When did Putin meet Trump?", "Trump met Putin in Alaska."),
        ("When did Lund and Malmo sign the treaty?", "In 2020 Malmo and Lund signed the treaty."),
        ("Why did the Shah of Iran sell the palace?", SOLD),
        ("Who is employed by the designer as an adviser?", "The designer has an engineer, who is employed adviser."),
        ("When was Lund City founded?", "The City of Lund was founded in 990."),
        ("Who coached the team?", "In the hotel of the team, Ida Holm coached her last players."),
    ],
)
def test_what_is_told_as_it_is_asked_or_holds_both_ways_is_not_turned(question: str, sentence: str) -> None:
    assert not has_turned_roles(question, sentence, sentence)


def test_what_another_sentence_tells_as_it_is_asked_is_not_turned() -> None:
    assert not has_turned_roles("Who beat Lund?", BEATEN, f"{BEATEN} A year later Malmo beat Lund.")
