"""How well sentences are checked without a model: qa/verification/verify.py on honest and on changed ones.

    python -m benchmarks.verify --sets ../shared/data

`paraphrases` are those of the tests, over the starter articles: the shares of
honest ones supported and of changed ones found out, by kind of change.
`summedits_news` are summaries of news with small edits; a summary is called
inconsistent when any of its sentences is unsupported. Constants were tuned on
the first half of each (30 paraphrases; every second document), so the figures
of the other half are the ones to believe.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from time import perf_counter
from typing import TypeAlias

import numpy as np

from article_qa.index.embedders.local import FloatMatrix, local_embedder
from article_qa.index.formats.load import load
from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article, embedded_text
from article_qa.index.text.cleaning import clean
from article_qa.index.text.sentences import Span, sentences
from article_qa.qa.reading.late_interaction import CachingReader
from article_qa.qa.verification.verify import Finding, verify
from benchmarks.sets import HELD_OUT, ROOT, TUNED_ON, records
from tests.index.formats.files import taken

HALVES = (TUNED_ON, HELD_OUT)

# Seconds of each check, and those of them spent on reading.
TIMES: list[tuple[float, float]] = []

Searched: TypeAlias = tuple[list[str], FloatMatrix]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/data"), help="folder of the evaluation sets")
    folder = parser.parse_args().sets / "summedits_news"
    paraphrases()
    if folder.is_dir():
        summedits(folder)
    total, read = (median(column) * 1000 for column in zip(*TIMES, strict=True))
    print(f"{total:.0f} ms a sentence (median), {read:.0f} ms of it reading the passages")


def paraphrases() -> None:
    lines = (ROOT / "tests" / "qa" / "verification" / "paraphrases.jsonl").read_text().splitlines()
    held: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for number, line in enumerate(lines):
        row = json.loads(line)
        half = HALVES[number * 2 >= len(lines)]
        article = searched(taken(load(ROOT / "seeds" / row["source"]))[0])
        honest = timed(row["claim"], nearest(row["claim"], article, 2)).verdict == "supported"
        found_out = timed(row["changed"], nearest(row["changed"], article, 2)).verdict == "unsupported"
        held[half, "honest"].append(honest)
        held[half, "changed"].append(found_out)
        held[half, row["kind"]].append(found_out)
    for half in HALVES:
        shares = [f"{kind} {sum(h)}/{len(h)}" for (of, kind), h in held.items() if of == half]
        print(f"paraphrases     {half}: {', '.join(shares)}")


def summedits(folder: Path) -> None:
    every = list(judged_summaries(folder))
    for half in HALVES:
        called = [each for each in every if each.half == half]
        kinds = sorted({kind for each in called for kind in each.edits})
        recall = [f"{kind} {fmean(each.is_flagged for each in called if kind in each.edits):.2f}" for kind in kinds]
        balanced, found, kept = balanced_accuracy(called)
        print(
            f"summedits_news  {half}: balanced accuracy {balanced:.3f} of {len(called)}, "
            f"inconsistent found {found:.2f}, consistent kept {kept:.2f}, {', '.join(recall)}"
        )


@dataclass(frozen=True)
class Summary:
    """A summary, whether it is consistent with its document, and whether the check flagged a sentence of it."""

    half: str
    is_consistent: bool
    edits: tuple[str, ...]
    is_flagged: bool


def judged_summaries(folder: Path, limit: int | None = None) -> Iterator[Summary]:
    """Every summary of the set, or `limit` of each document, checked against its document."""
    rows = records(folder / "pairs.jsonl")
    for number, document in enumerate(dict.fromkeys(row["doc"] for row in rows)):
        # A document has dozens of summaries, and is read once for all.
        reader = CachingReader(local_embedder())
        article = searched(Article(id="", title="", text=clean(document), sha256="", source=""))
        for row in [row for row in rows if row["doc"] == document][:limit]:
            summary = clean(row["summary"])
            claims = [summary[start:end] for start, end in sentences(summary)]
            found = [verify(claim, nearest(claim, article, 3), reader) for claim in claims]
            is_flagged = any(finding.verdict == "unsupported" for finding in found)
            yield Summary(HALVES[number % 2], row["label"] == 1, tuple(row["edit_types"]), is_flagged)


def balanced_accuracy(called: Sequence[Summary]) -> tuple[float, float, float]:
    """Balanced accuracy, the share of inconsistent summaries flagged, and of consistent ones not flagged.

    nan where there is none of a kind.
    """
    flagged = {kind: [each.is_flagged for each in called if each.is_consistent == kind] for kind in (True, False)}
    found = fmean(flagged[False]) if flagged[False] else math.nan
    kept = 1 - fmean(flagged[True]) if flagged[True] else math.nan
    return (found + kept) / 2, found, kept


def searched(article: Article) -> Searched:
    passages = cut(article, local_embedder().count_tokens)
    texts = [embedded_text(article.title, article.published, passage.text)[0] for passage in passages]
    return texts, local_embedder().vectors(texts)


def nearest(claim: str, article: Searched, most: int) -> list[str]:
    """The sources of `claim`: the `most` passages nearest to it."""
    texts, vectors = article
    order = np.argsort(-(vectors @ local_embedder().vectors([claim])[0]))
    return [texts[n] for n in order[:most]]


def timed(claim: str, sources: Sequence[str]) -> Finding:
    """The finding on `claim`, its time noted."""
    reader = TimedReader()
    started = perf_counter()
    finding = verify(claim, sources, reader)
    TIMES.append((perf_counter() - started, reader.seconds))
    return finding


class TimedReader:
    """The local embedder, and how long it took."""

    seconds = 0.0

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]:
        started = perf_counter()
        read = local_embedder().token_vectors(texts)
        self.seconds = perf_counter() - started
        return read


if __name__ == "__main__":
    main()
