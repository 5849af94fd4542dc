"""What each line of an article is, by its own look and by the lines around it.

Loading leaves a paragraph, heading, list item or table row on a line of its own.
"""

import re
from collections.abc import Iterator, Sequence

from article_qa.index.annotate.furniture import is_biography, is_name_list, line_furniture
from article_qa.index.annotate.line import MAX_HEADING_CHARACTERS, Line
from article_qa.index.annotate.lists import BULLET, read_bullets, read_fragments, read_lists, read_tables
from article_qa.index.records import Article
from article_qa.index.text.sentences import trim
from article_qa.index.text.typography import straight

# At either end of an article stand its writers.
TOP_LINES, BOTTOM_LINES = 3, 6
# In characters. Behind a repeated headline stands the outlet or the section.
MAX_TITLE_TAIL = 50

# A subscript or a wrapped line of its own, with no blank line before it.
_GOES_ON = re.compile(r"\n(?:\d{1,3} )?[a-z]")
_MARKED = re.compile(r"#{1,6}\s")
_BOLD = re.compile(r"(\*\*|__)[^*_]+\1:?")
_ASKED = re.compile(
    r"(?:how|what|when|where|why|who|which)(?: \w+){0,2}"
    r" (?:is|are|was|were|do|does|did|can|could|will|would|has|have|should)\b",
    re.IGNORECASE,
)


def lines(article: Article) -> list[Line]:
    """The lines of the article that are not blank, in order, with their kinds."""
    found = list(_split(article.text))
    _read_title(article, found)
    _read_signs(found)
    read_tables(found)
    read_bullets(found)
    _read_furniture(article, found)
    _read_writers(found)
    read_lists(found)
    if any(line.kind is None and line.is_ended for line in found):
        # Elsewhere nothing is told by a missing full stop: Thai has none, and many transcripts.
        read_fragments(found)
    if not any(line.kind in (None, "list_item", "table_row") for line in found):
        # Better a headline as evidence than an article without any.
        for line in found:
            line.kind = None if line.kind == "heading" else line.kind
    return found


def _split(text: str) -> Iterator[Line]:
    start = 0
    for piece in text.split("\n"):
        inside = trim(text, start, start + len(piece))
        if inside[0] < inside[1]:
            is_broken_off = bool(_GOES_ON.match(text, start + len(piece)))
            yield Line(*inside, straight(text[inside[0] : inside[1]]), is_broken_off=is_broken_off)
        start += len(piece) + 1


def _read_title(article: Article, found: Sequence[Line]) -> None:
    """The headline again, alone or with the day after it."""
    title = straight(article.title)
    for line in found[:1]:
        if line.text.startswith(title) and len(line.text) <= len(title) + MAX_TITLE_TAIL and not line.is_ended:
            line.kind = "heading"


def _read_signs(found: Sequence[Line]) -> None:
    """Headings with Markdown's signs, rules, and questions that end without their sign."""
    for line in found:
        if len(line.text) > 2 * MAX_HEADING_CHARACTERS:
            continue
        bare = line.text.strip("#*_: ")
        is_bold = bool(_BOLD.fullmatch(line.text)) and (line.is_short or bare.endswith("?"))
        if _MARKED.match(line.text) or is_bold:
            line.kind = "question" if bare.endswith("?") else "heading"
        elif not any(c.isalnum() for c in line.text):
            line.kind = "heading"
        elif line.is_fragment and _ASKED.match(line.text):
            line.kind = "question"


def _read_furniture(article: Article, found: Sequence[Line]) -> None:
    """Whole lines that are no text of the article."""
    names = {straight(name).lower() for name in (article.author, article.publisher) if name}
    for line in found:
        if line.kind is None:
            line.kind = "byline" if line.text.lower() in names else line_furniture(line.text)
        if line.kind is None and BULLET.match(line.text):
            line.kind = "list_item"


def _read_writers(found: Sequence[Line]) -> None:
    """The names above the text, and who the writers are below it."""
    for line in found[:TOP_LINES]:
        if line.kind is None and (not line.is_fragment or not is_name_list(line.text) or line.has_digit):
            break
        line.kind = line.kind or "byline"
    body = [line for line in found if line.kind is None]
    for line in body[-BOTTOM_LINES:]:
        name = " ".join(line.text[:MAX_HEADING_CHARACTERS].split()[:2])
        is_new = not any(name.rpartition(" ")[2] in other.text for other in body if other is not line)
        if is_new and is_name_list(name) and is_biography(line.text):
            line.kind = "byline"
