"""Many readers at once, each asking the same five questions, against one reader alone: python -m benchmarks.readers

Prints a row for ten readers and one for thirty: the longest wait of one
question among them, as a multiple of the longest wait of a reader alone. No
model; the questions come over HTTP, as the page's own do.
"""

import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from tests.e2e.pages import ROOT, serving
from tests.e2e.readers import QUESTIONS, Reader

READERS = (10, 30)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "library"
        with open_library(data, create=True) as library:
            add(library, [ROOT / "seeds"])
        with serving(data) as running:
            waits(running.address, QUESTIONS)
            alone = max(waits(running.address, QUESTIONS))
            for readers in READERS:
                longest = longest_wait(running.address, readers)
                print(f"alone {alone:.2f} s, among {readers} readers {longest:.2f} s: {longest / alone:.1f} times")


def longest_wait(address: str, readers: int) -> float:
    """The seconds of the slowest question of so many readers at once."""
    with ThreadPoolExecutor(readers) as pool:
        started = [pool.submit(waits, address, QUESTIONS) for _ in range(readers)]
        return max(max(each.result()) for each in started)


def waits(address: str, questions: Sequence[str]) -> list[float]:
    """How many seconds each of these questions of one reader took."""
    reader = Reader(address)
    found = []
    for question in questions:
        began = time.perf_counter()
        reader.ask(question)
        found.append(time.perf_counter() - began)
    return found


if __name__ == "__main__":
    main()
