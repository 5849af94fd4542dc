"""Fit the refusal model of qa/evidence.py and print what it is worth.

    python -m benchmarks.calibrate --sets ../shared/data

Half of each set's questions (by a hash of the question) is fitted on, the
figures printed are those of the other half. Sets: `clapnq` and
`realtimeqa_2025` with their own unanswerable questions; of `xquad_en` every
second question loses the article that answers it, the hardest kind of
unanswerable there is; `seeds` with the starter articles' own questions, and
every tenth of `xquad_en` as questions that are off topic there.
"""

import argparse
import hashlib
import json
import math
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.progress import track

from index import build
from index.library import Library, open_library
from index.load import article_id
from index.records import EVERYTHING, Hit, Scope
from index.search import Search
from qa import extract
from qa.answer import PASSAGES_READ, Assistant
from qa.evidence import ENOUGH, weigh
from qa.retrieve import retrieve

SETS = ("xquad_en", "clapnq", "realtimeqa_2025")
SEEDS = Path(__file__).parents[1] / "seeds"
SIGNALS = ("match", "coverage", "log of passages")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    folder = parser.parse_args().sets
    rows = {name: list(measure(folder / name)) for name in SETS if (folder / name).is_dir()}
    rows["seeds"] = list(measure_seeds(folder / "xquad_en"))
    weights, bias = fit([row for name in rows for row in weighted(rows[name]) if row[3] == 0])
    print("weights", dict(zip(SIGNALS, weights.round(2), strict=True)), "bias", round(float(bias), 2))
    print(f"{'held-out half of':18} questions  AUROC  F1 of refusing  answerable refused  unanswerable refused")
    for name, of_set in rows.items():
        held = [row for row in of_set if row[2] == 1]
        print(f"{name:18} {len(held):9}  {report(held, weights, bias)}")


def measure(folder: Path) -> Iterator[tuple[list[float], bool, int]]:
    """For each question: its signals, whether it can be answered, and its half (0 or 1)."""
    with tempfile.TemporaryDirectory() as data, open_library(Path(data) / "library", create=True) as library:
        build.add(library, [folder / "corpus.jsonl"])
        lines = (folder / "questions.jsonl").read_text().splitlines()
        for number, line in enumerate(track(lines, folder.name)):
            asked = json.loads(line)
            gone = None
            if folder.name == "xquad_en" and number % 2:
                gone = article_id(f"{(folder / 'corpus.jsonl').resolve()}#{asked['gold_doc']}")
            yield signals(library, asked["question"], gone), asked["answerable"] and not gone, half(asked["question"])


def measure_seeds(off_topic: Path) -> Iterator[tuple[list[float], bool, int]]:
    """The same for the starter articles."""
    with tempfile.TemporaryDirectory() as data, open_library(Path(data) / "library", create=True) as library:
        build.add(library, [SEEDS])
        for question in library.catalog.questions(100):
            yield signals(library, question, None), True, half(question)
        for line in (off_topic / "questions.jsonl").read_text().splitlines()[::10]:
            question = json.loads(line)["question"]
            yield signals(library, question, None), False, half(question)


def half(question: str) -> int:
    return hashlib.sha256(question.encode()).digest()[0] % 2


def signals(library: Library, question: str, gone: str | None) -> list[float]:
    """The signals of the best candidate, as if the article `gone` were not there."""
    assistant = Assistant.over(library)
    assistant = replace(assistant, searches=[without(search, gone) for search in assistant.searches])
    passages = retrieve([question], assistant.searches, EVERYTHING, PASSAGES_READ).passages
    candidates = extract.Reading(passages, assistant.articles(passages), assistant.reader).rank(question)
    evidence = weigh(question, candidates[0].match, candidates[0].passage, library.catalog)
    return [evidence.match, evidence.coverage, math.log(evidence.passages)]


def without(search: Search, gone: str | None) -> Search:
    def narrowed(query: str, limit: int, scope: Scope) -> list[Hit]:
        return [hit for hit in search(query, limit + 5, scope) if hit.passage.article_id != gone][:limit]

    return narrowed


def weighted(rows: list[tuple[list[float], bool, int]]) -> list[tuple[list[float], bool, float, int]]:
    """Every set counts the same, and in it the answerable as much as the unanswerable."""
    share = {kind: sum(row[1] == kind for row in rows) for kind in (True, False)}
    return [(values, kind, 1 / share[kind], half) for values, kind, half in rows]


def fit(rows: list[tuple[list[float], bool, float, int]]) -> tuple[np.ndarray, float]:
    """Logistic regression by Newton's method, with a slight pull towards zero."""
    x = np.array([[*row[0], 1.0] for row in rows])
    y = np.array([row[1] for row in rows], float)
    weight = np.array([row[2] for row in rows]) / np.mean([row[2] for row in rows])
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (weight * (y - p)) - 1e-2 * beta
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + 1e-2 * np.eye(len(beta))
        beta += np.linalg.solve(curve, slope)
    return beta[:-1], beta[-1]


def report(rows: list[tuple[list[float], bool, int]], weights: np.ndarray, bias: float) -> str:
    score = 1 / (1 + np.exp(-(np.array([row[0] for row in rows]) @ weights + bias)))
    can = np.array([row[1] for row in rows])
    auroc = np.mean([(a > b) + 0.5 * (a == b) for a in score[can] for b in score[~can]])
    refused = score < ENOUGH
    f1 = 2 * (refused & ~can).sum() / (refused.sum() + (~can).sum())
    return f"{auroc:5.3f}  {f1:14.3f}  {refused[can].mean():18.3f}  {refused[~can].mean():20.3f}"


if __name__ == "__main__":
    main()
