"""How far two words lie apart, in slips of the finger."""

import pytest

from article_qa.qa.questions.edit_distance import distance, is_swap, may_be_near, prefix_distance


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("canal", "canal", 0),
        ("canla", "canal", 1),
        ("canol", "canal", 1),
        ("cnal", "canal", 1),
        ("cannal", "canal", 1),
        ("acnla", "canal", 2),
        ("", "abc", 3),
        ("abc", "", 3),
    ],
)
def test_a_swap_counts_once(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == slips
    assert is_swap(one, other) == (slips == 1 and sorted(one) == sorted(other))


def test_a_stem_is_held_against_the_beginning_of_a_word() -> None:
    assert prefix_distance("investig", "investigatoin", 6) == 0
    assert prefix_distance("collaps", "collaspe", 6) == 1
    assert prefix_distance("collaps", "unrelated", 6) > 2


def test_words_with_other_letters_are_left_out_early() -> None:
    assert may_be_near("canal", "canol", 1)
    assert not may_be_near("canal", "motor", 2)
