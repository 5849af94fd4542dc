"""Floors under the quality of answers without a model, where the evaluation sets are at hand."""

from pathlib import Path

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.evaluation.evaluate import evaluate_library
from article_qa.qa.evaluation.setting import Setting
from benchmarks.sets import filled, read_set
from tests.present import present

SETS = Path(__file__).parents[2] / "shared" / "data"
needs_sets = pytest.mark.skipif(not SETS.is_dir(), reason="the evaluation sets are not on this machine")


@needs_sets
@pytest.mark.timeout(600)
def test_the_gold_answer_stands_in_the_quotes() -> None:
    asked = present(read_set("xquad_en", SETS, limit=290))
    with filled(asked) as library:
        setting = Setting(library.folder, mode="extract")
        evaluation = evaluate_library(library, asked.questions, setting, remember=True)
    assert len(evaluation.outcomes) == 290
    assert evaluation.figure("exact_quotes") == 1
    assert evaluation.figure("gold_in_first_quote") >= 0.85
    assert evaluation.figure("gold_in_quotes") >= 0.91


@needs_sets
def test_real_news_is_kept_whole_with_its_dates_and_answers(tmp_path: Path) -> None:
    with open_library(tmp_path / "library", create=True) as library:
        report = add(library, [SETS / "wikinews" / "articles.jsonl"])
        assert (report.added, report.failed) == (43, [])
        assert all(listing.published for listing in library.catalog.listings())
        assistant = Assistant.over(library)
        found = assistant.ask("What did the Greek court rule about ancient deities?")
        assert found.citations[0].title == "Greek court rules worship of ancient Greek deities is legal"
        assert assistant.ask("Who won the 2031 chess championship?").status == "abstained"
