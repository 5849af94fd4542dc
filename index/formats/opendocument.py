"""OpenDocument texts (.odt): every paragraph, with the title and author of the document's properties.

Dates in the properties are those of the file, so the article is undated.
"""

from typing import Any

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Origin, check_length, parsing
from article_qa.index.formats.batch import text_articles
from article_qa.index.formats.encoding import other_kind
from article_qa.index.formats.parts import Parts

CONTENT, META = "content.xml", "meta.xml"
# Notes, remarks, deleted text and lists of the contents are no words of the article.
SILENT = frozenset(
    ("note", "annotation", "tracked-changes", "table-of-content", "sequence-decls", "forms", "desc", "title")
)
SIGNS = {"tab": " ", "line-break": "\n"}
MAX_SPACES = 100
REMEDY = "save it again as .odt or .docx"


def load_opendocument(content: bytes, origin: Origin) -> Loaded:
    """The article of a document: its body with lists, tables and boxes."""
    if not content.startswith(b"PK") and (kind := other_kind(content)):
        raise ArticleRejected(f"{origin.named} is {kind}")
    parts = Parts(content, origin, "OpenDocument text", REMEDY)
    with parsing(origin, "OpenDocument text", REMEDY):
        bodies = parts.xml(CONTENT).xpath("//*[local-name()='body']/*[local-name()='text']")
        if not bodies:
            raise ArticleRejected(f"{origin.named} is not an OpenDocument text, because it has no body; {REMEDY}")
        paragraphs: list[str] = []
        _gather(bodies[0], paragraphs)
        text = "\n\n".join(paragraphs)
        check_length(len(text), origin)
        meta = parts.xml(META) if META in parts else None
    yield from text_articles({} if meta is None else _facts(meta), text, origin)


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _gather(node: Any, paragraphs: list[str]) -> None:
    for child in node:
        name = _name(child)
        if name in ("p", "h"):
            paragraphs.append(_words(child))
        elif name == "table-row":
            cells = [cell for cell in child if _name(cell) == "table-cell"]
            paragraphs.append(f"| {' | '.join(map(_cell, cells))} |")
        elif name not in SILENT:
            _gather(child, paragraphs)


def _cell(cell: Any) -> str:
    paragraphs: list[str] = []
    _gather(cell, paragraphs)
    return " ".join(" ".join(paragraphs).split())


def _words(node: Any) -> str:
    """The words of a paragraph; those of a box in it stand after them."""
    parts = [node.text or ""]
    boxes: list[str] = []
    for child in node:
        name = _name(child)
        if name in SIGNS:
            parts.append(SIGNS[name])
        elif name == "s":
            count = next((value for key, value in child.attrib.items() if key.endswith("}c")), "1")
            parts.append(" " * min(int(count), MAX_SPACES))
        elif name == "frame":
            _gather(child, boxes)
        elif name and name not in SILENT:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "\n\n".join(["".join(parts), *boxes])


def _facts(meta: Any) -> dict[str, Any]:
    def said(name: str) -> str | None:
        return next((node.text for node in meta.xpath(f"//*[local-name()='{name}']") if node.text), None)

    return {
        "title": said("title"),
        "author": said("initial-creator") or said("creator"),
        "language": said("language"),
    }
