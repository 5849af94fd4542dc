"""Fitted numbers are written where they are used and where they are recorded, and only when they gain something."""

from pathlib import Path

import pytest

from article_qa.qa.reading.answerability import BIAS, SENTENCE_BIAS, SENTENCE_WEIGHTS, WEIGHTS
from benchmarks.calibrate import PLACE, fit, weighted
from benchmarks.fitted import Model, NothingGained, Place, Row, auroc, held_out_auroc, write, write_gain

# The first signal tells the answerable ones, the second says nothing.
ROWS: list[Row] = [([0.9, 0.1], True, 1), ([0.8, 0.7], True, 1), ([0.2, 0.6], False, 1), ([0.1, 0.2], False, 1)]
GOOD, BAD = Model((2.0, 0.0), 0.0), Model((0.0, 1.0), 0.0)


def test_a_model_that_tells_the_answerable_has_a_higher_auroc() -> None:
    assert auroc(ROWS, GOOD) == 1
    assert auroc(ROWS, BAD) == 0.5


def test_only_the_held_out_half_counts_and_sets_of_one_kind_are_left_out() -> None:
    tuned: list[Row] = [([0.0, 0.0], True, 0), ([1.0, 1.0], False, 0)]
    assert held_out_auroc({"a": [*ROWS, *tuned], "answerable only": ROWS[:2]}, GOOD) == 1


def test_what_is_fitted_tells_the_answerable() -> None:
    rows: list[Row] = [(values, kind, 0) for values, kind, _ in ROWS]
    assert auroc(rows, fit(weighted("xquad_en", rows))) == 1


HOME = """[[fitted]]
module = "other.py"
[fitted.numbers]
WEIGHTS = [9.0]

[[fitted]]
module = "answerability.py"
[fitted.numbers]
WEIGHTS = [1.0]
BIAS = 0.5

[[fitted]]
module = "answerability.py"
[fitted.numbers]
SENTENCE_WEIGHTS = [3.0]
"""
MODULE = "# Why.\nWEIGHTS = (1.0,)\nBIAS = 0.5\nSENTENCE_WEIGHTS = (3.0,)\n"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place("answerability.py", tmp_path / "fitted.toml", tmp_path)
    place.home.write_text(HOME, encoding="utf-8")
    place.module.write_text(MODULE, encoding="utf-8")
    return place


def written(place: Place) -> tuple[str, str]:
    return place.home.read_text(encoding="utf-8"), place.module.read_text(encoding="utf-8")


def test_numbers_are_written_into_both_places_of_their_module(place: Place) -> None:
    write({"WEIGHTS": (0.97, -1.5), "BIAS": -0.22}, place)
    assert written(place) == (
        HOME.replace("[1.0]", "[0.97, -1.5]").replace("0.5", "-0.22"),
        MODULE.replace("(1.0,)", "(0.97, -1.5)").replace("0.5", "-0.22"),
    )
    write({"SENTENCE_WEIGHTS": (4.0,)}, place)
    assert "SENTENCE_WEIGHTS = [4.0]" in written(place)[0]


def test_a_number_without_a_place_changes_neither_file(place: Place) -> None:
    with pytest.raises(ValueError, match="has 0 lines for the module that begin with 'SLOPE = '"):
        write({"BIAS": 0.1, "SLOPE": 0.1}, place)
    assert written(place) == (HOME, MODULE)


@pytest.mark.parametrize("after", [0.9, 0.89, float("nan")])
def test_what_gains_nothing_held_out_is_not_written(place: Place, after: float) -> None:
    with pytest.raises(NothingGained, match=r"no gain on 0\.9000"):
        write_gain({"BIAS": 0.1}, 0.9, after, place)
    assert written(place) == (HOME, MODULE)


def test_what_gains_held_out_is_written(place: Place) -> None:
    write_gain({"BIAS": 0.1}, 0.9, 0.91, place)
    assert "BIAS = 0.1" in written(place)[1]


def test_the_entries_of_the_refusal_can_be_written(tmp_path: Path) -> None:
    """As `python -m benchmarks.calibrate --write` does it, to copies of the two files."""
    copies = Place(PLACE.named, tmp_path / "fitted.toml", tmp_path)
    copies.module.parent.mkdir(parents=True)
    for one, other in ((PLACE.home, copies.home), (PLACE.module, copies.module)):
        other.write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
    write(
        {"WEIGHTS": WEIGHTS, "BIAS": BIAS, "SENTENCE_WEIGHTS": SENTENCE_WEIGHTS, "SENTENCE_BIAS": SENTENCE_BIAS}, copies
    )
    assert written(copies) == written(PLACE)
