"""The page as a process of its own, from the line that says where it is to its end."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest


@dataclass
class Running:
    """A page that is being served."""

    address: str
    process: subprocess.Popen[str]

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl+C; the exit status and what else it said."""
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=120)
        return self.process.returncode, said


@contextmanager
def interruptible() -> Iterator[None]:
    """A process started here can be interrupted, even where this one, a job in the background, ignores Ctrl+C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def running(process: subprocess.Popen[str]) -> Iterator[Running]:
    """The page that `process`, whose standard error is a pipe, serves; it is stopped when the block ends."""
    assert process.stderr
    try:
        said = ""
        for line in process.stderr:
            said += line
            if line.startswith("Article QA is at "):
                yield Running(line.split()[4], process)
                break
        else:
            pytest.fail(f"the page did not start: {said}")
    finally:
        process.terminate()
        process.communicate(timeout=60)


def after_start(said: str) -> str:
    """What a command that adds or compares said after its first line, which says that it has started."""
    first, _, rest = said.partition("\n")
    assert first.startswith(("Adding to ", "Comparing ", "Opening ")) and first.endswith("…"), said
    return rest
