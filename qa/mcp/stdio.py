"""The server on standard input and output, as a desktop client starts it.

Promises that nothing but the protocol is on standard output, and that the
server ends as soon as its input does.
"""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import anyio
from mcp import types
from mcp.server.stdio import stdio_server
from pydantic import ValidationError

from article_qa.qa.mcp.logs import quiet
from article_qa.qa.mcp.served import Served
from article_qa.qa.mcp.server import build_server
from article_qa.qa.mcp.streams import Streams

# As much as the protocol takes of one request over HTTP.
MAX_LINE_BYTES = 4 * 1024 * 1024


def serve(folder: Path, streams: Streams) -> None:
    """Serve the library in `folder` until the input is closed. Raises as `open_library`.

    Threads may still work on answers that nobody will read.
    """
    served = Served.at(folder)
    try:
        asyncio.run(_serve(served, streams))
    except* OSError:
        pass  # The client is gone.


async def _serve(served: Served, streams: Streams) -> None:
    quiet()
    server = build_server(served)

    async def begin(_: types.InitializedNotification) -> None:
        served.warm_up()

    server.notification_handlers[types.InitializedNotification] = begin
    lines = cast(Any, _lines(streams.source))
    async with stdio_server(stdin=lines, stdout=anyio.wrap_file(streams.target)) as (read, write):
        await server.run(read, write, server.create_initialization_options())


async def _lines(source: BinaryIO) -> AsyncIterator[str]:
    """The messages of the input, one a line; what is none is passed over with a word in the log.

    It is read in a thread that nobody waits for: a read cannot be interrupted.
    """
    loop = asyncio.get_running_loop()
    waiting: asyncio.Queue[bytes | None] = asyncio.Queue()

    def read() -> None:
        with suppress(RuntimeError):  # The loop has ended.
            while line := source.readline(MAX_LINE_BYTES):
                loop.call_soon_threadsafe(waiting.put_nowait, line)
            loop.call_soon_threadsafe(waiting.put_nowait, None)

    threading.Thread(target=read, daemon=True, name="input").start()
    while (line := await waiting.get()) is not None:
        if _is_message(line):
            yield line.decode("utf-8", errors="replace")


def _is_message(line: bytes) -> bool:
    if not line.strip():
        return False
    try:
        types.JSONRPCMessage.model_validate_json(line)
    except ValidationError:
        logging.getLogger(__name__).warning("a line that is not a message of the protocol was skipped")
        return False
    return True
