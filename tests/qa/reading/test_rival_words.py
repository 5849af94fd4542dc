"""A word of the question in whose place the sentence has another."""

import pytest

from article_qa.qa.reading.rival_words import has_rival

ANTHEM = "Ida Holm sang the national anthem, and the Muslim Brotherhood of Lund protested."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who sang the local anthem?", ANTHEM),
        ("Why did the Christian Brotherhood protest?", ANTHEM),
        ("Who is famous in southern Nevada?", "Ida Holm is famous in southern California."),
        ("Who is seen as the last modern geologist?", "Ida Holm is often viewed as the first modern geologist."),
        ("When was the gallery opened?", "The gallery closed in 2010."),
        ("Which schools were open before apartheid?", "Some schools were open after apartheid."),
    ],
)
def test_another_word_stands_in_the_place_of_the_one_asked_for(question: str, sentence: str) -> None:
    assert has_rival(question, sentence, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who sang the national anthem?", ANTHEM),
        ("Which person first sent a letter?", "The famous first transatlantic letter was Ida Holm's."),
        ("Which enormous ships came?", "The large ships came at night."),
        ("What was used to justify control?", "The discourse served economic control."),
        ("Which year did she give birth?", "She gave birth nine months later."),
        ("Why did Lund lose the match?", "The defeat of Lund in the match was due to the rain."),
        ("What did she do before the election?", "She was elected after she had led the union."),
        ("Who is her husband?", "Mark Ost and his wife Ida Holm live in Lund."),
        ("How often is it used?", "It is sometimes used."),
        ("When did Galor and Zeria publish it?", "In 1993 Galor and Zeira published it."),
        ("What does the UMC oppose?", "The United Methodist Church opposes conscription."),
        ("Who had five sacks?", "Short had career sacks of six and a half."),
    ],
)
def test_what_is_said_or_tells_the_same_has_no_rival(question: str, sentence: str) -> None:
    assert not has_rival(question, sentence, sentence)


def test_a_word_that_the_passage_says_elsewhere_has_no_rival() -> None:
    assert not has_rival("Who sang the local anthem?", ANTHEM, f"{ANTHEM} The local anthem was sung by nobody.")
