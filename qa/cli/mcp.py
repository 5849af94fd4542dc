"""`mcp`: the library for a desktop assistant."""

import os
from contextlib import suppress

from article_qa.index.extras import part
from article_qa.qa.cli.shared import Data, guarded
from article_qa.qa.mcp.streams import take_standard_streams

INTERRUPTED = 130


@guarded
def mcp(data: Data) -> None:
    """Serve the library to a desktop assistant as MCP tools, over standard input and output."""
    status = INTERRUPTED
    streams = take_standard_streams()
    with suppress(KeyboardInterrupt):
        with part("the MCP server", "mcp"):
            from article_qa.qa.mcp.stdio import serve
        serve(data, streams)
        status = 0
    # At once: nobody waits for an answer that a thread is still working on.
    os._exit(status)
