"""A module of this program in a process of its own.

Promises that the process runs the code that this one runs: the folder in which
the program was started is not searched for modules.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run_module(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the module `name` with these `words` to its end. Raises OSError when no process can be started."""
    return subprocess.run(
        _command(name, *words),
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def start_module(
    name: str, *words: str, stderr: int | None = subprocess.PIPE, is_apart: bool = False
) -> subprocess.Popen[bytes]:
    """Start the module `name` with these `words`, to speak with it through its pipes.

    With `stderr` None it says what it has to say where this process does. One that
    `is_apart` does not get the Ctrl+C of this one's terminal. Raises OSError when no process can be started.
    """
    pipe = subprocess.PIPE
    return subprocess.Popen(
        _command(name, *words), env=_environment(), stdin=pipe, stdout=pipe, stderr=stderr, start_new_session=is_apart
    )


def _command(name: str, *words: str) -> list[str]:
    # Without -P, `-m` would search the current folder first.
    return [sys.executable, "-P", "-m", name, *words]


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(_search_path())}


def _search_path() -> list[str]:
    """Where this process finds modules, without the current folder unless this program lies in it."""
    return [path for path in sys.path if not _is_strange(path)]


def _is_strange(path: str) -> bool:
    try:
        folder = Path(path).resolve()
        return folder == Path.cwd().resolve() != ROOT
    except OSError:  # The current folder is gone.
        return not path
