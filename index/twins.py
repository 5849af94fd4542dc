"""Twins: articles that tell one story in the same words, kept in groups.

A wire report that several outlets print, shortened by some, and a story that
its own outlet publishes again with a few lines changed: such copies are one
report, however often it stands in the library. Two outlets that each tell of an
event in their own words are two reports, and so is a text written over.

MinHash signatures, cut into bands that lie in the catalog, propose whom to
compare; the words themselves decide. A group is everything that is connected by
such pairs, so it does not depend on the order of adding, editing and removing.
Only the home of datasketch; knows nothing of passages and vectors.
"""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

Hashes: TypeAlias = npt.NDArray[np.uint64]
Signature: TypeAlias = npt.NDArray[np.uint32]

# Measured, like all figures here: docs/log.md, python -m benchmarks.twins.
SHINGLE_WORDS = 4
# Of the shorter text's shingles, this share stands in the longer one ...
SHARED = 0.7
# ... and this share of each third of it: a long notice or quote that both carry lies in one place.
SHARED_OF_A_THIRD = 0.5
# Below this a few common phrases would do; then only the same words are twins.
FEWEST_SHINGLES = 30
# Reports of a yearly event are written over last year's.
MOST_DAYS_APART = 7
# A change of any of these three needs a step in `index.schema` that empties both tables.
BANDS = 20
BAND_ROWS = 3
SEED = 1
# Twins have two thirds of their signature in common or nearly; what merely met in a band has less than this.
LIKELY = 0.25
# Bounds the memory that the signature of one very long text takes.
HASHED_AT_ONCE = 10_000
NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """What is compared of an article: its shingles in order and its day."""

    shingles: Hashes
    published: date | None


def report(text: str, published: date | None) -> Report:
    """The report in `text`; letter case, punctuation and spacing do not count."""
    hashed = _hashed_words(text)
    return Report(_shingles(hashed, min(SHINGLE_WORDS, len(hashed))), published)


def share_held(words: str, text: str) -> float:
    """The share of the shingles of `words` that stand in `text`; 1 when there are none."""
    wanted = _hashed_words(words)
    width = min(SHINGLE_WORDS, len(wanted))
    return float(np.isin(_shingles(wanted, width), _shingles(_hashed_words(text), width)).mean()) if width else 1.0


def _hashed_words(text: str) -> Hashes:
    words = NOT_WORDS.sub(" ", text.casefold()).encode(errors="replace").split()
    return np.fromiter(map(crc32, words), np.uint64, len(words))


def _shingles(hashed: Hashes, width: int) -> Hashes:
    """A number for each run of `width` words, in order; none for a width of 0."""
    shingles = np.zeros(max(0, len(hashed) - width + 1) if width else 0, np.uint64)
    for offset in range(width):
        # Multiplication and folding mix each word in with its place; numbers wrap around at 64 bits.
        shingles = (shingles ^ hashed[offset : offset + len(shingles)]) * np.uint64(0x9E3779B97F4A7C15)
        shingles ^= shingles >> np.uint64(29)
    return shingles


def are_twins(one: Report, other: Report) -> bool:
    """Whether two articles are copies of one report. Either may be the shorter; the order makes no difference.

    Found: the same words on any date; and within a week, or when one of them is
    undated, a copy with another dateline or tail, with a sentence in ten
    changed, or cut by half. Not found: a text reworded throughout, a short item
    inside a long round-up, and a copy cut to less than half (some are found).
    """
    if np.array_equal(one.shingles, other.shingles):
        return True
    if one.published and other.published and abs(one.published - other.published).days > MOST_DAYS_APART:
        return False
    shorter, longer = sorted((one, other), key=lambda each: len(each.shingles))
    return _holds(longer, shorter) and (len(shorter.shingles) < len(longer.shingles) or _holds(shorter, longer))


def _holds(longer: Report, shorter: Report) -> bool:
    """Whether the words of `shorter` stand in `longer`, in all parts of it."""
    if len(shorter.shingles) < FEWEST_SHINGLES:
        return False
    shared = np.isin(shorter.shingles, longer.shingles)
    thirds = [part.mean() for part in np.array_split(shared, 3)]
    return bool(shared.mean() >= SHARED and min(thirds) >= SHARED_OF_A_THIRD)


def signature(shingles: Hashes) -> Signature:
    """The MinHash of a text; the share of equal numbers in two is near their shingles' Jaccard similarity."""
    minhash = _blank().copy()
    low = (shingles & np.uint64(0xFFFFFFFF)).tolist()
    for first in range(0, len(low), HASHED_AT_ONCE):
        minhash.update_batch(low[first : first + HASHED_AT_ONCE])
    made: Signature = minhash.digest()
    return made


@cache
def _blank() -> Any:
    # It brings scipy, which takes longest of all that adding imports; reading needs neither.
    from datasketch import MinHash

    return MinHash(num_perm=BANDS * BAND_ROWS, seed=SEED, hashfunc=int, scheme="affine32")


def band_keys(made: Signature) -> list[int]:
    """A key for each band: two texts with a key in common have equal numbers in that band."""
    keys = np.arange(BANDS, dtype=np.uint64)
    for row in made.reshape(BANDS, BAND_ROWS).T:
        keys = (keys ^ row) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(29)
    return keys.view(np.int64).tolist()


class Twins:
    """The groups of one catalog. Works inside the transaction that its caller has open.

    Articles go by their number. One that is in no pair is a group of its own.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, number: int) -> None:
        """Compare a stored article with the others, and join the groups that it belongs to."""
        own = self._report(number)
        made = signature(own.shingles)
        self._db.execute("INSERT INTO twins VALUES (?,?,?)", (number, number, made.tobytes()))
        self._db.executemany("INSERT INTO twin_bands VALUES (?,?)", [(key, number) for key in band_keys(made)])
        self._join(number, own, made)

    def remove(self, number: int) -> None:
        """Forget an article; the rest of its group stays together only as far as its own words connect it."""
        rows = self._db.execute('SELECT "group", signature FROM twins WHERE article = ?', (number,)).fetchall()
        for group, blob in rows:
            keys = band_keys(np.frombuffer(blob, np.uint32))
            self._db.executemany("DELETE FROM twin_bands WHERE key = ? AND article = ?", [(k, number) for k in keys])
            self._db.execute("DELETE FROM twins WHERE article = ?", (number,))
            # Nobody outside the group can join it: whoever is the twin of a member is in the group.
            left = self._db.execute(
                'SELECT article, signature FROM twins WHERE "group" = ? ORDER BY article', (group,)
            ).fetchall()
            self._db.execute('UPDATE twins SET "group" = article WHERE "group" = ?', (group,))
            for article, own in left[1:]:
                self._join(article, self._report(article), np.frombuffer(own, np.uint32))

    def forget(self, numbers: Sequence[int]) -> None:
        """Forget these articles without reading a word; the rest of their groups waits to be added again."""
        members = [
            number
            for (number,) in self._db.execute(
                'SELECT article FROM twins WHERE "group" IN '
                '(SELECT "group" FROM twins WHERE article IN (SELECT value FROM json_each(?)))',
                (json.dumps(numbers),),
            )
        ]
        for table in ("twin_bands", "twins"):
            self._db.execute(
                f"DELETE FROM {table} WHERE article IN (SELECT value FROM json_each(?))", (json.dumps(members),)
            )

    def _join(self, number: int, own: Report, made: Signature) -> None:
        (joined,) = (set(row) for row in self._db.execute('SELECT "group" FROM twins WHERE article = ?', (number,)))
        for group, article in self._likely(number, made):
            if group not in joined and are_twins(own, self._report(article)):
                joined.add(group)
        if len(joined) > 1:
            marks = ",".join("?" * len(joined))
            self._db.execute(f'UPDATE twins SET "group" = ? WHERE "group" IN ({marks})', (min(joined), *joined))

    def _likely(self, number: int, made: Signature) -> list[tuple[int, int]]:
        """(group, article) of those whose signature is near, the nearest first."""
        keys = band_keys(made)
        rows = self._db.execute(
            'SELECT "group", article, signature FROM twins WHERE article != ? AND article IN '
            f"(SELECT article FROM twin_bands WHERE key IN ({','.join('?' * len(keys))}))",
            (number, *keys),
        ).fetchall()
        alike = [(np.mean(np.frombuffer(blob, np.uint32) == made), group, article) for group, article, blob in rows]
        return [(group, article) for share, group, article in sorted(alike, reverse=True) if share >= LIKELY]

    def _report(self, number: int) -> Report:
        row = self._db.execute("SELECT text, published FROM articles WHERE number = ?", (number,)).fetchone()
        text, published = row
        return report(text, date.fromisoformat(published) if published else None)
