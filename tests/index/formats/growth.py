"""How the work of a reader grows with its input, in CPU time and without a clock on the wall."""

import gc
import time
from collections.abc import Callable
from typing import Any

TRIES = 5


def growth(work: Callable[[Any], object], small: Any, large: Any, *, enough: float) -> float:
    """How many times the work of `small` is the work of `large`: the best try, or the first that is enough."""
    work(small)  # what is loaded once is nobody's work
    least_small = least_large = float("inf")
    for _ in range(TRIES):
        least_small = min(least_small, _seconds(work, small))
        least_large = min(least_large, _seconds(work, large))
        if least_large / least_small < enough:
            break
    return least_large / least_small


def _seconds(work: Callable[[Any], object], given: Any) -> float:
    # As `timeit` does: the collector comes when it likes.
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        work(given)
        return time.process_time() - began
    finally:
        gc.enable()
