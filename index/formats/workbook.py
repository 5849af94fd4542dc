"""Workbooks (.xlsx): the rows of each sheet, as those of a CSV file."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from article_qa.index.errors import ArticleRejected
from article_qa.index.extras import part
from article_qa.index.formats.archive import open_archive, oversize
from article_qa.index.formats.article import Item, Loaded, Note, Origin, parsing
from article_qa.index.formats.encoding import other_kind
from article_qa.index.formats.tables import rows_to_articles
from article_qa.index.limits import MAX_PARTS
from article_qa.index.text.cleaning import one_line

REMEDY = "save it again as .xlsx, or as .csv"
OLDER = b"\xd0\xcf\x11\xe0"
# Programs cut what is longer.
CELL_CHARACTERS = 32_767

Row = tuple[str, Sequence[Any]]


def load_workbook(content: bytes, origin: Origin) -> Loaded:
    """The articles of a workbook, a row each; the first row of a sheet names the columns, as in a CSV file."""
    if content.startswith(OLDER):
        raise ArticleRejected(f"{origin.named} is an older or a protected workbook; save it as .xlsx, unprotected")
    if not content.startswith(b"PK") and (kind := other_kind(content)):
        raise ArticleRejected(f"{origin.named} is {kind}")
    with open_archive(content, origin, "workbook") as archive:
        problem = next(filter(None, map(oversize, archive.infolist())), None)
    if problem:
        raise ArticleRejected(f"{origin.named} {problem}; save its rows as .csv")
    with parsing(origin, "workbook", REMEDY):
        found = _articles(content, origin)
    yield from found


def _articles(content: bytes, origin: Origin) -> list[Item]:
    with part("the reader of workbooks", "documents"):
        from openpyxl import load_workbook as opened

    found: list[Item] = []
    without: list[ArticleRejected] = []
    cut = 0
    # What formulas came to, and each row when it is asked for.
    book = opened(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        named = origin.named if len(book.worksheets) == 1 else f"sheet {one_line(sheet.title)!r} of {origin.named}"
        # A sheet may claim any size, and each row would be filled up to it.
        sheet.reset_dimensions()
        here = Origin(origin.suffix, origin.source, named, columns=origin.columns)
        rows = list(_rows(sheet, named))
        cut += sum(isinstance(cell, str) and len(cell) >= CELL_CHARACTERS for _, row in rows for cell in row)
        try:
            found += rows_to_articles(iter(rows), here) if rows else ()
        except ArticleRejected as rejection:
            without.append(rejection)
    if not found:
        raise without[0] if without else ArticleRejected(f"{origin.named} has no rows; {REMEDY}")
    found += [Note(str(rejection)) for rejection in without]
    if cut:
        found.append(Note(f"{cut:,} texts of {origin.named} are as long as a cell may be and were probably cut there"))
    return found


def _rows(sheet: Any, named: str) -> Iterator[Row]:
    """The rows that say something, each with what a message calls it. Raises ArticleRejected for too many cells."""
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(row)
        if cells > MAX_PARTS:
            raise ArticleRejected(f"{named} has more than {MAX_PARTS:,} cells; save its rows as .csv")
        if any(cell is not None and cell != "" for cell in row):
            yield f"row {number} of {named}", row
