"""What condensing a follow-up question gains and costs, beside the question alone and more of the conversation.

    python -m benchmarks.followups --sets ../shared/data

Searching (inscit: follow-ups with gold passages): `first` and `in 5` are the
shares of turns whose first, and whose first five, passages hold a gold one;
`won` and `lost` count the turns whose first passage became right or wrong
against the question alone. Words (mtrag_rewrites): how much of a person's
rewrite the words of the question cover, and how much of them is in it, on the
follow-ups that the person changed. The rules were tuned on every
other conversation; `held out` are the rest.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TypeAlias

from rich.progress import track

from article_qa.index.records import EVERYTHING
from article_qa.index.search import Ranker, dense, keyword
from article_qa.index.text.words import content_words
from article_qa.qa.questions.follow_ups import Turn, condense, queries
from article_qa.qa.retrieval.copies import Texts
from article_qa.qa.retrieval.retrieve import retrieve
from benchmarks.sets import HELD_OUT, TUNED_ON, filled, read_set, records, spread


@dataclass(frozen=True)
class FollowUp:
    """A question with turns before it, and what a person gave for it: passages or a rewrite."""

    history: list[Turn]
    question: str
    is_held_out: bool
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
    searching(sets)
    words(sets / "mtrag_rewrites")


def searching(sets: Path) -> None:
    asked = read_set("inscit", sets)
    if asked is None:
        return
    turns = [FollowUp(g.turns, g.question, g.group == HELD_OUT, frozenset(*g.article)) for g in asked.questions]
    with filled(asked) as library:
        rankers = {
            "dense": dense(library.catalog, library.vectors, library.embedder),
            "keyword": keyword(library.catalog),
        }
        names = {listing.id: listing.source.rsplit("#", 1)[1] for listing in library.catalog.listings()}
        found = {
            way: [top(names, rankers, library.catalog.passages, prepare(turn)) for turn in track(turns, way)]
            for way, prepare in WAYS.items()
        }
    print(f"\n{'inscit':9} {'searched with':23} turns  first   in 5  won  lost")
    for part, places in parts(turns).items():
        alone = [found["question alone"][n][0] in turns[n].gold for n in places]
        for way, rankings in found.items():
            first = [rankings[n][0] in turns[n].gold for n in places]
            within = fmean(bool(turns[n].gold.intersection(rankings[n])) for n in places)
            won = sum(now and not then for now, then in zip(first, alone, strict=True))
            lost = sum(then and not now for now, then in zip(first, alone, strict=True))
            print(f"{part:9} {way:23} {len(places):5}  {fmean(first):5.3f}  {within:5.3f}  {won:3}  {lost:4}")


def top(names: dict[str, str], rankers: Mapping[str, Ranker], texts: Texts, asked: list[str]) -> list[str]:
    """The set's names of the five best passages; for one query the ranking that answers use."""
    return [names[passage.article_id] for passage in retrieve(asked, rankers, EVERYTHING, 5, texts).passages]


def words(folder: Path) -> None:
    print(f"\n{'mtrag':9} {'words of':23} changed  recall  precision")
    for way in ("question alone", "condensed", "last question in front", "all questions in front"):
        for part, (recall, precision, count) in word_overlap(folder, way).items():
            print(f"{part:9} {way:23} {count:7}  {recall:6.3f}  {precision:9.3f}")


def word_overlap(folder: Path, way: str, limit: int | None = None) -> dict[str, tuple[float, float, int]]:
    """Recall and precision of a way's content words against a person's rewrite, and of how many turns.

    Over the follow-ups that the person changed: all of them, those tuned on, those held out.
    """
    changed = [turn for turn in mtrag(folder) if turn.history and turn.rewrite.lower() != turn.question.lower()]
    turns = spread(changed, limit)
    found = {}
    for part, places in parts(turns).items():
        pairs = [(set(content_words(WAYS[way](turns[n])[0])), set(content_words(turns[n].rewrite))) for n in places]
        recall = fmean(len(ours & theirs) / max(1, len(theirs)) for ours, theirs in pairs)
        precision = fmean(len(ours & theirs) / max(1, len(ours)) for ours, theirs in pairs)
        found[part] = (recall, precision, len(places))
    return found


def parts(turns: Sequence[FollowUp]) -> dict[str, list[int]]:
    """The places of the turns: all of them, the half tuned on, the half held out."""
    return {
        "all": list(range(len(turns))),
        TUNED_ON: [n for n, turn in enumerate(turns) if not turn.is_held_out],
        HELD_OUT: [n for n, turn in enumerate(turns) if turn.is_held_out],
    }


def mtrag(folder: Path) -> list[FollowUp]:
    """Every question of the set with a person's rewrite; of its conversations every other one is held out."""
    rows = records(folder / "turns.jsonl")
    # As it was split when the rules were tuned: by the conversations that have a follow-up, in their order.
    conversations = list(
        dict.fromkeys(row["_id"].split("<")[0] for row in rows if row["questions"].count("|user|:") > 1)
    )
    tuned = set(conversations[::2])
    turns = []
    for row in rows:
        spoken = [line.strip() for line in row["questions"].split("|user|:")[1:]]
        question, rewrite = (row[name].removeprefix("|user|:").strip() for name in ("lastturn", "rewrite"))
        history = [Turn(asked) for asked in spoken[:-1]]
        turns.append(FollowUp(history, question, row["_id"].split("<")[0] not in tuned, rewrite=rewrite))
    return turns


if __name__ == "__main__":
    main()
