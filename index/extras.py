"""The optional parts of the installation: what they need is imported inside `part`."""

from collections.abc import Iterator
from contextlib import contextmanager

from article_qa.index.errors import PartMissing


@contextmanager
def part(name: str, extra: str) -> Iterator[None]:
    """Import here what only the extra `extra` brings. Raises PartMissing, which names the part and the extra."""
    try:
        yield
    except ModuleNotFoundError as exc:
        # A module of our own that is missing is a fault, and no extra brings it.
        if (exc.name or "").partition(".")[0] == "article_qa":
            raise
        raise PartMissing(name, extra) from exc
