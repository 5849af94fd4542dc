"""The file by which a command finds the server that runs over the same library.

It lies in the library's folder while the server runs. The server holds a lock
beside it, which the system takes from a process that is killed: a file that
was left behind is never believed.
"""

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from article_qa import __version__
from article_qa.index.environment import settings_digest, written_settings
from article_qa.index.store.identity import library_id_in
from article_qa.index.store.permissions import make_file

if TYPE_CHECKING:
    from filelock import BaseFileLock

FILE, LOCK = "server.json", "server.lock"
LOCK_SECONDS = 1.0
LOOPBACK = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class ServerFile:
    """Where a server listens, and what must be the same for it to answer as the command would."""

    address: str
    version: str
    library: str
    salt: str
    settings: str


@contextmanager
def announced(folder: Path, address: str) -> Iterator[None]:
    """Let commands find the server at `address` until the block ends.

    Another server over the same library keeps its own file, and an address
    beyond this machine is not announced.
    """

    library, place = library_id_in(folder), local_address(address)
    lock = _lock(folder) if library and place else None
    if not (library and place and lock):
        yield
        return
    salt = secrets.token_hex(16)
    facts = ServerFile(place, __version__, library, salt, settings_digest(written_settings(), salt))
    try:
        make_file(folder / FILE)
        (folder / FILE).write_text(json.dumps(asdict(facts)), encoding="utf-8")
        yield
    finally:
        (folder / FILE).unlink(missing_ok=True)
        lock.release()


def find_server(folder: Path) -> str | None:
    """The address of the running server that answers as a command over `folder` would; None without one.

    It has the same version, library and settings, runs on this machine and is this user's own.
    """
    found = _read(folder / FILE)
    if found is None or found.version != __version__ or found.library != library_id_in(folder):
        return None
    is_same = found.settings == settings_digest(written_settings(), found.salt)
    return found.address if is_same and local_address(found.address) and _is_held(folder / LOCK) else None


def local_address(address: str) -> str | None:
    """The address as this machine reaches it; None for one that other machines may answer."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(parts.hostname or "", parts.hostname or "")
    if parts.scheme != "http" or host not in LOOPBACK or not port:
        return None
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _read(file: Path) -> ServerFile | None:
    """What the file says; None where there is none, or another user wrote it."""
    try:
        if hasattr(os, "geteuid") and file.stat().st_uid != os.geteuid():
            return None
        facts: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    names = ServerFile.__slots__
    is_whole = isinstance(facts, Mapping) and all(isinstance(facts.get(name), str) for name in names)
    return ServerFile(*(facts[name] for name in names)) if is_whole else None


def _lock(folder: Path) -> "BaseFileLock | None":
    """The lock, held; None where another process holds it or the folder cannot be written."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK, timeout=LOCK_SECONDS)
    try:
        make_file(folder / LOCK)
        lock.acquire()
    except (Timeout, OSError):
        return None
    return lock


def _is_held(lock: Path) -> bool:
    """Whether a running process holds the lock."""
    from filelock import FileLock, Timeout

    if not lock.exists():
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False
