"""An older text as what it shares with the next newer one, and the words that only it has.

A patch is a JSON list. A pair of numbers is a slice of the newer text, a string
stands for itself: `[[0, 120], "Two dozen", [131, 900]]`. Joined in order they
are the older text. `docs/verify_answer.py` reads patches without this module.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

Part: TypeAlias = str | list[int]

# Behind the end of a sentence or a line.
PIECE_END = re.compile(r"(?<=[.!?\n])")
# Where more pieces changed, all between the first and the last is kept as it was; comparing them takes their square.
MAX_PIECES = 2000


def make_patch(newer: str, older: str) -> str:
    """What makes `older` out of `newer`."""
    return json.dumps(list(_joined(_parts(newer, older))), ensure_ascii=False, separators=(",", ":"))


def whole(text: str) -> str:
    """A patch that makes `text` out of any other."""
    return json.dumps([text], ensure_ascii=False)


def apply_patch(patch: str, newer: str | None) -> str | None:
    """The older text; None where the patch needs the newer text and that is not known. Raises ValueError."""
    words = []
    for part in json.loads(patch):
        if isinstance(part, str):
            words.append(part)
        elif newer is None:
            return None
        else:
            start, end = part
            words.append(newer[start:end])
    return "".join(words)


def _parts(newer: str, older: str) -> Iterator[Part]:
    start, end = shared_ends(newer, older)
    yield [0, start]
    yield from _middle(newer[start : len(newer) - end], older[start : len(older) - end], start)
    yield [len(newer) - end, len(newer)]


def _middle(newer: str, older: str, offset: int) -> Iterator[Part]:
    """Piece by piece; `newer` begins at `offset` of its text."""
    pieces, others = PIECE_END.split(newer), PIECE_END.split(older)
    if max(len(pieces), len(others)) > MAX_PIECES:
        yield older
        return
    starts = _starts(pieces, offset)
    for kind, i, j, k, m in SequenceMatcher(None, pieces, others, autojunk=False).get_opcodes():
        if kind == "equal":
            yield [starts[i], starts[j]]
            continue
        was, now = "".join(others[k:m]), "".join(pieces[i:j])
        start, end = shared_ends(now, was)
        yield [starts[i], starts[i] + start]
        yield was[start : len(was) - end]
        yield [starts[j] - end, starts[j]]


def _starts(pieces: Sequence[str], offset: int) -> list[int]:
    """Where each piece begins, and where the last one ends."""
    starts = [offset]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """The same without empty parts, and slices that go on as one."""
    last: Part = ""
    for part in parts:
        if not part or (isinstance(part, list) and part[0] == part[1]):
            continue
        if isinstance(part, list) and isinstance(last, list) and last[1] == part[0]:
            last = [last[0], part[1]]
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def shared_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts share at the beginning, and how many of the others at the end."""
    start = _shared(one, other)
    left = min(len(one), len(other)) - start
    return start, min(left, _shared(reversed(one), reversed(other)))


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
