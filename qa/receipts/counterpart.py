"""Which words of a newer text stand in the place of some of an older one."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TypeAlias

from article_qa.index.store.patches import shared_ends

# Where a run of the older text begins and ends, and the run of the newer text that stands for it.
Block: TypeAlias = tuple[int, int, int, int]

WORD = re.compile(r"\s+|\w+|[^\w\s]")
# Comparing takes the square of this; where more words changed, they count as one change.
MAX_WORDS = 3000
# Words that are this much longer are no counterpart: the article was written again.
MAX_LENGTHENING, FREE_CHARACTERS = 3, 200


def counterpart(older: str, newer: str, start: int, end: int) -> str | None:
    """The words of `newer` for `older[start:end]`; empty where they were cut, None where all was written again."""
    blocks = list(_blocks(older, newer))
    begins = next((_into(block, start, to_end=False) for block in blocks if start < block[1]), len(newer))
    ends = next((_into(block, end, to_end=True) for block in blocks if end <= block[1]), len(newer))
    words = newer[begins:ends]
    return words if len(words) <= MAX_LENGTHENING * (end - start) + FREE_CHARACTERS else None


def _into(block: Block, place: int, *, to_end: bool) -> int:
    start, end, begins, ends = block
    if end - start == ends - begins and place - start <= ends - begins:
        return begins + place - start
    return ends if to_end else begins


def _blocks(older: str, newer: str) -> Iterator[Block]:
    """Runs that are the same in both or stand for each other, in order, without gaps."""
    head, tail = shared_ends(older, newer)
    yield 0, head, 0, head
    was, now = older[head : len(older) - tail], newer[head : len(newer) - tail]
    words, others = WORD.findall(was), WORD.findall(now)
    if max(len(words), len(others)) > MAX_WORDS:
        yield head, head + len(was), head, head + len(now)
    else:
        place, other = head, head
        for _, i, j, k, m in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
            ends, other_ends = place + len("".join(words[i:j])), other + len("".join(others[k:m]))
            yield place, ends, other, other_ends
            place, other = ends, other_ends
    yield len(older) - tail, len(older), len(newer) - tail, len(newer)
