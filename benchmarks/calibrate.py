"""Fit the refusal model of qa/reading/answerability.py and print what it is worth.

    python -m benchmarks.calibrate --sets ../shared/data
    python -m benchmarks.calibrate --sets ../shared/data --embedder multilingual --most 120

Half of each set's questions (by a hash of the question) is fitted on, the
figures printed are those of the other half. The weight of the library's size is
held: qa/reading/answerability.py says why. The sets are those of
benchmarks/sets.py that know what cannot be answered, and `xquad_en`, of which
every second question loses the article that answers it, the hardest kind of
unanswerable there is. Each is asked of a library of its own articles and again
of one that holds the articles of all sets: what can be answered does not change
when articles on other matters are added. (Among all, `off_topic` would not be.)

With the multilingual embedder the passages are read by whole sentences, English
ones too, and the sets are `xquad_en` as above and `languages.jsonl`: questions
in English, Arabic and Russian that the starter articles answer or do not.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

import numpy as np
from rich.progress import track
from scipy.optimize import minimize

from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.index.records import Scope, Scored
from article_qa.index.search import Ranker
from article_qa.index.settings import IndexSettings
from article_qa.qa.assistant import PASSAGES_READ, Assistant
from article_qa.qa.evaluation.golden import Golden, find_wanted
from article_qa.qa.questions.follow_ups import queries
from article_qa.qa.reading.answerability import ANSWERABLE_THRESHOLD, SENTENCE_THRESHOLD, SIZE_WEIGHT, terms
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import CachingReader
from article_qa.qa.reading.sufficiency import evidence
from benchmarks.sets import SEEDS, half, read_set

SETS = ("xquad_en", "clapnq", "realtimeqa_2025", "golden", "off_topic")
LANGUAGES = Path(__file__).parent / "languages.jsonl"
AMONG_ALL = ("xquad_en", "clapnq", "realtimeqa_2025", "golden")
SIGNALS = ("match", "fresh", "late", "covered", "log of passages")
MULTILINGUAL_SIGNALS = ("match", "lead", "log of passages")
THRESHOLDS = (0.2, 0.3, 0.4, 0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    parser.add_argument("--embedder", choices=("local", "multilingual"), default="local")
    parser.add_argument("--most", type=int, help="at most so many questions of each set, evenly spread")
    parser.add_argument("--keep", type=Path, help="folder to keep the libraries in, for another run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        at = Libraries(given.keep or Path(temporary), IndexSettings(embedder=given.embedder), given.most)
        if given.embedder == "multilingual":
            names: tuple[str, ...] = MULTILINGUAL_SIGNALS
            enough, of_size = SENTENCE_THRESHOLD, None
            rows = {"xquad_en": list(measure("xquad_en", given.sets, at))}
            rows |= {language: list(measure_language(language, at)) for language in ("en", "ar", "ru")}
        else:
            names, enough, of_size = SIGNALS, ANSWERABLE_THRESHOLD, SIZE_WEIGHT
            rows = {name: list(measure(name, given.sets, at)) for name in SETS}
            everything = {name: found.articles for name in AMONG_ALL if (found := read_set(name, given.sets))}
            rows |= {f"{name} among all": list(measure(name, given.sets, at, everything)) for name in everything}
    weights, bias = fit([row for name in rows for row in weighted(rows[name]) if row[3] == 0], of_size)
    print("weights", dict(zip(names, weights.round(2), strict=True)), "bias", round(float(bias), 2))
    print(f"{'held-out half of':26} questions  AUROC  F1 of refusing  answerable refused  unanswerable refused")
    for name, of_set in rows.items():
        held = [row for row in of_set if row[2] == 1]
        for threshold in (enough,) if given.embedder == "local" else THRESHOLDS:
            print(f"{name:26} {len(held):9}  {report(held, weights, bias, threshold)}  at {threshold}")


Row: TypeAlias = tuple[list[float], bool, int]


@dataclass(frozen=True)
class Libraries:
    """Where the libraries of the sets are made, with which embedder, and how many questions each is asked."""

    folder: Path
    settings: IndexSettings
    most: int | None

    @contextmanager
    def of(self, name: str, articles: Sequence[Path]) -> Iterator[Library]:
        with open_library(self.folder / name, create=True) as library:
            library.settings = self.settings
            add(library, articles)
            yield library


def measure(name: str, sets: Path, at: Libraries, among: Mapping[str, Sequence[Path]] | None = None) -> Iterator[Row]:
    """For each question of a set: its signals, whether it can be answered, and its half (0 or 1).

    QuestionTokens of the set's own articles, or `among` those of several sets.
    """
    found = read_set(name, sets, at.most)
    if found is None:
        return
    held = [path for paths in among.values() for path in paths] if among else found.articles
    with at.of("all" if among else name, held) as library:
        assistant = reading(library)
        for number, (asked, wanted) in enumerate(
            zip(track(found.questions, name), find_wanted(found.questions, library), strict=True)
        ):
            gone = next(iter(wanted.articles[0])) if name == "xquad_en" and number % 2 else None
            if asked.can_be_answered is not None:
                yield signals(assistant, asked, gone), asked.can_be_answered and not gone, half(asked.question)


def measure_language(language: str, at: Libraries) -> Iterator[Row]:
    """The same for the starter articles asked in `language`; a question and its translations share a half."""
    asked = [json.loads(line) for line in LANGUAGES.read_text().splitlines()]
    halves = {number // 3: half(row["question"]) for number, row in enumerate(asked) if row["language"] == "en"}
    with at.of("seeds", [SEEDS]) as library:
        assistant = reading(library)
        for number, row in enumerate(track(asked, language)):
            if row["language"] == language:
                of_question = signals(assistant, Golden(question=row["question"]), None)
                yield of_question, bool(row["answers"]), halves[number // 3]


def reading(library: Library) -> Assistant:
    """The assistant over `library`, which reads each passage once."""
    assistant = Assistant.over(library)
    return replace(assistant, reader=CachingReader(assistant.reader))


def signals(assistant: Assistant, asked: Golden, gone: str | None) -> list[float]:
    """The signals of the best sentence, as if the article `gone` were not there."""
    rankers = {name: without(rank, gone) for name, rank in assistant.library.rankers.items()}
    today = asked.today or date.today()
    wordings = queries(asked.question, asked.turns) if asked.turns else [asked.question]
    search = replace(assistant.library, rankers=rankers)
    retrieved = search.find(wordings, asked.scope, PASSAGES_READ, today=today).retrieved
    context = Context(
        wordings[-1], today, retrieved.hits, retrieved.articles,
        terms(wordings[-1], assistant.catalog), assistant.reader, assistant.multilingual,
    )  # fmt: skip
    return list(evidence(context, context.candidates).signals)


def without(rank: Ranker, gone: str | None) -> Ranker:
    def narrowed(query: str, limit: int, scope: Scope) -> list[Scored]:
        return [each for each in rank(query, limit + 5, scope) if each.article_id != gone][:limit]

    return narrowed


def weighted(rows: list[Row]) -> list[tuple[list[float], bool, float, int]]:
    """Every set counts the same, and in it the answerable as much as the unanswerable."""
    share = {kind: sum(row[1] == kind for row in rows) for kind in (True, False)}
    return [(values, kind, 1 / share[kind], half) for values, kind, half in rows]


def fit(rows: list[tuple[list[float], bool, float, int]], of_size: float | None) -> tuple[np.ndarray, float]:
    """Logistic regression with a slight pull towards zero; with `of_size`, that is the weight of the last signal."""
    x = np.array([[*row[0], 1.0] for row in rows])
    sign = np.array([1 if row[1] else -1 for row in rows])
    weight = np.array([row[2] for row in rows]) / np.mean([row[2] for row in rows])
    held = x[:, -2] * (of_size or 0.0)
    if of_size is not None:
        x = np.delete(x, -2, axis=1)

    def loss(beta: np.ndarray) -> float:
        return float(weight @ np.logaddexp(0, -sign * (x @ beta + held)) + 5e-3 * beta @ beta)

    *weights, bias = minimize(loss, np.zeros(x.shape[1])).x
    return np.array(weights if of_size is None else [*weights, of_size]), bias


def report(rows: list[Row], weights: np.ndarray, bias: float, enough: float) -> str:
    score = 1 / (1 + np.exp(-(np.array([row[0] for row in rows]) @ weights + bias)))
    can = np.array([row[1] for row in rows])
    auroc = np.mean([(a > b) + 0.5 * (a == b) for a in score[can] for b in score[~can]])
    refused = score < enough
    f1 = 2 * (refused & ~can).sum() / (refused.sum() + (~can).sum())
    return f"{auroc:5.3f}  {f1:14.3f}  {refused[can].mean():18.3f}  {refused[~can].mean():20.3f}"


if __name__ == "__main__":
    main()
