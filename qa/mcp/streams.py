"""Standard input and output, kept for the protocol."""

import os
from dataclasses import dataclass
from typing import BinaryIO, TextIO


@dataclass(frozen=True, slots=True)
class Streams:
    """What a client writes, and what it reads."""

    source: BinaryIO
    target: TextIO


def take_standard_streams() -> Streams:
    """The standard streams; from now on what prints goes to standard error, and nothing else reads.

    To be called before any library is loaded, for some print when they are.
    """
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return Streams(source, target)
