"""Products of matrices with one thread against as many as the machine has, beside other work.

    python -m benchmarks.product_threads [--busy 2] [--rounds 3] [--questions 40]

The project's own questions are asked of its starter articles, one after the
other, by a process whose products have one thread and by one where OpenBLAS
chooses, in turn. `--busy` processes count meanwhile. No model. Prints the
medians of seconds of the clock and of processors.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.evaluation.golden import read_golden
from benchmarks.sets import GOLDEN, ROOT

THREADS = "OPENBLAS_NUM_THREADS"
ONE, CHOSEN = "one thread", "as it chooses"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--busy", type=int, default=2, help="processes that count meanwhile")
    parser.add_argument("--rounds", type=int, default=3, help="how often each has its turn")
    parser.add_argument("--questions", type=int, default=40, help="how many are asked in a turn")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        wall, used = asked(options.ask, options.questions)
        print(wall, used)
        return
    seconds: dict[str, list[tuple[float, float]]] = {ONE: [], CHOSEN: []}
    with tempfile.TemporaryDirectory() as folder, busy(options.busy):
        with open_library(Path(folder), create=True) as library:
            add(library, [ROOT / "seeds", GOLDEN / "articles"])
        for _ in range(options.rounds):
            for name, found in seconds.items():
                found.append(in_a_process(Path(folder), options.questions, name))
    print(f"{options.questions} questions, {os.cpu_count()} cores, {options.busy} other processes")
    for name, found in seconds.items():
        wall, used = (statistics.median(each) for each in zip(*found, strict=True))
        print(f"{name:14} {wall:6.1f} s, {used:6.1f} s of processors")


def asked(data: Path, count: int) -> tuple[float, float]:
    """Wall-clock and processor seconds for `count` questions; one before them, which loads the models, is not timed."""
    first, *questions = [each.question for each in read_golden(GOLDEN / "seeds.jsonl")][: count + 1]
    with open_library(data) as library:
        assistant = Assistant.over(library)
        assistant.ask(first)
        began, used = time.perf_counter(), time.process_time()
        for question in questions:
            assistant.ask(question)
        return time.perf_counter() - began, time.process_time() - used


def in_a_process(data: Path, count: int, name: str) -> tuple[float, float]:
    """What `asked` measures, in a new process, because NumPy chooses its threads when it is loaded."""
    environment = {key: value for key, value in os.environ.items() if key != THREADS}
    if name == ONE:
        environment[THREADS] = "1"
    command = [sys.executable, "-m", "benchmarks.product_threads", "--ask", str(data), "--questions", str(count)]
    said = subprocess.run(command, env=environment, check=True, text=True, capture_output=True).stdout
    wall, used = map(float, said.split())
    return wall, used


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Keep this many processes busy until the block ends."""
    counting = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)]
    try:
        yield
    finally:
        for each in counting:
            each.kill()
            each.wait()


if __name__ == "__main__":
    main()
