"""Presentations (.pptx): the words of every slide that is shown, in the order of the slides.

Dates in the properties are those of the file, so the article is undated.
"""

import posixpath
from collections.abc import Iterator
from typing import Any

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Origin, check_length, make_article, parsing
from article_qa.index.formats.encoding import other_kind
from article_qa.index.formats.parts import Parts

PRESENTATION = "ppt/presentation.xml"
PROPERTIES = "docProps/core.xml"
# The number, the day and the foot of a slide are no words of it, nor is what older programs are shown instead.
FURNITURE = frozenset(("sldNum", "dt", "ftr", "hdr"))
SILENT = frozenset(("Fallback", "nvSpPr", "nvPicPr", "nvGraphicFramePr"))
TITLES = frozenset(("title", "ctrTitle"))
# What programs write where a presentation says nothing.
NOT_SAID = frozenset(("PowerPoint Presentation", "PowerPoint-Präsentation", "Présentation PowerPoint"))
REMEDY = "save it again as .pptx"


def load_slides(content: bytes, origin: Origin) -> Loaded:
    """The one article of a presentation: the words of all slides that are shown, without notes."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ArticleRejected(f"{origin.named} is an older or a protected presentation; save it as .pptx, unprotected")
    if not content.startswith(b"PK") and (kind := other_kind(content)):
        raise ArticleRejected(f"{origin.named} is {kind}")
    parts = Parts(content, origin, "presentation", REMEDY)
    with parsing(origin, "presentation", REMEDY):
        paragraphs: list[str] = []
        first_title = ""
        for slide in _slides(parts):
            title, said = _words(slide)
            first_title = first_title or title
            paragraphs += said
        text = "\n\n".join(paragraphs)
        check_length(len(text), origin)
        facts = _facts(parts)
    yield make_article({**facts, "title": facts.get("title") or first_title}, text, origin)


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _attribute(node: Any, name: str) -> str:
    """An attribute by its name without a namespace, of those with one."""
    return next((value for key, value in node.attrib.items() if key.endswith("}" + name)), "")


def _slides(parts: Parts) -> Iterator[Any]:
    """The slides that are shown, in their order."""
    folder, _, name = PRESENTATION.rpartition("/")
    related = {node.get("Id"): node.get("Target", "") for node in parts.xml(f"{folder}/_rels/{name}.rels")}
    for node in parts.xml(PRESENTATION).iter():
        if _name(node) == "sldId" and (target := related.get(_attribute(node, "id"))):
            slide = parts.xml(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
            if slide.get("show") not in ("0", "false"):
                yield slide


def _words(slide: Any) -> tuple[str, list[str]]:
    """The title of a slide, "" without one, and its paragraphs."""
    title = ""
    paragraphs: list[str] = []
    for shape in _shapes(slide):
        holder = next((node.get("type", "") for node in shape.iter() if _name(node) == "ph"), "")
        if holder in FURNITURE:
            continue
        said = list(_paragraphs(shape))
        if holder in TITLES and not title:
            title = " ".join(said)
        paragraphs += said
    return title, paragraphs


def _shapes(node: Any) -> Iterator[Any]:
    """The shapes, boxes and tables of a slide, those in groups too."""
    for child in node:
        name = _name(child)
        if name in ("sp", "graphicFrame"):
            yield child
        elif name not in SILENT:
            yield from _shapes(child)


def _paragraphs(node: Any) -> Iterator[str]:
    for child in node:
        name = _name(child)
        if name == "tr":
            cells = [" ".join(_paragraphs(cell)) for cell in child if _name(cell) == "tc"]
            yield f"| {' | '.join(cells)} |"
        elif name == "p":
            if said := " ".join("".join(_runs(child)).split()):
                yield said
        elif name not in SILENT:
            yield from _paragraphs(child)


def _runs(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter():
        name = _name(node)
        if name == "t":
            yield node.text or ""
        elif name == "br":
            yield " "


def _facts(parts: Parts) -> dict[str, Any]:
    if PROPERTIES not in parts:
        return {}
    said = {_name(node): (node.text or "").strip() for node in parts.xml(PROPERTIES)}
    title = said.get("title", "")
    return {
        "title": "" if title in NOT_SAID else title,
        "author": said.get("creator"),
        "language": said.get("language"),
    }
