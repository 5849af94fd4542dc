"""Fit the refusal model of qa/evidence.py and print what it is worth.

    python -m benchmarks.calibrate --sets ../shared/data
    python -m benchmarks.calibrate --sets ../shared/data --embedder multilingual --most 120

Half of each set's questions (by a hash of the question) is fitted on, the
figures printed are those of the other half. Sets: `clapnq` and
`realtimeqa_2025` with their own unanswerable questions; of `xquad_en` every
second question loses the article that answers it, the hardest kind of
unanswerable there is; `seeds` with the starter articles' own questions, and
every tenth of `xquad_en` as questions that are off topic there.

With the multilingual embedder the passages are read by whole sentences, English
ones too, and the sets are `xquad_en` as above and `languages.jsonl`: questions
in English, Arabic and Russian that the starter articles answer or do not.
"""

import argparse
import json
import math
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rich.progress import track

from benchmarks.sets import SEEDS, half
from index import build
from index.library import Library, open_library
from index.load import article_id
from index.records import EVERYTHING, Hit, Scope
from index.search import Search
from index.settings import IndexSettings
from qa import extract
from qa.answer import PASSAGES_READ, Assistant
from qa.evidence import ENOUGH, SENTENCE_ENOUGH, weigh
from qa.retrieve import retrieve
from qa.sentences import SentenceReading, lead

SETS = ("xquad_en", "clapnq", "realtimeqa_2025")
LANGUAGES = Path(__file__).parent / "languages.jsonl"
SIGNALS = ("match", "coverage", "log of passages")
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
            names, enough = MULTILINGUAL_SIGNALS, SENTENCE_ENOUGH
            rows = {"xquad_en": list(measure(given.sets / "xquad_en", at))}
            rows |= {language: list(measure_language(language, at)) for language in ("en", "ar", "ru")}
        else:
            names, enough = SIGNALS, ENOUGH
            rows = {name: list(measure(given.sets / name, at)) for name in SETS if (given.sets / name).is_dir()}
            rows["seeds"] = list(measure_seeds(given.sets / "xquad_en", at))
    weights, bias = fit([row for name in rows for row in weighted(rows[name]) if row[3] == 0])
    print("weights", dict(zip(names, weights.round(2), strict=True)), "bias", round(float(bias), 2))
    print(f"{'held-out half of':18} questions  AUROC  F1 of refusing  answerable refused  unanswerable refused")
    for name, of_set in rows.items():
        held = [row for row in of_set if row[2] == 1]
        for threshold in (enough,) if given.embedder == "local" else THRESHOLDS:
            print(f"{name:18} {len(held):9}  {report(held, weights, bias, threshold)}  at {threshold}")


@dataclass(frozen=True)
class Libraries:
    """Where the libraries of the sets are made, with which embedder, and how many questions each is asked."""

    folder: Path
    settings: IndexSettings
    most: int | None

    @contextmanager
    def of(self, articles: Path) -> Iterator[Library]:
        name = articles.parent.name if articles.suffix else articles.name
        with open_library(self.folder / name, create=True) as library:
            library.settings = self.settings
            build.add(library, [articles])
            yield library

    def some(self, questions: list[str]) -> list[str]:
        return questions[:: -(-len(questions) // self.most)] if self.most else questions


def measure(folder: Path, at: Libraries) -> Iterator[tuple[list[float], bool, int]]:
    """For each question: its signals, whether it can be answered, and its half (0 or 1)."""
    with at.of(folder / "corpus.jsonl") as library:
        lines = at.some((folder / "questions.jsonl").read_text().splitlines())
        for number, line in enumerate(track(lines, folder.name)):
            asked = json.loads(line)
            gone = None
            if folder.name == "xquad_en" and number % 2:
                gone = article_id(f"{(folder / 'corpus.jsonl').resolve()}#{asked['gold_doc']}")
            yield signals(library, asked["question"], gone), asked["answerable"] and not gone, half(asked["question"])


def measure_seeds(off_topic: Path, at: Libraries) -> Iterator[tuple[list[float], bool, int]]:
    """The same for the starter articles."""
    with at.of(SEEDS) as library:
        for question in library.catalog.questions(100):
            yield signals(library, question, None), True, half(question)
        for line in (off_topic / "questions.jsonl").read_text().splitlines()[::10]:
            question = json.loads(line)["question"]
            yield signals(library, question, None), False, half(question)


def measure_language(language: str, at: Libraries) -> Iterator[tuple[list[float], bool, int]]:
    """The same for the starter articles asked in `language`; a question and its translations share a half."""
    asked = [json.loads(line) for line in LANGUAGES.read_text().splitlines()]
    halves = {number // 3: half(row["question"]) for number, row in enumerate(asked) if row["language"] == "en"}
    with at.of(SEEDS) as library:
        for number, row in enumerate(track(asked, language)):
            if row["language"] == language:
                yield signals(library, row["question"], None), bool(row["answers"]), halves[number // 3]


def signals(library: Library, question: str, gone: str | None) -> list[float]:
    """The signals of the best candidate, as if the article `gone` were not there."""
    assistant = Assistant.over(library)
    assistant = replace(assistant, searches=[without(search, gone) for search in assistant.searches])
    passages = retrieve([question], assistant.searches, EVERYTHING, PASSAGES_READ).passages
    if assistant.multilingual:
        read = SentenceReading(passages, assistant.articles(passages), assistant.multilingual).rank(question)
        return [read[0].match, lead(read), math.log(library.catalog.overview().passages)]
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


def report(rows: list[tuple[list[float], bool, int]], weights: np.ndarray, bias: float, enough: float) -> str:
    score = 1 / (1 + np.exp(-(np.array([row[0] for row in rows]) @ weights + bias)))
    can = np.array([row[1] for row in rows])
    auroc = np.mean([(a > b) + 0.5 * (a == b) for a in score[can] for b in score[~can]])
    refused = score < enough
    f1 = 2 * (refused & ~can).sum() / (refused.sum() + (~can).sum())
    return f"{auroc:5.3f}  {f1:14.3f}  {refused[can].mean():18.3f}  {refused[~can].mean():20.3f}"


if __name__ == "__main__":
    main()
