"""What grows with the library: the memory that adding takes, and the time that a removal takes.

    python -m benchmarks.growth [--articles 1000 10000] [--passages 3000 30000 100000]

Memory is the peak of a process of its own that adds so many articles of 400
words to a new library. The vectors are made up, since the model's memory does
not grow and its time does; their index, which Chroma keeps in memory, takes
384 numbers of four bytes a passage and its links. A removal is of one article
out of a library of so many passages and is timed in a process that opens the
library first, as `article-qa remove` does.
"""

import argparse
import hashlib
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from article_qa.index.formats.article import article_id
from article_qa.index.ingest.embedding_worker import owned
from article_qa.index.library import Library, open_library
from article_qa.index.records import Article, Passage
from benchmarks.adding import write_articles
from benchmarks.budgets import told

ROOT = Path(__file__).parents[1]
PEAK = """
import resource, sys
from pathlib import Path
from benchmarks.growth import MadeUp
from article_qa.index.ingest import add as build
from article_qa.index.library import open_library
with open_library(Path(sys.argv[1]), create=True) as library:
    library.embedder = MadeUp()
    build.add(library, [Path(sys.argv[2])])
    passages = library.catalog.overview().passages
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, passages)
"""
REMOVAL = """
import sys, time
from pathlib import Path
from article_qa.index.ingest import add as build
from article_qa.index.library import open_library
import article_qa.index.embedders.local, article_qa.index.store.chroma
started = time.perf_counter()
with open_library(Path(sys.argv[1])) as library:
    build.remove(library, [library.catalog.ids_beginning("", 1)[0]])
print(time.perf_counter() - started)
"""
PASSAGES_EACH = 3
BATCH = 3000
DIMENSIONS = 384
# A row of the index: the vector, and what hnswlib keeps of its 32 links and its label.
INDEX_ROW = DIMENSIONS * 4 + 32 * 4 + 16


class MadeUp:
    """Vectors that are quick to come by."""

    name = "made up"

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        chance = np.random.default_rng(list(hashlib.sha256(text.encode()).digest()[:8]))
        vector: list[float] = unit(chance.normal(size=(1, DIMENSIONS)))[0].tolist()
        return vector


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="*", default=[1000, 10_000], help="how many are added")
    parser.add_argument("--passages", type=int, nargs="*", default=[3000, 30_000, 100_000], help="how many there are")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        peaks = []
        for count in options.articles:
            folder = Path(work) / f"articles-{count}"
            write_articles(folder, count)
            kilobytes, passages = measured(PEAK, Path(work) / f"added-{count}", folder)
            index = passages * INDEX_ROW / 1024
            print(f"adding {count:7,} articles: {kilobytes / 1024:8.0f} MB at most")
            peaks.append((count, kilobytes, index))
        for (few, less, small), (many, more, large) in itertools.pairwise(peaks):
            each = (more - less) / (many - few)
            told(
                f"memory for each article more, {few:,} to {many:,}",
                "little over its vectors' own index",
                f"{each:.1f} kB, that index {(large - small) / (many - few):.1f} kB",
            )
        for count in options.passages:
            data = Path(work) / f"passages-{count}"
            with open_library(data, create=True) as library:
                fill(library, count)
            print(f"removing one of {count:9,} passages' articles: {measured(REMOVAL, data)[0]:8.2f} s")


def measured(program: str, *arguments: Path) -> list[float]:
    """The numbers that a process with this program prints."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    printed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [float(number) for number in printed.split()]


def fill(library: Library, count: int) -> None:
    """Articles of three passages each, with vectors made up."""
    # Nothing here is to outlive the machine, and waiting for the disk would take most of the time.
    library.catalog.database.rows("PRAGMA synchronous = OFF")
    chance = np.random.default_rng(1)
    for number in range(count // PASSAGES_EACH):
        lines = [
            f"Report {number}, part {part}: " + " ".join(map(str, chance.integers(0, 10**6, 60))) for part in "abc"
        ]
        text = "\n".join(lines)
        digest = hashlib.sha256(text.encode()).hexdigest()
        article = Article(article_id(str(number)), f"Report {number}", text, digest, str(number))
        starts = [sum(len(line) + 1 for line in lines[:part]) for part in range(PASSAGES_EACH)]
        cut = [Passage(article.id, at, at + len(line), line) for at, line in zip(starts, lines, strict=True)]
        library.catalog.put(article, cut)
    library.catalog.vector_queue.claim(library.embedder.name)
    with owned(library), library.vectors.writing():
        while batch := library.catalog.vector_queue.pending(BATCH):
            library.vectors.put(batch, unit(chance.normal(size=(len(batch), DIMENSIONS))).tolist())
            library.catalog.vector_queue.mark_embedded([passage for passage, _ in batch])


def unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    scaled: NDArray[np.float64] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled


if __name__ == "__main__":
    main()
