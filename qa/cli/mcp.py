"""`mcp`: the library for a desktop assistant."""

import os
import signal

from article_qa.index.extras import part
from article_qa.qa.cli.shared import Data, guarded
from article_qa.qa.mcp.streams import take_standard_streams

INTERRUPTED = 130


@guarded
def mcp(data: Data) -> None:
    """Serve the library to a desktop assistant as MCP tools, over standard input and output."""
    # An exception would wait for the thread that reads the next request.
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    streams = take_standard_streams()
    with part("the MCP server", "mcp"):
        from article_qa.qa.mcp.stdio import serve
    serve(data, streams)
    # At once: nobody waits for an answer that a thread is still working on.
    os._exit(0)
