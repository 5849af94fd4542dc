"""Other people's parsers, each within a budget of time, memory and output that it cannot pass.

The size of an input does not say what a parser costs: a PDF of one
kilobyte may ask for hours. Only a process can be held to a time and a memory, and
ended from outside, so these parsers run in a process of their own
(`index.formats.worker`). What we read ourselves, text and rows, is
bounded by its size instead: the work grows with the input and no faster, which
`tests/index/formats/test_growth.py` holds every reader to, these too.

One budget is shared by everything that one input carries: the files of an archive,
the entries of a feed. A process is kept for the next input, so that
a folder of files starts one; threads that read at the same time have one each.
Where the system knows no limit of memory, only the time is held.
"""

import atexit
import contextlib
import os
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from typing import IO, TypeVar, cast

from article_qa.index.child_process import start_module
from article_qa.index.errors import ArticleRejected, ParserUnavailable
from article_qa.index.formats.frames import READY, FrameTooLong, receive, send

T = TypeVar("T")

SECONDS = 60.0  # for all that a small input carries, and the most for one document
BYTES_A_SECOND = 50_000  # a large one has a second more for so many; a long PDF takes half of that
SCAN_SECONDS = 600.0  # for all scanned pages that an input carries
OUTPUT_LIMIT = 50_000_000  # bytes; the longest article has 20 million
START_SECONDS = 60.0
IDLE_SECONDS = 30.0
REMEDY = "save its text, and add that"


class Budget:
    """The time that is left for all that one input of `size` bytes carries.

    A small document has at most half of it, so that a single bad one costs the others nothing.
    """

    def __init__(self, size: int = 0, *, seconds: float = SECONDS) -> None:
        self._most = seconds
        self._scans: Budget | None = None
        self.seconds_left = seconds + size / BYTES_A_SECOND

    def scans(self) -> "Budget":
        """The time for pictures of pages, which take seconds each: another one, shared by the same input."""
        self._scans = self._scans or Budget(seconds=SCAN_SECONDS)
        return self._scans

    def run(self, named: str, function: Callable[..., T], content: bytes, *given: object) -> T:
        """What `function` makes of `content`, in another process; both are sent there, the function by its name.

        Raises what the function raises, ArticleRejected where it takes more than is
        left or ends its process, and ParserUnavailable where there is no such process.
        """
        if self.seconds_left <= 0:
            raise ArticleRejected(f"{named} was not read, because the other files took all the time; add it by itself")
        with _pool.worker() as worker:
            seconds = min(self._most, self._most / 2 + len(content) / BYTES_A_SECOND, self.seconds_left)
            began = time.monotonic()
            try:
                answer = worker.ask((seconds, function, (content, *given)), seconds, named)
            finally:
                self.seconds_left -= time.monotonic() - began
        if isinstance(answer, MemoryError):
            raise ArticleRejected(f"{named} takes too much memory to read; {REMEDY}")
        if isinstance(answer, Exception):
            raise answer
        return cast(T, answer)


class _Worker:
    """A process that parses for us, one document after the other."""

    def __init__(self) -> None:
        try:
            self._process = start_module("article_qa.index.formats.worker")
        except OSError as exc:
            raise ParserUnavailable(exc.strerror or str(exc)) from exc
        self.is_usable, is_ready = True, False
        self._to, self._from = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        with self._within(START_SECONDS), contextlib.suppress(FrameTooLong):
            is_ready = receive(self._from, len(READY)) == READY
        if not is_ready:
            self._process.kill()
            said = cast(IO[bytes], self._process.stderr).read().decode(errors="replace").strip().split("\n")[-1]
            self.close()
            raise ParserUnavailable(said or "it ended without a message")

    def ask(self, request: object, seconds: float, named: str) -> object:
        """The answer to a request. Raises ArticleRejected where none comes in time."""
        self.is_usable = False
        with self._within(seconds) as is_late:
            try:
                send(self._to, pickle.dumps(request))
                reply = receive(self._from, OUTPUT_LIMIT)
            except FrameTooLong as exc:
                raise ArticleRejected(f"{named} gives more text than is read; split it") from exc
            except OSError:
                reply = None
        if is_late.is_set():
            raise ArticleRejected(f"{named} takes too long to read; {REMEDY}")
        if reply is None:
            raise ArticleRejected(f"{named} ends the program that reads it; {REMEDY}")
        answer, self.is_usable = pickle.loads(reply)
        return answer

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        for pipe in (self._to, self._from, self._process.stderr):
            # What was not sent to a process that ended cannot be sent any more.
            with contextlib.suppress(OSError):
                cast(IO[bytes], pipe).close()
        self._process.wait()

    @contextlib.contextmanager
    def _within(self, seconds: float) -> Iterator[threading.Event]:
        """Kill the process after this time, which ends all waiting for it; the event tells of it."""
        is_late = threading.Event()

        def kill() -> None:
            is_late.set()
            self._process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield is_late
        finally:
            timer.cancel()
            # It may be about to kill: what comes next must not meet that.
            timer.join()


class _Pool:
    """The processes that wait for the next document; each ends when none comes for a while."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[tuple[_Worker, float]] = []
        self._is_watched = False

    @contextlib.contextmanager
    def worker(self) -> Iterator[_Worker]:
        """A process for one document, kept for the next one where nothing went wrong."""
        worker = self._take() or _Worker()
        try:
            yield worker
        finally:
            if worker.is_usable:
                self._put(worker)
            else:
                worker.close()

    def close(self, idle_seconds: float = 0) -> None:
        """End those that wait for at least so long."""
        now = time.monotonic()
        with self._lock:
            ended = [worker for worker, since in self._waiting if now - since >= idle_seconds]
            self._waiting = [each for each in self._waiting if each[0] not in ended]
        for worker in ended:
            worker.close()

    def _take(self) -> _Worker | None:
        with self._lock:
            waiting = self._waiting.pop()[0] if self._waiting else None
        if waiting is None or waiting.is_alive():
            return waiting
        waiting.close()
        return self._take()

    def _put(self, worker: _Worker) -> None:
        with self._lock:
            self._waiting.append((worker, time.monotonic()))
            is_watched, self._is_watched = self._is_watched, True
        if not is_watched:
            threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        """End what waits for too long, until nothing waits any more."""
        while self._is_watched:
            time.sleep(IDLE_SECONDS)
            self.close(IDLE_SECONDS)
            with self._lock:
                self._is_watched = bool(self._waiting)


_pool = _Pool()


@atexit.register
def end_workers() -> None:
    """End the processes that wait for a document; the next one starts another."""
    _pool.close()


def _forget_workers() -> None:
    """A process that was forked shares the pipes of its parent's, and must not read from them."""
    global _pool
    _pool = _Pool()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_workers)
