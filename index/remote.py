"""Servers elsewhere: what they say goes to the log, and a request stays with the server that it is meant for.

Promises that no reader is shown a remote server's own words, and that no
redirect takes a question, a passage or a key to another host.
"""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

MAX_LOGGED = 200
# Whoever tries again every second need not say each time why it fails.
AGAIN_SECONDS = 60.0
DEFAULT_PORTS = {"http": 80, "https": 443}

_logged: dict[str, tuple[str, float]] = {}


def log_words(server: str, words: str) -> None:
    """Log what `server` said, on one short line; the same again within a minute is passed over."""
    now = time.monotonic()
    before, at = _logged.get(server, ("", 0.0))
    if words == before and now - at < AGAIN_SECONDS:
        return
    _logged[server] = words, now
    # As a literal, for the words may hold what moves a terminal's cursor.
    said = " ".join(words.split())[:MAX_LOGGED]
    logging.getLogger(__name__).warning("%s failed and said: %s", server, ascii(said))


def staying_at(address: str, refusal: Callable[[], Exception]) -> "Callable[[httpx.Request], None]":
    """A hook of an httpx client that raises `refusal` before anything is sent to another server than `address`.

    Another server is another host or port; encryption may begin there, but not end.
    """
    import httpx

    def check(request: httpx.Request) -> None:
        meant = httpx.URL(address)
        if not _is_same(meant, request.url):
            server = f"the server at {meant.host!r}, port {_port(meant)},"
            log_words(server, f"go to {request.url}")
            raise refusal()

    return check


def _is_same(meant: "httpx.URL", asked: "httpx.URL") -> bool:
    begins_encryption = (meant.scheme, asked.scheme) == ("http", "https") and (_port(meant), _port(asked)) == (80, 443)
    is_same_port = (meant.scheme, _port(meant)) == (asked.scheme, _port(asked))
    return meant.host == asked.host and (is_same_port or begins_encryption)


def _port(url: "httpx.URL") -> int | None:
    return url.port or DEFAULT_PORTS.get(url.scheme)
