"""Several processes on one data folder at the same time: no error, nothing lost, nothing twice."""

import os
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

from article_qa.index.ingest.embedding_worker import EmbeddingWorker
from article_qa.index.library import open_library
from article_qa.index.records import EVERYTHING
from article_qa.index.search import dense
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from tests.index.fakes import read as texts_of
from tests.index.processes import FORKED, contents
from tests.present import present
from tests.running import after_start
from tests.waiting import wait_until

# Chroma saves its index for every 1,000 vectors, which is the moment that a reader must not meet.
EACH = 550
SHARED = 50
QUESTION = "Which bridge of the town is shut?"


def keep(data: Path, end: Event, told: "Queue[int]") -> None:
    """What the page does all the time, and a question on it now and then."""
    with open_library(data, create=True) as library, EmbeddingWorker(library, every_seconds=0.2):
        assistant = Assistant.over(library)
        ask(lambda: assistant.ask(QUESTION), end, told)
        wait_until(lambda: not any(library.catalog.vector_queue.waiting()))
        newest = present(library.catalog.article(max(a.id for a in library.catalog.listings())))
        # An index that others wrote is loaded again after a while.
        search = dense(library.catalog, library.vectors, library.embedder)
        wait_until(lambda: texts_of(library.catalog, search(newest.text, 1, EVERYTHING)) == [newest.text])


def read(data: Path, end: Event, told: "Queue[int]") -> None:
    """One `ask` after another, each opening the library anew."""

    def once() -> Answer:
        with open_library(data, create=True) as library:
            return Assistant.over(library).ask(QUESTION)

    ask(once, end, told)


def ask(once: Callable[[], Answer], end: Event, told: "Queue[int]") -> None:
    count = 0
    while not end.is_set():
        warnings = once().warnings
        # Others are adding: some passages may still be waiting for their vectors.
        assert not [warning for warning in warnings if "not read yet" not in warning], warnings
        count += 1
    told.put(count)


def test_two_adds_a_page_and_a_reader_share_one_library(tmp_path: Path) -> None:
    data, folders = tmp_path / "data", [tmp_path / "north", tmp_path / "south"]
    for first, folder in zip((0, EACH - SHARED), folders, strict=True):
        folder.mkdir()
        for number in range(first, first + EACH):
            (folder / f"{number}.txt").write_text(f"Bridge {number} of the town is shut.")
    end, told = FORKED.Event(), FORKED.Queue()
    others = [FORKED.Process(target=each, args=(data, end, told)) for each in (keep, read)]
    for each in others:
        each.start()
    environment = dict(os.environ)
    adding = [
        subprocess.Popen(
            [sys.executable, "-m", "article_qa", "add", "--data", str(data), str(folder)],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for folder in folders
    ]  # fmt: skip
    ended = [(*each.communicate(timeout=150), each.returncode) for each in adding]
    end.set()
    counts = [told.get(timeout=60) for _ in others]
    for each in others:
        each.join(120)
    assert [each.exitcode for each in others] == [0, 0]
    assert min(counts) > 1
    assert [(after_start(stderr), status) for _, stderr, status in ended] == [("", 0), ("", 0)]
    assert sum(int(stdout.split()[0]) for stdout, _, _ in ended) == 2 * EACH - SHARED
    with open_library(data) as library:
        assert Assistant.over(library).ask(QUESTION).warnings == ()
    _, articles, hits, vectors, *_ = contents(data)
    texts = sorted({file.read_text() for folder in folders for file in folder.iterdir()})
    assert sorted(article.text for article in articles) == texts
    assert len(hits) == len(vectors) == len(texts)
