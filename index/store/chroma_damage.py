"""Whether the saved index of an embedded Chroma can be read: tried in a process of its own.

An index with wrong bytes in it can end the process that reads it.
"""

import signal
import sys
from pathlib import Path
from typing import Any, cast

import numpy as np
from chromadb import Collection
from chromadb.errors import NotFoundError

from article_qa.index.child_process import run_module
from article_qa.index.errors import VectorsUnchecked
from article_qa.index.store.chroma_opening import (
    COLLECTION,
    PASSING,
    Place,
    locked,
    prepared,
    reason_of,
    tells_of_writing,
)
from article_qa.index.store.disks import not_writable

# What the process that reads all vectors prints: that it begins to, and how that went.
BEGUN, WHOLE, FAULT = "begun", "whole", "fault: "
CRASHES = frozenset({"SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSEGV", "SIGTRAP"})
# Access violation, heap corruption, abort.
WINDOWS_CRASHES = frozenset({0xC0000005, 0xC0000374, 0xC0000409})


def damage(place: Place, collection: str = COLLECTION) -> str | None:
    """Why the saved index of an embedded Chroma cannot be read; None when it can, or none is saved yet.

    It is read in a process of its own, for an index with wrong bytes in it can
    end the process that reads it. Raises NotWritable, for Chroma writes to read,
    and VectorsUnchecked.
    """
    # Until this file is there, Chroma reads nothing of an index but its own list of what was put.
    if not isinstance(place, Path) or not any(place.glob("*/index_metadata.pickle")):
        return None
    reason = _fault(place, collection)
    if reason is None:
        return None
    return f"the vectors in {str(place)!r} cannot be read ({reason}); make them again with: article-qa doctor --repair"


def _fault(place: Path, collection: str) -> str | None:
    """What a process of its own found wrong when it read the vectors; None when nothing.

    Raises NotWritable, and VectorsUnchecked where it did not come to read them,
    for then it tells nothing of them.
    """
    try:
        done = run_module("article_qa.index.store.chroma_damage", str(place.resolve()), collection)
    except OSError as exc:
        raise VectorsUnchecked(place, exc.strerror or str(exc)) from exc
    said = done.stdout.splitlines()
    if said == [BEGUN, WHOLE]:
        return None
    told = next((line.removeprefix(FAULT) for line in said if line.startswith(FAULT)), "")
    reason = told or (done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"])[-1]
    if tells_of_writing(reason):
        raise not_writable(place, reason)
    if BEGUN in said and told and not PASSING.search(reason):
        return reason
    if said == [BEGUN] and _is_crash(done.returncode):
        return "reading them ends the process"
    raise VectorsUnchecked(place, reason)


def _is_crash(status: int) -> bool:
    """Whether a process ended by its own fault, not by another one or for want of memory."""
    return status in WINDOWS_CRASHES or (status < 0 and signal.Signals(-status).name in CRASHES)


def _read_whole(place: Path, name: str) -> None:
    """Read every vector, and search with some; raises, or ends the process, where the index is damaged."""
    with locked(place):
        system, api, where = prepared(place)
        print(BEGUN, flush=True)
        system.start()
        collection = Collection(client=api, model=api.get_collection(name, **where), embedding_function=None)
        collection.get(limit=1, include=["embeddings"])
    offset = 0
    while len(rows := np.asarray(collection.get(limit=2_000, offset=offset, include=["embeddings"])["embeddings"])):
        # As `put` stores them.
        if not np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3):
            raise ValueError("some are not vectors any more")
        collection.query(query_embeddings=cast(Any, rows[:: max(1, len(rows) // 20)]), n_results=10, include=[])
        offset += len(rows)


def _report(place: Path, collection: str) -> None:
    """Print what became of reading the vectors; what is no fault of theirs is raised."""
    try:
        _read_whole(place, collection)
    except NotFoundError:
        pass
    except (KeyboardInterrupt, SystemExit, MemoryError, ImportError):
        raise
    except BaseException as error:  # A panic of Chroma's core is no Exception.
        print(FAULT + reason_of(error))
        return
    print(WHOLE)


if __name__ == "__main__":
    _report(Path(sys.argv[1]), sys.argv[2])
