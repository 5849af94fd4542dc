"""Ctrl+C in a command that only reads: one word, at once.

An exception would not do: a compiled module that is being loaded turns it into
another error, or prints it.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

INTERRUPTED = 130
SHOW_CURSOR = b"\x1b[?25h"
# They write nothing that could be left half done.
READERS = frozenset({"ask", "search", "list", "show", "check", "verify", "watches", "notebook", "collections", "feeds"})


def stop_at_once() -> None:
    """From now on Ctrl+C ends this process."""
    signal.signal(signal.SIGINT, _stop)


@contextmanager
def raising() -> Iterator[None]:
    """Ctrl+C raises KeyboardInterrupt in this block, which leaves the terminal as it was."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _stop(*_: object) -> None:
    with suppress(OSError):
        if sys.stdout.isatty():  # What is shown while it comes hides the cursor.
            os.write(1, SHOW_CURSOR)
        os.write(2, b"Stopped.\n")
    os._exit(INTERRUPTED)
