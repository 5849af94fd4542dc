"""Matching, rankings and intervals, against figures worked out by hand."""

import math

import numpy as np
import pytest

from article_qa.qa.evaluation.measures import (
    difference,
    interval,
    mean,
    quantile,
    rank_figures,
    ratio,
    stands_in,
    wilson,
)
from tests.present import present


@pytest.mark.parametrize(
    ("answer", "text", "stands"),
    [
        pytest.param("shoei kisen kaisha", "Shoei Kisen Kaisha of Japan owns it.", True, id="letter-case"),
        pytest.param(
            "the forest", 'Its frame, known as "the forest", burned.', True, id="articles-and-quotation-marks"
        ),
        pytest.param("1,340", "about 1340 kilometres", True, id="thousands-separators"),
        pytest.param("400", "a 400-metre ship", True, id="a-dash-parts-words"),
        pytest.param("It’s over", "they said it's over", True, id="typographic-apostrophe"),
        pytest.param("Boxing", "boxing's oldest cup", True, id="possessive"),
        pytest.param("glass box", "two glass boxes", True, id="plural"),
        pytest.param("city", "the cities’ mayors", True, id="possessive-of-a-plural"),
        pytest.param("1990", "in the 1990s", False, id="a-decade-is-no-year"),
        pytest.param("4", "14 people", False, id="part-of-a-number"),
        pytest.param("six", "6 days", False, id="a-number-is-as-it-is-written"),
        pytest.param("king abdullah", "Abdullah, the king", False, id="another-order"),
        pytest.param("the", "the the", False, id="nothing-but-articles"),
    ],
)
def test_an_answer_stands_in_a_text_as_squad_compares_words(answer: str, text: str, stands: bool) -> None:
    assert stands_in(answer, text) is stands


def test_rankings_are_measured_as_worked_out_by_hand() -> None:
    first, second, nothing, none_gold = rank_figures(
        [
            (["a"], ["x", "a", "y"]),
            (["a", "b"], ["a", "x", "y", "z", "w", "b"]),
            (["a"], []),
            ([], ["x"]),
        ]
    )
    assert (present(first).hit, present(first).reciprocal_rank) == ({1: 0, 5: 1, 10: 1}, 0.5)
    assert present(first).ndcg == pytest.approx(1 / math.log2(3))
    assert present(second).recall == {1: 0.5, 5: 0.5, 10: 1}
    assert present(second).ndcg == pytest.approx((1 + 1 / math.log2(7)) / (1 + 1 / math.log2(3)))
    assert (
        present(nothing).hit[10],
        present(nothing).recall[10],
        present(nothing).reciprocal_rank,
        present(nothing).ndcg,
    ) == (0, 0, 0, 0)
    assert none_gold is None


def test_a_ranking_beyond_ten_keeps_its_order() -> None:
    names = [f"p{n}" for n in range(60)]
    assert present(rank_figures([(["p40"], names)])[0]).reciprocal_rank == pytest.approx(1 / 41)


def test_a_share_of_questions_has_wilsons_interval() -> None:
    low, high = present(interval(mean([1, 1, 1, None, 0]), np.arange(5)))
    assert (low, high) == wilson(3, 4)
    # Wilson (1927), worked out: (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    assert (round(low, 3), round(high, 3)) == (0.301, 0.954)


def test_a_figure_leaves_out_questions_it_does_not_concern() -> None:
    assert mean([1, None, 0]).over(np.arange(3)) == 0.5
    assert math.isnan(mean([None]).over(np.arange(1)))
    assert quantile([3, None, 1, 2], 0.5).over(np.arange(4)) == 2
    assert ratio([(2, 3), (1, 1)], 2).over(np.arange(2)) == 0.75


def test_the_interval_holds_the_difference_and_is_reproducible() -> None:
    one = mean([1, 0, 0, 1, 0, 0, 1, 0, 0, 1])
    other = mean([1, 1, 0, 1, 1, 0, 1, 0, 1, 1])
    gap, interval_of_it = difference(one, other)
    low, high = present(interval_of_it)
    assert gap == pytest.approx(0.3)
    assert low < gap < high
    assert difference(one, other) == (gap, (low, high))


def test_paired_questions_without_a_difference_have_no_interval() -> None:
    one = mean([1, 0, 0, 1, 0.5])
    assert difference(one, one) == (0, (0, 0))
