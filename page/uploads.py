"""The folder of what readers upload: which paths lie in it.

Promises that a path is taken for an upload only when it is a plain file that
this very server stored, named exactly as the server named it.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Uploads:
    """What readers uploaded, each file in a folder of its own below `folder`, which is an absolute path."""

    folder: Path

    def holds(self, path: str) -> bool:
        """Whether `path` is an uploaded file; no symlink, no `..` and no other spelling leads to one."""
        try:
            real = Path(path).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            return False
        return str(real) == path and real.is_file() and real.parent.parent == self.folder
