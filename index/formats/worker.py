"""The process in which other people's parsers run, one document after the other; see `index.formats.budget`.

What a parser prints goes nowhere, and what it takes is bounded from the start.
"""

import os
import pickle
import signal
import sys
import traceback

# Imported before it says that it is ready: a process without them could read nothing.
import article_qa.index.formats.load  # noqa: F401
from article_qa.index.formats.frames import READY, receive, send

MEMORY_LIMIT = 800_000_000  # bytes of addresses; the greediest of honest documents takes a third
SPENT = 300_000_000  # bytes; a process that once held as much begins anew
SPARE_SECONDS = 5


def main() -> None:
    """Answer requests until there are no more. What asks decides when it has waited long enough."""
    asked, told = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    # Stopped from the keyboard, the program ends this process itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    # Where it is the larger, it is that of the process which started this one.
    spent = max(SPENT, _peak())
    send(told, READY)
    os.dup2(nowhere, 2)
    while (request := receive(asked)) is not None:
        send(told, _reply(request, spent))


def _reply(request: bytes, spent: int) -> bytes:
    try:
        seconds, function, given = pickle.loads(request)
        del request
        _limit_time(seconds)
        answer = function(*given)
        return pickle.dumps((answer, _peak() <= spent))
    except MemoryError:
        return pickle.dumps((MemoryError(), False))
    except Exception as exc:
        exc.add_note(traceback.format_exc())
        try:
            return pickle.dumps((exc, True))
        except Exception:
            return pickle.dumps((RuntimeError(str(exc)), True))


def _limit_memory() -> None:
    try:
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    except (ImportError, ValueError, OSError):
        return


def _limit_time(seconds: float) -> None:
    """End by itself, should whoever asked be gone and nobody wait any more."""
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime + seconds) + SPARE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    except (ImportError, ValueError, OSError):
        return


def _peak() -> int:
    """The most memory that this process ever held, in bytes; 0 where nobody tells."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
