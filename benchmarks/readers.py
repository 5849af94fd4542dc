"""Many readers at once, each asking the same five questions, against one reader alone.

    python -m benchmarks.readers
    python -m benchmarks.readers --workers 2 [--rounds 5] [--golden]

Prints a row for ten readers and one for thirty: the longest wait of one
question among them, as a multiple of the longest wait of a reader alone. No
model; the questions come over HTTP, as the page's own do.

With `--workers N` two pages are there, one process by itself and one with N
that answer, each over a library of its own. Thirty readers ask one question each
of the one, then of the other, in turn, and the other is stopped meanwhile.
They have opened the page before, and each goes on with a conversation of its own.
With `--golden` each question is another one, of the project's own.
Processor seconds are those of all processes of a page. On a busy machine several
processes also get a larger share of it than one, so the cores used are told too.
"""

import argparse
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.evaluation.golden import read_golden
from benchmarks.budgets import told
from benchmarks.sets import GOLDEN
from benchmarks.workers import children, seconds_of
from tests.e2e.pages import ROOT, serving
from tests.e2e.readers import QUESTIONS, Reader
from tests.running import Running

READERS = (10, 30)


@dataclass
class Page:
    """A page with its readers, and for each round the seconds of the clock, of processors, and of the longest wait.

    `answering` are the processor seconds of those processes that answer.
    """

    name: str
    running: Running
    readers: list[Reader] = field(default_factory=list)
    answering: list[float] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)
    processors: list[float] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)

    @property
    def processes(self) -> list[int]:
        own = self.running.process.pid
        return [own, *children(own)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--workers", type=int, default=0, help="compare with a page that has this many processes to answer"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each page has its turn, with --workers")
    parser.add_argument("--golden", action="store_true", help="ask no question twice, with --workers")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "library"
        with open_library(data, create=True) as library:
            add(library, [ROOT / "seeds", *([GOLDEN / "articles"] if options.golden else [])])
        if options.workers:
            asked = [each.question for each in read_golden(GOLDEN / "seeds.jsonl")] if options.golden else QUESTIONS
            compare(data, options.workers, options.rounds, asked)
            return
        with serving(data) as running:
            waits(running.address, QUESTIONS)
            alone = max(waits(running.address, QUESTIONS))
            for readers in READERS:
                longest = longest_wait(running.address, readers)
                print(f"alone {alone:.2f} s, among {readers} readers {longest:.2f} s: {longest / alone:.1f} times")


def compare(data: Path, workers: int, rounds: int, questions: Sequence[str]) -> None:
    """The figures of thirty readers at once, of one process and of several."""
    other = Path(shutil.copytree(data, data.with_name("other")))
    with serving(data) as one, serving(other, "--workers", str(workers)) as several:
        pages = [Page("one process", one), Page(f"{workers} workers", several)]
        for page in pages:
            page.readers += [Reader(page.running.address) for _ in range(READERS[-1])]
            with ThreadPoolExecutor(2 * workers) as pool:
                list(pool.map(lambda reader: reader.ask(QUESTIONS[0]), page.readers[: 2 * workers]))
        for page in pages:
            halt(page)
        for number in range(rounds):
            for page in pages if number % 2 else reversed(pages):
                with going_on(page):
                    measure(page, questions[number * READERS[-1] % len(questions) :])
        for page in pages:
            for pid in page.processes:
                os.kill(pid, signal.SIGCONT)
        # One that is told to end before all of its threads go on would not hear of it.
        time.sleep(1)
    shown(pages, READERS[-1])


def measure(page: Page, questions: Sequence[str]) -> None:
    """Let each reader ask one of these questions, the second reader the second one."""

    def ask(reader: int) -> float:
        began = time.monotonic()
        page.readers[reader].ask(questions[reader % len(questions)])
        return time.monotonic() - began

    answering = children(page.running.process.pid)
    used, answered, began = seconds_of(page.processes), seconds_of(answering), time.monotonic()
    with ThreadPoolExecutor(len(page.readers)) as pool:
        page.longest.append(max(pool.map(ask, range(len(page.readers)))))
    page.walls.append(time.monotonic() - began)
    page.processors.append(seconds_of(page.processes) - used)
    page.answering.append(seconds_of(answering) - answered)
    print(f"{page.name}: {page.walls[-1]:.1f} s, {page.processors[-1]:.1f} of processors, of them "
          f"{page.answering[-1]:.1f} answering", file=sys.stderr, flush=True)  # fmt: skip


def shown(pages: Sequence[Page], asked: int) -> None:
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"{len(pages[0].walls)} rounds of {asked} readers with a question each, {cores} cores, load {load:.0f}")
    for page in pages:
        wall, longest, used = map(statistics.median, (page.walls, page.longest, page.processors))
        print(f"{page.name:12} {asked / wall:5.2f} questions a second, longest wait {longest:5.1f} s, "
              f"{1000 * used / asked:4.0f} ms of a processor a question, {used / wall:.2f} cores used")  # fmt: skip
        if any(page.answering):
            print(
                f"{'':12} of these {1000 * statistics.median(page.answering) / asked:.0f} ms in processes that answer"
            )
    one, several = pages
    ratios = [a / b for a, b in zip(one.walls, several.walls, strict=True)]
    low, _, high = statistics.quantiles(ratios, n=4)
    told(f"{asked} readers at once, {several.name} beside one process", "more than 1.00",
         f"{statistics.median(ratios):.2f} ({low:.2f} to {high:.2f})")  # fmt: skip


def halt(page: Page) -> None:
    for pid in page.processes:
        os.kill(pid, signal.SIGSTOP)


@contextmanager
def going_on(page: Page) -> Iterator[None]:
    """Let the page run until the block ends."""
    for pid in page.processes:
        os.kill(pid, signal.SIGCONT)
    try:
        yield
    finally:
        halt(page)


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
