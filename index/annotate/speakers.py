"""Who speaks in a sentence: the noun phrase beside a verb -> the name that the article gives. English only."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from article_qa.index.annotate.cast import MAX_ROLE, Cast, Speaker
from article_qa.index.annotate.noun_phrases import (
    BOUNDARY,
    WORD,
    head,
    is_office,
    is_verb,
    role_words,
    tells_role,
    without_article,
)
from article_qa.index.annotate.roles import ABBREVIATED_TITLES, PREPOSITIONS, SPEAKING_BODIES, SPEAKING_PEOPLE, TITLES
from article_qa.index.text.sentences import Span, trim
from article_qa.index.text.words import STOP_WORDS

# A noun phrase that tells who speaks is shorter than this.
MAX_PHRASE = 260
_PRONOUN = re.compile(r"\b(he|she|it|they)$", re.IGNORECASE)
_PRONOUN_FIRST = re.compile(r"(he|she|it|they)\b")
# What somebody gives out is their own words.
_WRITINGS = frozenset(
    "statement tweet post letter message email memo speech essay blog column remarks report account".split()
)
_APPOSITION_STARTS = frozenset(
    """the a an its his her their our who whose which where when asked speaking writing citing in on at from of for to
    with according also now then aged formerly currently""".split()
)
_NO_ADJECTIVE = (
    (STOP_WORDS - {"own"}) | PREPOSITIONS | frozenset("one many several two three four however although".split())
)
_OFFICE_OF = re.compile(rf"(?:{'|'.join(sorted(TITLES | SPEAKING_PEOPLE))}) (?:of|for|at)\b", re.IGNORECASE)
_WEEK = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")


def phrase_speaker(cast: Cast, start: int, end: int) -> Speaker | None:
    """Who is meant by the noun phrase from `start` to `end`, which has no comma."""
    start, end = trim(cast.text, start, end)
    if start >= end or end - start > MAX_PHRASE:
        return None
    mentions = cast.within(start, end)
    phrase = cast.text[start:end]
    for index in mentions:
        role = _lead(cast.text, start, cast.starts[index])
        if role is not None:
            rest = cast.text[cast.ends[index] : end].strip()
            return _beside(cast, index, rest, role, mentions[-1], (start, end))
    if mentions and cast.ends[mentions[-1]] == end and _heads_to(cast.text[start : cast.starts[mentions[-1]]]):
        return cast.speaker(mentions[-1], cast.role_before(cast.starts[mentions[-1]]))
    return _unnamed(phrase, start, end)


def _lead(text: str, start: int, name_start: int) -> str | None:
    """The role in front of a name when nothing else stands there, or None."""
    lead = text[start:name_start].strip()
    if not lead:
        return ""
    words = lead.split()
    if any(word.lower() in PREPOSITIONS or is_verb(word) or word in ("who", "that") for word in words):
        return None
    if words[-1].lower() in ("the", "a", "an"):
        return ""
    if len(words) > 7 or lead.endswith(("'s", "’s")):
        return None
    return " ".join(role_words(words))


def _beside(cast: Cast, index: int, rest: str, role: str, last: int, whole: Span) -> Speaker | None:
    """The speaker of a phrase that begins with a name: the name, or what stands behind it."""
    if not rest or rest == ".":
        return cast.speaker(index, role)
    words = WORD.findall(rest.lower())
    owned = rest.startswith(("'", "’"))
    if owned and words and words[0] == "s":
        words = words[1:]
    if not words:
        return None
    if words[0] in PREPOSITIONS or words[0] in ("who", "himself", "herself", "itself", "themselves", "also", "both"):
        return cast.speaker(index, role)
    if owned and words[-1] in _WRITINGS:
        return cast.speaker(index, role)
    if last != index and cast.ends[last] == whole[1]:
        return cast.speaker(last, cast.role_before(cast.starts[last]))
    return _unnamed(cast.text[whole[0] : whole[1]], *whole)


def _heads_to(lead: str) -> bool:
    """Whether a phrase such as "Governor of Ostland" leads to a name at its end."""
    words = lead.split()
    return (
        bool(words)
        and words[-1].lower() not in PREPOSITIONS
        and words[-1] not in ("the", "a", "an")
        and any(is_office(word) for word in words)
        and "who" not in words
    )


def _unnamed(phrase: str, start: int, end: int) -> Speaker | None:
    """A speaker without a name: "the canal authority", "a spokesman for the ministry"."""
    if len(phrase) > 120:
        return None
    noun = head(phrase)
    if noun not in SPEAKING_PEOPLE and noun not in SPEAKING_BODIES:
        return None
    relative = phrase.find(" who ")
    offset = _noun_phrase_start(phrase, noun)
    shown = phrase[offset : relative if relative > 0 else None].strip()
    return Speaker(" ".join(shown.split()), "", start + offset, end, False, False)


def _noun_phrase_start(phrase: str, noun: str) -> int:
    """Where the noun with its adjectives begins: "canal authority" in "however the canal authority"."""
    words = list(WORD.finditer(phrase))
    at = next((number for number, word in enumerate(words) if word.group().lower() == noun), 0)
    while at > 0 and words[at - 1].group().lower() not in _NO_ADJECTIVE:
        at -= 1
    return words[at].start() if words else 0


def speaker_before(cast: Cast, masked: str, floor: int, end: int) -> Speaker | str | None:
    """Who stands in front of a verb, or the pronoun ("he") that stands for them."""
    floor = max(floor, end - MAX_PHRASE)
    end = trim(masked, floor, end)[1]
    if end <= floor:
        return None
    if masked[end - 1] == ",":
        return _before_comma(cast, masked, floor, end - 1)
    if pronoun := _PRONOUN.search(masked, max(floor, end - 5), end):
        return pronoun[1].lower()
    if masked.endswith(" who", floor, end):
        return _before_comma(cast, masked, floor, trim(masked, floor, end - 4)[1])
    start = _phrase_start(cast, masked, floor, end)
    if masked[start - 1] == "," and _is_apposition(cast, *trim(masked, start, end)):
        # Its second comma is left out: Lena Ost, harbour master of Sundby | said.
        named = _before_comma(cast, masked, floor, end)
        if named and named.is_named:
            return named
    return phrase_speaker(cast, start, end)


def _phrase_start(cast: Cast, masked: str, floor: int, end: int) -> int:
    """Where the noun phrase that ends at `end` begins: behind the last boundary outside names."""
    start = floor
    for match in BOUNDARY.finditer(masked, floor, end):
        if not _inside_name(cast, match.start()):
            start = match.end()
    return start


def _inside_name(cast: Cast, at: int) -> bool:
    index = bisect_left(cast.starts, at + 1) - 1
    return index >= 0 and cast.starts[index] <= at < cast.ends[index]


def _before_comma(cast: Cast, masked: str, floor: int, end: int) -> Speaker | None:
    """Who stands before an apposition: "Lena Ost, the harbour master, | said"."""
    segments = _segments(masked, floor, end)
    apposition = ""
    unnamed = None
    for number, (start, stop) in enumerate(reversed(segments[-5:])):
        piece = masked[start:stop]
        first = piece.split(" ", 1)[0].lower() if piece else ""
        if first in _APPOSITION_STARTS or _is_apposition(cast, start, stop) or _WEEK.search(piece):
            apposition = piece if tells_role(piece) else apposition
            continue
        speaker = phrase_speaker(cast, _phrase_start(cast, masked, start, stop), stop)
        if speaker is None or (speaker.name.isupper() and len(speaker.name) < 4 and number == 0):
            continue
        if not speaker.is_named or (_is_stray_place(speaker) and number + 1 < len(segments[-5:])):
            unnamed = unnamed or speaker
            continue
        return _with_role(cast, masked, speaker, apposition, segments, number)
    for start, stop in segments[-2:]:
        if not unnamed and (speaker := phrase_speaker(cast, _phrase_start(cast, masked, start, stop), stop)):
            return speaker
    return unnamed


def _is_apposition(cast: Cast, start: int, stop: int) -> bool:
    """Whether a piece between commas tells what somebody is: "editor of the Sundby Post"."""
    if not cast.text[start : start + 1].islower() and not _OFFICE_OF.match(cast.text, start, stop):
        return False
    mentions = cast.within(start, stop)
    return not mentions or _lead(cast.text, start, cast.starts[mentions[0]]) is None


def _is_stray_place(speaker: Speaker) -> bool:
    """Whether a name between commas is rather the end of an apposition: ", a baker in Sundby, Ostland,"."""
    return speaker.is_named and not speaker.is_person and " " not in speaker.name


def _with_role(
    cast: Cast, masked: str, speaker: Speaker, apposition: str, segments: Sequence[Span], number: int
) -> Speaker:
    if not apposition and number + 2 <= len(segments):
        start, stop = segments[-number - 2]
        piece = masked[_phrase_start(cast, masked, start, stop) : stop].strip()
        apposition = piece if tells_role(piece) and len(piece) <= MAX_ROLE else ""
    return replace(speaker, role=without_article(apposition)[:MAX_ROLE] or speaker.role)


def _segments(masked: str, floor: int, end: int) -> list[Span]:
    """The pieces between commas, each without the space around it."""
    found = []
    start = floor
    while start <= end:
        stop = masked.find(",", start, end)
        stop = end if stop < 0 else stop
        found.append(trim(masked, start, stop))
        start = stop + 1
    return [(start, stop) for start, stop in found if start < stop]


def speaker_after(cast: Cast, masked: str, start: int, ceiling: int) -> Speaker | str | None:
    """Who stands behind a verb: "said the harbour master, Lena Ost"."""
    start, ceiling = trim(masked, start, min(ceiling, start + MAX_PHRASE))
    if match := _PRONOUN_FIRST.match(masked, start, ceiling):
        return match[1]
    stop = _phrase_end(cast, masked, start, ceiling)
    speaker = phrase_speaker(cast, start, stop)
    following = masked[stop : stop + 2]
    if following == ", ":
        next_stop = _phrase_end(cast, masked, stop + 2, ceiling)
        named = phrase_speaker(cast, stop + 2, next_stop)
        if named and named.is_named and named.is_person and (speaker is None or not speaker.is_named):
            return replace(named, role=without_article(masked[start:stop])[:MAX_ROLE])
    return speaker


def _phrase_end(cast: Cast, masked: str, start: int, ceiling: int) -> int:
    for match in _AFTER_ENDS.finditer(masked, start, ceiling):
        if not _inside_name(cast, match.start()) and not _ABBREVIATED.search(masked, start, match.start() + 1):
            return match.start()
    return trim(masked, start, ceiling)[1]


_ABBREVIATED = re.compile(rf"\b(?:[A-Z]|{'|'.join(ABBREVIATED_TITLES)})\.$", re.IGNORECASE)
_AFTER_ENDS = re.compile(
    r"[,;:.!?()\"“”\n\x02]| (?:on|in|at|to|during|after|before|when|as|by|from|and|while|who|told|about|late|early|last"
    r"|this|yesterday|today)\b"
)
