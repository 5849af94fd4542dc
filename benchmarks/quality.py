"""What the program is worth: its figures on the golden questions and on the evaluation sets, in one table.

    python -m benchmarks.quality [--sets ../shared/data] [--write docs/quality.md] [--limit 20] [golden xquad_en …]

Sets that are not at hand are left out. The answers are those without a model.
With `--limit` each set is asked so many questions over a sample of its
articles: that shows that everything runs, and its figures mean nothing.
"""

import argparse
import platform
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from article_qa.index.library import Library
from article_qa.qa.evaluation.evaluate import evaluate_library
from article_qa.qa.evaluation.evaluation import Evaluation
from article_qa.qa.evaluation.figures import LABELS
from article_qa.qa.evaluation.measures import Chosen, Measure, every, interval, mean, stands_in
from article_qa.qa.evaluation.outcome import Outcome
from article_qa.qa.evaluation.setting import Setting
from benchmarks import kinds
from benchmarks.followups import word_overlap
from benchmarks.markdown import table
from benchmarks.sets import HELD_OUT, SETS, GoldenSet, filled, half, read_set, records
from benchmarks.verify import balanced_accuracy, judged_summaries

ANSWERED = ("gold_in_first_quote", "gold_in_quotes", "gold_in_short_answer", "answer_words")
FOUND = ("article_hit_at_1", "article_hit_at_5", "passage_hit_at_5", "passage_mrr")
REFUSED = (
    "refusal_precision", "refusal_recall", "refusal_f1", "answerable_refused",
    "answerable_doubted", "unanswerable_doubted",
)  # fmt: skip
SHOWN = {
    "golden": ("article_recall_at_5", "passage_recall_at_5", "passage_mrr", "passage_ndcg_at_10", *ANSWERED, *REFUSED),
    "off_topic": ("article_hit_at_1", "refusal_recall", "answerable_refused"),
    "xquad_en": (*FOUND, *ANSWERED, "answerable_refused", "answerable_doubted"),
    "realtimeqa_2025": (*FOUND, *ANSWERED, *REFUSED),
    "clapnq": ("article_hit_at_1", "article_hit_at_5", *REFUSED),
    "inscit": ("article_hit_at_1", "article_hit_at_5", "answerable_refused", "answerable_doubted"),
}
BY_GROUP = ("article_recall_at_5", "gold_in_first_quote", "gold_in_quotes", "answerable_refused", "refusal_recall")
# A kind of question with a smaller share of good answers is named as weak.
WELL = 0.7
OTHERS = ("mtrag_rewrites", "summedits_news")


@dataclass(frozen=True)
class Row:
    """A line of the table: a figure over all questions, its interval, and over those held out."""

    of: str
    label: str
    value: str
    between: str
    held_out: str
    count: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.of, self.label, self.value, self.between, self.held_out, self.count)


ABOUT = (
    "**How it was measured.** No language model (mode `extract`), the default embedder, both rankings, five passages "
    "read. A refusal of an answerable question counts as a miss. [speed.md](speed.md) has the times.\n\n"
    "**On what data.**\n\n"
    "- `golden` are the project's own questions, in `tests/golden`.\n"
    "- `off_topic` are those of the starter articles, and questions on which these articles are silent.\n"
    "- The other sets are public and not part of the project. `benchmarks/sets.py` says what each is.\n\n"
    "**What was tuned.** Thresholds and weights were fitted on half of the questions, conversations or documents of "
    "each set. *Held out* is the other half. Those are the figures to believe. The settings of the rankings were "
    "looked at on both halves.\n\n"
    "**How it is counted.** trec_eval (ir-measures, pytrec_eval) measures rankings over the first 50 passages. Answers "
    "are compared as in SQuAD, whole words in a row. Intervals are Wilson's for shares of questions, and a bootstrap "
    "over questions otherwise.\n"
)
HEADINGS = ("set", "figure", "all", "95 %", "held out", "of")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*SETS, *OTHERS, []], help="the sets to run; all by default")
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    parser.add_argument(
        "--limit", type=int, help="ask each set only so many questions (at least 10), over a sample of its articles"
    )
    parser.add_argument("--write", type=Path, help="write the table to this file as well")
    options = parser.parse_args()
    started = time.monotonic()
    rows: list[Row] = []
    groups: list[tuple[str, ...]] = []
    by_kind: list[tuple[str, ...]] = []
    console = Console()
    for name in options.names or [*SETS, *OTHERS]:
        if name in OTHERS:
            rows += other_rows(name, options.sets, options.limit)
            continue
        asked = read_set(name, options.sets, options.limit)
        if asked is None:
            console.print(f"{name}: not in {options.sets}, left out")
            continue
        with filled(asked, sample=bool(options.limit)) as library, Progress(console=console) as progress:
            evaluation = asked_of(library, asked, progress)
            rows += set_rows(name, evaluation, options.sets, library)
            if name == "golden":
                groups = group_rows(evaluation)
                by_kind = kinds.rows(list(kinds.run()))
    minutes = (time.monotonic() - started) / 60
    show(console, rows, groups)
    if options.write:
        named = " ".join(options.names)
        command = f"python -m benchmarks.quality {named}" if named else "make eval"
        options.write.write_text(page(rows, groups, by_kind, command, minutes, options.limit), encoding="utf-8")
        console.print(f"written to {options.write}")


def asked_of(library: Library, asked: GoldenSet, progress: Progress) -> Evaluation:
    task = progress.add_task(asked.name, total=len(asked.questions))
    return evaluate_library(
        library,
        asked.questions,
        Setting(library.folder, mode="extract"),
        lambda _, done, total: progress.update(task, completed=done, total=total),
        # A passage that many questions find is read once: less than half the time, the same answers.
        remember=True,
    )


def set_rows(name: str, evaluation: Evaluation, sets: Path, library: Library) -> Iterator[Row]:
    """The set's figures over all questions and over the half held out."""
    held_out = np.array([n for n, o in enumerate(evaluation.outcomes) if is_held_out(name, o)], int)
    measures = {LABELS[figure]: evaluation.measures[figure] for figure in (*SHOWN[name], "exact_quotes")}
    if name == "clapnq":
        measures |= chosen_sentences(evaluation.outcomes, sets / "clapnq", library)
    for label, measure in measures.items():
        yield row(name, label, measure, held_out)


def is_held_out(name: str, outcome: Outcome) -> bool:
    # The golden questions have groups of their own.
    return bool(half(outcome.golden.question)) if name == "golden" else outcome.golden.group == HELD_OUT


def row(of: str, label: str, measure: Measure, held_out: Chosen) -> Row:
    questions = every(measure)
    between = interval(measure, questions)
    digits = 0 if label == LABELS["answer_words"] else 3
    return Row(
        of,
        label,
        _shown(measure.over(questions), digits),
        f"{_shown(between[0], digits)} to {_shown(between[1], digits)}" if between else "",
        _shown(measure.over(held_out), digits),
        str(measure.count),
    )


def group_rows(evaluation: Evaluation) -> list[tuple[str, ...]]:
    """The golden questions' figures by group."""
    return [
        (name, str(len(places)), *(_shown(evaluation.figure(figure, places)) for figure in BY_GROUP))
        for name, places in evaluation.groups.items()
    ]


def chosen_sentences(outcomes: Sequence[Outcome], folder: Path, library: Library) -> dict[str, Measure]:
    """The sentences quoted against those that people chose for their answers; of several people the nearest counts.

    Over the answerable questions that were answered. A sentence of another article is a wrong one.
    """
    chosen = {
        r["question"]: [o["selected_sentences"] for o in r["outputs"]] for r in records(folder / "questions.jsonl")
    }
    sentences = {r["doc_id"]: r["sentences"] for r in records(folder / "corpus.jsonl")}
    of_article = {listing.id: sentences[listing.source.rsplit("#", 1)[1]] for listing in library.catalog.listings()}
    scores: list[tuple[float, float, float] | None] = []
    for outcome in outcomes:
        if not outcome.golden.can_be_answered or outcome.refused:
            scores.append(None)
            continue
        quoted = {
            (citation.article_id, sentence)
            for citation in outcome.answer.citations
            for sentence in of_article[citation.article_id]
            if stands_in(sentence, citation.quote) or stands_in(citation.quote, sentence)
        }
        gold_id = next(iter(outcome.wanted.articles[0]))
        best = max(
            (
                overlap(quoted, {(gold_id, sentence) for sentence in picked})
                for picked in chosen[outcome.golden.question]
            ),
            key=lambda score: score[2],
        )
        scores.append(best)
    names = ("precision", "recall", "F1")
    return {
        f"sentences quoted against those people chose, {name}": mean(score[n] if score else None for score in scores)
        for n, name in enumerate(names)
    }


def overlap(found: set[tuple[str, str]], gold: set[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of `found` against `gold`."""
    both = len(found & gold)
    return both / max(1, len(found)), both / max(1, len(gold)), 2 * both / max(1, len(found) + len(gold))


def other_rows(name: str, sets: Path, limit: int | None) -> Iterator[Row]:
    """The figures of the sets that are no questions over articles."""
    folder = sets / name
    if not folder.is_dir():
        return
    if name == "mtrag_rewrites":
        by_part = word_overlap(folder, "condensed", limit)
        for place, figure in enumerate(("recall", "precision")):
            label = f"words of a condensed follow-up against a person's, {figure}"
            yield Row(name, label, f"{by_part['all'][place]:.3f}", "", f"{by_part[HELD_OUT][place]:.3f}",
                      str(by_part["all"][2]))  # fmt: skip
        return
    called = list(judged_summaries(folder, limit))
    held = [each for each in called if each.half == HELD_OUT]
    for place, figure in enumerate(("balanced accuracy", "inconsistent ones found", "consistent ones kept")):
        values = [balanced_accuracy(part)[place] for part in (called, held)]
        yield Row(name, f"check of summaries, {figure}", _shown(values[0]), "", _shown(values[1]), str(len(called)))


def show(console: Console, rows: Sequence[Row], groups: Sequence[tuple[str, ...]]) -> None:
    figures = Table(*HEADINGS, box=None, pad_edge=False)
    for each in rows:
        figures.add_row(*each.cells)
    console.print(figures)
    if groups:
        by_group = Table(
            "golden, by group", "asked", *(LABELS[figure] for figure in BY_GROUP), box=None, pad_edge=False
        )
        for cells in groups:
            by_group.add_row(*cells)
        console.print(by_group)


def page(
    rows: Sequence[Row],
    groups: Sequence[tuple[str, ...]],
    by_kind: Sequence[tuple[str, ...]],
    command: str,
    minutes: float,
    limit: int | None = None,
) -> str:
    """The table as a page of the documentation."""
    trial = (
        f"A trial of {limit} questions a set over a sample of its articles: these figures mean nothing.\n\n"
        if limit
        else ""
    )
    parts = [
        "# What the answers are worth\n\n",
        trial,
        f"Made by `{command}` on {date.today().isoformat()} in {minutes:.0f} minutes, {platform.machine()}, "
        f"Python {platform.python_version()}.\n\n",
        f"{ABOUT}\n",
        table(HEADINGS, [each.cells for each in rows]),
    ]
    if groups:
        headings = ("golden, by group", "asked", *(LABELS[figure] for figure in BY_GROUP))
        parts += ["\n", table(headings, groups)]
    if by_kind:
        parts += [f"\n## By kind of question\n\n{about_kinds(by_kind)}\n\n", table(kinds.HEADINGS, by_kind)]
    return "".join(parts)


def about_kinds(by_kind: Sequence[tuple[str, ...]]) -> str:
    """What the questions by kind are, and which kinds are answered badly."""
    weak = [row[0] for row in by_kind[:-1] if float(row[2]) < WELL]
    verdict = f"The aim of {WELL} is **missed** for: {', '.join(weak)}." if weak else f"All kinds reach {WELL}."
    return (
        "`python -m benchmarks.kinds` asks the starter articles questions of each kind. Somebody who had not seen the "
        "program wrote them from the texts. Nothing is fitted on them.\n\n"
        "A question is answered well when all that is expected of its answer holds and no other article is cited. "
        f"{verdict}"
    )


def _shown(value: float, digits: int = 3) -> str:
    return "–" if np.isnan(value) else f"{value:.{digits}f}"


if __name__ == "__main__":
    main()
