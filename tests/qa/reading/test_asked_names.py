"""Whose name is asked for."""

import pytest

from article_qa.index.annotations import NameKind
from article_qa.qa.reading.answer_types import Wanted, answers
from article_qa.qa.reading.asked_names import asked_of

JUDGE = "What is the name of the judge?"


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        (JUDGE, "judge"),
        ("What are the names of the two men arrested over the fire?", "men"),
        ("What is the first name of Ida Moss's son?", "son"),
        ("What was the judge's last name?", "judge"),
        ("What is the name of the ship?", ""),
        ("Who is the judge?", ""),
        ("In whose name did the judge speak?", ""),
    ],
)
def test_the_word_for_those_whose_names_are_asked(question: str, noun: str) -> None:
    assert asked_of(question) == noun


@pytest.mark.parametrize(
    ("text", "name", "kind", "is_answer"),
    [
        ("The judge, Mark Ost, was ill.", "Mark Ost", "person", True),
        ("Mark Ost read out the sentence.", "Mark Ost", "person", True),
        ("The prosecutor, Mark Ost, was ill.", "Mark Ost", "person", False),
        ("Mark Ost, the public prosecutor, was ill.", "Mark Ost", "person", False),
        ("The judge met the man with his dog, Rex.", "Rex", "person", False),
        ("Chief Minister Mark Ost left the court.", "Mark Ost", "person", False),
        ("The judge was ill, Mark Ost said.", "Mark Ost", "person", False),
        ('"The judge is ill," said Mark Ost.', "Mark Ost", "person", False),
        ("Mark Ost: The judge is ill.", "Mark Ost", "person", False),
        ("The judge lay in St Mark's Hospital.", "St Mark", "person", False),
        ("The judge of Vale was ill.", "Vale", "place", False),
    ],
)
def test_a_name_that_is_somebody_elses_is_no_answer(text: str, name: str, kind: NameKind, is_answer: bool) -> None:
    start = text.index(name)
    found = answers(Wanted.of(JUDGE), text, [((start, start + len(name)), kind)])
    assert bool(found) == is_answer
