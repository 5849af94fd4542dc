"""The capitalised words of a text that stand together and may be a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from article_qa.index.annotate.roles import (
    ABBREVIATED_TITLES,
    DAYS_AND_MONTHS,
    ORGANISATIONS,
    PARTICLES,
    PLACES,
    SOFT_TITLES,
    TAKES_OF,
    TITLES,
)
from article_qa.index.text.names import NO_NAMES
from article_qa.index.text.sentences import Span
from article_qa.index.text.words import STOP_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_CONTRACTION = re.compile(r"[^\W_]+[’'](?:ll|ve|re|d|m|t)$")
# "D-Ostland" tells a party and a state.
_PARTY = re.compile(r"[DRI]-[A-Z]")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_PARTICLE_JOINED = re.compile(r"(?:al|el|d|l|de|ad|as|an|ul|ibn|bin|abu)[-'’][^\W\d_]")
# They open a sentence with a capital and are no part of a name that follows.
_OPENERS = NO_NAMES | frozenset(
    """yesterday today tomorrow meanwhile earlier later last next still even yet instead despite among amid during
    within around across including like unlike per via here there thus hence otherwise perhaps maybe please let's i'm
    i've i'd i'll it's he's she's that's there's don't we're you're they're what's who's another every each other
    others such former following dear hello thanks yes no well ok okay read see watch sign click photo image
    picture video file source sources by interview""".split()
)
# Words that break a run even with a capital, as they do where a caption runs into a sentence.
_BREAKERS = STOP_WORDS - frozenset("will may can must might own us art own".split())
_FOLLOWS_OF = re.compile(r" (?:of|for)(?: the)? ")
_HARD_TITLES = TITLES - SOFT_TITLES
_ADJECTIVE_ENDINGS = ("-based", "-led", "-born", "-backed", "-owned", "-run", "-style", "-language", "-area")
_OFFICE_OF = re.compile(r"([^\W\d_]+) (?:of|for)(?: the)? $")
# More capitalised words in a row are a headline, not a name. This also bounds the time.
MAX_RUN = 10


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words together: where each stands, the title before them, how they are surrounded."""

    words: tuple[Span, ...]
    title: Span | None
    opens_sentence: bool

    @property
    def start(self) -> int:
        return self.words[0][0]

    @property
    def end(self) -> int:
        return self.words[-1][1]


class Word(NamedTuple):
    """A word with its place; `is_possessive` if "'s" was taken off."""

    start: int
    end: int
    lower: str
    is_capital: bool
    is_possessive: bool


def words_of(text: str) -> list[Word]:
    """The words with their places, "'s" taken off."""
    return [_word(match) for match in _TOKEN.finditer(text)]


def name_runs(text: str, words: Sequence[Word]) -> list[Run]:
    """The runs of `text` in order."""
    runs: list[Run] = []
    current: list[Word] = []
    for word in words:
        if not word.is_capital or word.lower in DAYS_AND_MONTHS:
            continue
        if current and not (len(current) < MAX_RUN and _joins(text, current, word)):
            runs.extend(_runs(text, current))
            current = []
        current.append(word)
    return _with_ands(text, [*runs, *_runs(text, current)])


def opens(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or a line begins at `start`, so that its capital says nothing."""
    before = text[max(0, start - 4) : start].rstrip(" ")
    return not before or before[-1] in ".!?:;\n\"“”„‘'(—–•*[|…"


def _word(match: re.Match[str]) -> Word:
    token, start, end = match.group(), match.start(), match.end()
    possessive = token[-2:] in ("'s", "’s")
    if possessive:
        token, end = token[:-2], end - 2
    lower = token.lower()
    if token[0].isupper() and not _PARTY.match(token):
        capital = lower not in _BREAKERS and not _CONTRACTION.match(lower)
    else:
        capital = not token.islower() and (token.isalpha() or bool(_PARTICLE_JOINED.match(token)))
    return Word(start, end, lower, capital, possessive)


def _with_ands(text: str, runs: Sequence[Run]) -> list[Run]:
    """The runs, those put together that are one name with "and": "the Ostland Iron and Steel Institute"."""
    found: list[Run] = []
    for run in runs:
        last = text[slice(*run.words[-1])].lower()
        if found and last in ORGANISATIONS and len(run.words) > 1 and run.title is None:
            before = found[-1]
            is_one = text[before.end : run.start] == " and " and text[max(0, before.start - 4) : before.start] == "the "
            if is_one and text[slice(*before.words[-1])].lower() not in ORGANISATIONS:
                found[-1] = Run((*before.words, *run.words), before.title, before.opens_sentence)
                continue
        found.append(run)
    return found


def _joins(text: str, current: list[Word], word: Word) -> bool:
    """Whether a capitalised word goes on with the run before it."""
    before = current[-1]
    if before.is_possessive:
        return False
    gap = text[before.end : word.start]
    if gap in (" ", " & "):
        return True
    if gap == ". ":
        return before.lower in ABBREVIATED_TITLES or bool(_INITIAL.fullmatch(before.lower))
    if len(gap) > 12 or not gap.startswith(" ") or not gap.endswith(" "):
        return False
    if gap.strip() in PARTICLES:
        return True
    if _FOLLOWS_OF.fullmatch(gap):
        return any(earlier.lower in TAKES_OF for earlier in current) or before.lower in ORGANISATIONS
    return gap == " and " and any(earlier.lower in ("department", "ministry", "office") for earlier in current)


def _runs(text: str, words: list[Word]) -> list[Run]:
    """The names in words that stand together: without the word that opens a sentence, cut after titles."""
    first = bool(words) and opens(text, words[0].start)
    if first and words[0].lower in _OPENERS:
        words, first = words[1:], False
    while words and words[0].lower.endswith(_ADJECTIVE_ENDINGS):
        words, first = words[1:], False
    words = _without_place_of_office(text, words)
    title_start = words[0].start if words else 0
    found = []
    for part, has_title in _parts(words):
        span = (title_start, part[0].start) if has_title else None
        found.append(Run(tuple((word.start, word.end) for word in part), span, first and part[0] is words[0]))
        title_start = part[-1].end
    return found


def _parts(words: list[Word]) -> list[tuple[list[Word], bool]]:
    """Words cut after an office and after an organisation: each with whether a title stands before it."""
    cut = max((at for at, word in enumerate(words, start=1) if _is_title(word)), default=0)
    if all(word.lower in ORGANISATIONS for word in words[cut:]) and cut < len(words):
        return [(words, False)]
    before, after = words[:cut], words[cut:]
    lead = list(takewhile(lambda word: not _is_title(word), before))
    while lead and lead[-1].lower in SOFT_TITLES:
        lead.pop()
    found = [(lead, False)] if lead else []
    for at in range(2, len(after) - 1):
        if after[at - 1].lower in ORGANISATIONS and _are_personal(after[at:]):
            return [*found, (after[:at], cut > 0), (after[at:], True)]
    return [*found, (after, cut > 0)] if after else found


def _is_title(word: Word) -> bool:
    return word.lower.removesuffix("-elect").removesuffix("-designate") in _HARD_TITLES


def _without_place_of_office(text: str, words: list[Word]) -> list[Word]:
    """The name without what an office before it is of: "Governor of Ostland | Lena Holm"."""
    if len(words) > 2 and (match := _OFFICE_OF.search(text[max(0, words[0].start - 40) : words[0].start])):
        titled = match[1].lower() in _HARD_TITLES
        if titled and not any(word.lower in ORGANISATIONS or word.lower in TITLES for word in words):
            return words[-2:]
    return words


def _are_personal(words: list[Word]) -> bool:
    return len(words) in (2, 3) and not any(word.lower in ORGANISATIONS or word.lower in PLACES for word in words)
