"""The folder of what readers upload: its life, its limits, and which paths lie in it.

Promises that nobody else can read it; that it goes with the server, or with
the next start where the server was killed; that it holds a bounded amount; and
that a path is taken for an upload only when it is a plain file that this very
server stored, named exactly as the server named it.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from article_qa.index.errors import ArticleQAError

PREFIX = "article-qa-uploads-"
LOCK, FILES = "lock", "files"
MAX_BYTES = 500 * 2**20
MAX_AGE_SECONDS = 60 * 60
# What a file takes at least, so that many empty ones are bounded too.
MIN_FILE_BYTES = 2**14
# A folder without a lock is one that is just being made, unless it is old.
STARTING_SECONDS = 60


@dataclass(frozen=True)
class Uploads:
    """What readers uploaded, each file in a folder of its own below `folder`, which is an absolute path."""

    folder: Path
    max_bytes: int = MAX_BYTES
    max_age_seconds: float = MAX_AGE_SECONDS

    def holds(self, path: str) -> bool:
        """Whether `path` is an uploaded file; no symlink, no `..` and no other spelling leads to one."""
        try:
            real = Path(path).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            return False
        return str(real) == path and real.is_file() and real.parent.parent == self.folder

    def free_bytes(self) -> int:
        """Delete what nobody has added for too long; how much more there is room for."""
        return self.max_bytes - sum(self._kept())

    def _kept(self) -> Iterator[int]:
        """The sizes of the files that are young enough to stay."""
        oldest = time.time() - self.max_age_seconds
        for file in self.folder.rglob("*"):
            # Another request may take it away at any moment.
            with suppress(OSError):
                found = file.lstat()
                if file.is_dir() and found.st_mtime < oldest:
                    file.rmdir()
                elif not file.is_dir() and found.st_mtime < oldest:
                    file.unlink()
                elif not file.is_dir():
                    yield max(found.st_size, MIN_FILE_BYTES)


@contextmanager
def private_uploads() -> Iterator[None]:
    """A folder for what readers upload that nobody else can read and that goes with the block.

    Folders of servers that are gone go at the start. Raises ArticleQAError where none can be made.
    """
    try:
        remove_left_behind()
        home = Path(tempfile.mkdtemp(prefix=PREFIX)).resolve()
    except OSError as exc:
        raise ArticleQAError(
            f"cannot make a folder for uploads ({exc.strerror or exc}); name a folder with room by TMPDIR"
        ) from exc
    with FileLock(home / LOCK):
        (home / FILES).mkdir()
        before = os.environ.get("GRADIO_TEMP_DIR")
        os.environ["GRADIO_TEMP_DIR"] = str(home / FILES)
        try:
            yield
        finally:
            os.environ.pop("GRADIO_TEMP_DIR")
            if before is not None:
                os.environ["GRADIO_TEMP_DIR"] = before
            shutil.rmtree(home / FILES, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def remove_left_behind() -> None:
    """Delete the folders of servers that were killed: nobody holds their locks any more."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        # Another user's folder stays, and so does one that another start is deleting.
        with suppress(OSError, Timeout):
            _remove_if_left(home)


def _remove_if_left(home: Path) -> None:
    found = home.lstat()
    is_own = home.is_dir() and not home.is_symlink() and (os.name != "posix" or found.st_uid == os.getuid())
    is_starting = not (home / LOCK).exists() and time.time() - found.st_mtime < STARTING_SECONDS
    if is_own and not is_starting:
        with FileLock(home / LOCK, timeout=0):
            shutil.rmtree(home / FILES, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
