"""What grows with the library: the memory that adding takes, and the time that a removal takes.

    python -m benchmarks.growth [--articles 500 5000] [--passages 10000 100000]

Memory is the peak of a process of its own that adds so many articles of 400
words to a new library, the model included. A removal is of one article out of
a library of so many passages, with made-up vectors, and is timed in a process
that opens the library first, as `article-qa remove` does.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.adding import write_articles
from index.keeper import owned
from index.library import Library, open_library
from index.load import article_id
from index.records import Article, Passage

PEAK = """
import resource, sys
from pathlib import Path
from index import build
from index.library import open_library
with open_library(Path(sys.argv[1]), create=True) as library:
    build.add(library, [Path(sys.argv[2])])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
REMOVAL = """
import sys, time
from pathlib import Path
from index import build
from index.library import open_library
import index.local, index.vectors
started = time.perf_counter()
with open_library(Path(sys.argv[1])) as library:
    build.remove(library, [library.catalog.ids_beginning("", 1)[0]])
print(time.perf_counter() - started)
"""
PASSAGES_EACH = 3
BATCH = 3000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="*", default=[500, 5000], help="how many are added")
    parser.add_argument("--passages", type=int, nargs="*", default=[10_000, 100_000], help="how many there are")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        for count in options.articles:
            folder = Path(work) / f"articles-{count}"
            write_articles(folder, count)
            print(
                f"adding {count:7,} articles: {measured(PEAK, Path(work) / f'added-{count}', folder):8.0f} MB at most"
            )
        for count in options.passages:
            data = Path(work) / f"passages-{count}"
            with open_library(data, create=True) as library:
                fill(library, count)
            print(f"removing one of {count:9,} passages' articles: {measured(REMOVAL, data):8.2f} s")


def measured(program: str, *arguments: Path) -> float:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def fill(library: Library, count: int) -> None:
    """Articles of three passages each, with vectors made up."""
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
    library.catalog.claim(library.embedder.model_name)
    with owned(library), library.vectors.writing():
        while batch := library.catalog.pending(BATCH):
            vectors = chance.normal(size=(len(batch), 384))
            library.vectors.put(batch, (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).tolist())
            library.catalog.mark_embedded([passage for passage, _ in batch])


if __name__ == "__main__":
    main()
