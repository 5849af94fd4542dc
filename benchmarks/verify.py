"""How well sentences are checked without a model: qa/verify.py on honest and on changed ones.

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
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean, median
from time import perf_counter
from typing import Any, TypeAlias

import numpy as np

from index.chunk import Span, cut, sentences
from index.load import clean, load
from index.local import FloatMatrix, local_embedder
from index.records import Article, embedded_text
from qa.verify import Finding, verify

ROOT = Path(__file__).parents[1]
HALVES = ("tuned on", "held out")

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
    lines = (ROOT / "tests" / "qa" / "paraphrases.jsonl").read_text().splitlines()
    held: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for number, line in enumerate(lines):
        row = json.loads(line)
        half = HALVES[number * 2 >= len(lines)]
        article = searched(next(load(ROOT / "seeds" / row["source"])))
        honest = check(row["claim"], article, 2).verdict == "supported"
        found_out = check(row["changed"], article, 2).verdict == "unsupported"
        held[half, "honest"].append(honest)
        held[half, "changed"].append(found_out)
        held[half, row["kind"]].append(found_out)
    for half in HALVES:
        shares = [f"{kind} {sum(h)}/{len(h)}" for (of, kind), h in held.items() if of == half]
        print(f"paraphrases     {half}: {', '.join(shares)}")


def summedits(folder: Path) -> None:
    rows = [json.loads(line) for line in (folder / "pairs.jsonl").read_text().splitlines()]
    documents = list(dict.fromkeys(row["doc"] for row in rows))
    for remainder, half in enumerate(HALVES):
        called = list(judged(rows, documents[remainder::2]))
        flagged = {label: [bad for row, bad in called if row["label"] == label] for label in (0, 1)}
        kinds = sorted({kind for row, _ in called for kind in row["edit_types"]})
        recall = [f"{kind} {fmean(b for r, b in called if kind in r['edit_types']):.2f}" for kind in kinds]
        inconsistent, consistent = fmean(flagged[0]), 1 - fmean(flagged[1])
        print(
            f"summedits_news  {half}: balanced accuracy {(inconsistent + consistent) / 2:.3f} of {len(called)}, "
            f"inconsistent found {inconsistent:.2f}, consistent kept {consistent:.2f}, {', '.join(recall)}"
        )


def judged(rows: list[dict[str, Any]], documents: list[str]) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each summary of these documents, and whether it is called inconsistent."""
    for document in documents:
        article = searched(Article(id="", title="", text=clean(document), sha256="", source=""))
        for row in (row for row in rows if row["doc"] == document):
            summary = clean(row["summary"])
            found = [check(summary[start:end], article, 3) for start, end in sentences(summary)]
            yield row, any(finding.verdict == "unsupported" for finding in found)


def searched(article: Article) -> Searched:
    passages = cut(article, local_embedder().count_tokens)
    texts = [embedded_text(article.title, article.published, passage.text)[0] for passage in passages]
    return texts, local_embedder().vectors(texts)


def check(claim: str, article: Searched, most: int) -> Finding:
    """The finding on `claim`, its sources being the `most` passages nearest to it."""
    texts, vectors = article
    order = np.argsort(-(vectors @ local_embedder().vectors([claim])[0]))
    reader = TimedReader()
    started = perf_counter()
    finding = verify(claim, [texts[n] for n in order[:most]], reader)
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
