"""Rich text files (.rtf): every paragraph, and the rows of tables."""

import re
from typing import Any

from article_qa.index.errors import ArticleRejected
from article_qa.index.extras import part
from article_qa.index.formats.article import Loaded, Origin, parsing
from article_qa.index.formats.batch import text_articles
from article_qa.index.formats.encoding import encoding_of, other_kind
from article_qa.index.text.cleaning import one_line

START = b"{\\rtf"
REMEDY = "save it again as .docx"
# The reader writes the address of a link into the text.
LINKS = re.compile(r"HYPERLINK\s+(?:\\\\l\s+)?\"[^\"]{0,2000}\"")
INFO = re.compile(r"\{\\(title|author)\s+([^{}]{1,300})\}")
# A title that says nothing is one or two words that a program filled in.
TITLE_WORDS = 3


def load_rtf(content: bytes, origin: Origin) -> Loaded:
    """The articles of a rich text file, which are several where it is an export of a news database."""
    if not content.lstrip().startswith(START):
        kind = other_kind(content) or f"not a rich text file; give it the ending of what it is, or {REMEDY}"
        raise ArticleRejected(f"{origin.named} is {kind}")
    with parsing(origin, "rich text file", REMEDY):
        with part("the reader of rich text files", "documents"):
            from striprtf.striprtf import rtf_to_text

        markup = LINKS.sub("", content.decode(encoding_of(content), errors="replace"))
        text = "\n\n".join(map(_row, rtf_to_text(markup, errors="ignore").split("\n")))
        facts = _facts(markup, text)
    yield from text_articles(facts, text, origin)


def _row(line: str) -> str:
    """A paragraph as it is; a row of a table, whose cells end with a bar, as other kinds of files write it."""
    line = line.strip()
    if not line.endswith("|"):
        return line
    cells = [" ".join(cell.split()) for cell in line[:-1].split("|")]
    return f"| {' | '.join(cells)} |" if any(cells) else ""


def _facts(markup: str, text: str) -> dict[str, Any]:
    said = {name: one_line(value) for name, value in INFO.findall(markup[:20_000]) if "\\" not in value}
    title = said.get("title")
    is_title = title and (len(title.split()) >= TITLE_WORDS or title in text[:500])
    return {"title": title if is_title else None, "author": said.get("author")}
