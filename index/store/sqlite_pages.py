"""The pages of an SQLite file, read without SQLite: its rows, also where SQLite gives the file up.

A row is found by the page that it lies on, not by the pages that lead there, so
a page that is lost costs its own rows only. What a log (`-wal`) holds goes
before what the file holds, as far as it was committed. Free pages are left out
while the list of them can be read, or what was removed would come back.
The format: https://www.sqlite.org/fileformat2.html
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TypeAlias

# A text as its bytes, for they may be no text any more; a blob is left out.
Value: TypeAlias = bytes | int | float | None

MAGIC = b"SQLite format 3\0"
# SQLite's default, where the file does not say it.
PAGE_SIZE = 4096
# The kinds of pages in SQLite's file format.
TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR = 13, 10, 2
HEADER_BYTES = {TABLE_LEAF: 8, INDEX_LEAF: 8, INDEX_INTERIOR: 12}
# How long a stored integer is, by its serial type in SQLite's file format.
INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)
LOG_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row lies: its page, counted from 1, and its cell there."""

    page: int
    cell: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or of an index (`number` None), as far as it can be read."""

    place: Place
    number: int | None
    values: tuple[Value, ...]


class Pages:
    """The pages of one open file and of its log; `close` when done."""

    def __init__(self, path: Path) -> None:
        """Raises OSError when the file cannot be read."""
        self._file = path.open("rb")
        log = path.with_name(path.name + "-wal")
        self._log = log.open("rb") if log.exists() else None
        head = self._file.read(100)
        self.size = _page_size(head)
        self._logged: dict[int, int] = {}
        if self._log:
            self._logged = committed(self._log, self.size)
        self.count = max([path.stat().st_size // self.size, *self._logged])

    def close(self) -> None:
        self._file.close()
        if self._log:
            self._log.close()

    def page(self, number: int) -> bytes:
        """The page as it was last committed."""
        if self._log and number in self._logged:
            self._log.seek(self._logged[number])
            return self._log.read(self.size)
        self._file.seek((number - 1) * self.size)
        return self._file.read(self.size)

    @cached_property
    def _usable(self) -> int:
        head = self.page(1)[:100]
        return self.size - (head[20] if head.startswith(MAGIC) else 0)

    def rows(self, page: int) -> Iterator[Row]:
        """The rows that lie on this page; what cannot be read is left out."""
        content = self.page(page)
        for cell in range(_cells(content, page)):
            if row := self.row(Place(page, cell), content):
                yield row

    def row(self, place: Place, content: bytes = b"") -> Row | None:
        """The row at this place, or None."""
        content = content or self.page(place.page)
        start = 100 if place.page == 1 else 0
        kind = content[start]
        try:
            (at,) = struct.unpack_from(">H", content, start + HEADER_BYTES[kind] + 2 * place.cell)
            at += 4 if kind == INDEX_INTERIOR else 0
            length, at = varint(content, at)
            number, at = varint(content, at) if kind == TABLE_LEAF else (None, at)
            return Row(place, number, record(self._payload(content, at, length, is_table=kind == TABLE_LEAF)))
        except (struct.error, IndexError, KeyError, ValueError):
            return None

    def _payload(self, content: bytes, at: int, length: int, *, is_table: bool) -> bytes:
        """The bytes of a row, those on its overflow pages too, as far as these are there."""
        usable = self._usable
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = length if length <= most else local if local <= most else least
        if at + local > usable or not 0 < length <= self.count * self.size:
            raise ValueError("not a row")
        parts = [content[at : at + local]]
        if local == length:
            return parts[0]
        (page,) = struct.unpack_from(">I", content, at + local)
        missing = length - local
        while missing > 0 and 1 < page <= self.count:
            overflow = self.page(page)
            parts.append(overflow[4 : min(usable, 4 + missing)])
            missing -= usable - 4
            (page,) = struct.unpack_from(">I", overflow) if len(overflow) >= 4 else (0,)
        return b"".join(parts)

    def free(self) -> set[int]:
        """The pages that hold nothing any more; none when the list of them cannot be read."""
        head = self.page(1)[:100]
        found: set[int] = set()
        trunk = struct.unpack_from(">I", head, 32)[0] if head.startswith(MAGIC) else 0
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            content = self.page(trunk)
            trunk, count = struct.unpack_from(">II", content) if len(content) == self.size else (0, 0)
            found.update(struct.unpack_from(f">{min(count, self.size // 4 - 2)}I", content, 8))
        return found


def _page_size(head: bytes) -> int:
    """What the header says, or what is usual where there is no header any more."""
    size = int.from_bytes(head[16:18], "big") if head.startswith(MAGIC) else 0
    size = 65536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else PAGE_SIZE


def _cells(content: bytes, page: int) -> int:
    """How many rows a page says that it holds; 0 for pages of other kinds."""
    start = 100 if page == 1 else 0
    if len(content) < start + 12 or content[start] not in HEADER_BYTES:
        return 0
    count, first = struct.unpack_from(">HH", content, start + 3)
    # What happens to lie there must not be taken for a page of rows.
    end = start + HEADER_BYTES[content[start]] + 2 * count
    return count if end <= (first or 65536) <= max(len(content), 65536 * (not first)) else 0


def varint(content: bytes, at: int) -> tuple[int, int]:
    """An integer of 1 to 9 bytes, and where it ends."""
    value = 0
    for n in range(8):
        byte = content[at + n]
        value = value << 7 | byte & 127
        if byte < 128:
            return value, at + n + 1
    value = value << 8 | content[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def record(payload: bytes) -> tuple[Value, ...]:
    """The values of a row; where its bytes end too early, texts are shorter. Raises ValueError, IndexError."""
    end, at = varint(payload, 0)
    if not 0 < end <= len(payload):
        raise ValueError("not a row")
    body, values = end, []
    while at < end:
        kind, at = varint(payload, at)
        value, body = _value(payload, body, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in (0, 8, 9):
        return (None, 0, 1)[(0, 8, 9).index(kind)], at
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind < 7:
        return int.from_bytes(payload[at : at + INTEGER_BYTES[kind]], "big", signed=True), at + INTEGER_BYTES[kind]
    if kind < 12:
        raise ValueError("not a kind of value")
    end = at + (kind - 12) // 2
    return (payload[at:end] if kind % 2 else None), end


def committed(log: BinaryIO, size: int) -> dict[int, int]:
    """Where in a log the newest version of each page begins, up to the last transaction that was finished."""
    head = log.read(32)
    if len(head) < 32:
        return {}
    magic, _, log_size, _, *salts_and_sums = struct.unpack(">8I", head)
    order = LOG_MAGIC.get(magic)
    if order is None or log_size != size:
        return {}
    salts, sums = salts_and_sums[:2], checksum(head[:24], order, (0, 0))
    newest: dict[int, int] = {}
    open_: dict[int, int] = {}
    while len(frame := log.read(24 + size)) == 24 + size:
        page, ends, *rest = struct.unpack_from(">6I", frame)
        sums = checksum(frame[24:], order, checksum(frame[:8], order, sums))
        if rest[:2] != salts or tuple(rest[2:]) != sums:
            break
        open_[page] = log.tell() - size
        if ends:
            newest |= open_
            open_ = {}
    return newest


def checksum(content: bytes, order: str, sums: Sequence[int]) -> tuple[int, int]:
    """SQLite's sum over a log, carried on from `sums`."""
    one, two = sums
    numbers = struct.unpack(f"{order}{len(content) // 4}I", content)
    for first, second in zip(numbers[::2], numbers[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
