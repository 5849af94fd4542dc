"""The evaluation sets as golden questions: what to add to a library, and what to ask of it.

Each question's group says whether it belongs to the half that thresholds may
be tuned on or to the half held out: by a hash of the question, in `inscit`
every other conversation. `golden` are the project's own questions, and
`off_topic` the starter articles' questions with every tenth of `xquad_en`,
which they say nothing of.
"""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from article_qa.index.formats.load import load
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.index.records import Article
from article_qa.qa.evaluation.golden import Golden, read_golden

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
GOLDEN = ROOT / "tests" / "golden"
Member = TypeVar("Member")

TUNED_ON, HELD_OUT = "tuned on", "held out"


@dataclass(frozen=True)
class GoldenSet:
    """Articles, and questions to ask of them."""

    name: str
    articles: Sequence[Path]
    questions: Sequence[Golden]


def half(question: str) -> int:
    """0 for the half of all questions that may be tuned on, 1 for the half held out."""
    return hashlib.sha256(question.encode()).digest()[0] % 2


def records(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def spread(members: Sequence[Member], limit: int | None) -> Sequence[Member]:
    """At most `limit` of the members, evenly from first to last; all without a limit."""
    step = max(1, len(members) // limit) if limit else 1
    return members[::step][:limit]


def xquad_en(folder: Path) -> GoldenSet:
    """Wikipedia paragraphs; every question is answered by one of them."""
    asked = [
        _golden(r["question"], answers=r["answers"], article=r["gold_doc"]) for r in records(folder / "questions.jsonl")
    ]
    return GoldenSet(folder.name, [folder / "corpus.jsonl"], asked)


def realtimeqa_2025(folder: Path) -> GoldenSet:
    """News of 2025, each question asked on its own day; any of the gold articles will do."""
    asked = [
        _golden(
            r["question"],
            answers=r["aliases"] if r["answerable"] else (),
            article=[r["gold_docs"]] if r["answerable"] else (),
            answerable=r["answerable"],
            today=r["question_date"],
        )
        for r in records(folder / "questions.jsonl")
    ]
    return GoldenSet(folder.name, [folder / "corpus.jsonl"], asked)


def clapnq(folder: Path) -> GoldenSet:
    """Wikipedia passages; half of the questions are on the topic of one that does not answer them."""
    asked = [
        _golden(r["question"], article=r["gold_doc"] if r["answerable"] else (), answerable=r["answerable"])
        for r in records(folder / "questions.jsonl")
    ]
    return GoldenSet(folder.name, [folder / "corpus.jsonl"], asked)


def inscit(folder: Path) -> GoldenSet:
    """Follow-up questions with the passages that people chose, any of which will do."""
    turns = records(folder / "turns.jsonl")
    conversations = list(dict.fromkeys(_conversation(turn) for turn in turns))
    tuned = set(conversations[::2])
    asked = []
    for turn in turns:
        *before, question = turn["context"]
        gold = sorted({name for label in turn["labels"] for name in label["evidence"]})
        if not before or not gold:
            continue
        history = [{"question": q, "answer": a} for q, a in zip(before[::2], before[1::2], strict=True)]
        group = TUNED_ON if _conversation(turn) in tuned else HELD_OUT
        asked.append(_golden(question, history=history, article=[gold], group=group))
    return GoldenSet(folder.name, [folder / "passages.jsonl"], asked)


def golden(_: Path) -> GoldenSet:
    """The project's own questions, in their own groups."""
    return GoldenSet("golden", [SEEDS, GOLDEN / "articles"], read_golden(GOLDEN / "seeds.jsonl"))


def off_topic(folder: Path) -> GoldenSet:
    """The starter articles' own questions, and others that they say nothing of; `folder` is that of `xquad_en`."""
    own = [
        _golden(question, article=path.name)
        for path in sorted(SEEDS.glob("*.md"))
        for article in load(path)
        if isinstance(article, Article)
        for question in article.questions
    ]
    others = [_golden(r["question"], answerable=False) for r in records(folder / "questions.jsonl")[::10]]
    return GoldenSet("off_topic", [SEEDS], [*own, *others])


SETS: dict[str, tuple[Callable[[Path], GoldenSet], str]] = {
    "golden": (golden, ""),
    "off_topic": (off_topic, "xquad_en"),
    "xquad_en": (xquad_en, "xquad_en"),
    "realtimeqa_2025": (realtimeqa_2025, "realtimeqa_2025"),
    "clapnq": (clapnq, "clapnq"),
    "inscit": (inscit, "inscit"),
}


def read_set(name: str, sets: Path, limit: int | None = None) -> GoldenSet | None:
    """The set of this name, None where its folder is not in `sets`; with `limit`, only that many of its questions."""
    read, folder = SETS[name]
    if not (sets / folder).is_dir():
        return None
    found = read(sets / folder)
    return GoldenSet(found.name, found.articles, spread(found.questions, limit))


@contextmanager
def filled(of: GoldenSet, *, sample: bool = False) -> Iterator[Library]:
    """A library of the set's articles, gone afterwards.

    A `sample` holds the gold articles of its questions and as many more: quick, and easier than the set.
    """
    with tempfile.TemporaryDirectory() as work:
        paths = [_sampled(path, of, Path(work)) if sample else path for path in of.articles]
        with open_library(Path(work) / "library", create=True) as library:
            report = add(library, paths)
            if report.failed:
                raise SystemExit(f"{of.name}: {report.failed[0]}")
            yield library


def _sampled(path: Path, of: GoldenSet, work: Path) -> Path:
    if path.suffix != ".jsonl":
        return path
    gold = {name for question in of.questions for names in question.article for name in names}
    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if json.loads(line)["doc_id"] in gold]
    others = [line for line in lines if json.loads(line)["doc_id"] not in gold]
    (work / path.name).write_text("\n".join(wanted + others[: len(wanted) + 20]), encoding="utf-8")
    return work / path.name


def _golden(question: str, **facts: object) -> Golden:
    """The question with these facts, in its half by hash unless they name a group."""
    group = HELD_OUT if half(question) else TUNED_ON
    return Golden.model_validate({"question": question, "group": group} | facts)


def _conversation(turn: dict[str, Any]) -> str:
    return str(turn["qid"]).split("::")[0]
