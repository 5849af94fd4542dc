"""Opening a Chroma, in a folder or on a server, and its errors as ours."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from filelock import FileLock

from article_qa.index.errors import (
    ArticleQAError,
    LibraryDamaged,
    LibraryGone,
    VectorServerFailed,
    VectorsUnchecked,
)
from article_qa.index.remote import log_words
from article_qa.index.settings import ChromaServer
from article_qa.index.store.disks import not_writable
from article_qa.index.store.permissions import make_file, make_folder_inside

if TYPE_CHECKING:
    from chromadb.api import ServerAPI
    from chromadb.config import System

Place: TypeAlias = Path | ChromaServer

COLLECTION = "passages"
# SQLite's codes: IOERR, READONLY, FULL, CANTOPEN, IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_SHMSIZE.
WRITE_CODES = frozenset({10, 8, 13, 14, 778, 1034, 1546, 4874})
# What the machine lacks for the moment is no damage.
PASSING = re.compile("too many open files|cannot allocate memory|temporarily unavailable|is locked", re.IGNORECASE)


def locked(place: Place) -> contextlib.AbstractContextManager[object]:
    """Nobody else loads or saves the index of an embedded Chroma meanwhile; a server sees to that itself."""
    if not isinstance(place, Path):
        return contextlib.nullcontext()
    # FileLock would make the library's folder anew.
    if not place.parent.exists():
        raise LibraryGone(place.parent)
    make_file(place.with_suffix(".lock"))
    # A lock of its own for each call, so that two threads keep apart as two processes do.
    return FileLock(place.with_suffix(".lock"), poll_interval=0.01)


def start(place: Place) -> "tuple[System, ServerAPI, dict[str, Any]]":
    """A Chroma of our own, started; and the tenant and database to name in what is asked of it."""
    system, api, where = prepared(place)
    system.start()
    return system, api, where


def prepared(place: Place) -> "tuple[System, ServerAPI, dict[str, Any]]":
    """The same, not started: all of Chroma's code is loaded, and none of its files is opened yet.

    Not by way of its clients: those share one open store by its path within the
    process, and would hand out again what another process has since changed.
    """
    from chromadb.api import ServerAPI
    from chromadb.config import Settings, System

    settings = Settings(anonymized_telemetry=False)
    where: dict[str, Any] = {}
    if isinstance(place, Path):
        settings.chroma_api_impl = "chromadb.api.rust.RustBindingsAPI"
        settings.is_persistent = True
        make_folder_inside(place)
        settings.persist_directory = str(place.resolve())
    else:
        settings.chroma_api_impl = "chromadb.api.fastapi.FastAPI"
        settings.chroma_server_host = place.url
        settings.chroma_server_http_port = 0  # It stands in the address, and must be set all the same.
        if place.api_key:
            settings.chroma_server_headers = {"x-chroma-token": place.api_key.get_secret_value()}
        where = {"tenant": place.tenant, "database": place.database}
    try:
        system = System(settings)
        api = system.instance(cast(Any, ServerAPI))
    except Exception as exc:
        if isinstance(place, Path):
            raise VectorsUnchecked(place, reason_of(exc)) from exc
        raise
    return system, api, where


@contextlib.contextmanager
def explained(place: Place) -> Iterator[None]:
    """Chroma's errors as ours. Its core raises plain exceptions, so all are caught here."""
    try:
        yield
    except ArticleQAError:
        raise
    except Exception as exc:
        import httpx
        from chromadb.errors import ChromaError, NotFoundError

        reason = reason_of(exc)
        if isinstance(place, ChromaServer):
            if isinstance(exc, ChromaError | httpx.HTTPError) or _status(exc):
                log_words(f"the Chroma server {place.url!r}", reason)
            if isinstance(exc, NotFoundError):
                reason = "they are not there any more"
            else:
                raise VectorServerFailed(place.url, _server_fault(exc)) from exc
        if isinstance(place, Path) and tells_of_writing(reason):
            raise not_writable(place, reason) from exc
        if isinstance(place, Path) and PASSING.search(reason):
            raise VectorsUnchecked(place, reason) from exc
        if isinstance(exc, (ChromaError, ValueError, OSError, KeyError, AttributeError)):
            raise LibraryDamaged(
                f"the vectors in {str(getattr(place, 'url', place))!r} cannot be read ({reason}); "
                "make them again with: article-qa doctor --repair"
            ) from exc
        raise


def reason_of(exc: BaseException) -> str:
    return " ".join(str(exc).split()) or type(exc).__name__


def _server_fault(exc: Exception) -> str:
    """What is wrong with a server, in our words; its own are for the log."""
    import httpx
    from chromadb.errors import AuthorizationError, ChromaAuthError

    status = _status(exc)
    if isinstance(exc, AuthorizationError | ChromaAuthError) or status in (401, 403):
        return "it refused the key"
    if isinstance(exc, httpx.TimeoutException):
        return "it took too long"
    if isinstance(exc, httpx.TransportError):
        return "it cannot be reached"
    if status and 300 <= status < 400:
        return "it points to another address, which was sent nothing"
    return f"status {status}" if status else "it did not do what was asked"


def _status(exc: Exception) -> int:
    """The status that a server answered with, 0 when unknown; its client keeps that in what it met on the way."""
    return int(getattr(getattr(exc.__context__, "response", None), "status_code", 0))


def tells_of_writing(reason: str) -> bool:
    """Whether Chroma's `reason` is a disk that is full or write-protected, not damage."""
    if code := re.search(r"\(code: (\d+)\)", reason):
        return int(code[1]) in WRITE_CODES
    return any(words in reason.lower() for words in ("permission denied", "read-only file system", "no space left"))
