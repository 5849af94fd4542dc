"""The bytes of a feed -> its entries; the bytes of a page -> the feeds that it announces.

Nothing is fetched here, and what a feed says is taken for text: no entity of
its own is expanded, no address but http(s) comes out.
"""

import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urljoin

import lxml.etree
import lxml.html

from article_qa.index.addresses import canonical_url
from article_qa.index.errors import FetchRefused
from article_qa.index.extras import part
from article_qa.index.limits import MAX_ADDRESS_CHARACTERS, MAX_FACT_CHARACTERS, MAX_FEED_MARKS
from article_qa.index.text.cleaning import clean, one_line
from article_qa.index.text.published import published_date

ROOT = re.compile(rb"<(rss|feed|rdf:rdf)\b", re.IGNORECASE)
DECLARATIONS = re.compile(rb"<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
KINDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `key` tells it from the others, `html` is what it carries of the article itself."""

    key: str
    title: str | None
    url: str | None
    published: date | None
    author: str | None
    html: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in its own order; of entries that name the same page, the first."""

    title: str | None
    entries: tuple[Entry, ...]


def is_feed(content: bytes) -> bool:
    """Whether these bytes begin like RSS or Atom, in whatever character set."""
    return ROOT.search(content[:20_000].replace(b"\0", b"")) is not None


def parse(content: bytes, address: str) -> Feed:
    """The feed in these bytes; `address` is where they were had, for its relative links.

    Of a feed that is not well-formed, what can be read. Raises FetchRefused
    for what is no feed and for one that would cost too much to read.
    """
    with part("the reader of feeds", "feeds"):
        import feedparser
    plain = content.replace(b"\0", b"")
    if not is_feed(content):
        raise FetchRefused(f"{address!r} is not a feed; give the address of an RSS or Atom feed")
    if DECLARATIONS.search(plain) or plain.count(b"<") + plain.count(b"&") > MAX_FEED_MARKS:
        raise FetchRefused(f"the feed {address!r} is built to be costly to read; follow another feed of the site")
    try:
        # As a stream: bytes alone would first be tried as the name of a file.
        parsed = feedparser.parse(
            io.BytesIO(content),
            response_headers={"content-type": "application/xml"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    # What a damaged declaration, date or number becomes in the parser.
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as exc:
        raise _unreadable(address) from exc
    is_rss = str(parsed.get("version") or "").startswith("rss")
    entries: dict[str, Entry] = {}
    for entry in (_entry(item, address, is_rss) for item in parsed.entries):
        entries.setdefault(entry.url or entry.key, entry)
    if parsed.bozo and not entries:
        raise _unreadable(address)
    return Feed(_words(parsed.feed.get("title")), tuple(entries.values()))


def announced(content: bytes, address: str) -> list[str]:
    """The addresses of the feeds that a page announces, in its order."""
    try:
        page = lxml.html.fromstring(content, base_url=address)
    except (lxml.etree.LxmlError, ValueError):
        return []
    base = _joined(address, next(iter(page.xpath("//base/@href")), "")) or address
    found = [
        _joined(base, link.get("href", ""))
        for link in page.xpath("//link[@href]")
        if "alternate" in (link.get("rel") or "").lower().split() and (link.get("type") or "").lower() in KINDS
    ]
    return list(dict.fromkeys(filter(None, found)))


def _unreadable(address: str) -> FetchRefused:
    return FetchRefused(
        f"the feed {address!r} cannot be read (it is not well-formed); try again when the site has repaired it"
    )


def _entry(item: Any, address: str, is_rss: bool) -> Entry:
    bodies = [part.get("value") or "" for part in item.get("content", ())] + [item.get("summary") or ""]
    # `dict.get`, for feedparser's own would give one date in place of another.
    told = dict.get(item, "published") or (is_rss and dict.get(item, "updated"))
    body = max(bodies, key=len)
    # Without a link feedparser gives the id for one, which is an address only if it is a whole one.
    url = _joined(address if item.get("links") else "", clean(item.get("link") or ""))
    title = _words(item.get("title"))
    key = clean(item.get("id") or "") or url or ""
    return Entry(
        key if 0 < len(key) <= MAX_FACT_CHARACTERS else _digest(key or f"{title}\n{body}"),
        title,
        url,
        published_date(told),
        _words(item.get("author")),
        body,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def _joined(base: str, link: str) -> str | None:
    """The page that a link leads to from `base`; None where it is none."""
    if len(link) > MAX_ADDRESS_CHARACTERS:
        return None
    try:
        return canonical_url(urljoin(base, link.strip()))
    except ValueError:
        return None


def _words(text: str | None) -> str | None:
    """A title without markup, on one line; None if nothing is left."""
    return one_line(unescape(TAG.sub("", text or "")))
