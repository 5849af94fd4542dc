"""Searching beside the two bare lookups, as the library grows, and what a filter costs.

    python -m benchmarks.searching [--passages 1000,10000,100000] [--rounds 200]

The articles are made of words drawn by Zipf's law, the vectors are random ones
around a thousand centres, and the query's vector is given, so no embedding is
timed. The bare lookups are one query of the Chroma collection and one of the
FTS5 table, 50 hits each, ids alone; a search returns passages, fused. All are
run in turn on the same queries. `kept` is the share of passages in the scope.
"""

import argparse
import itertools
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from article_qa.index.library import Library, open_library
from article_qa.index.records import EVERYTHING, Article, Passage, Scope
from article_qa.index.search import dense, keyword
from article_qa.index.store.rows import share
from article_qa.index.text.words import content_words
from article_qa.qa.retrieval.retrieve import DEPTH, retrieve
from benchmarks.budgets import told

DIMENSIONS = 384
CENTRES = 1000
PASSAGES_EACH = 4
PASSAGE_WORDS = 130
VOCABULARY = 30_000
# The commoner words are what a search leaves out of a question.
RAREST_STOP_WORD = 60
FIRST_DAY = date(2016, 1, 1)
DAYS = 3650
BATCH = 4000
SCOPES = {
    "all": EVERYTHING,
    "half by date": Scope(since=FIRST_DAY + timedelta(days=DAYS // 2)),
    "a tenth by date": Scope(since=FIRST_DAY + timedelta(days=DAYS * 9 // 10)),
    "a tenth by outlet": Scope(publisher="Outlet 3"),
    "a hundredth by both": Scope(since=FIRST_DAY + timedelta(days=DAYS * 9 // 10), publisher="Outlet 3"),
    "a thousandth": Scope(since=FIRST_DAY + timedelta(days=DAYS - DAYS // 100), publisher="Outlet 3"),
}


class Given:
    """In an embedder's place, at no cost: the text "7 some words" has the seventh vector."""

    name = "given"

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._vectors: list[list[float]] = vectors.tolist()

    def embed_query(self, text: str) -> list[float]:
        return self._vectors[int(text.split()[0])]

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", default="1000,10000,100000", help="sizes of the library")
    parser.add_argument("--rounds", type=int, default=200, help="queries timed at each size")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the medians into this picture, an SVG")
    arguments = parser.parse_args()
    medians = {}
    for size in map(int, arguments.passages.split(",")):
        with tempfile.TemporaryDirectory() as work:
            medians[size] = report(Path(work) / "library", size, arguments.rounds)
    for small, large in itertools.pairwise(medians):
        grown = medians[large]["all"] / medians[small]["all"]
        told(f"searching {large:,} passages, beside {small:,}", "less than 2.00 for ten times", f"{grown:.2f}")
    if arguments.plot:
        draw(medians, arguments.plot)


def draw(medians: dict[int, dict[str, float]], file: Path) -> None:
    """The medians over the size of the library, both in powers of ten."""
    import matplotlib as mpl

    mpl.use("svg")
    # The same picture for the same figures.
    mpl.rcParams["svg.hashsalt"] = "searching"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4), layout="constrained")
    for name in ("the two bare lookups", "all", "a tenth by date", "a hundredth by both"):
        axes.plot(list(medians), [taken[name] for taken in medians.values()], marker="o", label=name)
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="milliseconds, median")
    axes.legend(frameon=False)
    figure.savefig(file, metadata={"Date": None})


def report(folder: Path, size: int, rounds: int) -> dict[str, float]:
    """Prints the table for a library of `size` passages; the medians in milliseconds."""
    random = np.random.default_rng(7)
    centres = unit(random.standard_normal((CENTRES, DIMENSIONS)))
    with open_library(folder, create=True) as library:
        fill(library, size, centres, random)
        vectors = around(centres, rounds + 3, random)
        queries = [f"{n} {' '.join(words(random, 5, RAREST_STOP_WORD))}" for n in range(rounds + 3)]
        catalog = library.catalog
        given: Any = Given(vectors)
        rankers = {"dense": dense(catalog, library.vectors, given), "keyword": keyword(catalog)}

        collection: Any = library.vectors._enter().collection

        def bare(n: int) -> None:
            collection.query(query_embeddings=[given._vectors[n]], n_results=DEPTH, include=["distances"])
            catalog.database.rows(
                "SELECT rowid FROM keywords WHERE keywords MATCH ? ORDER BY rank LIMIT ?",
                " OR ".join(f'"{word}"' for word in content_words(queries[n])),
                DEPTH,
            )

        def within(scope: Scope) -> Callable[[int], object]:
            return lambda n: retrieve([queries[n]], rankers, scope, 5, catalog.passages)

        ways = {"the two bare lookups": bare, **{name: within(scope) for name, scope in SCOPES.items()}}
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for n in range(rounds + 3):
            for name, way in ways.items():
                started = time.perf_counter()
                way(n)
                taken[name].append(time.perf_counter() - started)
        print(f"\n{size:,} passages, {rounds} queries{'':18} median ms   to bare (quartiles)   to unfiltered")
        for name, times in taken.items():
            low, middle, high = ratio(times, taken["the two bare lookups"])
            to_all = ratio(times, taken["all"])[1]
            print(
                f"{name:22} kept {share(catalog.database, SCOPES.get(name, EVERYTHING)):5.3f}{'':12}"
                f"{median(times[3:]) * 1000:7.1f}   {middle:5.2f} ({low:.2f}-{high:.2f}){'':7}{to_all:5.2f}"
            )
        low, middle, high = ratio(taken["all"], taken["the two bare lookups"])
        told(f"searching {size:,} passages, beside the two bare lookups", "at most 1.50",
             f"{middle:.2f} ({low:.2f} to {high:.2f})")  # fmt: skip
        slowest = max(ratio(taken[name], taken["all"])[1] for name in SCOPES)
        told(f"searching {size:,} passages with a filter, the slowest", "at most 2.00", f"{slowest:.2f}")
        return {name: median(times[3:]) * 1000 for name, times in taken.items()}


def ratio(times: Sequence[float], base: Sequence[float]) -> tuple[float, float, float]:
    low, middle, high = quantiles([a / b for a, b in zip(times[3:], base[3:], strict=True)], n=4)
    return low, middle, high


def fill(library: Library, size: int, centres: NDArray[np.float32], random: np.random.Generator) -> None:
    library.__dict__["embedder"] = Given(np.empty((0, DIMENSIONS), np.float32))
    catalog, store = library.catalog, library.vectors
    for article, passages in articles(size, random):
        catalog.put(article, passages)
    while batch := catalog.vector_queue.pending(BATCH):
        store.put(batch, around(centres, len(batch), random).tolist())
        catalog.vector_queue.mark_embedded([passage for passage, _ in batch])


def articles(size: int, random: np.random.Generator) -> Iterator[tuple[Article, list[Passage]]]:
    for number in range(size // PASSAGES_EACH):
        parts = [" ".join(words(random, PASSAGE_WORDS)) for _ in range(PASSAGES_EACH)]
        text = "\n\n".join(parts)
        name = f"a{number}"
        article = Article(
            name, " ".join(words(random, 8)), text, name, name,
            publisher=f"Outlet {random.integers(10)}",
            published=FIRST_DAY + timedelta(days=int(random.integers(DAYS))),
        )  # fmt: skip
        starts = [sum(len(part) + 2 for part in parts[:n]) for n in range(PASSAGES_EACH)]
        yield article, [Passage(name, at, at + len(part), part) for at, part in zip(starts, parts, strict=True)]


def words(random: np.random.Generator, count: int, first: int = 1) -> list[str]:
    """Words as often as in a language, the n-th 1/n as frequent as the first; from the word `first` on."""
    ranks = np.exp(np.log(first) + random.random(count) * np.log(VOCABULARY / first)).astype(int)
    return [f"w{rank}" for rank in ranks]


def around(centres: NDArray[np.float32], count: int, random: np.random.Generator) -> NDArray[np.float32]:
    chosen = centres[random.integers(len(centres), size=count)]
    return unit(chosen + 0.05 * random.standard_normal((count, DIMENSIONS)))


def unit(rows: NDArray[Any]) -> NDArray[np.float32]:
    return cast(NDArray[np.float32], (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))


if __name__ == "__main__":
    main()
