"""Transcripts with times (.vtt, .srt): what was said, a paragraph a speaker, without the times.

A speaker stands in front of a paragraph as "Name: ", as interviews are printed.
Lines that only name a sound, such as "[Applause]", are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Origin, check_length, left_out, make_article, odd_date
from article_qa.index.formats.encoding import decode
from article_qa.index.formats.fields import facts_of
from article_qa.index.text.cleaning import LINE_BREAKS, one_line

TIMES = re.compile(r"\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})")
VOICE = re.compile(r"<v(?:\.[^\s>]{0,80})?\s+([^>\n]{1,80})>", re.IGNORECASE)
VOICE_TAG = re.compile(r"(<v(?:\.[^\s>]{0,80})?\s+[^>\n]{1,80}>)", re.IGNORECASE)
# Classes, languages and times within a cue; SubRip has some of HTML, and places in braces.
TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|<[\d:.]{5,20}>|\{\\[^{}\n]{0,80}\}")
LABEL = re.compile(r"(>{2,3}\s*|[-–—]\s*)?([^\W\d_a-z][^\n:<>]{0,60}?)\s?:\s+(?=\S)")
CHANGE = re.compile(r"(?:>{2,3}|&gt;&gt;)\s*")
SOUND = re.compile(r"[-–—>\s]*(?:[\[(♪♫][^\n]{0,200}[\])♪♫]|[♪♫\s]+)\s*")
LABEL_WORDS = 6
# Between the words of a name and a role: "Ann de la Cruz, head of the council".
LOWER_WORDS = frozenset("of the de la van von der den di da du al bin and for".split())
SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’)\]]*$")
PAUSE_SECONDS = 4.0
PARAGRAPH_CHARACTERS = 500
# What blocks without words begin with.
REMARKS = ("NOTE", "STYLE", "REGION", "WEBVTT")
FACTS = frozenset("title date published publisher source author language url link".split())
REMEDY = "export the transcript again as .vtt or .srt, or add its text"


@dataclass(slots=True)
class _Turn:
    """What one speaker says at one go."""

    speaker: str
    words: list[str]

    def text(self) -> str:
        said = " ".join(" ".join(self.words).split())
        return f"{self.speaker}: {said}" if self.speaker else said


def load_transcript(content: bytes, origin: Origin) -> Loaded:
    """What was said, a paragraph a speaker, without times; title and day only where the file states them."""
    text = LINE_BREAKS.sub("\n", decode(content, origin))
    check_length(len(text) // 4, origin)
    blocks = [block.split("\n") for block in re.split(r"\n[^\S\n]*\n", text) if block.strip()]
    if not any(TIMES.match(line) for block in blocks for line in block[:3]):
        raise ArticleRejected(f"{origin.named} is not a transcript, because it has no times; {REMEDY}")
    turns: list[_Turn] = []
    end = 0.0
    last = ""
    for begins, ends, lines in _cues(blocks):
        for line in lines:
            # Live captions roll: a cue repeats the line before it.
            if line != last:
                _say(turns, line, begins - end)
            last = line
        end = ends
    facts = _facts(blocks)
    yield make_article(facts, "\n\n".join(turn.text() for turn in turns if turn.words), origin)
    if odd := odd_date(facts):
        yield left_out([odd], origin)


def _cues(blocks: Sequence[Sequence[str]]) -> Iterator[tuple[float, float, list[str]]]:
    """Begin and end in seconds and the lines of each cue; lines behind an empty one still belong to it."""
    end = -1.0
    for block in blocks:
        timed = next((number for number, line in enumerate(block[:3]) if TIMES.match(line)), None)
        times = TIMES.match(block[timed]) if timed is not None else None
        if timed is not None and times:
            end = _seconds(times[2])
            yield _seconds(times[1]), end, [line.strip() for line in block[timed + 1 :] if line.strip()]
        elif end >= 0 and not block[0].startswith(REMARKS):
            yield end, end, [line.strip() for line in block if line.strip()]


def _seconds(stamp: str) -> float:
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _say(turns: list[_Turn], line: str, pause: float) -> None:
    """Put the words of a line to the turn that they belong to; a pause of seconds stood before it."""
    voice: str | None = None
    for piece in VOICE_TAG.split(line):
        if match := VOICE.fullmatch(piece):
            voice = one_line(unescape(match[1]))
            continue
        words = unescape(TAG.sub("", piece)).strip()
        if not words or SOUND.fullmatch(words):
            continue
        _turn(turns, words, voice, pause)


def _turn(turns: list[_Turn], words: str, voice: str | None, pause: float) -> None:
    before = turns[-1] if turns else None
    is_ended = before is None or bool(before.words and SENTENCE_END.search(before.words[-1]))
    label = LABEL.match(words)
    if voice:
        speaker, is_new = voice, before is None or before.speaker != voice
    elif label and (label[1] or is_ended) and _is_name(label[2]):
        speaker, words = label[2], words[label.end() :]
        is_new = before is None or before.speaker != speaker
    else:
        # Two signs without a name: somebody else speaks, and nobody says who.
        changes = CHANGE.match(words)
        words = words[changes.end() :] if changes else words
        speaker = "" if changes or before is None else before.speaker
        is_new = bool(changes) or before is None
    if is_new or (is_ended and (pause >= PAUSE_SECONDS or _is_long(before))):
        turns.append(_Turn(speaker, []))
    turns[-1].words.append(words)


def _is_long(turn: _Turn | None) -> bool:
    return turn is not None and sum(map(len, turn.words)) > PARAGRAPH_CHARACTERS


def _is_name(label: str) -> bool:
    """Whether words before a colon may be a speaker's: few, and all of them capitalised."""
    words = re.findall(r"[^\W\d_][\w.'’\-]*", label)
    return len(words) <= LABEL_WORDS and all(word[0].isupper() or word in LOWER_WORDS for word in words)


def _facts(blocks: Sequence[Sequence[str]]) -> dict[str, Any]:
    """What the head of a WebVTT file and its notes say of it: "WEBVTT - Title", "Date: 2024-05-03"."""
    said: dict[str, Any] = {}
    for block in blocks:
        head = block[0].lstrip("\ufeff")
        if head.startswith("WEBVTT"):
            if title := head.removeprefix("WEBVTT").strip(" \t-–—:"):
                said.setdefault("title", title)
        elif not head.startswith("NOTE"):
            continue
        for line in [head.removeprefix("NOTE"), *block[1:]]:
            name, colon, value = line.partition(":")
            if colon and name.strip().lower() in FACTS and value.strip():
                said.setdefault(name.strip().lower(), value.strip())
    return facts_of({**said, "text": ""})
