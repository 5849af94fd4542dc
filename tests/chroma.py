"""A Chroma server of its own for tests whose vectors are on one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import answers, free_port, wait_until


@contextmanager
def running_chroma(folder: Path) -> Iterator[str]:
    """The address of a server that keeps its vectors in `folder`, for as long as the block lasts."""
    port = free_port()
    process = subprocess.Popen(
        [Path(sys.executable).with_name("chroma"), "run", "--host", "127.0.0.1", "--port", str(port),
         "--path", folder],
        env=os.environ | {"ANONYMIZED_TELEMETRY": "False"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: answers(f"{url}/api/v2/heartbeat"))
        yield url
    finally:
        process.terminate()
        process.wait(30)
