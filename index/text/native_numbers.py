"""Numbers in a text of any language, in its digits or its words.

"1.250" is a thousand and more in German and a little more than one in English, so
a figure has each value that it may have.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from article_qa.index.text.native import NativeWords, native_words
from article_qa.index.text.native_words import Word, words
from article_qa.index.text.numbers import figures

_DIGITS = re.compile(r"\d+(?:[.,'’٫٬\u00a0\u202f ]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’٬\u00a0\u202f ])\d{3})(?:\1\d{3})*")
_FRACTION = re.compile(r"(.*\d)([.,٫])(\d+)")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
# A number that is written as one word has no more parts.
MAX_PARTS = 10
# A part of a number, and whether it multiplies what comes before it.
Numeral: TypeAlias = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class NativeFigure:
    """A number at `start` to `end` of a text, and the values that it may have."""

    values: frozenset[float]
    text: str
    start: int
    end: int
    in_words: bool

    def fits(self, other: "NativeFigure") -> bool:
        """Whether both may be the same number, or this one the other one rounded."""
        pairs = [(ours, theirs) for ours in self.values for theirs in other.values]
        return any(ours == theirs or _is_rounded(ours, theirs) for ours, theirs in pairs)


def native_figures(text: str, code: str | None) -> list[NativeFigure]:
    """The numbers of `text`, a bare "one" aside; only those in digits where the language is not known."""
    if code == "en":
        return [NativeFigure(frozenset({f.value}), f.text, f.start, f.end, not f.text[0].isdecimal())
                for f in figures(text)]  # fmt: skip
    found = _read(text, native_words(code))
    return [each for each in found if not (each.in_words and each.values <= {0.0, 1.0})]


def _read(text: str, known: NativeWords | None) -> Iterator[NativeFigure]:
    at = 0
    parts = words(text)
    number = 0
    while number < len(parts):
        part = parts[number]
        digits = _DIGITS.match(text, part.start) if part.text[0].isdecimal() and part.start >= at else None
        if part.start < at:
            number += 1
        elif digits:
            at = digits.end()
            after = next((n for n, each in enumerate(parts) if each.start >= at), len(parts))
            values, after, at = _magnified(_values(digits.group(), known), parts, after, at, text, known)
            yield NativeFigure(values, text[part.start : at], part.start, at, in_words=False)
            number = after
        elif known and (spelled := _spelled(parts, number, text, known)):
            value, after = spelled
            at = parts[after - 1].end
            yield NativeFigure(frozenset({value}), text[part.start : at], part.start, at, in_words=True)
            number = after
        else:
            number += 1


def _values(digits: str, known: NativeWords | None) -> frozenset[float]:
    """What the digits may mean: with the signs as marks of thousands, as a fraction, or both."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in digits)
    whole = float(re.sub(r"\D", "", plain))
    match = _FRACTION.fullmatch(plain)
    if not match:
        return frozenset({whole})
    fraction = float(f"{re.sub(r'[^0-9]', '', match[1])}.{match[3]}")
    is_grouped = bool(_GROUPED.fullmatch(plain) or _INDIAN.fullmatch(plain))
    decimal = known.decimal if known else ".,"
    if match[2] not in decimal:
        return frozenset({whole if is_grouped else fraction})
    return frozenset({whole, fraction} if is_grouped and len(decimal) > 1 else {fraction})


def _magnified(
    values: frozenset[float], parts: Sequence[Word], after: int, at: int, text: str, known: NativeWords | None
) -> tuple[frozenset[float], int, int]:
    """The values times the thousands and millions that follow, and where those end."""
    for _ in range(2):
        key = parts[after].key if after < len(parts) else ""
        if not known or key not in known.magnitudes or text[at : parts[after].start].strip(" .-\u00a0\u202f"):
            break
        values = frozenset(round(value * known.magnitudes[key], 6) for value in values)
        at, after = parts[after].end, after + 1
    return values, after, at


def _spelled(parts: Sequence[Word], first: int, text: str, known: NativeWords) -> tuple[float, int] | None:
    """The number that words from `first` on tell, and where it ends; None where they tell none."""
    numerals: list[Numeral] = []
    end, at = first, first
    while at < len(parts) and (at == first or not text[parts[at - 1].end : parts[at].start].strip(" -\u00a0")):
        size, found = _numeral(parts, at, known)
        joins = bool(numerals) and parts[at].key in known.joiners
        if not size and not joins:
            break
        if size and numerals and not _may_follow(numerals[-1], found[0], is_joined=end < at or known.code == "ar"):
            break
        numerals += found
        at += size or 1
        end = at if size else end
    is_magnitude = all(multiplies for _, multiplies in numerals)
    # "Cent" and "mille" are numbers by themselves, "万" and "millions" are not.
    if not numerals or (is_magnitude and (known.code == "zh" or numerals[0][0] > 1000)):
        return None
    return _total(numerals), end


def _may_follow(last: Numeral, numeral: Numeral, *, is_joined: bool) -> bool:
    """Whether a numeral is a part of the number that ends with `last`: "twenty" and "three", not "two" and "three"."""
    (before, multiplied), (value, multiplies) = last, numeral
    if multiplies or multiplied or before == 0 or max(before, value) < 10:
        # Digits one after another are a number: "二〇二四".
        return multiplies or multiplied or (max(before, value) < 10 and not is_joined)
    if value < before:
        return before % 10 == 0 and (value < 10 or before % 100 == 0 or before in (60, 80))
    return is_joined and before < 10 and value % 10 == 0


def _numeral(parts: Sequence[Word], at: int, known: NativeWords) -> tuple[int, list[Numeral]]:
    """How many words make a numeral here, and its parts: each with whether it multiplies."""
    for size in (2, 1):
        key = " ".join(part.key for part in parts[at : at + size])
        if len(parts) - at >= size and key in known.numbers:
            return size, [(known.numbers[key], False)]
        if len(parts) - at >= size and key in known.magnitudes:
            return size, [(known.magnitudes[key], True)]
    key = parts[at].key
    # "وعشرون" is "and twenty".
    if known.code == "ar" and key[:1] == "و" and key[1:] in known.numbers:
        return 1, [(known.numbers[key[1:]], False)]
    return (1, glued) if known.is_glued and (glued := _glued(key, known)) else (0, [])


def _glued(key: str, known: NativeWords) -> list[Numeral]:
    """The parts of a number that is written as one word; none where it is another word."""
    found: list[Numeral] = []
    while key and len(found) < MAX_PARTS:
        sizes = range(min(len(key), 16), 1, -1)
        size = next((n for n in sizes if key[:n] in known.numbers or key[:n] in known.magnitudes), 0)
        joiner = next((each for each in known.joiners if found and key.startswith(each)), "")
        if not size and not joiner:
            return []
        part, key = key[: size or len(joiner)], key[size or len(joiner) :]
        if size:
            is_magnitude = part in known.magnitudes
            found.append((known.magnitudes[part] if is_magnitude else known.numbers[part], is_magnitude))
    return found if len(found) > 1 and not key else []


def _total(numerals: Sequence[Numeral]) -> float:
    """The number that the parts make together: two, hundred, five, thousand -> 205,000."""
    if len(numerals) > 1 and all(value < 10 and not multiplies for value, multiplies in numerals):
        return float("".join(str(value) for value, _ in numerals))
    terms: list[float] = []
    for value, multiplies in numerals:
        times = 0.0
        while multiplies and terms and terms[-1] < value:
            times += terms.pop()
        terms.append((times or 1) * value if multiplies else value)
    return sum(terms)


def _is_rounded(ours: float, theirs: float) -> bool:
    """Whether `ours` has few digits and is `theirs` rounded to so many."""
    if ours < 10 or ours == theirs:
        return ours == theirs
    digits = len(f"{ours:.0f}".rstrip("0"))
    return digits < len(f"{theirs:.0f}".rstrip("0")) and float(f"{theirs:.{digits - 1}e}") == ours
