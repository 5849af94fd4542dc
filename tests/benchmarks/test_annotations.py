"""Tests of how annotations are scored, and floors under them where the evaluation sets are at hand."""

from datetime import date
from pathlib import Path

import pytest

from article_qa.index.annotations import AnnotatedSentence, Days, SentenceKind
from benchmarks.annotations import LABELS, Judged, day_figures, judged, kind_figures

SETS = Path(__file__).parents[3] / "shared" / "data"
DAY = date(2024, 5, 14)
TOLD = {"first": "2024-05-14", "last": "2024-05-14", "precision": "day"}
UNTOLD = {"first": None, "last": None, "precision": None}


def found(kind: SentenceKind = "statement", days: Days | None = None) -> AnnotatedSentence:
    return AnnotatedSentence(0, 9, kind, days=days)


def test_lost_evidence_and_seeming_evidence_count_apart() -> None:
    figures = kind_figures(
        [
            Judged({"kind": "statement"}, "", found("statement")),
            Judged({"kind": "statement"}, "", found("heading")),
            Judged({"kind": "heading"}, "", found("list_item")),
            Judged({"kind": "heading"}, "", found("caption")),
        ]
    )
    assert figures["evidence kept"] == figures["no evidence, precision"] == figures["no evidence, recall"] == "0.500"
    assert figures["kind exactly right"] == "0.250"


def test_days_count_only_with_both_ends_and_their_precision() -> None:
    figures = day_figures(
        [
            Judged(TOLD, "", found(days=Days(DAY, DAY))),
            Judged(TOLD, "", found(days=Days(DAY, DAY, "week"))),
            Judged(TOLD, "", found()),
            Judged(UNTOLD, "", None),
        ]
    )
    assert figures["days or none, right"] == figures["days, precision"] == "0.500"
    assert figures["days, recall"] == "0.333"


@pytest.mark.skipif(not SETS.is_dir(), reason="the evaluation sets are not on this machine")
def test_evidence_and_days_of_real_news_are_told() -> None:
    final = [each for each in judged(LABELS / "sentence_kinds.jsonl", SETS) if each.label["half"] == "final"]
    assert float(kind_figures(final)["evidence kept"]) >= 0.96
    assert float(kind_figures(final)["no evidence, recall"]) >= 0.88
    final = [each for each in judged(LABELS / "event_days.jsonl", SETS) if each.label["half"] == "final"]
    assert float(day_figures(final)["days or none, right"]) >= 0.84
