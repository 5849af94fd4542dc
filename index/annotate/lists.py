"""Tables and lists in an article, and the headings between its paragraphs.

Markdown's signs may be gone, so a heading is known by being short and
unfinished. Where it may as well be a sentence it counts as one.
"""

import re
from collections.abc import Callable, Sequence
from statistics import median

from article_qa.index.annotate.furniture import line_furniture
from article_qa.index.annotate.line import MIN_SENTENCE_WORDS, Line, groups, run_from

# What is read of a line to see whether it is the rule of a table.
MAX_ROW_CHARACTERS = 500
# So many short lines in a row are a list, fewer are headings.
MIN_LIST_LINES = 3
# In a list of entries that are built alike, so many others at most are its headings.
MAX_HEADING_SHARE = 0.25
# "Name: Ida Holm" is a field. A sentence with a colon is longer.
MAX_FIELD_WORDS = 12

BULLET = re.compile(r"[-*•‣◦●▪■∎➤·–]\s+(?=\S)|[•‣●▪■∎]")
NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])[.)](?:\s+|$)")
_RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*")
_FIELD = re.compile(r"[^:.!?]{1,40}: ?\S")
_GOES_ON = re.compile(r"[;,](?: and| or)?$")
_ENTRY = re.compile(r"[\"',;:()\d]| - ")


def read_tables(found: Sequence[Line]) -> None:
    """Rows of cells; the first is the head where a rule follows it, or most others have figures and it has none."""
    for rows in groups(found, lambda line: line.text.startswith("|") or " | " in line.text):
        if not _is_table(rows):
            continue
        rules = [n for n, row in enumerate(rows) if _RULE.fullmatch(row.text[:MAX_ROW_CHARACTERS])]
        head = rows[rules[0] - 1] if rules and rules[0] > 0 else rows[0] if _is_head(rows) else None
        for row in rows:
            row.kind, row.lead = "table_row", head
        for row in [rows[n] for n in rules] + ([head] if head else []):
            row.kind, row.lead = "heading", None
        if len(rows) == 1 and not rows[0].has_digit:
            rows[0].kind = "newsletter"


def _is_table(rows: Sequence[Line]) -> bool:
    cells = {row.text.strip("| ").count("|") for row in rows}
    return all(row.text.startswith("|") for row in rows) or (len(rows) > 1 and len(cells) == 1)


def _is_head(rows: Sequence[Line]) -> bool:
    return not rows[0].has_digit and 2 * sum(row.has_digit for row in rows[1:]) >= len(rows) > 1


def read_bullets(found: Sequence[Line]) -> None:
    """Items with a sign or number before them, two or more in a row."""
    for sign in (BULLET, NUMBERED):
        for items in groups(found, _begins_with(sign)):
            for item in items if len(items) > 1 else ():
                item.kind = "newsletter" if line_furniture(item.text) == "newsletter" else "list_item"


def _begins_with(sign: re.Pattern[str]) -> Callable[[Line], bool]:
    return lambda line: line.kind is None and bool(sign.match(line.text))


def read_lists(found: Sequence[Line]) -> None:
    """What follows a lead-in that ends in a colon: marked items, or short lines without an end."""
    for at, line in enumerate(found):
        if not line.is_lead_in:
            continue
        items = _items(found, at + 1)
        for item in items if len(items) > 1 or (items and items[0].kind == "list_item") else ():
            item.kind, item.lead = "list_item", line


def _items(found: Sequence[Line], at: int) -> Sequence[Line]:
    if at < len(found) and found[at].kind == "list_item":
        return run_from(found, at, lambda line: line.kind == "list_item")
    items = run_from(found, at, lambda line: line.kind is None and line.is_short and _is_open(line))
    last = found[at + len(items)] if at + len(items) < len(found) else None
    if last and items and _GOES_ON.search(items[-1].text[-8:]) and last.kind is None:
        return [*items, last]
    return items[:-1] if last and _is_heading_after(items) else items


def _is_open(line: Line) -> bool:
    return not line.is_ended or line.text.endswith(";")


def _is_heading_after(items: Sequence[Line]) -> bool:
    """Whether the last of short lines is much longer than the others: the heading of what comes next."""
    return len(items) > MIN_LIST_LINES and items[-1].words > max(4, 2 * median(item.words for item in items[:-1]))


def read_fragments(found: Sequence[Line]) -> None:
    """Short lines without an end: a list where many follow each other, else headings."""
    for run in groups(found, lambda line: line.is_fragment and not line.is_sentence_like):
        if len(run) >= MIN_LIST_LINES:
            _read_run(run)
            continue
        is_last = run[-1] is found[-1] or run[-1].is_broken_off
        for line in run:
            labelled = len(run) > 1 and all(map(_is_field, run))
            line.kind = "list_item" if labelled else None if line.text[0].islower() else "heading"
        if is_last and run[-1].words >= MIN_SENTENCE_WORDS:
            # The text may have been cut off.
            run[-1].kind = None
    for line in found:
        if line.is_lead_in and line.is_label:
            line.kind = "heading"


def _is_field(line: Line) -> bool:
    return bool(_FIELD.match(line.text)) and line.words <= MAX_FIELD_WORDS


def _read_run(run: Sequence[Line]) -> None:
    plain = [not _ENTRY.search(line.text) for line in run]
    are_headings = sum(plain) <= MAX_HEADING_SHARE * len(run)
    for line, is_plain in zip(run, plain, strict=True):
        line.kind = "heading" if is_plain and are_headings else "list_item"
    if _is_heading_after(run):
        run[-1].kind = "heading"
