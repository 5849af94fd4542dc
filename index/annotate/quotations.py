"""Where the quotations of a text stand, quotation marks included."""

import re

from article_qa.index.text.sentences import Span

# A quotation that a new paragraph goes on without opening it again ends within this many characters.
MAX_CROSSING = 3_000
# In a longer line, single quotation marks are not looked for.
MAX_LINE = 20_000
_MARK = re.compile(r"[\"“”„«»]|``|''")
_SINGLE = re.compile(r"(?<!\w)['‘](?=[\w\[…])[^\n\"“”]{8,800}?[,.?!…]['’](?!\w)")
_OPENING, _CLOSING = frozenset("“„«") | {"``"}, frozenset("”»") | {"''"}


def quotations(text: str) -> list[Span]:
    """The (start, end) of each quotation, in order, never one within another.

    A quotation that is not closed ends with its paragraph, unless a mark in one
    of the next paragraphs closes it. Single quotation marks count only where a
    paragraph has no others, and around whole clauses.
    """
    found: list[Span] = []
    left_open: int | None = None
    at = 0
    for line in text.split("\n"):
        spans, left_open = _of_line(text, at, at + len(line), left_open)
        found.extend(spans)
        at += len(line) + 1
    if left_open is not None:
        found.append((left_open, _line_end(text, left_open)))
    return found


def _of_line(text: str, start: int, end: int, left_open: int | None) -> tuple[list[Span], int | None]:
    """The quotations that end in this paragraph, and where one starts that it leaves open."""
    marks = [match for match in _MARK.finditer(text, start, end) if not _is_inch(text, match.start())]
    found: list[Span] = []
    opened = None
    if left_open is not None and start < end and not _goes_on(text, start, left_open, marks):
        found.append((left_open, _line_end(text, left_open)))
        left_open = None
    for mark in marks:
        if left_open is not None:
            found.append((left_open, mark.end()))
            left_open = None
        elif opened is None:
            if mark.group() not in _CLOSING:
                opened = mark.start()
        elif mark.group() not in _OPENING or _looks_closing(text, mark):
            found.append((opened, mark.end()))
            opened = None
    if not marks and left_open is None and end - start <= MAX_LINE:
        found.extend(match.span() for match in _SINGLE.finditer(text, start, end))
    return found, left_open if opened is None else opened


def _goes_on(text: str, start: int, left_open: int, marks: list[re.Match[str]]) -> bool:
    """Whether a paragraph goes on with the quotation that was left open before it."""
    if start - left_open > MAX_CROSSING:
        return False
    if not marks:
        return True
    first = marks[0]
    opens = first.group() in _OPENING or (first.group() == '"' and _looks_opening(text, first.start()))
    return not opens


def _looks_opening(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([—–-") and bool(after) and not after.isspace()


def _looks_closing(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark that opens in English closes here, as it does in German."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return not before.isspace() and (not after or not after.isalnum())


def _is_inch(text: str, at: int) -> bool:
    """Whether the mark is for inches: 21" wide."""
    return text[at] == '"' and text[at - 1 : at].isdigit() and text[at + 1 : at + 2] in (" ", "-") and at > 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
