"""Adding that was cut off, and what it costs."""

import signal
import sqlite3
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.ingest.add import add, examine, stock
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import Library, open_library
from tests.index.fakes import FailingEmbedder, ToyEmbedder, article
from tests.index.ingest.adding import counts, found
from tests.index.processes import contents


def test_articles_are_in_the_catalog_before_any_vector_is_made(
    library: Library, articles: Path, embedder: LocalEmbedder
) -> None:
    (articles / "a.txt").write_text("The bridge is shut.")
    library.embedder = FailingEmbedder(embedder, batches=0)
    with pytest.raises(ConnectionError):
        add(library, [articles])
    assert found(library, "bridge") == ["The bridge is shut."]
    assert library.catalog.listings()[0].state == "pending"
    assert list(library.vectors.ids()) == []


def test_what_a_crash_leaves_undone_the_next_run_finishes(
    library: Library, articles: Path, embedder: LocalEmbedder
) -> None:
    for n in range(70):
        (articles / f"{n:02}.txt").write_text(f"Bridge number {n}.")
    library.embedder = FailingEmbedder(embedder, batches=1)
    with pytest.raises(ConnectionError):
        add(library, [articles])
    assert library.catalog.overview().pending == 6
    assert examine(library).vectors_missing == 6
    library.embedder = embedder
    assert counts(add(library, [articles])) == (0, 0, 70, 0)
    assert examine(library).healthy


def test_a_crash_in_an_edit_leaves_no_old_vector_behind(
    library: Library, articles: Path, embedder: LocalEmbedder
) -> None:
    file = articles / "a.txt"
    file.write_text("The bridge is shut.")
    add(library, [file])
    library.embedder = FailingEmbedder(embedder, batches=0)
    file.write_text("The bridge is open again.")
    with pytest.raises(ConnectionError):
        add(library, [file])
    library.embedder = embedder
    embed_pending(library)
    assert [i.split(":")[1] for i in library.vectors.ids()] == ["0-25"]
    assert examine(library).healthy


def test_a_run_that_is_killed_and_started_again_equals_one_run(tmp_path: Path, articles: Path) -> None:
    for n in range(200):
        (articles / f"{n:03}.txt").write_text(f"Bridge {n} of the town is shut. It will be repaired in month {n % 12}.")
    command = [sys.executable, "-m", "article_qa", "add", "--data", str(tmp_path / "killed"), str(articles)]
    for moment in ("SELECT count(*) > 20 FROM articles", "SELECT count(*) > 0 FROM passages WHERE embedded"):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(tmp_path / "killed" / "catalog.sqlite3", moment, process)
        process.send_signal(signal.SIGKILL)
        assert process.wait(30) == -signal.SIGKILL
    with open_library(tmp_path / "killed") as library:
        assert library.catalog.overview().pending > 0
        add(library, [articles])
    with open_library(tmp_path / "whole", create=True) as library:
        add(library, [articles])
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")


def wait_until(catalog: Path, query: str, process: subprocess.Popen[bytes]) -> None:
    """Until `query` is true in the catalog that another process writes."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            reader = sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)
            (reached,) = reader.execute(query).fetchone()
            reader.close()
        except sqlite3.OperationalError:
            reached = False
        if reached:
            return
        time.sleep(0.005)
    raise AssertionError(f"never came: {query}")


def test_adding_holds_only_a_few_articles_in_memory(tmp_path: Path) -> None:
    def peaks(count: int) -> tuple[int, int]:
        found = (article(f"Bridge {n} {'x' * 10_000}", source=str(n)) for n in range(count))
        with open_library(tmp_path / str(count), create=True) as library:
            library.embedder = ToyEmbedder()
            tracemalloc.start()
            stock(library, found)
            _, stocking = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            embed_pending(library)
            _, embedding = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            assert library.catalog.overview().passages == count
        return stocking, embedding

    peaks(1)  # What is imported first counts for nobody.
    few, many = peaks(130), peaks(230)
    assert np.subtract(many, few).max() < 100 * 10_000 / 2
