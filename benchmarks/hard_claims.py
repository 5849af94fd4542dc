"""How well the check tells who did what: true and false sentences of the kinds that fluent writers get wrong.

    python -m benchmarks.hard_claims [--claims FILE] [--articles FILE] [--show]

Each line of `--claims` has a "claim", the "doc_id" of its article in
`--articles`, whether it is "honest", its "kind", and whether it is "held" out of
tuning. A claim cites the two passages of its article that are nearest to it, as
a model would that was given them. Printed are, by kind, how many honest ones are
kept and how many lies are caught. Those of labels/hard_claims.jsonl were written
before any of them was tried; what is held is never shown.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from article_qa.index.formats.load import load
from benchmarks.sets import HELD_OUT, TUNED_ON, records
from benchmarks.verify import Searched, nearest, searched, timed
from tests.index.formats.files import taken

CLAIMS = Path(__file__).parent / "labels" / "hard_claims.jsonl"
ARTICLES = Path("../shared/data/wikinews/articles.jsonl")
CITED = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim, what it is, and the reason against it; empty where it is kept."""

    claim: str
    kind: str
    is_honest: bool
    is_held: bool
    reason: str

    @property
    def is_right(self) -> bool:
        return self.is_honest != bool(self.reason)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=Path, default=CLAIMS, help="the claims, one JSON object a line")
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="the articles that they are about")
    parser.add_argument("--show", action="store_true", help="also print what was judged wrongly")
    given = parser.parse_args()
    report(list(judged(given.claims, given.articles)), shown=given.show)


def judged(claims: Path, articles: Path) -> Iterator[Outcome]:
    """What the check finds of each claim."""
    names = [record["doc_id"] for record in records(articles)]
    of_name = dict(zip(names, taken(load(articles)), strict=True))
    read: dict[str, Searched] = {}
    for row in records(claims):
        name = row["doc_id"]
        read[name] = read.get(name) or searched(of_name[name])
        finding = timed(row["claim"], nearest(row["claim"], read[name], CITED))
        yield Outcome(row["claim"], row["kind"], row["honest"], row.get("held", False), finding.reason)


def report(outcomes: list[Outcome], *, shown: bool) -> None:
    """Prints the shares of both halves, and what was judged wrongly in the tuned one if that is `shown`."""
    parts: Mapping[tuple[bool, str], list[Outcome]] = defaultdict(list)
    for each in outcomes:
        for kind in (each.kind, "all"):
            parts[each.is_honest, kind].append(each)
    console = Console(width=160)
    table = Table("", "kind", TUNED_ON, HELD_OUT, box=None)
    for (is_honest, kind), part in sorted(parts.items(), reverse=True):
        halves = ([o.is_right for o in part if o.is_held == is_held] for is_held in (False, True))
        table.add_row("kept" if is_honest else "caught", kind, *(f"{sum(half)} of {len(half)}" for half in halves))
    console.print(table)
    for each in outcomes if shown else ():
        if not each.is_right and not each.is_held:
            what = "honest" if each.is_honest else "lie"
            console.print(f"{what}, {each.kind}: {each.claim} [{each.reason}]", markup=False)


if __name__ == "__main__":
    main()
