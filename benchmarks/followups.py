"""What condensing a follow-up question gains and costs, beside the question alone and more of the conversation.

    python -m benchmarks.followups --sets ../shared/data

Searching (inscit: follow-ups with gold passages): `first` and `in 5` are the
shares of turns whose first, and whose first five, passages hold a gold one;
`won` and `lost` count the turns whose first passage became right or wrong
against the question alone. Words (mtrag_rewrites): how much of a person's
rewrite the words of the question cover, and how much of them is in it; on all
follow-ups, and on those that the person changed. The rules were tuned on every
other conversation; `held out` are the rest.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, TypeAlias

from rich.progress import track

from index import build
from index.library import open_library
from index.records import EVERYTHING
from index.search import Search, content_words, dense, keyword
from qa.condense import Turn, condense, queries
from qa.retrieve import DEPTH, fuse


@dataclass(frozen=True)
class FollowUp:
    """A question with turns before it, and what a person gave for it: passages or a rewrite."""

    conversation: str
    history: list[Turn]
    question: str
    gold: frozenset[str] = frozenset()
    rewrite: str = ""


Way: TypeAlias = Callable[[FollowUp], list[str]]
WAYS: dict[str, Way] = {
    "question alone": lambda asked: [asked.question],
    "condensed": lambda asked: [condense(asked.question, asked.history)],
    "both, fused": lambda asked: queries(asked.question, asked.history),
    "last question in front": lambda asked: [f"{asked.history[-1].question} {asked.question}"],
    "all questions in front": lambda asked: [" ".join([*(turn.question for turn in asked.history), asked.question])],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    sets = parser.parse_args().sets
    searching(sets / "inscit")
    words(sets / "mtrag_rewrites")


def searching(folder: Path) -> None:
    turns = [inscit(record) for record in records(folder / "turns.jsonl")]
    asked = [turn for turn in turns if turn.history and turn.gold]
    with tempfile.TemporaryDirectory() as data, open_library(Path(data) / "library", create=True) as library:
        build.add(library, [folder / "passages.jsonl"])
        searches = (dense(library.catalog, library.vectors, library.embedder), keyword(library.catalog))
        names = {listing.id: listing.source.rsplit("#", 1)[1] for listing in library.catalog.listings()}
        found = {
            way: [top(names, searches, prepare(turn)) for turn in track(asked, way)] for way, prepare in WAYS.items()
        }
    print(f"\n{'inscit':9} {'searched with':23} turns  first   in 5  won  lost")
    for part, places in parts(asked).items():
        alone = [found["question alone"][n][0] in asked[n].gold for n in places]
        for way, rankings in found.items():
            first = [rankings[n][0] in asked[n].gold for n in places]
            within = fmean(bool(asked[n].gold.intersection(rankings[n])) for n in places)
            won = sum(now and not then for now, then in zip(first, alone, strict=True))
            lost = sum(then and not now for now, then in zip(first, alone, strict=True))
            print(f"{part:9} {way:23} {len(places):5}  {fmean(first):5.3f}  {within:5.3f}  {won:3}  {lost:4}")


def top(names: dict[str, str], searches: Sequence[Search], asked: list[str]) -> list[str]:
    """The set's names of the five best passages; for one query the ranking that answers use."""
    hits = fuse([search(query, DEPTH, EVERYTHING) for query in asked for search in searches])
    return [names[hit.passage.article_id] for hit in hits[:5]]


def words(folder: Path) -> None:
    asked = [turn for turn in map(mtrag, records(folder / "turns.jsonl")) if turn.history]
    print(f"\n{'mtrag':9} {'words of':23} turns  recall  precision  changed  recall  precision")
    for part, places in parts(asked).items():
        every = [asked[n] for n in places]
        changed = [turn for turn in every if turn.rewrite.lower() != turn.question.lower()]
        for way in ("question alone", "condensed", "last question in front", "all questions in front"):
            print(
                f"{part:9} {way:23} {len(every):5}  {overlap(every, WAYS[way])}  {len(changed):7}  "
                f"{overlap(changed, WAYS[way])}"
            )


def overlap(turns: Sequence[FollowUp], way: Way) -> str:
    pairs = [(set(content_words(way(turn)[0])), set(content_words(turn.rewrite))) for turn in turns]
    recall = fmean(len(ours & theirs) / max(1, len(theirs)) for ours, theirs in pairs)
    precision = fmean(len(ours & theirs) / max(1, len(ours)) for ours, theirs in pairs)
    return f"{recall:6.3f}  {precision:9.3f}"


def parts(turns: Sequence[FollowUp]) -> dict[str, list[int]]:
    """The places of the turns: all of them, the half tuned on, the half held out."""
    names = list(dict.fromkeys(turn.conversation for turn in turns))
    tuned = set(names[::2])
    return {
        "all": list(range(len(turns))),
        "tuned on": [n for n, turn in enumerate(turns) if turn.conversation in tuned],
        "held out": [n for n, turn in enumerate(turns) if turn.conversation not in tuned],
    }


def inscit(record: dict[str, Any]) -> FollowUp:
    *before, question = record["context"]
    history = [Turn(asked, answer) for asked, answer in zip(before[::2], before[1::2], strict=True)]
    gold = frozenset(name for label in record["labels"] for name in label["evidence"])
    return FollowUp(record["qid"].split("::")[0], history, question, gold)


def mtrag(record: dict[str, Any]) -> FollowUp:
    spoken = [line.strip() for line in record["questions"].split("|user|:")[1:]]
    question, rewrite = (record[name].removeprefix("|user|:").strip() for name in ("lastturn", "rewrite"))
    conversation = record["_id"].split("<")[0]
    return FollowUp(conversation, [Turn(asked) for asked in spoken[:-1]], question, rewrite=rewrite)


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


if __name__ == "__main__":
    main()
