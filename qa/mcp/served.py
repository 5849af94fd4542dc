"""What the server serves: an open library, and the assistant over it, made when it is first needed."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from article_qa.index.library import Library, open_library
from article_qa.qa.assistant import Assistant


@dataclass
class Served:
    """One library and its assistant; safe to share between threads."""

    library: Library
    make_assistant: Callable[[Library], Assistant] = Assistant.over
    _making: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def at(cls, folder: Path) -> "Served":
        """The library in `folder`. Raises as `open_library`."""
        return cls(open_library(folder))

    @property
    def assistant(self) -> Assistant:
        """The assistant over the library, with its models."""
        with self._making:
            return self._made

    @cached_property
    def _made(self) -> Assistant:
        return self.make_assistant(self.library)

    def warm_up(self) -> None:
        """Load what the first question needs, in a thread of its own."""
        threading.Thread(target=self._ask_something, daemon=True, name="warm-up").start()

    def _ask_something(self) -> None:
        with suppress(Exception):  # The first question meets the same trouble, and says so.
            self.assistant.ask("Is all of it loaded?", mode="extract")
