"""Web pages, saved or fetched: the article without the frame around it, and what the page says of it."""

import logging
import re
from email import message_from_bytes, policy
from typing import Any

from article_qa.index.addresses import canonical_url, trusted_address
from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Origin, make_article, parsing
from article_qa.index.formats.encoding import decode
from article_qa.index.formats.html_metadata import address, language, publication_day
from article_qa.index.text.cleaning import one_line

PAGE_LIMIT = 10_000_000  # characters of markup, embedded pictures not counted
# Finding the article takes seconds at this many, and four times as long at twice as many; most pages have 5,000.
ELEMENTS_LIMIT = 30_000
# What a page holds without an article is a word or two: the names of its parts.
SENTENCE = re.compile(r"\w.{10,}[.!?…。！？؟।]|\w.{80,}", re.DOTALL)
# A page with a password field and less text than this is a form, not an article that offers one.
LOGIN_CHARACTERS = 800
EMBEDDED = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=]+")
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
REMEDY = "save the page of the article itself"


def load_page(content: bytes, origin: Origin) -> Loaded:
    """The article of one page. A page without a date of its own is undated, whatever years it names."""
    declared = DECLARED.search(content[:5000])
    yield from _article(decode(content, origin, declared[1].decode() if declared else None), origin)


def load_archived_page(content: bytes, origin: Origin) -> Loaded:
    """The article of a page that a browser saved whole (MHTML); its address is where it was saved."""
    with parsing(origin, "saved page", REMEDY):
        message = message_from_bytes(content, policy=policy.default)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        markup = part.get_payload(decode=True) if part else None
        charset = part.get_content_charset() if part else None
        saved_at = canonical_url(one_line(str(message.get("Snapshot-Content-Location") or "")))
    if not isinstance(markup, bytes):
        raise ArticleRejected(f"{origin.named} holds no page; {REMEDY}")
    here = Origin(origin.suffix, origin.source, origin.named, origin.url or saved_at)
    yield from _article(decode(markup, here, charset), here)


def _article(markup: str, origin: Origin) -> Loaded:
    from lxml import html
    from trafilatura import bare_extraction  # half a second, and only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    markup = EMBEDDED.sub("", markup)
    if len(markup) > PAGE_LIMIT:
        raise ArticleRejected(f"{origin.named} has {len(markup):,} characters of markup; save its text alone")
    with parsing(origin, "page", REMEDY):
        # Bytes, because a declaration of another encoding in a text would be an error.
        tree = html.document_fromstring(markup.encode(errors="replace"), parser=html.HTMLParser(encoding="utf-8"))
        if (elements := sum(1 for _ in tree.iter())) > ELEMENTS_LIMIT:
            raise ArticleRejected(f"{origin.named} has {elements:,} elements, too many for a page; save its text alone")
        # Its date is not asked for: it may be one of the text, of a picture's address or a copyright line.
        found = bare_extraction(
            markup, include_comments=False, with_metadata=True, date_extraction_params={"extensive_search": False}
        )
        page: dict[str, Any] = found.as_dict() if found else {}
        text = page.get("text") or ""
    fields = [(field.get("type") or "").lower() for field in tree.iter("input")]
    if len(text) < LOGIN_CHARACTERS and "password" in fields:
        raise ArticleRejected(
            f"{origin.named} shows a login instead of an article; log in with your browser, save the page, add the file"
        )
    if not SENTENCE.search(text):
        raise ArticleRejected(f"{origin.named} holds no article text; {REMEDY}")
    url = trusted_address(address(tree, origin.url), origin.url)
    facts = {
        "title": page["title"],
        "publisher": page["sitename"],
        "author": page["author"],
        "url": url,
        "published": publication_day(tree, url),
        "language": language(tree),
    }
    yield make_article(facts, text, origin)
