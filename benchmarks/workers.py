"""Two workers of one thread each against one of them, over PostgreSQL and a Chroma server.

    python -m benchmarks.workers [--articles 150] [--rounds 5]

The articles are of 400 words, as those of `benchmarks.adding`. They are stored
once; then all their vectors and annotations are made again in each round, by one
worker, by two, and by today's owner of a library in a folder with a thread for
each core. Each worker is a process that has loaded its models before the clock
starts. The servers run on the same machine, and PostgreSQL does not wait for
the disk. A round's figures stand side by side, because machines are busy. On a
busy one a second process also gets a second share of the processors, so the
processor time is told too: what two idle cores could reach at most.
"""

import argparse
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from typing import TypeAlias

from article_qa.index.annotate.annotate import annotate
from article_qa.index.ingest.add import add
from article_qa.index.ingest.doctor import Diagnosis, examine
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import Library, open_library
from benchmarks.adding import write_articles
from benchmarks.budgets import told
from tests.chroma import running_chroma
from tests.postgres import running_postgres

SPAWNED = multiprocessing.get_context("spawn")
# When each ended, and its seconds of a processor.
Ends: TypeAlias = "Queue[tuple[float, float]]"
Work: TypeAlias = Callable[[Path, Barrier, Ends], None]


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds until nothing waited, and of processors: those of the workers, and those of both servers."""

    wall: float
    workers: float
    servers: float

    @property
    def processors(self) -> float:
        return self.workers + self.servers


@dataclass(frozen=True, slots=True)
class Round:
    """One worker, two, and the owner of a folder with a thread for each core."""

    one: Spent
    two: Spent
    folder: Spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=150, help="how many there are")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed")
    options = parser.parse_args()
    # Tokenizers would take every core for themselves.
    os.environ |= {"RAYON_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as work, running_postgres() as postgres, running_chroma(Path(work) / "c") as url:
        articles, folder = Path(work) / "articles", Path(work) / "folder"
        write_articles(articles, options.articles)
        with open_library(folder, create=True) as library:
            add(library, [articles])
        os.environ |= {"INDEX_CATALOG_URL": postgres.library(), "INDEX_CHROMA_URL": url}
        with open_library(Path(work) / "servers", create=True) as library:
            servers = [*children(os.getpid()), postmaster(library)]
            add(library, [articles])
            rounds = [timed_round(library, folder, servers) for _ in range(options.rounds)]
            assert examine(library) == Diagnosis()
    print(
        f"{options.articles} articles, {options.rounds} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}"
    )
    told_of(rounds, options.articles)


def told_of(rounds: Sequence[Round], articles: int) -> None:
    two = "two workers of one thread each against"
    told(f"{two} one of them", "at least 1.70", _spread([r.one.wall / r.two.wall for r in rounds]))
    told(f"{two} the owner of a folder", "at least 0.95", _spread([r.folder.wall / r.two.wall for r in rounds]))
    ratios = [2 * r.one.processors / r.two.processors for r in rounds]
    print(f"by processor time alone, two against one could reach at most {_spread(ratios)}")
    for name, spent in (("one worker", [r.one for r in rounds]), ("two", [r.two for r in rounds])):
        seconds = [median(each / articles for each in kind) for kind in
                   ([s.workers for s in spent], [s.servers for s in spent])]  # fmt: skip
        print(f"{name}: {seconds[0]:.3f} processor seconds an article, and {seconds[1]:.3f} of the servers")


def timed_round(library: Library, folder: Path, servers: Sequence[int]) -> Round:
    forget(library)
    one = spent(worker, library.folder, 1, servers)
    forget(library)
    found = Round(one, spent(worker, library.folder, 2, servers), spent(owner, folder, 1, servers))
    print(f"  one {one.wall:6.1f} s, two {found.two.wall:6.1f} s, in a folder {found.folder.wall:6.1f} s", flush=True)
    return found


def spent(work: Work, data: Path, count: int, servers: Sequence[int]) -> Spent:
    """What this many processes take for the whole library."""
    ready, ends = SPAWNED.Barrier(count + 1), SPAWNED.Queue()
    processes = [SPAWNED.Process(target=work, args=(data, ready, ends)) for _ in range(count)]
    for process in processes:
        process.start()
    ready.wait()
    began, before = time.time(), seconds_of(servers)
    ended = [ends.get() for _ in processes]
    for process in processes:
        process.join()
    return Spent(max(at for at, _ in ended) - began, sum(used for _, used in ended), seconds_of(servers) - before)


def worker(data: Path, ready: Barrier, ends: Ends) -> None:
    """What `article-qa work --threads 1` does, once all have loaded their models."""
    with open_library(data) as library:
        library.settings = library.settings.model_copy(update={"embedding_threads": 1})
        warm_up(library)
        embed(library, ready, ends)


def owner(data: Path, ready: Barrier, ends: Ends) -> None:
    """What `add` does after the articles are stored, in a library whose vectors and catalog are in its folder."""
    for name in ("INDEX_CATALOG_URL", "INDEX_CHROMA_URL"):
        del os.environ[name]
    with open_library(data) as library:
        warm_up(library)
        forget(library)
        embed(library, ready, ends)


def embed(library: Library, ready: Barrier, ends: Ends) -> None:
    ready.wait()
    before = time.process_time()
    embed_pending(library)
    ends.put((time.time(), time.process_time() - before))


def warm_up(library: Library) -> None:
    article = library.catalog.article(library.catalog.listings(limit=1)[0].id)
    assert article
    library.embedder.embed_passages([article.text])
    annotate(article)
    list(library.vectors.ids())


def forget(library: Library) -> None:
    """All of it waits again."""
    library.catalog.vector_queue.mark_pending()
    library.catalog.annotations.drop()


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


def _spread(ratios: Sequence[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


if __name__ == "__main__":
    main()
