"""The notices of standing questions, as an Atom feed (RFC 4287)."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from article_qa.qa.watching.watches import Notice

ATOM = "http://www.w3.org/2005/Atom"
# Feed readers come again. They need no more than what is new.
MAX_ENTRIES = 100
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
EPOCH = "1970-01-01T00:00:00Z"


def atom(notices: Sequence[Notice], library_id: str) -> str:
    """The newest notices as a feed; `library_id` tells the feeds of two libraries apart."""
    feed = Element("feed", xmlns=ATOM)
    _put(feed, "title", "Article QA: standing questions")
    _put(feed, "id", f"urn:article-qa:{library_id}:watches")
    _put(feed, "updated", notices[0].told if notices else EPOCH)
    _put(SubElement(feed, "author"), "name", "Article QA")
    for notice in notices[:MAX_ENTRIES]:
        _entry(feed, notice, library_id)
    indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'


def _entry(feed: Element, notice: Notice, library_id: str) -> None:
    entry = SubElement(feed, "entry")
    _put(entry, "title", notice.question)
    _put(entry, "id", f"urn:article-qa:{library_id}:notice:{notice.id}")
    _put(entry, "updated", notice.told)
    for citation in notice.answer.citations:
        if citation.url:
            SubElement(entry, "link", rel="related", href=citation.url, title=_printable(citation.title))
    lines = [change.text for change in notice.changes]
    sources = [f"[{each.number}] “{each.quote}” ({each.title}, {each.dateline})" for each in notice.answer.citations]
    content = SubElement(entry, "content", type="text")
    content.text = _printable("\n".join([*lines, "", *sources]))


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _printable(text)


def _printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return UNPRINTABLE.sub("", text)
