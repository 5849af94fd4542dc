"""What a page is called, who published it and who wrote it: the facts that it prints before those for machines."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from article_qa.index.formats import linked_data
from article_qa.index.text.cleaning import one_line
from article_qa.index.text.published import published_date

SEPARATOR = re.compile(r"\s+[|–—\-·•»]\s+")
NO_OUTLET = re.compile(r"©|copyright|^https?:|^www\.|^@|all rights reserved", re.IGNORECASE)
NOT_LETTERS = re.compile(r"[\W_]+")
# What stands around a name: "By", and the first word of a date behind it.
BY = re.compile(r"^by:?\s+|\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+\d.*)?$", re.IGNORECASE)
MAX_HEADLINES, MAX_NAME = 20, 80
# A shorter headline may be the name of a part of the site, a longer name a slogan.
MIN_HEADLINE_WORDS, MAX_OUTLET_WORDS = 3, 5
# A headline in other words than the page's title must share this many longer words with it.
MIN_SHARED_WORDS = 2


def headlines(tree: Any) -> list[str]:
    """The headlines of the first rank that the page prints, in their order."""
    texts = (one_line(" ".join(element.itertext())) for element in islice(tree.iter("h1"), MAX_HEADLINES))
    return [text for text in dict.fromkeys(texts) if text]


def title(tree: Any, found: str | None, publisher: str | None, own: Iterable[Mapping[str, Any]]) -> str | None:
    """The printed headline, else `found` without the outlet and the day behind it.

    Of several headlines that one is taken which the page's title or its JSON-LD repeats.
    """
    printed = headlines(tree)
    stated = [one_line(node.get("headline")) for node in own]
    full = one_line(tree.findtext(".//title")) or found or ""
    repeated = [each for each in printed if each in stated or _begins(full, each)]
    if repeated:
        return max(repeated, key=len)
    if len(printed) == 1 and len(_long_words(printed[0]) & _long_words(full)) >= MIN_SHARED_WORDS:
        return printed[0]
    # A headline that was passed over above is no title.
    name = full if found in printed and full else found
    return without_outlet(name, publisher) if name else None


def _long_words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w{4,}", text)}


def _begins(full: str, headline: str) -> bool:
    """Whether one of a page's title and a headline begins with the other, not only with the name of its site."""
    is_long = len(headline.split()) >= MIN_HEADLINE_WORDS
    is_shortened = bool(full) and headline.startswith(f"{full} ")
    return SEPARATOR.split(full)[0] == headline or is_shortened or (is_long and full.startswith(headline))


def without_outlet(text: str, publisher: str | None) -> str:
    """A title without the outlet, its initials or the day that stand behind it; a dash of its own stays."""
    parts = SEPARATOR.split(text)
    while len(parts) > 1 and (_is_same(parts[-1], publisher) or published_date(parts[-1])):
        text = text[: text.rindex(parts.pop())]
        text = re.sub(r"\s+[|–—\-·•»]\s+$", "", text)
    return text


def publisher(tree: Any, found: str | None, url: str | None, own: Iterable[Mapping[str, Any]]) -> str | None:
    """The outlet: as the article's JSON-LD or microdata names it, as the site calls itself, else `found`."""
    stated = [name for node in own for name in linked_data.names(node.get("publisher"))]
    site = [tag.get("content") or "" for tag in tree.iter("meta") if tag.get("property") == "og:site_name"]
    behind = SEPARATOR.split(one_line(tree.findtext(".//title")) or "")[1:]
    host = _letters(urlsplit(url or "").hostname or "")
    candidates = [*stated, *_itemprop(tree, "publisher"), *(_outlet(one_line(name) or "", host) for name in site)]
    # A handle or an address is written out where the page does so behind its title.
    candidates += [name for name in behind if found and _letters(name) == _letters(found)]
    candidates += [found or ""]
    return next((name for name in candidates if name and not NO_OUTLET.search(name)), None)


def author(tree: Any, found: str | None, outlet: str | None, own: Iterable[Mapping[str, Any]]) -> str | None:
    """The people who wrote it; not the outlet where somebody else is named."""
    stated = [name for node in own for name in linked_data.names(node.get("author"), of_people=True)]
    names = stated or list(_itemprop(tree, "author")) or (found or "").split("; ")
    people = [BY.sub("", name) for name in dict.fromkeys(names) if len(name) <= MAX_NAME]
    others = [name for name in people if name and not _is_same(name, outlet)]
    return "; ".join(others or people) or found


def _itemprop(tree: Any, name: str) -> Iterable[str]:
    """What microdata has under this property."""
    for element in tree.xpath("//*[@itemprop = $name]", name=name):
        inner = element.xpath(".//*[@itemprop = 'name']")
        whole = inner[0] if inner else element
        text = one_line(whole.get("content") or " ".join(whole.itertext()))
        if text:
            yield text


def _outlet(name: str, host: str) -> str:
    """The outlet in what a site calls itself: of "Slogan - Outlet" the part that the address repeats, or the short one.

    >>> _outlet("News and weather - Sundby Post", "")
    'Sundby Post'
    """
    parts = SEPARATOR.split(name)
    if len(parts) == 1:
        return name
    known = [part for part in parts if host and _letters(part) in host]
    short = [part for part in parts if len(part.split()) <= MAX_OUTLET_WORDS and "," not in part]
    return (known or sorted(short, key=lambda part: len(part.split())) or [name])[0]


def _is_same(text: str, publisher: str | None) -> bool:
    return bool(publisher) and _letters(text) == _letters(publisher or "")


def _letters(text: str) -> str:
    return NOT_LETTERS.sub("", text).casefold()
