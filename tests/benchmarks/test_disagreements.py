"""Tests of how disagreements are scored."""

from benchmarks.disagreements import Outcome, figures_of


def outcome(label: str, found: str) -> Outcome:
    return Outcome("a", "number", False, label, found, ("One died.", "Two died."))


def test_a_toll_taken_for_a_conflict_is_found_but_not_right() -> None:
    outcomes = [outcome("conflict", "conflict"), outcome("update", "conflict"), outcome("update", "agree")]
    assert figures_of(outcomes) == (1, 2, 3)


def test_agreeing_reports_count_only_where_something_is_found() -> None:
    assert figures_of([outcome("agree", "agree"), outcome("agree", "conflict")]) == (0, 1, 0)
