"""NearDuplicates: articles that tell one story in the same words, kept in groups.

A wire report that several outlets print, shortened by some, and a story that
its own outlet publishes again with a few lines changed: such copies are one
report, however often it stands in the library. Two outlets that each tell of an
event in their own words are two reports, and so is a text written over.

MinHash signatures, cut into bands that lie in the catalog, propose whom to
compare; the words themselves decide. A group is everything that is connected by
such pairs, so it does not depend on the order of adding, editing and removing.

Reports that repeat each other but for a number may be thousands. So whoever
comes or goes is compared with a bounded number of others, and a group of more
than `MAX_PARTED` stays together when one of it goes.
Only the home of datasketch; knows nothing of passages and vectors.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

from article_qa.index.store.database import Database

Hashes: TypeAlias = npt.NDArray[np.uint64]
Signature: TypeAlias = npt.NDArray[np.uint32]

# Measured, like all figures here: docs/log.md, python -m benchmarks.near_duplicates.
SHINGLE_WORDS = 4
# Of the shorter text's shingles, this share stands in the longer one ...
SHARED = 0.7
# ... and this share of each third of it: a long notice or quote that both carry lies in one place.
SHARED_OF_A_THIRD = 0.5
# Below this a few common phrases would do; then only the same words are twins.
MIN_SHINGLES = 30
# Reports of a yearly event are written over last year's.
MAX_DAYS_APART = 7
# A change of any of these three needs a step in `index.store.schema` that empties both tables.
BANDS = 20
# Twenty bands of three: of texts with half of their shingles in common nine in ten meet in a band.
BAND_ROWS = 3
# Signatures are compared over years, so that they must not depend on chance.
SEED = 1
# NearDuplicates have two thirds of their signature in common or nearly; what merely met in a band has less than this.
LIKELY = 0.25
# So many articles are looked at for each band, and so many of all are compared, the nearest first.
MAX_OF_A_BAND = 50
# Of all that met in a band. Comparing reads the whole texts.
MAX_COMPARED = 20
# When one of a group goes, all that are left are compared; a larger group is not taken apart.
MAX_PARTED = 50
# Bounds the memory that the signature of one very long text takes.
HASHED_AT_ONCE = 10_000
NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What is compared of an article: its shingles in order and its day."""

    shingles: Hashes
    published: date | None


# Whether two reports are copies of one.
Compare: TypeAlias = Callable[[Fingerprint, Fingerprint], bool]


def fingerprint(text: str, published: date | None) -> Fingerprint:
    """The report in `text`; letter case, punctuation and spacing do not count."""
    hashed = _hashed_words(text)
    return Fingerprint(_shingles(hashed, min(SHINGLE_WORDS, len(hashed))), published)


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


def are_copies(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two articles are copies of one report. Either may be the shorter; the order makes no difference.

    Found: the same words on any date; and within a week, or when one of them is
    undated, a copy with another dateline or tail, with a sentence in ten
    changed, or cut by half. Not found: a text reworded throughout, a short item
    inside a long round-up, and a copy cut to less than half (some are found).
    """
    if np.array_equal(one.shingles, other.shingles):
        return True
    if not _near_in_time(one.published, other.published):
        return False
    shorter, longer = sorted((one, other), key=lambda each: len(each.shingles))
    return _holds(longer, shorter) and (len(shorter.shingles) < len(longer.shingles) or _holds(shorter, longer))


def _near_in_time(one: date | None, other: date | None) -> bool:
    """Whether two dates lie within a week; no date is near each."""
    return one is None or other is None or abs(one - other).days <= MAX_DAYS_APART


def _holds(longer: Fingerprint, shorter: Fingerprint) -> bool:
    """Whether the words of `shorter` stand in `longer`, in all parts of it."""
    if len(shorter.shingles) < MIN_SHINGLES:
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


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What is kept of a report, to tell whether comparing it may be worth it."""

    signature: Signature
    published: date | None


OF_SAME_WORDS = "SELECT article FROM twins WHERE signature = ? LIMIT ?"
OF_A_BAND = (
    "SELECT article FROM twin_bands WHERE key = ? AND published BETWEEN ? AND ? "
    "ORDER BY published DESC, article DESC LIMIT ?"
)


NUMBERS_IN = "(SELECT CAST(value AS BIGINT) FROM json_each(?))"


class NearDuplicates:
    """The groups of one catalog. Works inside the transaction that its caller has open.

    Articles go by their number. One that is in no pair is a group of its own.
    `compare` decides on two reports that may be copies.
    """

    def __init__(self, db: Database, compare: Compare = are_copies) -> None:
        self._db = db
        self._compare = compare

    def add(self, number: int) -> None:
        """Compare a stored article with the others, and join the groups that it belongs to."""
        own = self._fingerprint_of(number)
        mark = Mark(signature(own.shingles), own.published)
        likely = [*self._same_text(number), *self._likely(own, mark)]
        group, day = self._new_group(), _stored(own.published)
        self._db.execute("INSERT INTO twins VALUES (?,?,?,?)", (number, group, mark.signature.tobytes(), day))
        bands = [(key, day, number) for key in band_keys(mark.signature)]
        self._db.executemany("INSERT INTO twin_bands VALUES (?,?,?)", bands)
        self._join(group, own, likely)

    def remove(self, number: int) -> None:
        """Forget an article; the rest of its group stays together only as far as its own words connect it."""
        rows = self._db.execute('SELECT "group", signature, published FROM twins WHERE article = ?', (number,))
        for group, blob, day in rows.fetchall():
            bands = [(key, day, number) for key in band_keys(np.frombuffer(blob, np.uint32))]
            self._db.executemany("DELETE FROM twin_bands WHERE key = ? AND published = ? AND article = ?", bands)
            self._db.execute("DELETE FROM twins WHERE article = ?", (number,))
            self._part(group)

    def forget(self, numbers: Sequence[int]) -> None:
        """Forget these articles without reading a word; the rest of their groups waits to be added again."""
        members = [
            number
            for (number,) in self._db.rows(
                f'SELECT article FROM twins WHERE "group" IN (SELECT "group" FROM twins WHERE article IN {NUMBERS_IN})',
                json.dumps(numbers),
            )
        ]
        for table in ("twin_bands", "twins"):
            self._db.execute(f"DELETE FROM {table} WHERE article IN {NUMBERS_IN}", (json.dumps(members),))

    def _part(self, group: int) -> None:
        """Make a group of its own of every part that no pair connects with the rest any more."""
        # Nobody outside the group can join it: whoever is the twin of a member is in the group.
        left = self._db.execute(
            'SELECT article, signature, published FROM twins WHERE "group" = ? LIMIT ?', (group, MAX_PARTED + 1)
        ).fetchall()
        if len(left) > MAX_PARTED:
            return
        apart = {article: _mark(blob, day) for article, blob, day in left}
        if apart:
            self._connected(apart)
        while apart:
            label = self._new_group()
            part = [(label, article) for article in self._connected(apart)]
            self._db.executemany('UPDATE twins SET "group" = ? WHERE article = ?', part)

    def _connected(self, apart: dict[int, Mark]) -> list[int]:
        """One article of `apart` and all that pairs connect with it, taken out of `apart`."""
        reached = [apart.popitem()]
        # The list grows while it is walked.
        for article, mark in reached:
            near = _nearest(mark, apart)
            own = self._fingerprint_of(article) if near else None
            for other in near:
                if own and self._compare(own, self._fingerprint_of(other)):
                    reached.append((other, apart.pop(other)))
        return [article for article, _ in reached]

    def _join(self, own_group: int, own: Fingerprint, likely: list[tuple[int, int]]) -> None:
        joined, compared = {own_group}, 0
        for group, article in likely:
            if group not in joined and compared < MAX_COMPARED:
                compared += 1
                if self._compare(own, self._fingerprint_of(article)):
                    joined.add(group)
        if len(joined) > 1:
            marks = ",".join("?" * len(joined))
            self._db.execute(f'UPDATE twins SET "group" = ? WHERE "group" IN ({marks})', (min(joined), *joined))

    def _same_text(self, number: int) -> list[tuple[int, int]]:
        """(group, article) of those with the very text of an article."""
        return self._db.execute(
            'SELECT t."group", t.article FROM articles own JOIN articles a ON a.sha256 = own.sha256 '
            "JOIN twins t ON t.article = a.number WHERE own.number = ? AND a.number != own.number LIMIT ?",
            (number, MAX_OF_A_BAND),
        ).fetchall()

    def _likely(self, own: Fingerprint, mark: Mark) -> list[tuple[int, int]]:
        """(group, article) of those that may be twins of a new article, the nearest first."""
        values: list[bytes | int | str] = [mark.signature.tobytes(), MAX_OF_A_BAND]
        statements = [OF_SAME_WORDS]
        if len(own.shingles) >= MIN_SHINGLES:
            for key, days in product(band_keys(mark.signature), _days_near(own.published)):
                statements.append(OF_A_BAND)
                values += [key, *days, MAX_OF_A_BAND]
        proposed = " UNION ALL ".join(f"SELECT article FROM ({statement}) likely" for statement in statements)
        rows = self._db.execute(
            f'SELECT article, "group", signature, published FROM twins WHERE article IN ({proposed})', values
        ).fetchall()
        groups = {article: group for article, group, *_ in rows}
        near = _nearest(mark, {article: _mark(blob, day) for article, _, blob, day in rows})
        return [(groups[article], article) for article in near]

    def _new_group(self) -> int:
        # Greater than any in use: an article's number may come again, and its group may have outlived it.
        row = self._db.execute('SELECT coalesce(max("group"), 0) + 1 FROM twins').fetchone()
        return int(row[0])

    def _fingerprint_of(self, number: int) -> Fingerprint:
        row = self._db.execute("SELECT text, published FROM articles WHERE number = ?", (number,)).fetchone()
        text, published = row
        return fingerprint(text, date.fromisoformat(published) if published else None)


def _mark(blob: bytes, day: str) -> Mark:
    return Mark(np.frombuffer(blob, np.uint32), date.fromisoformat(day) if day else None)


def _nearest(own: Mark, others: Mapping[int, Mark]) -> list[int]:
    """Those of `others` that may be twins by their marks, the nearest first."""
    if not others:
        return []
    equal = np.array([other.signature for other in others.values()]) == own.signature
    banded = equal.reshape(-1, BANDS, BAND_ROWS).all(axis=2).any(axis=1)
    likely = []
    for (number, other), share, met in zip(others.items(), equal.mean(axis=1).tolist(), banded, strict=True):
        # The same words are twins on any day; but of a series many have one signature, and words of their own.
        is_near = _near_in_time(own.published, other.published)
        if met and share >= LIKELY and (is_near or share == 1):
            likely.append((is_near, share, number))
    return [number for *_, number in sorted(likely, reverse=True)]


def _stored(day: date | None) -> str:
    """A day as it is stored: "" for an undated article."""
    return day.isoformat() if day else ""


def _days_near(day: date | None) -> list[tuple[str, str]]:
    """Ranges of stored days in which a copy may lie; no date is near each."""
    if day is None:
        return [("", _stored(date.max))]
    first = max(day.toordinal() - MAX_DAYS_APART, date.min.toordinal())
    last = min(day.toordinal() + MAX_DAYS_APART, date.max.toordinal())
    return [("", ""), (_stored(date.fromordinal(first)), _stored(date.fromordinal(last)))]
