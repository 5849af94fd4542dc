"""A question without a model, beside what the bare embedding model needs for 1,500 tokens.

    python -m benchmarks.speed [--rounds 30]

The library is `seeds/` and seven copies of it with the words shuffled, so that
none is a copy of a report, a few hundred passages in all. The two are timed in
turn, so that a machine that slows down slows both; the ratio is taken round by
round.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median, quantiles

from article_qa.index.embedders.local import local_embedder
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from benchmarks.budgets import told

SEEDS = Path(__file__).parents[1] / "seeds"
COPIES = 8
TOKENS = 1500
SENTENCE_WORDS = 24


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30, help="how often each is timed")
    parser.add_argument("--copies", type=int, default=COPIES, help="how often the starter articles are in the library")
    options = parser.parse_args()
    rounds = options.rounds
    with tempfile.TemporaryDirectory() as work:
        library = filled(Path(work), options.copies)
        assistant = Assistant.over(library)
        questions = cycle(library.catalog.questions(20))
        texts = sample(library)
        tokens = sum(local_embedder().count_tokens(texts))
        ours, bare = [], []
        parts: dict[str, list[float]] = {}
        for _ in range(rounds + 3):
            ours.append(timed(lambda: note(parts, assistant.ask(next(questions)))))
            bare.append(timed(lambda: local_embedder().vectors(texts)) * TOKENS / tokens)
        ratios = [a / b for a, b in zip(ours[3:], bare[3:], strict=True)]
        low, _, high = quantiles(ratios, n=4)
        print(f"{library.catalog.overview().passages} passages, {rounds} rounds")
        print(f"question to cited answer      {median(ours[3:]) * 1000:6.0f} ms")
        for name, milliseconds in parts.items():
            print(f"  of it, {name:22} {median(milliseconds[3:]):6.0f} ms")
        print(f"bare model, {TOKENS:,} tokens      {median(bare[3:]) * 1000:6.0f} ms")
        told(
            f"a question to its cited answer, beside the bare model on {TOKENS:,} tokens",
            "at most 1.00 and two lookups",
            f"{median(ratios):.2f} ({low:.2f} to {high:.2f})",
        )


def filled(work: Path, copies: int) -> Library:
    """A library of every starter article `copies` times: once as it is, else with its words shuffled."""
    random = Random(7)
    for seed in SEEDS.glob("*.md"):
        head, body = seed.read_text(encoding="utf-8").split("\n---\n", 1)
        for copy in range(copies):
            # A sentence end a line, so that passages stay as long as they were.
            words = body.split()
            random.shuffle(words)
            lines = [" ".join(words[at : at + SENTENCE_WORDS]) for at in range(0, len(words), SENTENCE_WORDS)]
            text = body if copy == 0 else ".\n\n".join(lines)
            edition = head.replace('title: "', f'title: "Edition {copy}: ', 1)
            (work / f"{seed.stem}-{copy}.md").write_text(f"{edition}\n---\n{text}\n", encoding="utf-8")
    library = open_library(work / "library", create=True)
    add(library, sorted(work.glob("*.md")))
    return library


def note(parts: dict[str, list[float]], answer: Answer) -> None:
    for name, milliseconds in answer.timings_ms.items():
        if name != "total":
            parts.setdefault(name, []).append(milliseconds)


def sample(library: Library) -> list[str]:
    """Passages of about 1,500 tokens in all."""
    listing = library.catalog.listings()
    texts = [article.text[:900] for article in map(library.catalog.article, (each.id for each in listing)) if article]
    return texts[:: max(1, len(texts) // 7)][:7]


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
