"""Trying again: how often, after what pause, and until when. What a server asks can only make a pause longer."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from article_qa.index.deadline import Deadline


@dataclass(slots=True)
class Retries:
    """The pauses between the tries of one piece of work, each longer than the one before.

    At most `tries` tries in all, none after a pause of more than
    `max_pause_seconds`, and none that would begin at `deadline` or later.
    """

    tries: float = math.inf
    first_pause_seconds: float = 0.5
    growth: float = 2.0
    max_pause_seconds: float = math.inf
    deadline: Deadline | None = None
    sleep: Callable[[float], None] = time.sleep
    _failures: int = field(default=0, init=False)

    def pause(self, asked_seconds: float | None = None) -> bool:
        """Wait before the next try; False, at once, when there is to be none.

        `asked_seconds` is what the server asks for. It is heeded where it is
        longer than our own pause: a server that asks for 0 is not flooded.
        """
        own = self.first_pause_seconds * self.growth**self._failures
        self._failures += 1
        pause = max(own, asked_seconds or 0.0)
        if self._failures >= self.tries or pause > self.max_pause_seconds:
            return False
        if self.deadline and pause >= self.deadline.seconds_left:
            return False
        self.sleep(pause)
        return True


def asked_pause(retry_after: str | None) -> float | None:
    """The seconds in a `Retry-After` header, a number or a date; None where it makes no sense."""
    if not retry_after:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
        except (ValueError, OverflowError):
            return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
