"""What goes between the page's process and those that answer: pickled records through their own two pipes.

Promises that nobody else can write to them. A pipe has no name, and the other
processes of this machine do not have it.
"""

import logging
import pickle
from dataclasses import dataclass
from typing import IO, Any, Literal, TypeAlias

Method: TypeAlias = Literal["stream", "search", "check"]


@dataclass(frozen=True, slots=True)
class Call:
    """A question, a search or a draft, under a number of its own."""

    number: int
    method: Method
    # As the Assistant's method takes them.
    words: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stop:
    """Nobody waits for the call of this number any more."""

    number: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has loaded everything."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The next of what a call yields."""

    number: int
    value: Any


@dataclass(frozen=True, slots=True)
class Done:
    """A call has yielded everything."""

    number: int


@dataclass(frozen=True, slots=True)
class Failed:
    """What a call raised."""

    number: int
    error: Exception


Request: TypeAlias = Call | Stop
Reply: TypeAlias = Ready | Piece | Done | Failed


def write(frame: Request | Reply, to: IO[bytes]) -> None:
    """Send one record. Raises OSError or ValueError when nobody reads."""
    to.write(pickle.dumps(frame))
    to.flush()


def read(source: IO[bytes]) -> Any:
    """The next record; None when the other process has ended, or was killed in the middle of one."""
    try:
        return pickle.load(source)
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        return None


def sendable(error: Exception) -> Exception:
    """The error, or where it cannot be pickled one of the same name and words."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        logging.getLogger(__name__).debug("%r cannot be sent", error)
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
