"""The page that `make bench` writes."""

import pytest

from benchmarks.bench import Done, Part, written
from benchmarks.budgets import gathered, told, without


def test_what_a_benchmark_tells_of_a_budget_is_gathered(capsys: pytest.CaptureFixture[str]) -> None:
    print("a table")
    told("adding", "at least 0.90", "0.95 (0.91 to 0.99)")
    printed = capsys.readouterr().out
    assert list(gathered(printed)) == [("adding", "at least 0.90", "0.95 (0.91 to 0.99)")]
    assert without(printed) == "a table"


def test_the_page_has_each_budgets_command_and_each_parts_time(capsys: pytest.CaptureFixture[str]) -> None:
    told("adding", "at least 0.90", "0.95")
    done = Done(Part("Adding articles", "adding"), "python -m benchmarks.adding", capsys.readouterr().out, 61.4)
    page = written([done], "make bench")
    assert "| adding | at least 0.90 | 0.95 | `python -m benchmarks.adding` |" in page
    assert "| Adding articles | 61 |" in page
