"""What the server serves: the articles of a library, and the assistant over it, made when it is first needed.

The assistant's modules are loaded then too: a client waits for the server to start.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from article_qa.index.library import open_library
from article_qa.index.store.catalog import Catalog

if TYPE_CHECKING:
    from article_qa.qa.assistant import Assistant


@dataclass
class Served:
    """The catalog of one library and the assistant over it; safe to share between threads."""

    catalog: Catalog
    make_assistant: Callable[[], "Assistant"]
    _making: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def at(cls, folder: Path) -> "Served":
        """The library in `folder`. Raises as `open_library`."""
        library = open_library(folder)

        def make() -> "Assistant":
            from article_qa.qa.assistant import Assistant

            return Assistant.over(library)

        return cls(library.catalog, make)

    @property
    def assistant(self) -> "Assistant":
        """The assistant over the library, with its models."""
        with self._making:
            return self._made

    @cached_property
    def _made(self) -> "Assistant":
        return self.make_assistant()

    def warm_up(self) -> None:
        """Load what the first question needs, in a thread of its own."""
        threading.Thread(target=self._ask_something, daemon=True, name="warm-up").start()

    def _ask_something(self) -> None:
        with suppress(Exception):  # The first question meets the same trouble, and says so.
            self.assistant.ask("Is all of it loaded?", mode="extract")
