"""What a question asks for, and where a sentence could have it."""

import pytest

from article_qa.index.annotations import Annotations, Name
from article_qa.qa.reading.answer_types import NameSpan, Wanted, answers, is_told_roughly, names_in


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
        ("What are numbers that three divides called?", "name"),
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
        ("How many guests came?", "Some 2000 guests came in 1999.", ["2000"]),
        ("How long was it open?", "It was open from 1870 to 1939.", ["from 1870 to"]),
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


def test_what_is_named_after_somebody_is_a_place() -> None:
    text = "They lay in St Luke's Hospital with Ida Holm."
    names: list[NameSpan] = [((12, 19), "person"), ((36, 44), "person")]
    assert [text[slice(*span)] for span in answers(Wanted.of("Where did they lie?"), text, names)] == ["St Luke"]


@pytest.mark.parametrize(
    ("question", "sentence", "is_told"),
    [
        ("How many boats came?", "Only one boat came.", True),
        ("How many stories are printed?", "It prints about a dozen local stories.", True),
        ("How long does it take?", "It takes several years for effects to show.", True),
        ("How often is it published?", "It is published every Monday.", True),
        ("How many boats came?", "The boats came on one day.", False),
        ("How long does it take?", "It takes a boat.", False),
        ("Who came in several boats?", "They came in several boats.", False),
    ],
)
def test_a_number_can_be_told_without_a_figure(question: str, sentence: str, is_told: bool) -> None:
    assert is_told_roughly(Wanted.of(question), question, sentence) is is_told
