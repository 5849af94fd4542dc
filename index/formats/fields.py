"""An entry of somebody's export -> the facts and the text in our own names.

Newspapers' APIs, crawlers and data sets call the same things by many names, in
objects within objects. A name is compared without case, spaces and signs:
"Publication Date" is `publicationdate`. Of several names that an entry has, the
first below that says something counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from article_qa.index.addresses import is_address
from article_qa.index.formats.markup import html_text
from article_qa.index.text.values import is_blank, plain_text

NAMES: Mapping[str, tuple[str, ...]] = {
    name: tuple(words.split())
    for name, words in {
        "text": "text content body articlebody maintext bodytext fulltext articletext articlecontent contenttext "
                "plaintext cleanedtext story storytext article bodyxhtml bodyhtml contenthtml htmlcontent html rawtext "
                "bodies transcript document description leadparagraph abstract summary excerpt",
        "title": "title headline webtitle articletitle pagetitle headlines heading name subject",
        "published": "published publishedat publicationdate publisheddate publishdate pubdate datepublished "
                     "datepublish publishedon publishedtime publicationdatetime webpublicationdate "
                     "firstpublicationdate firstpublished date datetime dateposted posted postedat versioncreated "
                     "firstcreated timestamp issuedate created createdat",
        "publisher": "publisher publication publicationname publishername medianame sitename outlet "
                     "newspaper journal source sourcename provider site media channel sourcedomain domain hostname",
        "author": "author authors byline bylines authorname authornames writer writers journalist creator creators "
                  "dccreator",
        "url": "url link weburl permalink canonicallink canonicalurl articleurl originalurl sourceurl pageurl "
               "externalurl webpage address uri mainentityofpage guid source id",
        "language": "language lang inlanguage languagecode sourcelanguage",
        "id": "id docid articleid uuid guid uri",
        "questions": "questions",
    }.items()
}  # fmt: skip
SUMMARIES = frozenset(("description", "leadparagraph", "abstract", "summary", "excerpt"))
TEXTS = frozenset(NAMES["text"]) - SUMMARIES
HEADS = frozenset((*NAMES["title"], *NAMES["url"])) - {"source", "id"}
# Where the parts of an object hold what it says, the first that it has.
VALUES = ("name", "rendered", "main", "value", "text", "content", "paragraphs", "body", "html", "original", "title",
          "@value", "#text", "href", "url", "@id")  # fmt: skip
MAX_DEPTH = 8
MARKUP = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|h[1-6]|li|ul|ol|td|section|article|blockquote)\s*>|<br\s*/?>|<p[ >]",
    re.IGNORECASE,
)
BY = re.compile(r"\s*by\s+", re.IGNORECASE)
LIST = re.compile(r"\s*\[\s*(?:(['\"]).*\1)?\s*\]\s*", re.DOTALL)
# How somebody's notes link to a page of theirs.
WIKI_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")


def facts_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What the entry says, by our names; None or nothing under a name that it does not have."""
    named = _by_name(_merged(entry))
    found = {name: value for name, words in NAMES.items() if (value := _first(named, words)) is not None}
    when = found.get("published")
    return found | {
        "text": "\n\n".join(map(_words, _parts(found.get("text")))) or None,
        "title": _first_words(found.get("title")),
        "published": _first_words(when) if isinstance(when, (dict, list)) else when,
        "author": _authors(found.get("author")),
        "url": next((link for name in NAMES["url"] if (link := _link(named.get(name)))), None),
        "publisher": _publisher(named),
        "language": _first_words(found.get("language")),
    }


def renamed(entry: Mapping[str, Any], columns: Iterable[tuple[str, str]]) -> Mapping[str, Any]:
    """The entry with our names for these columns, which then come before all others that mean the same."""
    ours = {_plain(theirs): name for theirs, name in columns}
    told = {ours[_plain(name)]: value for name, value in entry.items() if _plain(name) in ours}
    others = {name: value for name, value in entry.items() if _plain(name) not in ours}
    return {**told, **{name: value for name, value in others.items() if _plain(name) not in told}}


def has_text(entry: Any) -> bool:
    """Whether it is an object with a text, or one with a title or address and an object that has a text."""
    if not isinstance(entry, dict):
        return False
    names = _names(entry)
    return bool(names & TEXTS) or bool(names & HEADS and _names(_merged(entry)) & TEXTS)


def has_summary(entry: Any) -> bool:
    """Whether it has nothing but a description under a title or at an address: all that some services give."""
    return isinstance(entry, dict) and bool(_names(entry) & HEADS) and bool(_names(entry) & SUMMARIES)


def _first(named: Mapping[str, Any], words: Iterable[str]) -> Any:
    return next((named[word] for word in words if not is_blank(named.get(word))), None)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name.rpartition(":")[2].casefold())


def _names(entry: Mapping[Any, Any]) -> frozenset[str]:
    return frozenset(_plain(name) for name in entry if isinstance(name, str))


def _by_name(entry: Mapping[Any, Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for name, value in entry.items():
        if isinstance(name, str):
            named.setdefault(_plain(name), value)
    return named


def _merged(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry, and what an object in it holds where only that has a text: `fields`, `attributes`, `_source`."""
    if not _names(entry) & TEXTS:
        for value in entry.values():
            if isinstance(value, dict) and _names(value) & TEXTS:
                return {**value, **entry}
    return dict(entry)


def _parts(value: Any, depth: int = MAX_DEPTH) -> Iterator[str]:
    """What a text, an object or a list says, piece by piece."""
    if isinstance(value, dict) and depth:
        said = next((value[name] for name in VALUES if not is_blank(value.get(name))), None)
        if said is None:
            # An object of parts, such as the paragraphs of each section.
            said = [each for each in value.values() if isinstance(each, (list, dict))]
        yield from _parts(said, depth - 1)
    elif isinstance(value, list) and depth:
        for each in value:
            yield from _parts(each, depth - 1)
    elif isinstance(value, str) and not is_blank(value):
        yield value


def _words(text: str) -> str:
    """The text, without its markup where it is HTML."""
    if not MARKUP.search(text):
        return text
    from lxml import html

    return html_text(html.fromstring(f"<div>{text}</div>"))


def _first_words(value: Any) -> str | None:
    if isinstance(value, (int, float)):
        return plain_text(value)
    return next((_words(piece) for piece in _parts(value)), None)


def _authors(value: Any) -> list[str] | None:
    if isinstance(value, str) and LIST.fullmatch(value):
        value = re.findall(r"['\"]([^'\"]+)['\"]", value)
    names = [WIKI_LINK.sub(r"\1", BY.sub("", name, count=1) if BY.match(name) else name) for name in _parts(value)]
    return names or None


def _link(value: Any) -> str | None:
    if isinstance(value, dict):
        value = next((value[name] for name in ("@id", "url", "href") if isinstance(value.get(name), str)), None)
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), None)
    text = value.strip() if isinstance(value, str) else ""
    return text if is_address(text) else None


def _publisher(named: Mapping[str, Any]) -> str | None:
    """Its name; of an address that stands in its place its host, where no other field has a name."""
    said = [words.strip() for name in NAMES["publisher"] if (words := _first_words(named.get(name)))]
    plain = next((each for each in said if not is_address(each)), None)
    return plain or next((urlsplit(each).hostname for each in said), None)
