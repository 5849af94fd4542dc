"""Markdown and simple HTML -> the words in them, a paragraph, heading, item or row each on its own."""

import re
from typing import Any

from markdown_it import MarkdownIt

BLOCKS = frozenset(
    "address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
SILENT = frozenset("head math nav noscript script style svg template title".split())


def markdown_text(markdown: str) -> str:
    """The words of a Markdown text without its signs; HTML and pictures in it are left out."""
    paragraphs: list[str] = []
    cells: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            paragraphs.append(f"| {' | '.join(cells)} |")
            cells = None
        elif token.type == "inline":
            parts = [
                " " if child.type == "softbreak" else "\n" if child.type == "hardbreak" else child.content
                for child in token.children or ()
                if child.type not in ("html_inline", "image")
            ]
            (paragraphs if cells is None else cells).append("".join(parts))
        elif token.type in ("fence", "code_block"):
            paragraphs.append(token.content)
    return "\n\n".join(paragraphs)


def html_text(root: Any) -> str:
    """The words below an lxml HTML element, all of them; for a page with a frame around its article see `page`."""
    parts: list[str] = []
    _gather(root, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _gather(element: Any, parts: list[str]) -> None:
    name = element.tag if isinstance(element.tag, str) else "script"
    gap = "\n\n" if name in BLOCKS else ""
    if name not in SILENT:
        parts += ("\n" if name == "br" else gap, re.sub(r"\s+", " ", element.text or ""))
        for child in element:
            _gather(child, parts)
            parts.append(re.sub(r"\s+", " ", child.tail or ""))
        parts.append(gap)
