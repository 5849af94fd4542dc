"""How long each step of a question takes."""

import time


class StepTimer:
    """The time of each step, and of all."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self._steps: dict[str, float] = {}

    def end(self, step: str) -> None:
        """The step `step`, which began with the end of the one before, ends now."""
        now = time.perf_counter()
        self._steps[step] = now - self._last
        self._last = now

    def milliseconds(self) -> dict[str, float]:
        """Each step that has ended, and `total`."""
        return {name: round(s * 1000, 1) for name, s in (self._steps | {"total": self._last - self._started}).items()}
