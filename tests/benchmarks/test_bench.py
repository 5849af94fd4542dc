"""The page that `make bench` writes."""

import pytest

from benchmarks.bench import PAGE, Done, Part, written
from benchmarks.budgets import gathered, told, verdict, without


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
    assert "| adding | at least 0.90 | 0.95 | met | `python -m benchmarks.adding` |" in page
    assert "No aim was missed." in page
    assert "| Adding articles | 61 |" in page


@pytest.mark.parametrize(
    ("asked", "measured", "expected"),
    [
        ("at least 0.90", "0.89 (0.88 to 1.00)", "**missed**"),
        ("at least .8", "9 of 10, 0.90", "met"),
        ("at most 1.50", "1.50 (1.39 to 1.54)", "met"),
        ("at most 0.70", "0.71", "**missed**"),
        ("less than 2.00 for ten times", "2.00", "**missed**"),
        ("more than stock", "0.995 / 0.982, +0.013 (+0.004 to +0.023)", "met"),
        ("more than stock", "1.000 / 1.000, +0.000 (+0.000 to +0.000)", "**missed**"),
        ("little over its vectors' own index", "10.2 kB, that index 6.5 kB", "–"),
    ],
)
def test_a_missed_aim_is_marked(asked: str, measured: str, expected: str) -> None:
    assert verdict(asked, measured) == expected


def test_the_published_page_marks_each_missed_aim() -> None:
    rows = [
        row.strip("|").split(" | ") for row in PAGE.read_text(encoding="utf-8").splitlines() if row.count(" | ") == 4
    ]
    budgets = [[cell.strip() for cell in row] for row in rows if row[0].strip() not in ("budget", "---")]
    assert len(budgets) > 20
    assert [what for what, asked, measured, aim, _ in budgets if aim != verdict(asked, measured)] == []
