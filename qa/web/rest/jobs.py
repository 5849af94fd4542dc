"""Work that a thread does for a request, piece by piece, and that stops when nobody waits for it any more."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from starlette.requests import Request

from article_qa.qa.web.turns import Turns

Piece = TypeVar("Piece")


class Job(Generic[Piece]):
    """The pieces that `make` gives, made in a thread as soon as it is its turn.

    Who stops waiting says `stop`: then the work ends before its next piece, and
    with it the request to a language model. Until then it keeps its turn.
    """

    def __init__(self, turns: Turns, make: Callable[[], Iterator[Piece]]) -> None:
        self._turns, self._make = turns, make
        self._loop = asyncio.get_running_loop()
        self._ready: asyncio.Queue[Piece | Exception] = asyncio.Queue()
        self._is_stopped = threading.Event()
        self._task = asyncio.create_task(self._run())

    async def next(self, seconds: float | None = None) -> Piece | None:
        """The next piece; None when none came in time. Raises what the work raised, or Busy."""
        try:
            piece = await asyncio.wait_for(self._ready.get(), seconds)
        except TimeoutError:
            return None
        if isinstance(piece, Exception):
            raise piece
        return piece

    def stop(self) -> None:
        self._is_stopped.set()

    async def _run(self) -> None:
        try:
            async with self._turns.turn():
                await asyncio.to_thread(self._work)
        except Exception as error:  # Whoever waits for the next piece gets it.
            self._ready.put_nowait(error)

    def _work(self) -> None:
        if self._is_stopped.is_set():
            return
        # Closing what is made ends its own open connections.
        pieces = self._make()
        for piece in pieces:
            if self._is_stopped.is_set():
                close: Callable[[], None] | None = getattr(pieces, "close", None)
                if close:
                    close()
                return
            self._loop.call_soon_threadsafe(self._ready.put_nowait, piece)


async def last(job: Job[Piece], request: Request, is_last: Callable[[Piece], bool]) -> Piece | None:
    """The piece that is the last; None, and the work stops, when the client goes away before. Raises as `Job.next`."""
    gone = asyncio.create_task(_gone(request))
    waiting = asyncio.create_task(_last(job, is_last))
    try:
        await asyncio.wait({gone, waiting}, return_when=asyncio.FIRST_COMPLETED)
        return await waiting if waiting.done() else None
    finally:
        job.stop()
        gone.cancel()
        waiting.cancel()


async def _last(job: Job[Piece], is_last: Callable[[Piece], bool]) -> Piece:
    while True:
        piece = await job.next()
        if piece is not None and is_last(piece):
            return piece


async def _gone(request: Request) -> None:
    """Return when the client has gone away; its body must have been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
