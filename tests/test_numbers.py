"""The numbers that were fitted are those in the code, and their page lists them all."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from scripts.constants import ROOT, constants
from scripts.numbers_page import PAGE, Fit, all_constants, data_files, fits, page

# Words of a comment that tell of data.
FITTING = re.compile(
    r"\bfitted on|\bset by hand on|\btuned halves|\bof \d+ (?:questions|pairs|claims)\b", re.IGNORECASE
)
SETS = ROOT.parent / "shared" / "data"


def in_code(fit: Fit) -> dict[str, Any]:
    found = {each.name: each.value for each in constants((ROOT / fit.module).parent) if each.module == fit.module}
    return {name: list(found[name]) if isinstance(found[name], tuple) else found[name] for name in fit.numbers}


@pytest.mark.parametrize("fit", fits(), ids=lambda fit: fit.what)
def test_a_fitted_number_is_the_one_in_the_code(fit: Fit) -> None:
    assert in_code(fit) == dict(fit.numbers)


@pytest.mark.parametrize("fit", fits(), ids=lambda fit: fit.what)
def test_a_fitted_number_names_its_command_and_its_data(fit: Fit) -> None:
    if fit.command.startswith("python -m "):
        assert (ROOT / f"{fit.command.split()[2].replace('.', '/')}.py").exists()
    assert set(fit.data) <= data_files().keys()
    assert fit.data or fit.held_out == "nothing"
    assert fit.tuned_on
    assert fit.held_out


def test_numbers_whose_comment_speaks_of_fitting_have_their_home() -> None:
    known = {(fit.module, name) for fit in fits() for name in fit.numbers}
    found = {(each.module, each.name) for each in all_constants() if FITTING.search(each.comment)}
    assert found - known == set()


def test_no_number_stands_without_a_reason() -> None:
    known = {(fit.module, name) for fit in fits() for name in fit.numbers}
    bare = [each for each in all_constants() if not each.comment and (each.module, each.name) not in known]
    assert bare == []


def test_the_page_of_numbers_is_made_from_the_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.skipif(not SETS.is_dir(), reason="the evaluation sets are not on this machine")
def test_the_data_is_what_the_numbers_were_fitted_to() -> None:
    found = {
        name: hashlib.sha256((SETS / each["file"]).read_bytes()).hexdigest() for name, each in data_files().items()
    }
    assert found == {name: each["sha256"] for name, each in data_files().items()}


def test_a_constant_is_found_with_the_comment_above_it(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "# Why it is so,\n# in two lines.\nNEAR, FAR = 0.5, 2\n\n"
        "WEIGHTS = (1, -2.5)  # Why these.\nNAMES = ('x',)\nIS_ON = True\nlow = 3\n"
    )
    assert [(each.name, each.value, each.comment) for each in constants(tmp_path, tmp_path)] == [
        ("NEAR", 0.5, "Why it is so, in two lines."),
        ("FAR", 2, "Why it is so, in two lines."),
        ("WEIGHTS", (1, -2.5), "Why these."),
    ]
