"""Word documents (.docx): every paragraph, with the title and author of the document's properties.

Dates in the properties are those of the file, so the article is undated. Of
the document's parts only these two are read, whatever else it relates them to.
"""

import posixpath
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Origin, parsing
from article_qa.index.formats.batch import text_articles
from article_qa.index.formats.encoding import other_kind
from article_qa.index.formats.parts import Parts

RELATIONSHIPS = "_rels/.rels"
# Transitional and Strict Open XML say the same under two names.
MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
SIGNS = {f"{MAIN}tab": "\t", f"{MAIN}br": "\n", f"{MAIN}cr": "\n", f"{MAIN}noBreakHyphen": "-"}
PARAGRAPH, WORDS, BODY, ROW, CELL = (f"{MAIN}{name}" for name in ("p", "t", "body", "tr", "tc"))
# What is said twice, and what was moved from here to elsewhere.
UNREAD = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{MAIN}moveFrom", f"{MAIN}del",
)  # fmt: skip
MAX_CELL_PARAGRAPHS = 5
PROPERTIES = {"title": "title", "author": "creator", "language": "language"}
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
# What a common library writes where a document says nothing.
NOT_SAID = ("Word Document", "python-docx")
REMEDY = "save it again as .docx"


def load_word(content: bytes, origin: Origin) -> Loaded:
    """The one article of a document: its body with lists, tables and boxes, without notes, headers and deletions."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ArticleRejected(f"{origin.named} is an older or a protected Word file; save it as .docx, unprotected")
    if not content.startswith(b"PK") and (kind := other_kind(content)):
        raise ArticleRejected(f"{origin.named} is {kind}")
    parts = Parts(content, origin, "Word document", REMEDY)
    with parsing(origin, "Word document", REMEDY):
        related = _related(parts)
        body = parts.xml(related.get("officeDocument", ""), (STRICT, MAIN[1:-1].encode())).find(BODY)
        if body is None:
            raise ArticleRejected(f"{origin.named} is not a Word document, because it has no body; {REMEDY}")
        text = _text(body)
        facts = _facts(parts, related.get("core-properties", ""))
    yield from text_articles(facts, text, origin)


def _related(parts: Parts) -> dict[str, str]:
    """The names of the parts that the document as a whole relates to, each by its kind."""
    related: dict[str, str] = {}
    for node in parts.xml(RELATIONSHIPS):
        kind = posixpath.basename(node.get("Type", ""))
        related.setdefault(kind, posixpath.normpath("/" + node.get("Target", "")).strip("/"))
    return related


def _facts(parts: Parts, name: str) -> dict[str, Any]:
    if name not in parts:
        return {}
    properties = parts.xml(name)
    said = {fact: properties.findtext(DUBLIN_CORE + tag) for fact, tag in PROPERTIES.items()}
    return {fact: value for fact, value in said.items() if value not in NOT_SAID}


def _text(body: Any) -> str:
    """The words of the paragraphs, inserted ones too, and none twice: a box is read after the one that it is in."""
    from lxml import etree

    words: dict[int, list[str]] = defaultdict(list)
    number, rows, unread = 0, 0, 0
    open_paragraphs: list[int] = []
    # The paragraphs of each cell of the outermost row.
    cells: list[list[int]] = []
    for event, node in etree.iterwalk(
        body, events=("start", "end"), tag=(PARAGRAPH, WORDS, ROW, CELL, *UNREAD, *SIGNS)
    ):
        is_start = event == "start"
        if node.tag in UNREAD:
            unread += 1 if is_start else -1
        elif node.tag == ROW:
            rows += 1 if is_start else -1
            if not rows:
                _join_row(words, cells)
                cells = []
        elif node.tag == CELL:
            if is_start and rows == 1:
                cells.append([])
        elif node.tag == PARAGRAPH and is_start:
            open_paragraphs.append(number := number + 1)
            if cells:
                cells[-1].append(number)
        elif node.tag == PARAGRAPH:
            open_paragraphs.pop()
        elif is_start and open_paragraphs and not unread:
            words[open_paragraphs[-1]].append(SIGNS.get(node.tag) or node.text or "")
    return "\n\n".join("".join(words[paragraph]) for paragraph in sorted(words))


def _join_row(words: dict[int, list[str]], cells: Sequence[Sequence[int]]) -> None:
    """Make one paragraph of a row; a row of a single cell, or with an article in one, only gives the page its form."""
    said = [[text for each in cell if (text := " ".join("".join(words.pop(each, ())).split()))] for cell in cells]
    is_layout = sum(map(bool, said)) < 2 or any(len(paragraphs) > MAX_CELL_PARAGRAPHS for paragraphs in said)
    lines = [line for cell in said for line in cell] if is_layout else [f"| {' | '.join(map(' '.join, said))} |"]
    for place, line in zip((each for cell in cells for each in cell), lines, strict=False):
        words[place].append(line)
