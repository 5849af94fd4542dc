"""The time that a piece of work may take: one moment of the monotonic clock, however often it is asked."""

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment of the monotonic clock after which nothing is waited for."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    @property
    def seconds_left(self) -> float:
        """Never below 0."""
        return max(0.0, self.at - time.monotonic())
