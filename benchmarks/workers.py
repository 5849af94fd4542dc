"""Two workers of one thread each against one of them, over PostgreSQL and a Chroma server.

    python -m benchmarks.workers [--articles 1000] [--rounds 6] [--seconds 12]

The articles are of 400 words, as those of `benchmarks.adding`, and are stored
without vectors. Three processes with their models loaded wait beside each other:
two workers, and the owner of the same library in a folder, with a thread for
each core. Turn by turn one worker runs for some seconds, then both, then the
owner; the others are stopped meanwhile. Each is seldom far from the others in
time, so what else the machine does meets all alike. First vectors are made so,
then annotations, and a figure is the time of both for one article.

On a busy machine a second process also gets a second share of the processors.
So the processor time is told, too: what two idle cores could reach at most. The
servers run on the same machine, and PostgreSQL does not wait for the disk.
"""

import argparse
import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Literal, TypeAlias

from article_qa.index.annotate.annotate import annotate
from article_qa.index.formats.load import load
from article_qa.index.ingest.add import store
from article_qa.index.ingest.annotating import unannotated
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.ingest.folders import article_files
from article_qa.index.library import Library, open_library
from article_qa.index.records import Article
from article_qa.index.store.schema import APPLICATION_ID
from benchmarks.adding import write_articles
from benchmarks.budgets import told
from tests.chroma import running_chroma
from tests.postgres import running_postgres

SPAWNED = multiprocessing.get_context("spawn")
SERVERS = ("INDEX_CATALOG_URL", "INDEX_CHROMA_URL")
Turn: TypeAlias = Literal["one", "two", "folder"]
# A worker that is stopped in the middle of a transaction keeps the others from writing.
IS_WRITING = f"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = {APPLICATION_ID})"


@dataclass
class Spent:
    """Of one kind of turn: what was done, and the seconds of the clock and of processors that it took."""

    done: int = 0
    wall: float = 0
    processors: float = 0
    each: list[float] = field(default_factory=list)

    @property
    def pace(self) -> float:
        return self.wall / max(1, self.done)


Turns: TypeAlias = dict[Turn, Spent]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="how many there are; more than can be done")
    parser.add_argument("--rounds", type=int, default=6, help="how often each has its turn")
    parser.add_argument("--seconds", type=float, default=12, help="how long a turn is")
    options = parser.parse_args()
    # Tokenizers would take every core for themselves; who is stopped keeps its lease.
    os.environ |= {"RAYON_NUM_THREADS": "1", "INDEX_LEASE_SECONDS": "100000"}
    with tempfile.TemporaryDirectory() as work, running_postgres() as postgres, running_chroma(Path(work) / "c") as url:
        articles = Path(work) / "articles"
        write_articles(articles, options.articles)
        with filled(Path(work) / "folder", articles) as folder:
            os.environ |= dict(zip(SERVERS, (postgres.library(), url), strict=True))
            with filled(Path(work) / "servers", articles) as library:
                passages = library.catalog.overview().passages / options.articles
                vectors, notes = taken_in_turns(library, folder, options.rounds, options.seconds)
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"{options.rounds} rounds of {options.seconds:.0f} s, {cores} cores, load {load:.0f} in the end")
    shown(vectors, notes, passages)


def shown(vectors: Turns, notes: Turns, passages: float) -> None:
    """The figures. `passages` is how many passages an article has on average."""
    turns: tuple[Turn, ...] = ("one", "two", "folder")
    pace = {turn: passages * vectors[turn].pace + notes[turn].pace for turn in turns}
    for turn in turns:
        print(f"{turn:6} {vectors[turn].done:5} passages in {vectors[turn].wall:4.0f} s, "
              f"{notes[turn].done:4} articles annotated in {notes[turn].wall:4.0f} s: "
              f"{1000 * pace[turn]:4.0f} ms an article")  # fmt: skip
    spread = ", ".join(f"{a and b / a:.2f}" for a, b in zip(vectors["one"].each, vectors["two"].each, strict=True))
    print(f"vectors, two against one, round by round: {spread}")
    two = "two workers of one thread each against"
    told(f"{two} one of them", "at least 1.70", f"{pace['one'] / pace['two']:.2f}")
    told(f"{two} the owner of a folder", "at least 0.95", f"{pace['folder'] / pace['two']:.2f}")
    used = {turn: passages * vectors[turn].processors / max(1, vectors[turn].done)
            + notes[turn].processors / max(1, notes[turn].done) for turn in turns}  # fmt: skip
    print("processor seconds an article, servers too: " + ", ".join(f"{t} {used[t]:.3f}" for t in turns))
    print(f"so two idle cores could reach at most {2 * used['one'] / used['two']:.2f}")


@contextmanager
def filled(data: Path, articles: Path) -> Iterator[Library]:
    """A library with these articles, none of which has a vector."""
    with open_library(data, create=True) as library:
        for file in article_files(articles):
            for article in load(file):
                assert isinstance(article, Article)
                store(library, article)
        yield library


def taken_in_turns(library: Library, folder: Library, rounds: int, seconds: float) -> tuple[Turns, Turns]:
    """What each kind of turn did of vectors, then of annotations."""
    servers = [*children(os.getpid()), postmaster(library)]
    ready = SPAWNED.Barrier(4)
    processes = [SPAWNED.Process(target=embed, args=(each.folder, ready, each is library), daemon=True)
                 for each in (library, library, folder)]  # fmt: skip
    for process in processes:
        process.start()
    ready.wait()
    first, second, owner = (process.pid or 0 for process in processes)
    halt([first, second, owner], library)
    turns: dict[Turn, list[int]] = {"one": [first], "two": [first, second], "folder": [owner]}
    found = []
    for part in ("vectors", "annotations"):
        spent: Turns = {turn: Spent() for turn in turns}
        for _ in range(rounds):
            for turn, running in turns.items():
                take(spent[turn], folder if turn == "folder" else library, running, servers, seconds)
        found.append(spent)
        if part == "vectors":
            for each in (library, folder):
                each.catalog.database.change("UPDATE passages SET embedded = 1")
    for process in processes:
        process.kill()
    return found[0], found[1]


def take(spent: Spent, library: Library, running: Sequence[int], servers: Sequence[int], seconds: float) -> None:
    """Let these processes run for so long."""
    waiting, used, began = left(library), seconds_of([*running, *servers]), time.monotonic()
    for pid in running:
        os.kill(pid, signal.SIGCONT)
    time.sleep(seconds)
    halt(running, library)
    done, wall = waiting - left(library), time.monotonic() - began
    spent.done += done
    spent.wall += wall
    spent.each.append(done / wall)
    spent.processors += seconds_of([*running, *servers]) - used


def left(library: Library) -> int:
    """How many passages wait, or then articles."""
    return library.catalog.vector_queue.waiting()[0] or unannotated(library.catalog)


def halt(running: Sequence[int], library: Library) -> None:
    """Stop these processes, none of them in the middle of writing."""
    for pid in running:
        os.kill(pid, signal.SIGSTOP)
    while library.has_leases and library.catalog.database.value(IS_WRITING):
        for pid in running:
            os.kill(pid, signal.SIGCONT)
        time.sleep(0.01)
        for pid in running:
            os.kill(pid, signal.SIGSTOP)


def embed(data: Path, ready: Barrier, is_worker: bool) -> None:
    """What `article-qa work --threads 1` does, or what `add` does after the articles are stored."""
    for name in () if is_worker else SERVERS:
        del os.environ[name]
    with open_library(data) as library:
        if is_worker:
            library.settings = library.settings.model_copy(update={"embedding_threads": 1})
        article = library.catalog.article(library.catalog.listings(limit=1)[0].id)
        assert article
        library.embedder.embed_passages([article.text])
        annotate(article)
        ready.wait()
        embed_pending(library)


def postmaster(library: Library) -> int:
    """The process of the PostgreSQL server, on this machine, that keeps the catalog."""
    (folder,) = library.catalog.database.rows("SELECT setting FROM pg_settings WHERE name = 'data_directory'")[0]
    return int((Path(folder) / "postmaster.pid").read_text().split()[0])


def children(parent: int) -> list[int]:
    """The processes that this one started."""
    return [pid for pid, found, *_ in _processes() if found == parent]


def seconds_of(processes: Sequence[int]) -> float:
    """Of a processor, what these processes and those that they started took so far."""
    ticks = 0
    for pid, parent, own, gone in _processes():
        if pid in processes:
            ticks += own + gone
        elif parent in processes:
            ticks += own
    return ticks / os.sysconf("SC_CLK_TCK")


def _processes() -> Iterator[tuple[int, int, int, int]]:
    """Each process with its parent, its ticks, and those of its children that ended."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            own, gone = (sum(map(int, fields[at : at + 2])) for at in (11, 13))
            yield int(stat.parent.name), int(fields[1]), own, gone


if __name__ == "__main__":
    main()
