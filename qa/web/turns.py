"""Whose turn it is: a few requests work at once, some wait, and more are sent away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from article_qa.index.errors import RequestRejected

AT_ONCE = 4
MAX_WAITING = 32
BUSY = "too many requests are waiting; try again in a moment"


class Busy(RequestRejected):
    """More requests wait than may."""

    def __init__(self) -> None:
        super().__init__(BUSY)


class Turns:
    """The turns of one kind of work, shared by all doors that do it."""

    def __init__(self, at_once: int = AT_ONCE, max_waiting: int = MAX_WAITING) -> None:
        self.at_once = at_once
        self._turn = asyncio.Semaphore(at_once)
        self._max_waiting = max_waiting
        self._waiting = 0

    @classmethod
    def of(cls, workers: int) -> "Turns":
        """The turns of so many processes that answer; of this process where there are none."""
        processes = max(1, workers)
        return cls(AT_ONCE * processes, MAX_WAITING * processes)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn and hold it. Raises Busy when too many wait or work already."""
        if self._waiting >= self._max_waiting:
            raise Busy
        self._waiting += 1
        try:
            async with self._turn:
                yield
        finally:
            self._waiting -= 1
