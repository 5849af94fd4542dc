"""The answering processes behind a page: as many as wanted, each replaced when it ends by itself.

A question goes to the one with the fewest. Where its process ends before the
first word, another one is asked; after that the reader is told in a sentence.
"""

import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from article_qa.index.errors import AnsweringFailed
from article_qa.qa.answering.frames import Method
from article_qa.qa.answering.process import AnsweringProcess, ProcessGone

# A question that ends two processes is not given to a third.
MAX_TRIES = 2
START_SECONDS = 60.0
# Between a process that does not start and the next try; twice as long each time.
FIRST_PAUSE_SECONDS, MAX_PAUSE_SECONDS = 1.0, 30.0

BROKEN_OFF = "the process that was at this ended before it was done; ask again"
NONE_THERE = "no process is there to answer, and the server's terminal says why; ask again in a minute"


class Pool:
    """Processes that answer questions over the library in a folder, until the block ends; safe between threads."""

    def __init__(self, folder: Path, size: int, *, start_seconds: float = START_SECONDS) -> None:
        """A question waits for `start_seconds` at most where no process is there."""
        self.size = size
        self._folder = folder
        self._start_seconds = start_seconds
        # Together they read as many texts at once as there are cores.
        self._threads = max(1, (os.cpu_count() or 1) // size)
        self._processes: list[AnsweringProcess] = []
        self._changed = threading.Condition()
        self._stopped = threading.Event()
        self._keepers = [threading.Thread(target=self._keep, daemon=True) for _ in range(size)]

    def __enter__(self) -> "Pool":
        for keeper in self._keepers:
            keeper.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        with self._changed:
            processes = list(self._processes)
        for process in processes:
            process.close()
        for keeper in self._keepers:
            keeper.join()

    @property
    def pids(self) -> list[int]:
        """The processes that are there now."""
        with self._changed:
            return [process.pid for process in self._processes]

    @property
    def calls(self) -> list[int]:
        """How many questions each of them has."""
        with self._changed:
            return [process.calls for process in self._processes]

    @property
    def ready(self) -> int:
        """How many have loaded everything."""
        with self._changed:
            return sum(process.is_alive and process.is_ready for process in self._processes)

    def call(self, method: Method, words: str, **options: Any) -> Iterator[Any]:
        """What the Assistant's method yields in one of the processes. Raises what it raises, and AnsweringFailed."""
        for _ in range(MAX_TRIES):
            process, has_begun = self._choose(), False
            try:
                for piece in process.call(method, words, options):
                    has_begun = True
                    yield piece
                return
            except ProcessGone:
                if has_begun:
                    break
        raise AnsweringFailed(BROKEN_OFF if process.is_ready else NONE_THERE)

    def _choose(self) -> AnsweringProcess:
        """The process with the fewest calls, one that has loaded everything first."""
        deadline = time.monotonic() + self._start_seconds
        with self._changed:
            while not (alive := [process for process in self._processes if process.is_alive]):
                left = deadline - time.monotonic()
                if left <= 0 or self._stopped.is_set():
                    raise AnsweringFailed(NONE_THERE)
                self._changed.wait(left)
            return min(alive, key=lambda process: (not process.is_ready, process.calls))

    def _keep(self) -> None:
        """Start a process, and another when it ends."""
        pause = 0.0
        while not self._stopped.wait(pause):
            try:
                process = AnsweringProcess(self._folder, self._threads)
            except OSError as error:
                pause = min(2 * pause or FIRST_PAUSE_SECONDS, MAX_PAUSE_SECONDS)
                logging.getLogger(__name__).warning("an answering process cannot be started: %s", error)
                continue
            with self._changed:
                self._processes.append(process)
                self._changed.notify_all()
            if self._stopped.is_set():  # It was not there yet to be closed with the others.
                process.close()
            status = process.listen()
            with self._changed:
                self._processes.remove(process)
            if self._stopped.is_set():
                return
            pause = 0.0 if process.is_ready else min(2 * pause or FIRST_PAUSE_SECONDS, MAX_PAUSE_SECONDS)
            logging.getLogger(__name__).warning("an answering process ended (%s); another takes its place", status)
