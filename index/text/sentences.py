"""Where the sentences of a text stand.

Sentence ends come from sentencex, the Wikimedia segmenter. It is told the
language of the text, knows its usual abbreviations, and keeps a quotation of
several sentences together.
"""

from collections.abc import Iterator
from typing import TypeAlias

import sentencex

from article_qa.index.text.sentence_ends import cut_within, ends

Span: TypeAlias = tuple[int, int]

# They are written without full stops; a space ends a clause.
UNSTOPPED = frozenset({"th", "lo"})
# A clause is put together with the next until it has so many characters.
MIN_CLAUSE_CHARACTERS = 60


def sentences(text: str, language: str | None = "en") -> list[Span]:
    """The (start, end) of each sentence, without the space around it.

    A newline always ends a sentence: loading leaves none inside a paragraph. A
    text in an unknown language (None) is read as English.
    """
    spans = []
    line_start = 0
    for line in text.split("\n"):
        for start, end in _in_line(line, language or "en") if line.strip() else ():
            span = trim(text, line_start + start, line_start + end)
            if span[0] < span[1]:
                spans.append(span)
        line_start += len(line) + 1
    return spans


def trim(text: str, start: int, end: int) -> Span:
    """The span without the white space at its two ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _in_line(line: str, language: str) -> Iterator[Span]:
    if language in UNSTOPPED:
        return _clauses(line)
    pieces = ((each["start_index"], each["end_index"]) for each in sentencex.get_sentence_boundaries(language, line))
    if language == "en":
        return pieces
    return (part for piece in _joined(line, pieces, language) for part in _parted(line, piece, language))


def _parted(line: str, piece: Span, language: str) -> Iterator[Span]:
    """The sentences of a piece that was left whole."""
    start, end = piece
    for place in cut_within(line[start:end], language):
        yield start, piece[0] + place
        start = piece[0] + place
    yield start, end


def _joined(line: str, pieces: Iterator[Span], language: str) -> Iterator[Span]:
    """The pieces, those together that were cut within a sentence."""
    start = end = 0
    for piece in pieces:
        if end > start and not ends(line[start:end].rstrip(), line[slice(*piece)].lstrip(), language):
            end = piece[1]
            continue
        if end > start:
            yield start, end
        start, end = piece
    if end > start:
        yield start, end


def _clauses(line: str) -> Iterator[Span]:
    """The line cut at its spaces, into clauses that are not short."""
    start = place = 0
    while (place := line.find(" ", place + 1)) > 0:
        if min(place - start, len(line) - place) >= MIN_CLAUSE_CHARACTERS:
            yield start, place
            start = place
    yield start, len(line)
