"""Fit the refusal model of qa/reading/answerability.py and print what it is worth.

    python -m benchmarks.calibrate --sets ../shared/data
    python -m benchmarks.calibrate --sets ../shared/data --embedder multilingual --most 120
    python -m benchmarks.calibrate --sets ../shared/data --write

Half of each set's questions (by a hash of the question) is fitted on, the
figures printed are those of the other half, below the threshold of refusing and
below that of doubt. The sets are those of benchmarks/sets.py that know what
cannot be answered; `xquad_en`, of which every second question loses the article
that answers it; and `inscit`, whose questions can all be answered. Beside them
stand the questions of benchmarks/changed_questions.py with one word changed,
and their honest paraphrases. Each set is asked of a library of its own
articles. The figures are printed again for a library that holds the articles of
all sets, which nothing is fitted on: what can be answered does not change when
articles on other matters are added.

With `--write` the weights go into the code and into benchmarks/fitted.toml, but
only if they gain something: the mean AUROC of the held-out halves must be
higher than that of the weights in use.

With the multilingual embedder the passages are read by whole sentences, English
ones too, and the sets are `xquad_en` as above and `languages.jsonl`: questions
in English, Arabic and Russian that the starter articles answer or do not.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

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
from article_qa.qa.questions.request_words import without_request_words
from article_qa.qa.reading.answerability import (
    BIAS,
    DOUBTED_BELOW,
    REFUSED_BELOW,
    SENTENCE_BIAS,
    SENTENCE_THRESHOLD,
    SENTENCE_WEIGHTS,
    WEIGHTS,
    terms,
)
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import CachingReader
from article_qa.qa.reading.sufficiency import evidence
from benchmarks.changed_questions import DAY, SEED, WORDINGS, cases
from benchmarks.fitted import Model, NothingGained, Place, Row, auroc, held_out_auroc, write_gain
from benchmarks.sets import SEEDS, half, read_set, spread

SETS = ("xquad_en", "clapnq", "realtimeqa_2025", "golden", "off_topic", "inscit")
PLACE = Place("qa/reading/answerability.py")
LANGUAGES = Path(__file__).parent / "languages.jsonl"
AMONG_ALL = ("xquad_en", "clapnq", "realtimeqa_2025", "golden")
AMONG, CHANGED, CHANGED_FROM = " among all", "changed questions", "xquad_en"
# What is said only nearly is the hardest to refuse: these questions count as much as two sets.
CHANGED_WEIGHT = 2
SIGNALS = ("match", "fresh", "late", "covered", "lacking", "answers", "unsaid", "opposed")
MULTILINGUAL_SIGNALS = ("match", "lead", "log of passages")
THRESHOLDS = (0.2, 0.3, 0.4, 0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    parser.add_argument("--embedder", choices=("local", "multilingual"), default="local")
    parser.add_argument("--most", type=int, help="at most so many questions of each set, evenly spread")
    parser.add_argument("--keep", type=Path, help="folder to keep the libraries in, for another run")
    parser.add_argument("--write", action="store_true", help="put the weights in their place, if they gain something")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        at = Libraries(given.keep or Path(temporary), IndexSettings(embedder=given.embedder), given.most)
        if given.embedder == "multilingual":
            names: tuple[str, ...] = MULTILINGUAL_SIGNALS
            enough: tuple[float, ...] = (SENTENCE_THRESHOLD, *THRESHOLDS)
            rows = {"xquad_en": list(measure("xquad_en", given.sets, at))}
            rows |= {language: list(measure_language(language, at)) for language in ("en", "ar", "ru")}
        else:
            names, enough = SIGNALS, (REFUSED_BELOW, DOUBTED_BELOW)
            rows = {name: list(measure(name, given.sets, at)) for name in SETS}
            everything = {name: found.articles for name in AMONG_ALL if (found := read_set(name, given.sets))}
            rows |= {f"{name}{AMONG}": list(measure(name, given.sets, at, everything)) for name in everything}
            rows[CHANGED] = list(measure_changed(given.sets, at))
    fitted = [row for name in rows if not name.endswith(AMONG) for row in weighted(name, rows[name]) if row[3] == 0]
    model = fit(fitted)
    print("weights", dict(zip(names, model.weights, strict=True)), "bias", model.bias)
    print(f"{'held-out half of':26} questions  AUROC  F1 of refusing  answerable refused  unanswerable refused")
    for name, of_set in rows.items():
        held = [row for row in of_set if row[2] == 1]
        for threshold in enough:
            print(f"{name:26} {len(held):9}  {report(held, model, threshold)}  at {threshold}")
    in_use = Model(SENTENCE_WEIGHTS, SENTENCE_BIAS) if given.embedder == "multilingual" else Model(WEIGHTS, BIAS)
    of_sets = {name: of_set for name, of_set in rows.items() if not name.endswith(AMONG)}
    before, after = held_out_auroc(of_sets, in_use), held_out_auroc(of_sets, model)
    print(f"held-out AUROC, mean of the sets: {before:.4f} in use, {after:.4f} fitted now")
    if given.write:
        prefix = "SENTENCE_" if given.embedder == "multilingual" else ""
        try:
            write_gain({f"{prefix}WEIGHTS": model.weights, f"{prefix}BIAS": model.bias}, before, after, PLACE)
        except NothingGained as exc:
            sys.exit(str(exc))
        print(f"written to {PLACE.named} and fitted.toml; measure with make eval, and correct the held-out figures")


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


def measure_changed(sets: Path, at: Libraries) -> Iterator[Row]:
    """The same for questions with a word changed, which nothing answers, and for what they were and mean."""
    folder = sets / CHANGED_FROM
    made = spread(list(cases(folder, SEED)), at.most)
    with at.of(CHANGED_FROM, [folder / "corpus.jsonl"]) as library:
        assistant = reading(library)
        for case in track(made, CHANGED):
            for wording in WORDINGS:
                asked = without_request_words(getattr(case, wording)).text
                of_question = signals(assistant, Golden(question=asked, today=DAY), None)
                yield of_question, wording != "changed", half(case.original)


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
        assistant.catalog.annotations.of(retrieved.articles), assistant.head,
    )  # fmt: skip
    return list(evidence(context, context.answers).signals)


def without(rank: Ranker, gone: str | None) -> Ranker:
    def narrowed(query: str, limit: int, scope: Scope) -> list[Scored]:
        return [each for each in rank(query, limit + 5, scope) if each.article_id != gone][:limit]

    return narrowed


def weighted(name: str, rows: list[Row]) -> list[tuple[list[float], bool, float, int]]:
    """Every set counts the same but the changed questions, and in it the answerable as much as the unanswerable."""
    share = {kind: sum(row[1] == kind for row in rows) for kind in (True, False)}
    count = CHANGED_WEIGHT if name == CHANGED else 1
    return [(values, kind, count / share[kind], half) for values, kind, half in rows]


def fit(rows: list[tuple[list[float], bool, float, int]]) -> Model:
    """Logistic regression with a slight pull towards zero; two decimals, as they are written down."""
    x = np.array([[*row[0], 1.0] for row in rows])
    sign = np.array([1 if row[1] else -1 for row in rows])
    weight = np.array([row[2] for row in rows]) / np.mean([row[2] for row in rows])

    def loss(beta: np.ndarray) -> float:
        return float(weight @ np.logaddexp(0, -sign * (x @ beta)) + 5e-3 * beta @ beta)

    *weights, bias = minimize(loss, np.zeros(x.shape[1])).x
    return Model(tuple(round(float(weight), 2) for weight in weights), round(float(bias), 2))


def report(rows: list[Row], model: Model, enough: float) -> str:
    can = np.array([row[1] for row in rows])
    refused = model.likelihoods(rows) < enough
    f1 = 2 * (refused & ~can).sum() / (refused.sum() + (~can).sum())
    due = refused[~can].mean() if (~can).any() else np.nan
    return f"{auroc(rows, model):5.3f}  {f1:14.3f}  {refused[can].mean():18.3f}  {due:20.3f}"


if __name__ == "__main__":
    main()
