"""Which sentences state something and on which days their events happened, against labels made by hand.

Run: python -m benchmarks.annotations [--sets ../shared/data] [--show develop]
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from article_qa.index.annotate.sentences import annotated_sentences
from article_qa.index.annotations import EVIDENCE, AnnotatedSentence
from article_qa.index.formats.load import load
from article_qa.index.records import Article
from benchmarks.markdown import table
from benchmarks.near_duplicates import DATA
from benchmarks.sets import records

LABELS = Path(__file__).parent / "labels"
ARTICLES = {"wikinews": "wikinews/articles.jsonl", "realtimeqa_2025": "realtimeqa_2025/corpus.jsonl"}
HALVES = ("develop", "final")
HEADINGS = ("figure", *HALVES)


@dataclass(frozen=True, slots=True)
class Judged:
    """A label, and the sentence that was annotated where it stands."""

    label: Mapping[str, Any]
    text: str
    found: AnnotatedSentence | None

    @property
    def kind(self) -> str:
        return self.found.kind if self.found else ""

    @property
    def is_evidence(self) -> bool:
        return self.kind in EVIDENCE

    @property
    def should_be_evidence(self) -> bool:
        return self.label["kind"] in EVIDENCE

    @property
    def days(self) -> tuple[str, str, str] | None:
        found = self.found.days if self.found else None
        return (found.first.isoformat(), found.last.isoformat(), found.precision) if found else None

    @property
    def right_days(self) -> tuple[str, str, str] | None:
        label = self.label
        return (label["first"], label["last"], label["precision"]) if label["first"] else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, default=DATA, help="folder of the evaluation sets")
    parser.add_argument("--show", choices=HALVES, help="print what is wrong in this half")
    options = parser.parse_args()
    kinds, days = (list(judged(LABELS / name, options.sets)) for name in ("sentence_kinds.jsonl", "event_days.jsonl"))
    halves = [[_of(kinds, half) for half in HALVES], [_of(days, half) for half in HALVES]]
    rows = [*_rows(kind_figures, halves[0]), *_rows(day_figures, halves[1])]
    print(table(HEADINGS, rows), end="")
    for each in _of(kinds, options.show):
        if each.is_evidence != each.should_be_evidence:
            print(f"{each.label['kind']}, not {each.kind}: {each.text[:120]!r}")
    for each in _of(days, options.show):
        if each.days != each.right_days:
            print(f"{each.right_days}, not {each.days}: {each.text[:200]!r}")


def judged(path: Path, sets: Path) -> Iterator[Judged]:
    """The labels of this file with what was found in their place."""
    labels = records(path)
    wanted = {(label["set"], label["article"]) for label in labels}
    found: dict[tuple[str, str], tuple[Article, list[AnnotatedSentence]]] = {}
    for name in sorted({of for of, _ in wanted}):
        for article in load(sets / ARTICLES[name]):
            if isinstance(article, Article) and (key := (name, article.source.rpartition("#")[2])) in wanted:
                found[key] = (article, annotated_sentences(article))
    for label in labels:
        article, sentences = found[label["set"], label["article"]]
        here = next((s for s in sentences if s.start <= label["start"] < s.end), None)
        yield Judged(label, article.text[label["start"] : label["end"]], here)


def kind_figures(judgements: Sequence[Judged]) -> dict[str, str]:
    """How well evidence is told from the rest."""
    pairs = Counter((each.should_be_evidence, each.is_evidence) for each in judgements)
    exact = sum(each.kind == each.label["kind"] for each in judgements)
    return {
        "sentences": str(len(judgements)),
        "no evidence, precision": _share(pairs[False, False], pairs[False, False] + pairs[True, False]),
        "no evidence, recall": _share(pairs[False, False], pairs[False, False] + pairs[False, True]),
        "evidence kept": _share(pairs[True, True], pairs[True, True] + pairs[True, False]),
        "kind exactly right": _share(exact, len(judgements)),
    }


def day_figures(judgements: Sequence[Judged]) -> dict[str, str]:
    """How often the interval and its precision are right, both ends and all."""
    right = sum(each.days == each.right_days for each in judgements)
    given = [each for each in judgements if each.days]
    wanted = [each for each in judgements if each.right_days]
    right_given = sum(each.days == each.right_days for each in given)
    return {
        "sentences with words of time": str(len(judgements)),
        "days or none, right": _share(right, len(judgements)),
        "days, precision": _share(right_given, len(given)),
        "days, recall": _share(right_given, len(wanted)),
    }


def _of(judgements: Sequence[Judged], half: str | None) -> list[Judged]:
    return [each for each in judgements if each.label["half"] == half]


def _rows(
    figures: Callable[[Sequence[Judged]], dict[str, str]], halves: Sequence[Sequence[Judged]]
) -> Iterator[tuple[str, ...]]:
    columns = [figures(half) for half in halves]
    for name in columns[0]:
        yield (name, *(column[name] for column in columns))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


if __name__ == "__main__":
    main()
