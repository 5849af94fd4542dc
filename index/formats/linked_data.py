"""JSON-LD: what a page says of its article in the words of schema.org, however carelessly it is written."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from article_qa.index.addresses import canonical_url
from article_qa.index.text.cleaning import one_line

ARTICLE_TYPE = re.compile(r"(?:.*Article|.*Posting|Report|.*Report|Review.*|.*Review)")
# What pages write around their JSON, and a comma too many within it.
WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*;?\s*$"
)
COMMA_TOO_MANY = re.compile(r",(\s*[}\]])")
COMMENT = re.compile(r"(?m)^\s*/\*.*?\*/|^\s*//[^\n]*$")
MAX_DEPTH = 4
BELOW = ("@graph", "mainEntity", "mainEntityOfPage")
ADDRESSES = ("url", "@id", "mainEntityOfPage")


def articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles that the page describes as its own, not those that it lists as well."""
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            yield from _described(_parsed(script.text or ""))


def own_articles(tree: Any, address: str | None, headlines: list[str]) -> list[dict[str, Any]]:
    """Of several described articles those with the address of the page or one of its headlines; else all."""
    found = list(articles(tree))
    own = [node for node in found if address and address in _addresses(node, address)]
    named = {headline.casefold() for headline in headlines}
    own = own or [node for node in found if (one_line(node.get("headline")) or "").casefold() in named]
    return own or found


def names(value: Any, *, of_people: bool = False) -> list[str]:
    """The names in a publisher or an author, written as a text, an object or a list of them."""
    found = []
    for each in value if isinstance(value, list) else [value]:
        kind = str(each.get("@type")) if isinstance(each, dict) else ""
        if not (of_people and "Organization" in kind):
            name = one_line(each.get("name") if isinstance(each, dict) else each)
            found += [name] if name else []
    return found


def _parsed(text: str) -> Any:
    """What the JSON says; None if it cannot be repaired."""
    for candidate in (text, COMMA_TOO_MANY.sub(r"\1", COMMENT.sub("", WRAPPING.sub("", text)))):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _described(node: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    nodes = node if isinstance(node, list) else [node]
    for item in (n for n in nodes if isinstance(n, dict)):
        types = item.get("@type")
        if any(ARTICLE_TYPE.fullmatch(str(name)) for name in (types if isinstance(types, list) else [types])):
            yield item
        for key in BELOW:
            if depth < MAX_DEPTH:
                yield from _described(item.get(key), depth + 1)


def _addresses(node: dict[str, Any], base: str) -> set[str]:
    """The addresses of an article."""
    values = (node.get(key) for key in ADDRESSES)
    texts = (value.get("@id") if isinstance(value, dict) else value for value in values)
    return {url for text in texts if isinstance(text, str) and (url := _absolute(text, base))}


def _absolute(text: str, base: str) -> str | None:
    try:
        return canonical_url(urljoin(base, text.strip()))
    except ValueError:
        return None
