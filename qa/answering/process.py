"""One answering process, as the page's process sees it."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, cast

from article_qa.index.child_process import start_module
from article_qa.qa.answering.frames import Call, Done, Failed, Method, Piece, Ready, Reply, Stop, read, write

STOP_SECONDS = 5.0


class ProcessGone(Exception):
    """The process ended before it was done."""


class AnsweringProcess:
    """A process that is started with this object; safe to share between threads."""

    def __init__(self, folder: Path, threads: int) -> None:
        """It reads `threads` texts at once. Raises OSError when no process can be started."""
        self._process = start_module(
            "article_qa.qa.answering.worker", str(folder), str(threads), stderr=None, is_apart=True
        )
        self._to, self._from = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        self._numbers = count(1)
        self._mutex = threading.Lock()
        # Where what comes of each call goes; None says that the process ended.
        self._waiting: dict[int, SimpleQueue[Reply | None]] = {}
        self.is_alive, self.is_ready = True, False

    @property
    def calls(self) -> int:
        """How many calls are under way."""
        return len(self._waiting)

    @property
    def pid(self) -> int:
        return self._process.pid

    def listen(self) -> int:
        """Hand out what the process says until it ends; its exit status. To be called once, in a thread of its own."""
        while reply := read(self._from):
            if isinstance(reply, Ready):
                self.is_ready = True
                continue
            with self._mutex:
                if queue := self._waiting.get(reply.number):
                    queue.put(reply)
        with self._mutex:
            self.is_alive = False
            for queue in self._waiting.values():
                queue.put(None)
            for pipe in (self._to, self._from):
                with suppress(OSError):
                    pipe.close()
        return self._ended()

    def call(self, method: Method, words: str, options: dict[str, Any]) -> Iterator[Any]:
        """What the Assistant's method yields there. Raises what it raises, and ProcessGone."""
        number, replies = next(self._numbers), SimpleQueue[Reply | None]()
        is_done = False
        self._send(Call(number, method, words, options), replies)
        try:
            while isinstance(reply := replies.get(), Piece):
                yield reply.value
            is_done = True
            if isinstance(reply, Failed):
                raise reply.error
            if not isinstance(reply, Done):
                raise ProcessGone
        finally:
            with self._mutex:
                del self._waiting[number]
                if not is_done:  # Whoever waited has gone away.
                    with suppress(OSError, ValueError):
                        write(Stop(number), self._to)

    def _send(self, call: Call, replies: "SimpleQueue[Reply | None]") -> None:
        with self._mutex:
            if not self.is_alive:
                raise ProcessGone
            try:
                write(call, self._to)
            except (OSError, ValueError) as exc:
                raise ProcessGone from exc
            self._waiting[call.number] = replies

    def close(self) -> None:
        """End it; what is under way is given up."""
        # Somebody may be writing to a process that does not read any more.
        if self._mutex.acquire(timeout=STOP_SECONDS):
            with suppress(OSError):
                self._to.close()
            self._mutex.release()
        self._ended()

    def _ended(self) -> int:
        """The exit status, for which it gets a little time; then it is killed."""
        try:
            return self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
