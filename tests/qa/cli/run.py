"""A command as it is typed, in this process or on a terminal of its own."""

import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from types import SimpleNamespace

from typer.testing import CliRunner

from article_qa.qa.cli import app

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


def on_a_terminal(*words: str, cwd: Path, columns: int = 80, env: dict[str, str] | None = None) -> str:
    """What one command shows on a terminal that is so many columns wide, its colours left out."""
    import pty
    import re

    ours, theirs = pty.openpty()
    usual = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [*COMMAND, *words],
        cwd=cwd,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=usual | {"COLUMNS": str(columns), "TERM": "xterm"} | (env or {}),
    )
    os.close(theirs)
    shown = b""
    while part := _read(ours):
        shown += part
    process.wait(timeout=60)
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode()).replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # The program at the other end is gone.
        return b""
