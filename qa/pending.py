"""Passages that wait for their vectors, in words: how many, of how many, and how long still.

Promises that a time is named only where passages were seen to be read.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from itertools import pairwise
from math import ceil

WINDOW_SECONDS = 60.0
# What was seen for a shorter time says little of the pace.
MIN_SECONDS = 5.0
STEP_SECONDS = 1.0
MINUTES_NAMED = 90


class Pace:
    """How fast passages are read, by whomever, from what was seen of those left; safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._mutex = threading.Lock()
        self._seen: deque[tuple[float, int]] = deque()

    def seconds_left(self, left: int) -> float | None:
        """How long these will take at the pace of the last minute; None when it is not known.

        Passages that are added meanwhile count as left, not as a slower pace.
        """
        with self._mutex:
            now = self._clock()
            self._note(now, left)
            lefts = [count for _, count in self._seen] + [left]
            made = sum(max(0, before - after) for before, after in pairwise(lefts))
            elapsed = now - self._seen[0][0] if self._seen else 0.0
        return left * elapsed / made if made and elapsed >= MIN_SECONDS else None

    def _note(self, now: float, left: int) -> None:
        while self._seen and self._seen[0][0] < now - WINDOW_SECONDS:
            self._seen.popleft()
        if not left:
            self._seen.clear()
        elif not self._seen or now - self._seen[-1][0] >= STEP_SECONDS:
            self._seen.append((now, left))


def told(left: int, total: int, seconds: float | None = None) -> str:
    """ "2,300 of 5,048 passages are not read yet, about 3 minutes left"; empty when none is left."""
    if not left:
        return ""
    time_left = f", {_time(seconds)} left" if seconds is not None else ""
    return f"{left:,} of {total:,} passages {'is' if left == 1 else 'are'} not read yet{time_left}"


def _time(seconds: float) -> str:
    minutes = ceil(seconds / 60)
    if minutes <= 1:
        return "less than a minute"
    return f"about {minutes} minutes" if minutes <= MINUTES_NAMED else f"about {ceil(minutes / 60)} hours"
