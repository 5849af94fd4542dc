"""Where the sentences of a text stand.

Sentence ends come from sentencex, the Wikimedia segmenter; it knows the usual
abbreviations, keeps a quotation of several sentences together, and is told to
read English.
"""

from typing import TypeAlias

import sentencex

Span: TypeAlias = tuple[int, int]


def sentences(text: str) -> list[Span]:
    """The (start, end) of each sentence, without the space around it.

    A newline always ends a sentence: loading leaves none inside a paragraph.
    """
    spans = []
    line_start = 0
    for line in text.split("\n"):
        for piece in sentencex.get_sentence_boundaries("en", line) if line.strip() else ():
            start, end = trim(text, line_start + piece["start_index"], line_start + piece["end_index"])
            if start < end:
                spans.append((start, end))
        line_start += len(line) + 1
    return spans


def trim(text: str, start: int, end: int) -> Span:
    """The span without the white space at its two ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
