"""How fast articles are added, as a share of the speed of embedder and annotator run on their own.

    python -m benchmarks.adding [--articles 200] [--rounds 3]

The articles are of 400 words drawn from `seeds/`, no two alike. The bare model
runs the very texts that are embedded, in batches of the same size, and the bare
annotator reads the very articles. They are timed in turn, each round with a
fresh library. Beside them, the catalog alone:
loading, cutting, twins and keywords, with no vector made, and what each part
of it takes, in processor time, so that it says what one core does.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from article_qa.index.annotate.annotate import annotate
from article_qa.index.embedders.local import local_embedder
from article_qa.index.formats.load import load
from article_qa.index.ingest.add import add
from article_qa.index.ingest.chunking import cut
from article_qa.index.ingest.embedding_worker import EMBED_BATCH
from article_qa.index.ingest.folders import article_files
from article_qa.index.library import open_library
from article_qa.index.records import Article, embedded_text
from article_qa.index.store.catalog import Catalog
from benchmarks.budgets import told
from benchmarks.speed import timed

SEEDS = Path(__file__).parents[1] / "seeds"
WORDS = 400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200, help="how many are added")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is timed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "articles"
        write_articles(folder, options.articles)
        embedding(Path(work) / "first", folder)  # What is loaded once counts for nobody.
        rounds = [embedding(Path(work) / str(turn), folder) for turn in range(options.rounds)]
        print(f"{options.articles} articles of {WORDS} words, {options.rounds} rounds")
        told(
            "adding, as a share of the speed of the bare model followed by the bare annotator",
            "at least 0.90",
            _spread([each.speed for each in rounds]),
        )
        told(
            "the annotator, beside the bare model's time for the same articles",
            "at most 0.50",
            _spread([each.annotating / each.embedding for each in rounds]),
        )
        catalog(Path(work) / "catalog.sqlite3", folder)


def write_articles(folder: Path, count: int) -> None:
    """That many articles of 400 words: sentences of the starter articles in a new order, each with its number."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1)
    texts = [
        article.text for file in sorted(SEEDS.glob("*.md")) for article in load(file) if isinstance(article, Article)
    ]
    words = [word for text in texts for word in text.split()]
    for number in range(count):
        chosen: list[str] = []
        while len(chosen) < WORDS:
            start = chance.randrange(len(words) - 20)
            chosen += [*words[start : start + chance.randrange(8, 20)], f"n{chance.randrange(10**6)}."]
        (folder / f"{number:06}.txt").write_text(f"Article {number}\n\n{' '.join(chosen[:WORDS])}", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds that adding took, and those of the bare model and the bare annotator on the same articles."""

    adding: float
    embedding: float
    annotating: float

    @property
    def speed(self) -> float:
        return (self.embedding + self.annotating) / self.adding


def _spread(ratios: Sequence[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def embedding(data: Path, folder: Path) -> Round:
    """How long `add` takes, and its two models by themselves on the articles of the same library."""
    with open_library(data, create=True) as library:
        added = timed(lambda: add(library, [folder]))
        library.catalog.vector_queue.mark_pending()
        texts = [
            embedded_text(heading.title, heading.published, passage.text)[0]
            for passage, heading in library.catalog.vector_queue.pending(1_000_000)
        ]
        batches = [texts[first : first + EMBED_BATCH] for first in range(0, len(texts), EMBED_BATCH)]
        bare = timed(lambda: [local_embedder().vectors(batch) for batch in batches])
        articles = [article for each in library.catalog.listings() if (article := library.catalog.article(each.id))]
        annotated = timed(lambda: [annotate(article) for article in articles])
    print(f"  add {added:6.1f} s, bare model {bare:6.1f} s, bare annotator {annotated:6.2f} s")
    return Round(added, bare, annotated)


def catalog(path: Path, folder: Path) -> None:
    """Articles into the catalog alone for a second of a processor, and what loading, cutting and storing take."""
    store = Catalog(path)
    spent = dict.fromkeys(("load", "cut", "put"), 0.0)
    count = 0
    for file in article_files(folder):
        marks = [time.process_time()]
        (article,) = load(file)
        marks.append(time.process_time())
        assert isinstance(article, Article)
        passages = cut(article, local_embedder().count_tokens)
        marks.append(time.process_time())
        store.put(article, passages)
        marks.append(time.process_time())
        for name, before, after in zip(spent, marks, marks[1:], strict=False):
            spent[name] += after - before
        count += 1
    print(f"the catalog alone, articles a second of one core {count / sum(spent.values()):8.0f}")
    for name, seconds in spent.items():
        print(f"  {name:5} {seconds / count * 1000:6.2f} ms an article")
    store.close()


if __name__ == "__main__":
    main()
