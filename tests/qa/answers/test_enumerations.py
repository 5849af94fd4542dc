"""Sentences that name several things, and lists of them."""

import pytest

from article_qa.index.annotations import AnnotatedSentence
from article_qa.qa.answers.enumerations import items, noun_asked, number_asked, whole_list


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        pytest.param("It calls at Ostholm, Westholm and Brenn.", 3, id="names"),
        pytest.param("It calls at Ostholm, Westholm, and Brenn.", 3, id="comma-before-and"),
        pytest.param("The crew has three tools: a saw, an axe and a long rope.", 3, id="after-a-colon"),
        pytest.param("The dead are Ada Lund, 21; Per Oddman, 30; and Nils Quist, 44.", 3, id="with-ages"),
        pytest.param(
            "Rye, oats, barley and wheat were grown there for more than a hundred years.", 4, id="and-goes-on"
        ),
        pytest.param(
            "It named the strike in Ostholm, the price of tickets, efforts to save the old harbour of Brenn and "
            "Westholm, and the state of roads and bridges.",
            4,
            id="long-things-parted-by-commas",
        ),
        pytest.param("It calls at Ostholm and Westholm.", 0, id="two"),
        pytest.param("The man, Per Oddman, lived in Ostholm, Brenn, and was a baker.", 0, id="clauses"),
        pytest.param("The ferry stopped, she said, because it lost money.", 0, id="no-enumeration"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_the_things_of_an_enumeration_are_counted(sentence: str, count: int) -> None:
    assert items(sentence) == count


@pytest.mark.parametrize(
    ("question", "number"),
    [("Who were the four climbers?", 4), ("Which 12 towns?", 12), ("Which towns?", 0), ("What happened in 1984?", 0)],
)
def test_the_number_that_a_question_names(question: str, number: int) -> None:
    assert number_asked(question) == number


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which crops grow in the fields?", "crops"),
        ("What do the climbers carry?", "climbers"),
        ("What did the climbers win? All prizes, please", "prizes"),
        ("List the old harbours of the ferries", "harbours"),
        ("Where do the ferries wait?", ""),
        ("Where do the ferries wait? All harbours", "harbours"),
    ],
)
def test_a_noun_after_all_is_asked_for_before_others(question: str, noun: str) -> None:
    assert noun_asked(question) == noun


LEAD = AnnotatedSentence(0, 10, "statement")
ITEMS = [AnnotatedSentence(start, start + 9, "list_item", lead=(0, 10)) for start in (10, 20, 30)]
AFTER = AnnotatedSentence(40, 50, "statement")


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_every_part_of_a_list_leads_to_the_whole_of_it(at: int) -> None:
    assert whole_list([LEAD, *ITEMS, AFTER], at) == [LEAD, *ITEMS]


def test_a_sentence_after_a_list_is_not_of_it() -> None:
    assert whole_list([LEAD, *ITEMS, AFTER], 4) == []


def test_two_lists_in_a_row_are_two() -> None:
    other = AnnotatedSentence(50, 59, "list_item", lead=(40, 50))
    assert whole_list([LEAD, *ITEMS, AFTER, other], 2) == [LEAD, *ITEMS]
    assert whole_list([LEAD, *ITEMS, AFTER, other], 5) == [AFTER, other]


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which crops were looked at?", "crops"),
        ("the harbours of Ostholm", "harbours"),
        ("Who were the people on board?", "people"),
        ("Which does the ferry pass?", ""),
        ("Who was first?", ""),
        ("", ""),
    ],
)
def test_the_noun_that_a_question_asks_for(question: str, noun: str) -> None:
    assert noun_asked(question) == noun
