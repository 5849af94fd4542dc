"""Fitted numbers are written where they are used and where they are recorded, and only when they gain something."""

from pathlib import Path

import pytest

from benchmarks.calibrate import fit, weighted
from benchmarks.fitted import Model, Row, auroc, held_out_auroc, write

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


def test_numbers_are_written_into_both_places(tmp_path: Path) -> None:
    home, module = tmp_path / "fitted.toml", tmp_path / "answerability.py"
    home.write_text("[fitted.numbers]\nWEIGHTS = [1.0]\nBIAS = 0.5\nSENTENCE_WEIGHTS = [3.0]\n")
    module.write_text("# Why.\nWEIGHTS = (1.0,)\nBIAS = 0.5\nSENTENCE_WEIGHTS = (3.0,)\n")
    write({"WEIGHTS": (0.97, -1.5), "BIAS": -0.22}, module, home)
    assert home.read_text() == "[fitted.numbers]\nWEIGHTS = [0.97, -1.5]\nBIAS = -0.22\nSENTENCE_WEIGHTS = [3.0]\n"
    assert module.read_text() == "# Why.\nWEIGHTS = (0.97, -1.5)\nBIAS = -0.22\nSENTENCE_WEIGHTS = (3.0,)\n"


def test_a_number_without_a_place_changes_neither_file(tmp_path: Path) -> None:
    home, module = tmp_path / "fitted.toml", tmp_path / "answerability.py"
    home.write_text("BIAS = 0.5\n")
    module.write_text("OTHER = 0.5\n")
    with pytest.raises(ValueError, match="has 0 lines that begin with 'BIAS = '"):
        write({"BIAS": 0.1}, module, home)
    assert (home.read_text(), module.read_text()) == ("BIAS = 0.5\n", "OTHER = 0.5\n")
