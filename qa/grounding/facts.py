"""What can be compared without understanding a sentence: its figures, dates and names.

English only. Nothing is raised for odd text; what is not recognised is left out.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from index.chunk import Span
from index.search import STOP_WORDS, WORD

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = """third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
NUMBERS = {word: float(n) for n, word in enumerate(_UNITS)} | {word: 10.0 * n for n, word in enumerate(_TENS, 2)}
ORDINALS = {word: float(n) for n, word in enumerate(_ORDINALS, 3)}
MAGNITUDES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT_MAGNITUDES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
VAGUE = {"tens": 10.0, "dozens": 12.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
MEASURES = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "$": "$", "dollar": "$", "dollars": "$", "usd": "$",
    "€": "€", "euro": "€", "euros": "€", "£": "£", "pound": "£", "pounds": "£", "¥": "¥", "yen": "¥",
}  # fmt: skip
SIGNS = frozenset("$€£¥")
ABOUT = frozenset("about almost approximately around nearly roughly some over above under than least most".split())
NUMBER_PART = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+|[%$€£¥]")

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%]|[,.]\d)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\w%]|[,.:-]\d)"
_TO = r"(?: and | to | or |-|–)"
_DATES = (
    r"\b(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b",
    rf"\b(?:(?P<other>[0-3]?\d){_TO})?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?",
    rf"\b{_MONTH} {_DAY}(?! (?:m|b)illion)\b(?:{_TO}(?P<other>[0-3]?\d)\b(?! [A-Z]))?(?:,? {_YEAR})?",
    rf"\b{_MONTH}(?:,? (?:of )?{_YEAR})?(?!\w)",
    r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    rf"(?<![\w.,$€£-]){_YEAR}",
)
# One expression allows a group's name once, so each form numbers its own.
DATE = re.compile("|".join(re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{n}>", form) for n, form in enumerate(_DATES)))
BEFORE_MAY = re.compile(r"\b(?:in|by|since|until|of|last|next|from) $")

ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s")
# Words that are capitalised without being a name: titles, and those that open a sentence.
NO_NAMES = STOP_WORDS | frozenset(
    """mr mrs ms dr sir lord lady president minister prime king queen prince general chancellor
    according nearly although though however both neither no not some many several with without
    since one two three four five six seven eight nine ten""".split()
)
NAME_JOIN = re.compile(r"[ -]|-le-|[’']s ")
PEOPLE = re.compile(r"(?:ish|ese|ians?|ans?|is?|ines?|ns?|s)$")
SAME_NAME = [
    frozenset(line.split())
    for line in (
        "france french frenchman", "netherlands dutch holland", "britain british uk briton britons england english",
        "us usa america american americans states", "spain spanish", "denmark danish danes", "greece greek greeks",
        "norway norwegian norwegians", "switzerland swiss", "ireland irish", "philippines filipino filipinos",
        "wales welsh", "germany german germans", "scotland scottish scots",
    )
]  # fmt: skip
# A capital, or who sits there, often stands for the state.
SEATS = [
    frozenset(line.split())
    for line in (
        "russia russian moscow kremlin putin", "china chinese beijing", "us american america washington states",
        "britain british uk london", "france french paris", "germany german berlin", "ukraine ukrainian kyiv kiev",
        "syria syrian damascus", "turkey turkish ankara", "iran iranian tehran", "israel israeli jerusalem",
        "eu european brussels", "egypt egyptian cairo", "jordan jordanian amman", "japan japanese tokyo",
        "india indian delhi",
    )
]  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Day:
    """A date, as much of it as is said; `weekday` counts from Monday, 0."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    text: str
    start: int
    end: int

    @property
    def is_year(self) -> bool:
        return self.month is None and self.weekday is None

    def fits(self, other: "Day") -> bool:
        """Whether a claim of this date holds where `other` stands: all that both say agrees."""
        if self.weekday is not None:
            return self.weekday == other.weekday if other.weekday is not None else self.weekday == other.falls_on()
        if self.is_year:
            return self.year == other.year
        return self.month == other.month and (not self.day or other.day == self.day) and not self.clashes(other)

    def clashes(self, other: "Day") -> bool:
        """Whether both say the same part of a date, and say it differently."""
        ours = (self.year, self.month, self.day, self.weekday)
        theirs = (other.year, other.month, other.day, other.weekday)
        return any(a is not None and b is not None and a != b for a, b in zip(ours, theirs, strict=True))

    def falls_on(self) -> int | None:
        """The weekday of a whole date."""
        try:
            return date(self.year or 0, self.month or 0, self.day or 0).weekday()
        except ValueError:
            return None


def days(text: str) -> list[Day]:
    """The dates of `text`, in order; of "7 and 8 May" both, a year or a weekday alone too."""
    found = []
    for match in DATE.finditer(text):
        part = {name[:-1]: value for name, value in match.groupdict().items() if value}
        if match.group() == "May" and not BEFORE_MAY.search(text[: match.start()]):
            continue
        month = part.get("month", "")
        number = int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1 if month else None
        weekday = WEEKDAYS.index(part["weekday"].lower()) if "weekday" in part else None
        year = int(part["year"]) if "year" in part else None
        numbers = [int(part[name]) for name in ("other", "day") if name in part]
        for day in numbers or (None,):
            found.append(Day(year, number, day, weekday, match.group().rstrip("."), *match.span()))
    return found


def figures(text: str) -> list[Figure]:
    """The numbers of `text` outside its dates, in digits or words; a bare year counts, "one" does not."""
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
        if words[at:after] != ["one"]:
            is_about = not ABOUT.isdisjoint(words[max(0, at - 2) : at])
            start, end = parts[at - signed].start(), parts[last - 1].end()
            found.append(Figure(value, measure, is_about, text[start:end], start, end))
        at = after
    return found


def names(text: str) -> list[Span]:
    """Where the capitalised words stand, dates and titles aside, and first words that may be any word."""
    dated = [(day.start, day.end) for day in days(text)]
    found = []
    for match in WORD.finditer(text):
        word, (start, end) = match.group(), match.span()
        if not word[0].isupper() or len(word) < 2 or any(a <= start < b for a, b in dated):
            continue
        opens = not start or re.search(r"(?:[.!?:\n]\s*|^)[\"“”‘'(]*$", text[:start])
        alone = not word.isupper() and not re.match(r" [^\W\d_a-z]", text[end:])
        if word.lower() not in NO_NAMES and not (opens and alone):
            found.append((start, end))
    return found


def whole(text: str, words: Sequence[Span]) -> list[Span]:
    """The names that neighbouring `words` of `text` make up together."""
    found: list[Span] = []
    for start, end in words:
        if found and NAME_JOIN.fullmatch(text, found[-1][1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """`word` in lower case without accents and its usual endings; crude, for comparing only."""
    word = fold(word).lower()
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.rstrip("eiy") if len(word) > 3 else word


def fold(text: str) -> str:
    """`text` without its accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def is_named(name: str, text: str) -> bool:
    """Whether `text` has the word `name`, its people ("Finnish" for "Finland") or its initials."""
    name, text = fold(name), fold(text)
    words = WORD.findall(text)
    lower = name.lower()
    said = {word.lower() for word in words}
    if stem(name) in {stem(word) for word in said} or any(lower in group and group & said for group in SAME_NAME):
        return True
    capitals = {word.lower() for word in words if word[0].isupper()}
    if any(_is_of(lower, word) or _is_of(word, lower) for word in capitals):
        return True
    initials = "".join(word[0] if word[0].isupper() else " " for word in words if word not in ("of", "the", "and"))
    return name.isupper() and len(name) > 1 and name in initials


def share_seat(one: str, other: str) -> bool:
    """Whether one may stand for the other, as Moscow does for Russia."""
    return any({one.lower(), other.lower()} <= group for group in SEATS)


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


def _is_of(people: str, place: str) -> bool:
    """Whether `people` is `place` with the ending of its people: Turk-ish, Turk-ey; Finn-ish, Fin-land."""
    short = PEOPLE.sub("", people)
    if short == people or len(short) < 3:
        return False
    return place.startswith(short) or (len(short) > 3 and short[-1] == short[-2] and place.startswith(short[:-1]))
