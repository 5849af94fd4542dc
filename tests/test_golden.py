"""The golden questions over the starter articles: their floors, and that a worse retriever falls below them."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.evaluation.evaluate import evaluate_library
from article_qa.qa.evaluation.evaluation import Evaluation
from article_qa.qa.evaluation.golden import read_golden
from article_qa.qa.evaluation.setting import Setting

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "tests" / "golden" / "seeds.jsonl"
LEAST = {
    "passage_mrr": 0.82,
    "passage_hit_at_1": 0.72,
    "passage_recall_at_5": 0.95,
    "article_recall_at_5": 0.96,
    "gold_article_first": 0.77,
    "gold_in_first_quote": 0.66,
    "gold_in_quotes": 0.78,
    "exact_quotes": 1.0,
    "refusal_f1": 0.55,
}
MAX_ANSWERABLE_REFUSED = 0.12
RANKINGS = ("passage_mrr", "passage_hit_at_1", "passage_recall_at_5", "article_recall_at_5")


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evaluation]:
    with open_library(tmp_path_factory.mktemp("data") / "library", create=True) as library:
        add(library, [ROOT / "seeds", ROOT / "tests" / "golden" / "articles"])
        setting = Setting(library.folder, mode="extract")
        yield evaluate_library(library, read_golden(QUESTIONS), setting, remember=True)


def below(evaluation: Evaluation, names: dict[str, float] | tuple[str, str, str, str]) -> dict[Any, Any]:
    return {name: round(evaluation.figure(name), 3) for name in names if evaluation.figure(name) < LEAST[name]}


def test_there_are_enough_questions_of_every_kind() -> None:
    golden = read_golden(QUESTIONS)
    groups = [question.group for question in golden]
    assert len(golden) >= 120
    assert len(set(groups)) == 10
    assert min(map(groups.count, groups)) >= 10
    assert all(question.can_be_answered is not None for question in golden)


@pytest.mark.timeout(600)
def test_every_figure_is_above_its_floor(evaluation: Evaluation) -> None:
    assert below(evaluation, LEAST) == {}
    assert evaluation.figure("answerable_refused") <= MAX_ANSWERABLE_REFUSED


def test_questions_off_topic_are_refused(evaluation: Evaluation) -> None:
    off_topic = evaluation.groups["unanswerable, off topic"]
    assert evaluation.figure("refusal_recall", off_topic) >= 0.93


def test_the_same_passages_in_random_order_fall_below_the_floors(evaluation: Evaluation) -> None:
    shuffle = random.Random(7)
    worse = [replace(o, passages=tuple(shuffle.sample(o.passages, len(o.passages)))) for o in evaluation.outcomes]
    assert below(Evaluation(evaluation.setting, tuple(worse)), RANKINGS).keys() == set(RANKINGS)


def test_missing_the_best_passage_falls_below_the_floors(evaluation: Evaluation) -> None:
    worse = [replace(o, passages=(*o.passages[1:6], o.passages[0]) if o.passages else ()) for o in evaluation.outcomes]
    assert {"passage_mrr", "passage_hit_at_1"} <= below(Evaluation(evaluation.setting, tuple(worse)), RANKINGS).keys()
