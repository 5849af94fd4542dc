"""A process that answers: python -m article_qa.qa.answering.worker FOLDER THREADS, started by the page's.

It opens the library as any other reader does, and writes nothing. Several
questions may be under way at once, each in a thread. It ends when its standard
input does, which is also what happens when the page's process is killed.
"""

import logging
import os
import sys
import threading
from collections.abc import Generator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from article_qa.index.embedders.local import local_embedder
from article_qa.index.errors import ArticleQAError
from article_qa.index.library import open_library
from article_qa.qa.answering.frames import Call, Done, Failed, Piece, Ready, Reply, Stop, read, sendable, write
from article_qa.qa.assistant import Assistant
from article_qa.qa.reading.recent_reader import RecentReader


class Answerer:
    """Answers calls with one assistant, and writes what comes of them to one pipe."""

    def __init__(self, assistant: Assistant, to: IO[bytes]) -> None:
        self._assistant = assistant
        self._to = to
        self._writing = threading.Lock()
        self._stopped: set[int] = set()
        self._running: set[int] = set()

    def warm_up(self) -> None:
        """Load what the first question needs, and say so."""
        with suppress(Exception):  # The first question meets the same trouble, and says so.
            self._assistant.ask("Is all of it loaded?", mode="extract")
        self._send(Ready())

    def serve(self, source: IO[bytes]) -> None:
        """Take calls until `source` ends."""
        while request := read(source):
            if isinstance(request, Stop):
                if request.number in self._running:
                    self._stopped.add(request.number)
                continue
            self._running.add(request.number)
            threading.Thread(target=self._answer, args=[request], daemon=True).start()

    def _answer(self, call: Call) -> None:
        pieces = self._pieces(call)
        try:
            for piece in pieces:
                if call.number in self._stopped:
                    pieces.close()
                    return
                self._send(Piece(call.number, piece))
            self._send(Done(call.number))
        except Exception as error:
            if not isinstance(error, ArticleQAError):  # The reader gets a sentence; the log gets the trace.
                logging.getLogger(__name__).exception("%s failed", call.method)
            self._send(Failed(call.number, sendable(error)))
        finally:
            self._running.discard(call.number)
            self._stopped.discard(call.number)

    def _pieces(self, call: Call) -> Generator[Any, None, None]:
        if call.method == "stream":
            yield from self._assistant.stream(call.words, **call.options)
        elif call.method == "search":
            yield self._assistant.search(call.words, **call.options)
        else:
            yield self._assistant.check(call.words, step=self._step(call.number), **call.options)

    def _step(self, number: int) -> Any:
        def step(*told: Any) -> None:
            self._send(Piece(number, told))

        return step

    def _send(self, reply: Reply) -> None:
        with self._writing:
            try:
                write(reply, self._to)
            except (OSError, ValueError):  # The page's process is gone.
                os._exit(0)


def main(folder: str, threads: str) -> None:
    # What a library prints must not come between the records.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    local_embedder().use_threads(int(threads))
    with open_library(Path(folder)) as library:
        assistant = Assistant.over(library)
        # Many readers ask about the same matters.
        assistant = replace(assistant, reader=RecentReader(assistant.reader))
        answerer = Answerer(assistant, replies)
        threading.Thread(target=answerer.warm_up, daemon=True).start()
        answerer.serve(sys.stdin.buffer)
        # Nothing is written, so nothing is lost by what is still under way.
        os._exit(0)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except ArticleQAError as error:
        sys.exit(f"An answering process cannot start: {error}")
