"""Waiting for what another thread or process does, as long as a slow machine needs."""

import socket
import time
import urllib.request
from collections.abc import Callable


def wait_until(holds: Callable[[], object], *, seconds: float = 100) -> None:
    """Return as soon as `holds()` is true; fail the test when it never is."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "what was waited for never came"
        time.sleep(0.02)


def answers(address: str) -> bool:
    """Whether a server is up at `address`."""
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except OSError:
        return False
    return True


def free_port() -> int:
    """A port of this machine that nobody listens on, for a server that cannot choose one itself."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
