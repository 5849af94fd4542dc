"""Exports of news databases (Nexis, Factiva, ProQuest): one text -> its articles, without the database's own lines.

A text is split only where each part has a head that such an export writes.
Rules and dates between the parts of an article split nothing. `batch_cuts` parts
the articles, `batch_articles` reads each, `batch_heads` knows the fields.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from article_qa.index.formats.article import Loaded, Note, Origin, left_out, make_article, odd_date
from article_qa.index.formats.batch_cuts import NUMBERED, READERS
from article_qa.index.formats.batch_heads import COUNTED, END_OF_DOCUMENT, LOAD_DATE, Part
from article_qa.index.formats.encoding import decode
from article_qa.index.formats.markup import html_text
from article_qa.index.formats.tables import articles_of

# A text in which these stand twice looks like several articles.
MARKS = (
    NUMBERED,
    END_OF_DOCUMENT,
    LOAD_DATE,
    COUNTED,
    re.compile(r"\s*(?:length|länge)\s*:\s*\d+ \w+\s*", re.IGNORECASE),
    re.compile(r"\s*full text\s*:", re.IGNORECASE),
    re.compile(r"\s*(?:copyright|©|\(c\))\W{0,4}(?:\(c\)\s)?\d{4}\b", re.IGNORECASE),
)
# A file whose first article has none of them needs no second look.
SAMPLE = 100_000
IS_LIKELY = re.compile(
    r"load-?date ?:|end of document|ende des dokuments|fin du document|full text\b|volltext ?:"
    r"|\b(?:of|von|de|di) \d{1,5} (?:documents?|dokumenten?|documentos)|(?:document|dokument) \d{1,5} (?:of|von|de) \d"
    r"|^[ |\t]{0,9}LP(?:[ |\t]|$)|^[^\w\n]{0,80}\d[\d.,]{0,8} (?:words|wörter|mots|palabras|parole|woorden)"
    r"[^\S\n]{0,9}$"
    r"|^[^\S\n]{0,80}(?:copyright|©|\(c\))[^\w\n]{0,4}\d{4}\b"
    r"|^[^\S\n]{0,9}(?:length|länge|title|headline|titel|titre|título|überschrift) ?:",
    re.IGNORECASE | re.MULTILINE,
)
IS_LIKELY_PAGE = re.compile(
    rb"load-?date|end of document|ende des dokuments|fin du document|\d documents?\b|>\s*LP\b|full text|\d words\b",
    re.I,
)


def exported_page(content: bytes, origin: Origin) -> Loaded:
    """The articles of an export that was saved as a web page; none where the page is no export."""
    from lxml import html

    if not IS_LIKELY_PAGE.search(content, 0, SAMPLE):
        return
    page = html.document_fromstring(decode(content, origin).encode(), html.HTMLParser(encoding="utf-8"))
    for rule in page.iter("hr"):
        rule.text = "_" * 40
    text = html_text(page)
    if IS_LIKELY.search(text, 0, SAMPLE) and split(text)[0]:
        yield from text_articles({}, text, origin)


def text_articles(
    facts: Mapping[str, Any], text: str, origin: Origin, *, lines: str | None = None, join: Callable[[str], str] = str
) -> Loaded:
    """The articles of an export that `text` is, else the one article that `facts` and `text` are.

    `lines` is the same text line by line where `text` has joined them, and `join` then
    joins those of one article. A text that looks like several articles and cannot be split is noted.
    """
    whole = text if lines is None else lines
    parts, declared = split(whole) if IS_LIKELY.search(whole, 0, SAMPLE) else ([], 0)
    parts = [{**part, "text": join(part["text"])} for part in parts]
    if len(parts) > 1:
        named = ((f"document {number} of {origin.named}", part) for number, part in enumerate(parts, 1))
        yield from articles_of(named, origin)
    else:
        facts, text = (parts[0], parts[0]["text"]) if parts else (facts, text)
        yield make_article(facts, text, origin)
        if odd := odd_date(facts):
            yield left_out([odd], origin)
    if declared > max(1, len(parts)):
        yield Note(
            f"{origin.named} looks like {declared:,} articles, of which {len(parts) or 'none'} could be separated; "
            "export them once more, or one by one"
        )


def split(text: str) -> tuple[list[Part], int]:
    """The articles of an export by our names for their facts, and how many it seems to hold.

    There are none where the text is no export, or one that cannot be split.
    """
    lines = text.split("\n")
    declared = max(sum(bool(mark.match(line)) for line in lines) for mark in MARKS)
    readings = ([part for part in read(lines) if part.get("text") and part.get("title")] for read in READERS)
    return max(readings, key=len), declared
