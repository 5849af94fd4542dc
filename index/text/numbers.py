"""Numbers in a text, in digits or words, with what they measure. English only.

Nothing is raised for odd text; what is not recognised is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from article_qa.index.text.days import days

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = """third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
NUMBERS = {word: float(n) for n, word in enumerate(_UNITS)} | {word: 10.0 * n for n, word in enumerate(_TENS, 2)}
ORDINALS = {word: float(n) for n, word in enumerate(_ORDINALS, 3)}
MAGNITUDES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12,
}  # fmt: skip
SHORT_MAGNITUDES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
VAGUE = {"tens": 10.0, "dozens": 12.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
MEASURES = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "$": "$", "dollar": "$", "dollars": "$", "usd": "$",
    "€": "€", "euro": "€", "euros": "€", "£": "£", "pound": "£", "pounds": "£", "¥": "¥", "yen": "¥",
}  # fmt: skip
SIGNS = frozenset("$€£¥")
ABOUT = frozenset("about almost approximately around nearly roughly some over above under than least most".split())
NUMBER_PART = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+|[%$€£¥]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `start` to `end`; `measure` is "%", a currency's sign, or empty."""

    value: float
    measure: str
    is_about: bool
    text: str
    start: int
    end: int

    def fits(self, other: "Figure") -> bool:
        """Whether a claim of this figure holds where `other` stands; "about" forgives rounding."""
        if self.measure and other.measure and self.measure != other.measure:
            return False
        return self.value == other.value or (self.is_about and self.value == _rounded(other.value, self.value))


def figures(text: str) -> list[Figure]:
    """The numbers of `text` outside its dates, in digits or words; a bare year counts, a bare "one" does not."""
    for day in days(text):
        if not day.is_year:
            text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    parts = list(NUMBER_PART.finditer(text))
    words = [part.group().lower() for part in parts]
    # Only a space or a hyphen joins the parts of one number.
    joined = [False, *(not text[a.end() : b.start()].strip(" -\u2011") for a, b in pairwise(parts))]
    found = []
    at = 0
    while at < len(parts):
        value, after = _number(words, joined, at)
        if after == at:
            at += 1
            continue
        last = after
        signed = at > 0 and words[at - 1] in SIGNS
        measure = MEASURES[words[at - 1]] if signed else ""
        for size in (1, 2):
            unit = " ".join(words[after : after + size])
            if not measure and unit in MEASURES and unit not in SIGNS:
                measure, last = MEASURES[unit], after + size
        if measure or words[at:after] != ["one"]:
            is_about = not ABOUT.isdisjoint(words[max(0, at - 2) : at])
            start, end = parts[at - signed].start(), parts[last - 1].end()
            found.append(Figure(value, measure, is_about, text[start:end], start, end))
        at = after
    return found


def _number(words: Sequence[str], joined: Sequence[bool], at: int) -> tuple[float, int]:
    """The number that begins at word `at`, and where it ends; at `at` when there is none."""
    total = current = 0.0
    first = at
    while at < len(words) and (at == first or joined[at]):
        word, last, following = words[at], words[at - 1] if at > first else "", words[at + 1 : at + 3]
        if not last and word[0].isdecimal():
            current = float(word.replace(",", ""))
            if word.endswith("00") and len(word) == 4 and following[:1] == ["s"]:
                # "The 1800s" are the nineteenth century.
                return current // 100 + 1, at + 2
        elif word in NUMBERS and (
            not last or (current and not current % 100) or (last in _TENS and NUMBERS[word] < 10)
        ):
            current += NUMBERS[word]
        elif word in ORDINALS and (not last or last in _TENS):
            return current + ORDINALS[word], at + 1
        elif word in VAGUE and not last:
            current = VAGUE[word]
        elif not last and word in ("several", "few") and following and following[0] in MAGNITUDES:
            current = 1
        elif last and word in MAGNITUDES:
            current *= MAGNITUDES[word]
            if word != "hundred":
                total, current = total + current, 0.0
        elif last[:1].isdecimal() and word in SHORT_MAGNITUDES:
            return current * SHORT_MAGNITUDES[word], at + 1
        elif last and word == "and" and following == ["a", "half"]:
            current += 0.5
            at += 2
        elif last in VAGUE and word == "of" and following and following[0] in VAGUE:
            current *= VAGUE[following[0]]
            at += 1
        elif not (last in MAGNITUDES and word == "and" and following and following[0] in NUMBERS):
            break
        at += 1
    return total + current, at


def _rounded(value: float, like: float) -> float:
    """`value` with as many digits as `like` has before its last zeros."""
    digits = len(f"{like:.0f}".rstrip("0")) if like >= 1 else 1
    return float(f"{value:.{max(0, digits - 1)}e}")
