"""What the protocol's library logs, kept to what an operator can use."""

import logging
from pathlib import Path


def quiet() -> None:
    """Let the library log its errors only: what was wrong with a request is for the client, who hears it."""
    logging.getLogger("mcp").setLevel(logging.ERROR)
    logging.getLogger().addFilter(_is_of_others)


def _is_of_others(record: logging.LogRecord) -> bool:
    """Whether a line that was logged for no module in particular is of another library."""
    return Path(record.pathname).parts[-3:-1] != ("mcp", "shared")
