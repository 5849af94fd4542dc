"""How the work of a reader grows with its input, in CPU time and without a clock on the wall."""

import time
from collections.abc import Callable
from typing import Any

TRIES = 3


def growth(work: Callable[[Any], object], small: Any, large: Any) -> float:
    """How many times the work of `small` is the work of `large`: the best of several tries of each, in turn."""
    work(small)  # what is loaded once is nobody's work
    taken = [(_seconds(work, small), _seconds(work, large)) for _ in range(TRIES)]
    return min(large for _, large in taken) / min(small for small, _ in taken)


def _seconds(work: Callable[[Any], object], given: Any) -> float:
    began = time.process_time()
    work(given)
    return time.process_time() - began
