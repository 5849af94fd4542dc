"""Are questions refused that the articles nearly answer? One word changed, and the same question said otherwise.

    python -m benchmarks.changed_questions --sets ../shared/data [--seed 16] [--most 400] [--show 20]

Of the answerable questions of `xquad_en` those are taken in which one word,
name, role, order or number can be changed by rule (benchmarks/changes.py). The
changed question is no longer answered: the new word stands nowhere in the gold
paragraph. Beside it stands a paraphrase made by rule, which must be answered.
An answer that is refused or called doubtful counts alike. Half of the questions,
by a hash, is held out.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.index.records import EVERYTHING
from article_qa.qa.ask import Ask
from article_qa.qa.assistant import PASSAGES_READ, Assistant
from article_qa.qa.reading.answerability import terms
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import CachingReader
from article_qa.qa.reading.sufficiency import evidence
from benchmarks.change_words import MEASURED
from benchmarks.changes import Changer
from benchmarks.sets import HELD_OUT, TUNED_ON, half, records, spread

SEED = 16
DAY = date(2026, 1, 1)
UNSURE = ("abstained", "doubtful")
WORDINGS = ("original", "paraphrase", "changed")


@dataclass(frozen=True, slots=True)
class Case:
    """A question, what it became, and how it was changed."""

    original: str
    paraphrase: str
    changed: str
    kind: str

    @property
    def group(self) -> str:
        return HELD_OUT if half(self.original) else TUNED_ON


@dataclass(frozen=True, slots=True)
class Outcome:
    """The status and the weight of the evidence for each wording of a case, in the order of `WORDINGS`."""

    case: Case
    statuses: tuple[str, ...]
    weights: tuple[float, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--most", type=int, help="ask only this many questions, spread evenly over the set")
    parser.add_argument("--show", type=int, default=0, help="print this many cases and stop")
    given = parser.parse_args()
    folder = given.sets / "xquad_en"
    made = spread(list(cases(folder, given.seed)), given.most)
    if given.show:
        for case in spread(made, given.show):
            print(f"{case.kind}\n  {case.original}\n  {case.changed}\n  {case.paraphrase}")
        return
    report(list(asked(made, folder / "corpus.jsonl")))


def cases(folder: Path, seed: int) -> Iterator[Case]:
    """One changed question, and one paraphrase, of each question of the set that can be changed."""
    texts = {r["doc_id"]: r["text"] for r in records(folder / "corpus.jsonl")}
    changer = Changer(MEASURED, seed)
    for r in records(folder / "questions.jsonl"):
        question = " ".join(r["question"].split())
        for change in changer.changed(question, texts[r["gold_doc"]])[:1]:
            yield Case(question, changer.paraphrased(question), change.question, change.kind)


def asked(made: Sequence[Case], corpus: Path) -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory() as work, open_library(Path(work) / "library", create=True) as library:
        add(library, [corpus])
        assistant = Assistant.over(library)
        assistant = replace(assistant, reader=CachingReader(assistant.reader))
        for case in track(made, "asking", console=Console(stderr=True)):
            wordings = [getattr(case, name) for name in WORDINGS]
            answers = [assistant.answer(text, Ask(today=DAY, mode="extract")) for text in wordings]
            weights = tuple(weight(assistant, answer.searched) for answer in answers)
            yield Outcome(case, tuple(answer.status for answer in answers), weights)


def weight(assistant: Assistant, question: str) -> float:
    """How likely the passages that are found answer the question; 0 where none is found."""
    context = read(assistant, question)
    return evidence(context, context.answers).weight if context.answers else 0.0


def read(assistant: Assistant, question: str) -> Context:
    """What is found for the question."""
    found = assistant.library.find([question], EVERYTHING, PASSAGES_READ, today=DAY).retrieved
    return Context(
        question, DAY, found.hits, found.articles, terms(question, assistant.catalog), assistant.reader,
        annotations=assistant.catalog.annotations.of(found.articles), head=assistant.head,
    )  # fmt: skip


def report(outcomes: Sequence[Outcome]) -> None:
    """Prints the shares by half and by kind of change."""
    parts = {group: [o for o in outcomes if o.case.group == group] for group in (TUNED_ON, HELD_OUT)}
    parts |= {
        f"{kind}": [o for o in outcomes if o.case.kind == kind] for kind in sorted({o.case.kind for o in outcomes})
    }
    measured = [f"{name}: {status}" for name in WORDINGS for status in ("refused", "doubtful", "either")]
    table = Table("part", "cases", *measured, "AUROC changed/original", "changed/paraphrase", box=None)
    for name, part in parts.items():
        if part:
            table.add_row(name, str(len(part)), *shares(part), auroc(part, 0), auroc(part, 1))
    Console(width=200).print(table)


def shares(part: Sequence[Outcome]) -> Iterator[str]:
    for place in range(len(WORDINGS)):
        statuses = [outcome.statuses[place] for outcome in part]
        for wanted in (*((each,) for each in UNSURE), UNSURE):
            yield f"{sum(status in wanted for status in statuses) / len(part):.3f}"


def auroc(part: Sequence[Outcome], answerable: int) -> str:
    """How often the evidence for an answerable wording outweighs that for a changed question."""
    yes, no = (np.array([outcome.weights[place] for outcome in part]) for place in (answerable, 2))
    return f"{((yes[:, None] > no) + 0.5 * (yes[:, None] == no)).mean():.3f}"


if __name__ == "__main__":
    main()
