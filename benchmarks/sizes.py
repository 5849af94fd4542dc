"""What an article and a question take of disk, memory and processors: in a folder, and over both servers.

    python -m benchmarks.sizes [--articles 500 2000] [--questions 20]

The articles are of 400 words, as those of `benchmarks.adding`. Each size is a
library of its own, so that two of them tell what one article more takes.
Processor seconds are those of all threads, and of the servers where there are
some. Memory is what a process holds at the end, of PostgreSQL the sum of what
its processes have to themselves. Linux only.
"""

import argparse
import multiprocessing
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from benchmarks.adding import write_articles
from benchmarks.markdown import table
from benchmarks.workers import children, postmaster, seconds_of
from tests.chroma import running_chroma
from tests.postgres import running_postgres

SPAWNED = multiprocessing.get_context("spawn")
HEADINGS = (
    "library",
    "articles",
    "passages",
    "KB an article",
    "s to add an article",
    "s a question",
    "MB",
    "MB of servers",
)
# Words that the made-up articles have, in a new order each time.
QUESTION = "What did the {} say about the {} in {}?"
NOUNS = ("minister", "telescope", "border", "spire", "probe", "vault", "treaty", "market", "bridge", "council")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[500, 2000], help="how many there are")
    parser.add_argument("--questions", type=int, default=20, help="how many are asked")
    options = parser.parse_args()
    rows = []
    for count in options.articles:
        for name, place in (("in a folder", in_folder), ("on servers", on_servers)):
            with tempfile.TemporaryDirectory() as work, place(Path(work)):
                write_articles(Path(work) / "articles", count)
                rows.append((name, *measured(Path(work), count, options.questions)))
                print(*rows[-1], sep=" | ", flush=True)
    print(table(HEADINGS, rows))


@contextmanager
def in_folder(_: Path) -> Iterator[None]:
    """A library in one folder."""
    yield


@contextmanager
def on_servers(work: Path) -> Iterator[None]:
    """A library over PostgreSQL and a Chroma server."""
    with running_postgres() as postgres, running_chroma(work / "chroma") as url:
        os.environ |= {"INDEX_CATALOG_URL": postgres.library(), "INDEX_CHROMA_URL": url}
        try:
            yield
        finally:
            for name in ("INDEX_CATALOG_URL", "INDEX_CHROMA_URL"):
                del os.environ[name]


def measured(work: Path, count: int, questions: int) -> tuple[str, ...]:
    """The row of one library."""
    mine, theirs = SPAWNED.Pipe()
    servers = []
    if "INDEX_CATALOG_URL" in os.environ:
        with open_library(work / "data", create=True) as library:
            servers = [*children(os.getpid()), postmaster(library)]
    before = seconds_of(servers)
    process = SPAWNED.Process(target=filled_and_asked, args=(work, questions, theirs))
    process.start()
    passages, adding = mine.recv()
    added = seconds_of(servers)
    mine.send("ask")
    asking, memory, stored = mine.recv()
    asked = seconds_of(servers)
    held = sum(private_memory(each) for each in servers)
    mine.send("end")
    process.join()
    return (
        str(count), str(passages), f"{stored / count / 1e3:.1f}",
        f"{(adding + added - before) / count:.3f}", f"{(asking + asked - added) / questions:.3f}",
        f"{memory / 1e6:.0f}", f"{held / 1e6:.0f}" if servers else "–",
    )  # fmt: skip


def filled_and_asked(work: Path, questions: int, parent: Connection) -> None:
    """Add the articles and ask the questions, told to go on by the parent in between."""
    with open_library(work / "data", create=True) as library:
        began = time.process_time()
        add(library, [work / "articles"])
        parent.send((library.catalog.overview().passages, time.process_time() - began))
        parent.recv()
        assistant = Assistant.over(library)
        assistant.ask("Is all of it loaded?", mode="extract")
        began = time.process_time()
        for number in range(questions):
            words = [NOUNS[(number * step + step) % len(NOUNS)] for step in (1, 3, 7)]
            assistant.ask(QUESTION.format(*words), mode="extract")
        asking = time.process_time() - began
        stored = sum(size_of(work / name) for name in ("data", "chroma"))
        if library.has_leases:
            stored += library.catalog.database.value("SELECT pg_database_size(current_database())")
        parent.send((asking, private_memory(os.getpid()), stored))
        parent.recv()


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def private_memory(process: int) -> int:
    """The bytes that this process and those that it started share with nobody."""
    found = 0
    for each in (process, *children(process)):
        text = Path(f"/proc/{each}/smaps_rollup").read_text()
        found += sum(int(kilobytes) * 1024 for kilobytes in re.findall(r"^Private_\w+:\s+(\d+)", text, re.MULTILINE))
    return found


if __name__ == "__main__":
    main()
