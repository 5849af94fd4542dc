"""Quotations that are set apart from the text, with the name of the speaker beside or below them."""

import re
from collections.abc import Iterator

from article_qa.index.annotate.cast import Cast, Speaker
from article_qa.index.annotate.scenes import QUOTED, inner
from article_qa.index.annotations import Saying
from article_qa.index.text.sentences import Span

# In characters. A credit is a name and a role, and a quotation that stands apart has a sentence at least. The last
# bounds the time for one text.
MAX_CREDIT, MIN_WORDS, MAX_PARAGRAPHS = 120, 30, 20_000
_DASH = re.compile(r"\s*(?:[—–]|--?)\s*")
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us)\b", re.IGNORECASE)


def pull_quotes(cast: Cast, masked: str) -> list[Saying]:
    """The quotations that stand alone with a name: "…" — Lena Ost. Also the name in a line of its own."""
    found = []
    before: Span | None = None
    for start, end in _lines(cast.text):
        inner = _credit_within(cast, masked, start, end) or _credit_at_end(cast, masked, start, end)
        if inner:
            found.append(_saying(cast, start, end, (start, inner[0]), inner[1]))
        elif before and (speaker := _credit(cast, masked, start, end)) and _stands_apart(cast.text, masked, before):
            found.append(_saying(cast, before[0], end, before, speaker))
        before = (start, end)
    return found


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for number, line in enumerate(text.split("\n")):
        if number > MAX_PARAGRAPHS:
            return
        if line.strip():
            yield at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line) + 1


def _credit_within(cast: Cast, masked: str, start: int, end: int) -> tuple[int, Speaker] | None:
    """A line that is one quotation and the name of its speaker; where the quotation ends."""
    if start >= end or masked[start] != QUOTED:
        return None
    stop = start
    while stop < end and masked[stop] == QUOTED:
        stop += 1
    if stop - start < MIN_WORDS or stop == end or cast.text[stop - 2] == ",":
        return None
    speaker = _credit(cast, masked, stop, end)
    return (stop, speaker) if speaker else None


def _credit_at_end(cast: Cast, masked: str, start: int, end: int) -> tuple[int, Speaker] | None:
    """A line without quotation marks that ends in a name: I would do it again. Lena Ost, poet."""
    for index in reversed(cast.within(max(start, end - MAX_CREDIT), end)):
        begin = cast.starts[index]
        lead = cast.text[start:begin].rstrip()
        dash = re.search(r"(?:[—–]|--)$", lead)
        stop = start + len(lead[: dash.start()].rstrip() if dash else lead)
        if cast.text[stop - 1] not in ".!?\"”’'…" or stop <= start:
            continue
        speaker = _credit(cast, masked, start + dash.start() if dash else begin, end)
        if (
            speaker
            and (dash or cast.text[end - 1].isalnum() or cast.text[end - 1] == ")")
            and _stands_apart(cast.text, masked, (start, stop))
        ):
            return stop, speaker
    return None


def _credit(cast: Cast, masked: str, start: int, end: int) -> Speaker | None:
    """Who is named where nothing else stands but a role: "— Lena Ost, poet"."""
    if end - start > MAX_CREDIT or QUOTED in masked[start:end]:
        return None
    dash = _DASH.match(cast.text, start, end)
    begin = dash.end() if dash else start
    while begin < end and cast.text[begin] == " ":
        begin += 1
    mentions = cast.within(begin, end)
    if not mentions or cast.starts[mentions[0]] != begin:
        return None
    rest = cast.text[cast.ends[mentions[0]] : end]
    if rest and not rest.startswith(",") and not rest.lower().lstrip().startswith("image:"):
        return None
    if not dash and (len(rest) > 60 or rest.endswith((".", "?", "!"))) and "image" not in rest:
        return None
    speaker = cast.speaker(mentions[0], rest.strip(" ,") if rest.startswith(",") and len(rest) < 60 else "")
    return speaker if speaker.is_person else None


def _stands_apart(text: str, masked: str, span: Span) -> bool:
    """Whether a line is somebody's words: quoted, in the first person, or printed twice."""
    start, end = span
    if end - start < MIN_WORDS or end - start > 1_500 or text[end - 1] not in ".!?\"”’'…":
        return False
    if masked[start] == QUOTED:
        return QUOTED * (end - start - 2) in masked[start:end]
    return bool(_FIRST_PERSON.search(masked, start, end)) or text.count(text[start : start + 60]) > 1


def _saying(cast: Cast, start: int, end: int, words: Span, speaker: Speaker) -> Saying:
    return Saying(start, end, *inner(cast.text, *words), speaker.name, speaker.role)
