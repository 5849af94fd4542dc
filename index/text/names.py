"""Names in a text: the capitalised words, and which of them mean the same. English only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from article_qa.index.text.days import days
from article_qa.index.text.sentences import Span
from article_qa.index.text.stems import fold
from article_qa.index.text.words import STOP_WORDS, WORD

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
# Named alike, and not each other's people.
STRANGERS = frozenset({("nigerian", "niger"), ("nigerians", "niger")})
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


def is_named(name: str, text: str) -> bool:
    """Whether `text` has the word `name`, its people ("Finnish" for "Finland") or its initials."""
    name, named = fold(name), _named(text)
    lower = name.lower()
    if _singular(lower) in named.singulars or any(lower in group and group & named.said for group in SAME_NAME):
        return True
    if any(_is_of(lower, word) or _is_of(word, lower) for word in named.capitals):
        return True
    return name.isupper() and len(name) > 1 and name in named.initials


@dataclass(frozen=True, slots=True)
class _Named:
    """What a text names: all its words in small letters, those without a plural's ending, the capitalised ones."""

    said: frozenset[str]
    singulars: frozenset[str]
    capitals: frozenset[str]
    initials: str


# A passage is asked for each name of many claims.
@lru_cache(maxsize=512)
def _named(text: str) -> _Named:
    words = WORD.findall(fold(text))
    said = frozenset(word.lower() for word in words)
    return _Named(
        said,
        frozenset(map(_singular, said)),
        frozenset(word.lower() for word in words if word[0].isupper()),
        "".join(word[0] if word[0].isupper() else " " for word in words if word not in ("of", "the", "and")),
    )


def share_seat(one: str, other: str) -> bool:
    """Whether one may stand for the other, as Moscow does for Russia."""
    return any({one.lower(), other.lower()} <= group for group in SEATS)


def _singular(name: str) -> str:
    """A name in small letters without the ending of a plural. A stem would go too far: Nations, national."""
    return name[:-1] if len(name) > 3 and name.endswith("s") and not name.endswith("ss") else name


def _is_of(people: str, place: str) -> bool:
    """Whether `people` is `place` with the ending of its people: Turk-ish, Turk-ey; Finn-ish, Fin-land."""
    short = PEOPLE.sub("", people)
    if short == people or len(short) < 3 or (people, place) in STRANGERS:
        return False
    return place.startswith(short) or (len(short) > 3 and short[-1] == short[-2] and place.startswith(short[:-1]))
