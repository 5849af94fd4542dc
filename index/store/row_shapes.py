"""The rows of a catalog, recognised only by their shape: the number and the kinds of their values."""

import re

from article_qa.index.store.sqlite_pages import Row, Value

# All that cannot be made again from the articles, and what is made again: a new table belongs to one of them.
SAVED = (
    "articles", "library", "pages", "feeds", "entries", "damaged", "collections", "edits", "story_pages", "versions",
    "watches", "notices", "notebook",
)  # fmt: skip
DERIVED = (
    "passages", "stale_vectors", "keywords", "twins", "twin_bands", "annotations", "names", "name_words", "speakers",
    "article_names", "keyword_deletions", "watch_queue", "watches_due",
)  # fmt: skip

# A letter for each value: t is text, i a number, - nothing; later columns are missing in older rows.
SHAPES = {
    "articles": "-ttttt[t-]{4}t[t-]?",
    "passages": "-tiiii(i([t-]{2})?)?",
    "library": "ti([t-]i[t-]i?)?",
    "pages": "ttt[t-][t-]",
    "feeds": "t[t-]{4}i[t-]{2,3}",
    "entries": "ttii",
    "damaged": "tt[t-][t-]t[t-]{3}",
    "collections": "tt",
    "edits": "t[t-]{4}",
    "story_pages": "titt",
    "versions": "tit[t-]{3}",
    "watches": "t{6}",
    "notices": "t{4}",
    "notebook": "t{6}",
}
LISTED = "[t-]t[t-]ti"
# What else a row of these tables must have: a text of so many characters in this column.
LENGTHS = {
    "library": (0, 16),
    "pages": (2, 64),
    "collections": (1, 16),
    "edits": (0, 16),
    "story_pages": (0, 16),
    "versions": (2, 64),
    "watches": (0, 8),
    "notices": (0, 16),
    "notebook": (0, 16),
}


def table_of(row: Row) -> str:
    """The table whose rows look like this one, or `articles_listed`, the index; "" when it is none that matters."""
    kinds = "".join(_kind(value) for value in row.values)
    if row.number is None:
        return "articles_listed" if re.fullmatch(LISTED, kinds) else ""
    for table, shape in SHAPES.items():
        if re.fullmatch(shape, kinds) and _fits(table, row):
            return table
    return ""


def _fits(table: str, row: Row) -> bool:
    column, length = LENGTHS.get(table, (0, None))
    return length is None or len(as_bytes(row.values[column])) == length


def _kind(value: Value) -> str:
    return "-" if value is None else "t" if isinstance(value, bytes) else "i"


def as_bytes(value: Value) -> bytes:
    """A text's bytes; none of another value."""
    return value if isinstance(value, bytes) else b""


def as_words(value: Value) -> str:
    """A text, with a sign for each byte that is none any more."""
    return as_bytes(value).decode(errors="replace")
