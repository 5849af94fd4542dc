"""How well the program tells reports that disagree from those that agree, and a rising toll from both.

    python -m benchmarks.disagreements [--pairs FILE] [--seeds FOLDER] [--town FOLDER] [--wikinews FILE] [--show]

Each line of `--pairs` has two sentences, as an article and offsets into its
text. A few words of the second may be replaced by others of ours (`changed`:
start and end within the sentence, and the words). It stands for a report that
came out `days_later`, where both are of one article. Printed are precision and
recall by kind and half. What is held is never shown.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from article_qa.index.annotate.annotate import annotate
from article_qa.index.embedders.local import local_embedder
from article_qa.index.formats.load import load
from article_qa.index.records import Article, Passage
from article_qa.qa.answers.disagreements import Mention, kind_of, ordered
from article_qa.qa.reading.late_interaction import CachingReader, Candidate
from article_qa.qa.verification.correcting import is_retold
from article_qa.qa.verification.same_slot import differences
from article_qa.qa.verification.told import Told, read_told
from benchmarks.sets import HELD_OUT, TUNED_ON, records
from tests.index.formats.files import taken

PAIRS = Path(__file__).parent / "labels" / "disagreements.jsonl"
SEEDS = Path("seeds")
TOWN = Path("../shared/cases/questions/town")
WIKINEWS = Path("../shared/data/wikinews/articles.jsonl")
AGREE = "agree"
SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Two sentences, what they are, and what the program takes them for: `agree`, `conflict`, or `update`."""

    id: str
    kind: str
    is_held: bool
    label: str
    found: str
    texts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence of a report."""

    candidate: Candidate
    article: Article
    told: Told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=PAIRS, help="the pairs, one JSON object a line")
    parser.add_argument("--seeds", type=Path, default=SEEDS, help="the folder of starter articles")
    parser.add_argument("--town", type=Path, default=TOWN, help="the folder of the town's articles")
    parser.add_argument("--wikinews", type=Path, default=WIKINEWS, help="the articles of wikinews")
    parser.add_argument("--show", action="store_true", help="also print what was judged wrongly")
    given = parser.parse_args()
    report(list(judged(records(given.pairs), articles(given.seeds, given.town, given.wikinews))), shown=given.show)


def articles(seeds: Path, town: Path, wikinews: Path) -> dict[str, Article]:
    """The articles by the names that the pairs give them."""
    found = {
        f"{name}/{path.name}": taken(load(path))[0]
        for name, folder in (("seeds", seeds), ("town", town))
        for path in sorted(folder.glob("*.md"))
    }
    names = [f"wikinews/{record['doc_id']}" for record in records(wikinews)]
    return found | dict(zip(names, taken(load(wikinews)), strict=True))


def judged(pairs: Sequence[Mapping[str, Any]], of_name: Mapping[str, Article]) -> Iterator[Outcome]:
    """What the program takes each pair for."""
    reader = CachingReader(local_embedder())
    for pair in pairs:
        left, right = (_side(pair[side], of_name, reader, pair["days_later"] * at) for at, side in enumerate(SIDES))
        texts = left.candidate.text, right.candidate.text
        yield Outcome(pair["id"], pair["kind"], pair["half"] == "held", pair["label"], _found(left, right), texts)


def _side(given: Mapping[str, Any], of_name: Mapping[str, Article], reader: CachingReader, later: int) -> Side:
    of = of_name[given["article"]]
    start, end = given["start"], given["end"]
    text = of.text[start:end]
    for first, last, words in sorted(given.get("changed", ()), reverse=True):
        text = text[:first] + words + text[last:]
    # Only a report made from another has its day moved: those of two articles have their own.
    published = of.published + timedelta(later) if of.published and given.get("changed") else of.published
    of = replace(of, text=of.text[:start] + text + of.text[end:], published=published)
    candidate = Candidate(Passage(of.id, start, start + len(text), text), start, start + len(text), text, 0.0, 0.0)
    event = next((each.days for each in annotate(of).sentences if each.start == start), None)
    return Side(candidate, of, read_told(candidate, of, event, reader))


def _found(left: Side, right: Side) -> str:
    if any(is_retold(side.article.title, side.candidate.text) for side in (left, right)):
        return AGREE
    for each in differences(left.told, right.told):
        group = [
            Mention(left.candidate, left.article, each.ours, each.kind),
            Mention(right.candidate, right.article, each.theirs, each.kind),
        ]
        values = ordered(group)
        if len(values) > 1:
            # A correction is a conflict that one of both settles.
            return "update" if kind_of(values) == "update" else "conflict"
    return AGREE


def figures_of(outcomes: Sequence[Outcome]) -> tuple[int, int, int]:
    """How many disagreements were found as what they are, how many were found at all, and how many there are."""
    found = [each for each in outcomes if each.found != AGREE]
    return sum(e.found == e.label for e in found), len(found), sum(e.label != AGREE for e in outcomes)


def report(outcomes: Sequence[Outcome], *, shown: bool) -> None:
    """Prints the shares of both halves, and what was judged wrongly in the tuned one if that is `shown`."""
    parts: Mapping[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        for kind in (each.kind, "all"):
            parts[kind].append(each)
    console = Console(width=160)
    table = Table("", "kind", TUNED_ON, HELD_OUT, box=None)
    for name, at in (("precision", 1), ("recall", 2)):
        for kind, part in sorted(parts.items()):
            halves = (figures_of([o for o in part if o.is_held == is_held]) for is_held in (False, True))
            table.add_row(name, kind, *(f"{half[0]} of {half[at]}" for half in halves))
    console.print(table)
    for each in outcomes if shown else ():
        if each.found != each.label and not each.is_held:
            console.print(f"{each.id} {each.kind}, {each.label}: found {each.found}", markup=False)
            console.print(f"  {each.texts[0]}\n  {each.texts[1]}", markup=False)


if __name__ == "__main__":
    main()
