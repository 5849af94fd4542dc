"""Web pages, saved or fetched: the article without the frame around it, and what the page says of it."""

import logging
import re
from email import message_from_bytes, policy
from typing import Any

from article_qa.index.addresses import canonical_url, trusted_address
from article_qa.index.errors import ArticleRejected
from article_qa.index.formats import html_facts, linked_data
from article_qa.index.formats.article import Loaded, Note, Origin, make_article, parsing
from article_qa.index.formats.encoding import decode
from article_qa.index.formats.html_frame import text_of, without_frame
from article_qa.index.formats.html_metadata import address, language, publication_day, unarchived
from article_qa.index.formats.no_article import leads_to, shows_login, what_instead
from article_qa.index.text.cleaning import one_line

PAGE_LIMIT = 10_000_000  # characters of markup, embedded pictures not counted
# Finding the article takes seconds at this many, and four times as long at twice as many; most pages have 5,000.
ELEMENTS_LIMIT = 30_000
# What a page holds without an article is a word or two: the names of its parts.
SENTENCE = re.compile(r"\w.{10,}[.!?…。！？؟।]|\w.{80,}", re.DOTALL)
EMBEDDED = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=]+")
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
# What a page's text is looked for in drops characters that only join letters, and Persian needs one of them.
JOINER, STAND_IN = "\u200c", "\u2e0e"
# Browsers write where they saved a page from.
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+)|Page saved with SingleFile\s+url:\s*(\S+)")
SAVED_REACH = 5000
PASSING_BYTES = 20_000
REFRESHES = re.compile(rb"http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)
# Of an article that must be paid for less is shown than this.
PAID_CHARACTERS = 1500
PAID = re.compile(r"false|0|no", re.IGNORECASE)
REMEDY = "save the page of the article itself"


def load_page(content: bytes, origin: Origin) -> Loaded:
    """The article of one page. A page without a date of its own is undated, whatever years it names."""
    declared = DECLARED.search(content[:5000])
    yield from load_markup(decode(content, origin, declared[1].decode() if declared else None), origin)


def onward(content: bytes) -> str:
    """Where a fetched page sends its reader on to at once, instead of showing an article; else empty."""
    # Read here and not in a process of its own, so only what is as small as such pages are.
    if len(content) > PASSING_BYTES or not REFRESHES.search(content):
        return ""
    return leads_to(_tree(content.decode("utf-8", "replace")))


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
    yield from load_markup(decode(markup, here, charset), here)


def load_markup(markup: str, origin: Origin) -> Loaded:
    """The article of a page whose encoding is known."""
    from trafilatura import bare_extraction  # half a second, and only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    markup = EMBEDDED.sub("", markup)
    saved = SAVED_FROM.search(markup[:SAVED_REACH])
    read_at = unarchived(origin.url or (canonical_url(saved[1] or saved[2]) if saved else None) or "") or None
    if len(markup) > PAGE_LIMIT:
        raise ArticleRejected(f"{origin.named} has {len(markup):,} characters of markup; save only its text")
    with parsing(origin, "page", REMEDY):
        tree = _tree(markup)
        if (elements := sum(1 for _ in tree.iter())) > ELEMENTS_LIMIT:
            raise ArticleRejected(f"{origin.named} has {elements:,} elements, too many for a page; save only its text")
        url = trusted_address(address(tree, read_at), read_at)
        own = linked_data.own_articles(tree, url, html_facts.headlines(tree))
        published = publication_day(tree, url, own)
        # Its date is not asked for: it may be one of the text, of a picture's address or a copyright line.
        found = bare_extraction(
            without_frame(_tree(markup.replace(JOINER, STAND_IN))), include_comments=False, with_metadata=True,
            date_extraction_params={"extensive_search": False},
        )  # fmt: skip
        page: dict[str, Any] = found.as_dict() if found else {}
        publisher = html_facts.publisher(tree, page.get("sitename"), url, own)
        title = html_facts.title(tree, page.get("title"), publisher, own)
        text = text_of((page.get("text") or "").replace(STAND_IN, JOINER), tree, title)
    if onward := leads_to(tree):
        raise ArticleRejected(f"{origin.named} only leads on to {onward[:200]!r}; add that address")
    if shows_login(tree, text):
        raise ArticleRejected(
            f"{origin.named} shows a login instead of an article; log in with your browser, save the page, add the file"
        )
    if not published and (instead := what_instead(tree, text)):
        raise ArticleRejected(f"{origin.named} {instead}; {REMEDY}")
    if not SENTENCE.search(text):
        raise ArticleRejected(f"{origin.named} holds no article text; {REMEDY}")
    author = html_facts.author(tree, page.get("author"), publisher, own)
    facts = {"title": title, "publisher": publisher, "author": author, "url": url, "published": published,
             "language": language(tree)}  # fmt: skip
    yield make_article(facts, text, origin)
    if any(PAID.fullmatch(str(node.get("isAccessibleForFree"))) for node in own) and len(text) < PAID_CHARACTERS:
        yield Note(f"{origin.named} shows only the beginning of an article that must be paid for")


def _tree(markup: str) -> Any:
    """The page without comments: what stands between two pieces of a text would end it."""
    from lxml import html

    # Bytes, because a declaration of another encoding in a text would be an error.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return html.document_fromstring(markup.encode(errors="replace"), parser=parser)
