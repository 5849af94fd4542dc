"""What a question asks for, and where a sentence could have it."""

import pytest

from article_qa.index.annotations import Annotations, Name
from article_qa.qa.reading.answer_types import Wanted, answers, names_in


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many swans live on the lake?", "number"),
        ("What percentage of the swans left?", "number"),
        ("In what year was the dam built?", "time"),
        ("when did the dam break", "time"),
        ("Who built the dam?", "person"),
        ("Which minister opened the dam?", "person"),
        ("Where was the dam built?", "place"),
        ("In which valley town does the miller live?", "place"),
        ("Could you say why the dam broke?", "reason"),
        ("How was the dam mended?", "manner"),
        ("Which river does it hold?", "place"),
        ("Which company built it?", "name"),
        ("What happened when the dam broke?", "other"),
        ("What does the miller say of those who left?", "other"),
        ("What is a weir?", "other"),
    ],
)
def test_the_words_of_a_question_tell_what_it_asks_for(question: str, asked: str) -> None:
    assert Wanted.of(question).asked == asked


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("How many swans left?", "In 2019 some 340 swans left.", ["340"]),
        ("How many of the 12 swans left?", "Of the 12 swans five left.", ["five"]),
        ("How many guests came?", "It was attended by 2000 guests in 1999.", ["2000"]),
        ("When was it built?", "It was built on 3 May 1911 by 40 men.", ["3 May 1911"]),
        ("When was it built?", "It is of the 14th century.", ["14th century"]),
        ("Why did it break?", "It broke because of frost.", ["because"]),
        ("What is a weir?", "A weir is a low dam.", []),
    ],
)
def test_what_could_be_the_answer_is_found(question: str, sentence: str, found: list[str]) -> None:
    assert [sentence[start:end] for start, end in answers(Wanted.of(question), sentence, [])] == found


def test_a_name_that_the_question_gives_is_no_answer() -> None:
    text = "Ada Holm sold it. Later Ada Holm met Jon Vik."
    names = Annotations(names=(Name("Ada Holm", "person", ((0, 8), (24, 32))), Name("Jon Vik", "person", ((37, 44),))))
    inside = names_in(names, 18, len(text))
    assert [text[18:][start:end] for (start, end), _ in inside] == ["Ada Holm", "Jon Vik"]
    found = answers(Wanted.of("Who met Ada Holm?"), text[18:], inside)
    assert [text[18:][start:end] for start, end in found] == ["Jon Vik"]


def test_without_annotations_no_name_is_known() -> None:
    assert names_in(None, 0, 40) == []
