"""A command as it is typed, in this process or on a terminal of its own."""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir
from pathlib import Path
from types import SimpleNamespace

from typer.testing import CliRunner

from article_qa.qa.cli import app

CTRL_C = "\x03"
AGAIN_SECONDS = 5
COMMAND = [sys.executable, "-m", "article_qa"]


def run(*words: str | Path, cwd: Path, typed: str | bytes | None = None) -> SimpleNamespace:
    """One command, in this process: importing everything for each would take most of the time."""
    with chdir(cwd):
        done = CliRunner().invoke(app, [str(word) for word in words], input=typed, catch_exceptions=False)
    return SimpleNamespace(returncode=done.exit_code, stdout=done.stdout, stderr=done.stderr)


def piped(
    *words: str, cwd: Path, typed: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """One command as a process of its own, whose output goes into pipes."""
    return subprocess.run(
        [*COMMAND, *words], cwd=cwd, input=typed, capture_output=True, env=os.environ | (env or {}), check=False
    )


def on_a_terminal(
    *words: str,
    cwd: Path,
    columns: int = 80,
    env: dict[str, str] | None = None,
    typed: str = "",
    typed_after: str = "",
) -> str:
    """What one command shows on a terminal that is so many columns wide, its colours left out.

    `typed` is typed once it has shown `typed_after`. Ctrl+C is typed again while
    nothing comes of it: one that arrives between the prompt and the wait for a
    line is noticed with the next key only.
    """
    process, ours = _started(words, cwd, os.environ | {"COLUMNS": str(columns), "TERM": "xterm"} | (env or {}))
    shown, is_typed = b"", not typed
    while True:
        if is_typed and typed == CTRL_C and not select.select([ours], [], [], AGAIN_SECONDS)[0]:
            os.write(ours, typed.encode())
        if not (part := _read(ours)):
            break
        shown += part
        if not is_typed and typed_after.encode() in shown:
            os.write(ours, typed.encode())
            is_typed = True
    os.close(ours)
    os.waitpid(process, 0)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode()).replace("\r\n", "\n")


def _started(words: Sequence[str], cwd: Path, env: Mapping[str, str]) -> tuple[int, int]:
    """The process, and the terminal that it has for itself, so that Ctrl+C reaches it."""
    process, ours = pty.fork()
    if process == 0:
        os.chdir(cwd)
        os.execve(COMMAND[0], [*COMMAND, *words], dict(env))
    return process, ours


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # The program at the other end is gone.
        return b""
