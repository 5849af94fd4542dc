"""News in XML: NITF, NewsML, and the entries of RSS and Atom feeds that were saved as files."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from article_qa.index.addresses import is_address
from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Origin, left_out, make_article, odd_date, parsing
from article_qa.index.formats.encoding import other_kind
from article_qa.index.formats.html import load_page
from article_qa.index.formats.markup import html_text
from article_qa.index.formats.tables import articles_of
from article_qa.index.limits import MAX_FEED_MARKS, MAX_MARKUP_BYTES

REMEDY = "export it again as NITF, NewsML-G2, RSS or Atom"
# What pictures, sounds and shops say of an entry under the names of its own facts.
FOREIGN = ("mrss", "itunes", "podcast", "googleplay")
LISTS = {"urlset": "a sitemap", "sitemapindex": "a sitemap", "opml": "a list of feeds"}

Facts = dict[str, Any]


def load_xml(content: bytes, origin: Origin) -> Loaded:
    """The articles of a file of news, or of a feed. A list of addresses has none and is refused."""
    if kind := other_kind(content):
        raise ArticleRejected(f"{origin.named} is {kind}")
    if len(content) > MAX_MARKUP_BYTES or content.count(b"<") > MAX_FEED_MARKS:
        raise ArticleRejected(f"{origin.named} has too much markup to be read at once; split it")
    with parsing(origin, "XML", REMEDY):
        root = _parsed(content)
        name = root.tag.lower()
    if name == "html":
        yield from load_page(content, origin)
        return
    if name in LISTS:
        raise ArticleRejected(f"{origin.named} is {LISTS[name]}, a list of addresses without texts; add the pages")
    with parsing(origin, "XML", REMEDY):
        entries = list(_entries(root))
    if not entries:
        raise ArticleRejected(f"{origin.named} holds no news that is known, it begins with <{name[:40]}>; {REMEDY}")
    if len(entries) == 1 and name not in ("rss", "feed", "rdf"):
        yield make_article(entries[0], entries[0].get("text") or "", origin)
        if odd := odd_date(entries[0]):
            yield left_out([odd], origin)
    else:
        yield from articles_of(((f"entry {n} of {origin.named}", each) for n, each in enumerate(entries, 1)), origin)


def _parsed(content: bytes) -> Any:
    """The root, with plain names. No entity is expanded, and nothing is fetched that the file asks for."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(content.lstrip(), parser)
    for node in list(root.iter(tag=etree.Element)):
        name = etree.QName(node)
        is_foreign = any(word in (name.namespace or "").lower() for word in FOREIGN)
        node.tag = f"foreign-{name.localname}" if is_foreign else name.localname
    return root


def _entries(root: Any) -> Iterator[Facts]:
    name = root.tag.lower()
    if name in ("rss", "rdf", "feed"):
        outlet = _said(root, "channel/title", "title")
        for entry in root.iter("item", "entry"):
            yield _feed_entry(entry, outlet)
    else:
        items = [node for node in root.iter("newsItem", "NewsItem") if next(node.iter("newsItem", "NewsItem")) is node]
        for item in items:
            yield _news_item(item)
        if not items:
            yield from map(_nitf, root.iter("nitf"))


def _feed_entry(entry: Any, outlet: str | None) -> Facts:
    links = [link for link in entry.findall("link") if link.get("rel", "alternate") == "alternate"]
    guid = entry.find("guid")
    addresses = [link.get("href") or link.text or "" for link in links]
    if guid is not None and guid.get("isPermaLink") != "false":
        addresses.append(guid.text or "")
    texts = [_markup(node) for name in ("encoded", "content", "description", "summary") for node in entry.findall(name)]
    return {
        "title": _line(entry.find("title")),
        "url": next((link.strip() for link in addresses if is_address(link.strip())), None),
        "id": _said(entry, "guid", "id"),
        "published": _said(entry, "pubDate", "published", "issued", "date", "created", "updated"),
        "author": [*_all_said(entry, "creator"), *_all_said(entry, "author/name")] or _person(_said(entry, "author")),
        "publisher": _said(entry, "source/title", "source") or outlet,
        "text": max(texts, key=len, default=""),
    }


def _markup(node: Any) -> str:
    """The words of an element that holds HTML, as elements or written out."""
    from lxml import html

    if len(node):
        return html_text(node)
    said = (node.text or "").strip()
    if "<" not in said and "&" not in said:
        return said
    return html_text(html.fromstring(f"<div>{said}</div>"))


def _line(node: Any) -> str | None:
    return unescape(_markup(node)).replace("\n", " ") or None if node is not None else None


def _person(said: str | None) -> str | None:
    """The name in "mail@address (Name)", which RSS asks for; a bare address has none."""
    if not said or "@" not in said:
        return said
    return said.partition("(")[2].rstrip(") ") or None


def _news_item(item: Any) -> Facts:
    """NewsML of either generation; what it does not say itself is said by the NITF within."""
    nitf = next(item.iter("nitf"), None)
    within = _nitf(nitf) if nitf is not None else {}
    bodies = [node for name in ("inlineXML", "inlineData", "DataContent") for node in item.iter(name)]
    texts = [_without_head(node, _said(item, ".//headline", ".//HeadLine")) for node in bodies]
    language = item.find(".//contentMeta/language")
    provider = item.find(".//itemMeta/provider")
    said = {
        "title": _said(item, ".//contentMeta/headline", ".//HeadLine", ".//itemMeta/title"),
        "author": _byline(_said(item, ".//contentMeta/by", ".//ByLine", ".//contentMeta/creator/name")),
        "published": _said(item, ".//contentMeta/contentCreated", ".//itemMeta/firstCreated", ".//DateId",
                           ".//itemMeta/versionCreated", ".//FirstCreated"),
        "publisher": _said(item, ".//itemMeta/provider/name", ".//contentMeta/infoSource/name")
        or (provider.get("literal") if provider is not None else None),
        "language": language.get("tag") if language is not None else None,
        "text": max(texts, key=len, default=""),
    }  # fmt: skip
    return {**said, **{name: value for name, value in within.items() if value and (name == "text" or not said[name])}}


def _without_head(node: Any, title: str | None) -> str:
    page = next(node.iter("body"), node)
    text = html_text(page) if len(node) else _markup(node)
    return text.removeprefix(title).lstrip() if title else text


def _nitf(root: Any) -> Facts:
    body = next(root.iter("body.content"), None)
    for media in list(body.iter("media")) if body is not None else ():
        media.getparent().remove(media)
    below = [said for said in _all_said(root, ".//hedline/hl2") if said]
    holder = root.find(".//doc.copyright")
    publication = root.find(".//pubdata")
    return {
        "title": _said(root, ".//hedline/hl1", ".//hedline", "head/title"),
        "author": _byline(_said(root, ".//byline/person", ".//byline")),
        "published": next(
            (node.get("norm") for name in ("date.issue", "date.release", "story.date") for node in root.iter(name)),
            None,
        ),
        "publisher": (publication.get("name") if publication is not None else None)
        or (holder.get("holder") if holder is not None else None),
        "language": next((value for key, value in root.attrib.items() if key.endswith("lang")), None),
        "text": "\n\n".join([*below, html_text(body)]) if body is not None else "",
    }


def _byline(said: str | None) -> str | None:
    return said[3:].strip() if said and said[:3].lower() == "by " else said


def _said(root: Any, *paths: str) -> str | None:
    """What the first of these elements says that says something."""
    return next((said for path in paths for said in _all_said(root, path)), None)


def _all_said(root: Any, path: str) -> list[str]:
    words = (" ".join("".join(node.itertext()).split()) for node in root.findall(path))
    return [each for each in words if each]
