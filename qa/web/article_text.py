"""The text of an article as HTML: quotes marked where they stand, rows of cells as tables, each word escaped.

All offsets count code points of the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup, escape

from article_qa.index.annotations import Span
from article_qa.qa.web.templates import render

MIN_ROWS = 2
_LINE = re.compile(r"[^\n]*\n?")
_RULE = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*")
_BAR = re.compile(r"\s*\|\s*")
# In a line that begins with none, "a|b" is a word.
_SPACED_BAR = re.compile(r"\s+\|\s+|\s*\|\s*$")


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in a text: the quotes of an answer, of which one may be the current one."""

    quotes: tuple[Span, ...] = ()
    current: Span | None = None

    def within(self, start: int, end: int) -> Iterator[tuple[Span, str]]:
        """The pieces of `start` to `end`, in order, each with its mark: `current`, `quote` or none."""
        spans = [*self.quotes, *([self.current] if self.current else [])]
        inside = {offset for span in spans for offset in span if start < offset < end and not self._is_within(offset)}
        for piece in pairwise(sorted({start, end} | inside)):
            yield piece, self._kind(piece)

    def _is_within(self, offset: int) -> bool:
        """Whether the current quote goes on there, which is marked as one."""
        return self.current is not None and self.current[0] < offset < self.current[1]

    def _kind(self, piece: Span) -> str:
        if self.current and _covers(self.current, piece):
            return "current"
        return "quote" if any(_covers(quote, piece) for quote in self.quotes) else ""


NO_MARKS = Marks()


def text_html(text: str, marks: Marks = NO_MARKS) -> Markup:
    """The whole text; between its tables it is as it stands, line by line."""
    return Markup("").join(_block_html(text, block, marks, is_table=is_table) for is_table, block in _blocks(text))


def _block_html(text: str, lines: Sequence[Span], marks: Marks, *, is_table: bool) -> Markup:
    if not is_table:
        return _marked(text, (lines[0][0], lines[-1][1]), marks)
    is_headed = len(lines) > 1 and _is_rule(text, lines[1])
    rows = [[_marked(text, cell, marks) for cell in _cells(text, line)] for line in lines if not _is_rule(text, line)]
    return render("text_table.html", head=rows[0] if is_headed else None, rows=rows[is_headed:])


def _blocks(text: str) -> Iterator[tuple[bool, list[Span]]]:
    """Runs of lines, each with whether it is a table."""
    lines = [match.span() for match in _LINE.finditer(text) if match[0]]
    plain: list[Span] = []
    for columns, group in groupby(lines, lambda line: _columns(text, line)):
        run = list(group)
        if columns < 2 or len(run) < MIN_ROWS:
            plain += run
            continue
        if plain:
            yield False, plain
        yield True, run
        plain = []
    if plain:
        yield False, plain


def _columns(text: str, line: Span) -> int:
    """How many cells a line has; 0 for a line that is none of a table."""
    return len(_cells(text, line)) if "|" in text[slice(*line)] else 0


def _cells(text: str, line: Span) -> list[Span]:
    start, end = _trimmed(text, line)
    has_edges = text[start:end].startswith("|")
    start += has_edges
    bars = [match.span() for match in (_BAR if has_edges else _SPACED_BAR).finditer(text[start:end])]
    edges = [start, *(start + offset for bar in bars for offset in bar), end]
    cells = [_trimmed(text, (first, last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    return cells[:-1] if len(cells) > 1 and cells[-1][0] == cells[-1][1] else cells


def _is_rule(text: str, line: Span) -> bool:
    return bool(_RULE.fullmatch(text[slice(*line)]))


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, max(start, span[1] - (len(words) - len(words.rstrip())))


def _marked(text: str, span: Span, marks: Marks) -> Markup:
    return Markup("").join(_piece(text[slice(*piece)], kind) for piece, kind in marks.within(*span))


def _piece(words: str, kind: str) -> Markup:
    if not kind or not words:
        return escape(words)
    return render("text_mark.html", words=words, is_current=kind == "current")


def _covers(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
