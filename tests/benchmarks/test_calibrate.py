"""How much each question counts when the refusal model is fitted."""

from benchmarks.calibrate import CHANGED, CHANGED_WEIGHT, weighted
from benchmarks.fitted import Row

ROWS: list[Row] = [([0.5], True, 0), ([0.4], True, 0), ([0.1], False, 1)]


def test_the_answerable_count_as_much_as_the_unanswerable() -> None:
    assert [row[2] for row in weighted("xquad_en", ROWS)] == [0.5, 0.5, 1.0]


def test_changed_questions_count_as_more_than_one_set() -> None:
    assert [row[2] for row in weighted(CHANGED, ROWS)] == [CHANGED_WEIGHT * n for n in (0.5, 0.5, 1.0)]
