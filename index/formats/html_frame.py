"""The frame around an article taken off before its text is looked for, and what the search for it drops put back."""

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice
from typing import Any

from article_qa.index.text.cleaning import one_line

# What these names are part of goes, as long as it holds little text and no headline.
FRAME = re.compile(
    r"(?:^|[\s_-])(?:newsletter|sign-?up|subscribe|subscription|paywall|regwall|piano|social|share|sharing|promo|advert"
    r"|advertisement|cookie|consent|wm-ipp)(?:[\s_-]|$)",
    re.IGNORECASE,
)
MAX_FRAME = 500
# A page unfolds these when its reader asks for more.
FOLDED = re.compile(r"more|full|rest|expand|collaps|fold|hidden|content|body|remain", re.IGNORECASE)
MIN_PARAGRAPH = 80
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CORRECTION = re.compile(
    r"\s*(?:correction|clarification|editor[’']?s[’']? note|amended"
    r"|(?:this|an earlier|a previous) (?:article|story|version)"
    r"[^.]{0,60}(?:amended|corrected|updated|misstated|gave|said|stated))\b",
    re.IGNORECASE,
)
MAX_CORRECTION = 800
# Larger elements, in characters and elements together, are no part of the frame; more tables lay out no page.
MAX_SIZE, MAX_TABLES = 1000, 50
TABLE = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
# A cell of links alone is a menu.
LINKED_SHARE = 0.7
BOILERPLATE = re.compile(
    r"(?:read (?:more|also|next)|also read|more on this(?: story)?|see also|related(?: stories| articles)?)\s*:"
    r"|(?:follow|like|find|join) us on\b|(?:sign up|subscribe) (?:to|for) (?:our|the|my)\b|share (?:this|on)\b"
    r"|(?:click|tap) here\b|advertisement\.?$|already a subscriber\b|story continues below",
    re.IGNORECASE,
)
MAX_BOILERPLATE = 200
RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$")
MIN_STANDFIRST = 40
# What holds a part of an article's text is called after it, where adverts part the text.
PIECE = re.compile(r"body|content|text|chunk|article|story", re.IGNORECASE)
NO_PIECE = re.compile(r"comment|reply|related|teaser|card|promo|\bbio|author|footer|item-list|recirc", re.IGNORECASE)
MIN_PIECES_PARAGRAPHS = 3
# A piece in a row of a grid has at most so much beside it.
MAX_BESIDE = 3


def without_frame(tree: Any) -> Any:
    """The page, changed to what the search for its text reads best."""
    for element in list(tree.iter("noscript")):
        element.drop_tree()
    for table in list(islice(tree.iter("table"), MAX_TABLES)):
        if table.find(".//h1") is not None or _paragraphs(table) > 1:
            _lay_out(table)
    _join_pieces(tree)
    sizes = _sizes(tree)
    for element in [e for e in tree.iter() if isinstance(e.tag, str)]:
        if HIDING.search(element.get("style") or "") and FOLDED.search(element.get("class") or ""):
            del element.attrib["style"]
            element.attrib.pop("class")
        # What stood in an element that was dropped has nothing above it any more.
        if element.getparent() is not None and sizes[element] <= MAX_SIZE:
            _prepare(element)
    return tree


def _join_pieces(tree: Any) -> None:
    """Make one element of those with one class and one place that hold the text in parts, with adverts in between."""
    pieces: dict[Any, list[Any]] = defaultdict(list)
    paragraphs: dict[Any, int] = {}
    for element in tree.iter("div", "section"):
        name = element.get("class") or ""
        above = element.getparent()
        if PIECE.search(name) and not NO_PIECE.search(name) and above is not None and element.find(".//h1") is None:
            long = sum(child.tag == "p" and len(_text(child)) >= MIN_PARAGRAPH for child in element)
            if long:
                paragraphs[element] = long
                pieces[name, above.getparent() if len(above) <= MAX_BESIDE else above].append(element)
    for first, *others in pieces.values():
        if others and sum(paragraphs[each] for each in (first, *others)) >= MIN_PIECES_PARAGRAPHS:
            for other in others:
                first.extend(list(other))


def _sizes(tree: Any) -> Mapping[Any, int]:
    """How many characters of text and how many elements each element holds."""
    sizes: dict[Any, int] = defaultdict(int)
    for element in reversed(list(tree.iter())):
        sizes[element] += 1 + (len(element.text or "") if isinstance(element.tag, str) else 0)
        parent = element.getparent()
        if parent is not None:
            sizes[parent] += sizes[element] + len(element.tail or "")
    return sizes


def _prepare(element: Any) -> None:
    name = f"{element.get('id') or ''} {element.get('class') or ''}"
    if FRAME.search(name) and element.tag not in ("html", "body", "main", "article") and _is_small(element):
        element.drop_tree()
    elif element.tag in ("details", "summary"):
        element.tag = "div" if element.tag == "details" else "p"
    elif element.tag in ("aside", "footer", "div") and _is_correction(element):
        element.tag = "div"
        element.attrib.clear()
    elif element.tag in ("td", "th") and (items := [_text(item) for item in element.iter("li")]):
        tail = element.tail
        element.clear()
        element.text, element.tail = "; ".join(items), tail


def text_of(found: str, tree: Any, title: str | None) -> str:
    """The text that was found, without the headline above it and lines that lead elsewhere, under the standfirst."""
    lines = [line for line in found.split("\n") if not RULE.match(line) and not _is_boilerplate(line)]
    while lines and (not lines[0].strip() or one_line(lines[0]) == title):
        lines.pop(0)
    text = "\n".join(lines)
    standfirst = _standfirst(tree, text)
    return f"{standfirst}\n{text}" if standfirst else text


def _is_boilerplate(line: str) -> bool:
    return len(line) <= MAX_BOILERPLATE and bool(BOILERPLATE.match(line.strip(" *_•-–>|")))


def _standfirst(tree: Any, text: str) -> str:
    """The page's description where it is shown above the text and not in it; else nothing."""
    described = [
        one_line(tag.get("content")) or ""
        for tag in tree.iter("meta")
        if (tag.get("name") or tag.get("property") or "").lower() in ("description", "og:description")
    ]
    said = " ".join(text.split())
    for standfirst in dict.fromkeys(described):
        if len(standfirst) >= MIN_STANDFIRST and standfirst not in said:
            sizes = _sizes(tree)
            shown = tree.iter("p", "div", "h2", "h3", "span", "strong", "em")
            near = (element for element in shown if len(standfirst) < sizes[element] < 2 * len(standfirst) + 50)
            if any(_text(element) == standfirst for element in near):
                return standfirst
    return ""


def _lay_out(table: Any) -> None:
    """A table that only lays a page out, as blocks; its menus go."""
    for cell in list(table.iter("td", "th")):
        links = sum(len(_text(link)) for link in cell.iter("a"))
        if links and links >= LINKED_SHARE * len(_text(cell)):
            cell.drop_tree()
    for element in list(table.iter(*TABLE)):
        element.tag = "div"
        element.attrib.clear()


def _paragraphs(table: Any) -> int:
    """How many long paragraphs its fullest cell has."""
    cells = ([p for p in cell.iter("p") if len(_text(p)) >= MIN_PARAGRAPH] for cell in table.iter("td"))
    return max(map(len, cells), default=0)


def _is_small(element: Any) -> bool:
    return len(_text(element)) <= MAX_FRAME and element.find(".//h1") is None


def _is_correction(element: Any) -> bool:
    text = _text(element)
    return len(text) <= MAX_CORRECTION and bool(CORRECTION.match(text)) and element.find(".//h1") is None


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
