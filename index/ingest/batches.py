"""How much is done at once."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

# A killed run loses the vectors of one batch at most.
EMBED_BATCH = 64
# Smaller, so that several workers share the last of a queue, too.
LEASED_BATCH = 32
# Bounds the ids that are held and asked for at once.
STALE_BATCH = 1000


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in order, `size` at a time and fewer at the end."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
