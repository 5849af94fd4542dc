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
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(_search_path())}
    # Without -P, `-m` would search the current folder first.
    command = [sys.executable, "-P", "-m", name, *words]
    return subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def _search_path() -> list[str]:
    """Where this process finds modules, without the current folder unless this program lies in it."""
    return [path for path in sys.path if not _is_strange(path)]


def _is_strange(path: str) -> bool:
    try:
        folder = Path(path).resolve()
        return folder == Path.cwd().resolve() != ROOT
    except OSError:  # The current folder is gone.
        return not path
