"""Facts and a text, as loosely as files give them -> an `Article`: clean text, a stable id.

Promises that an article's text is clean (NFC, `\\n` newlines, no control
characters, no newline inside a paragraph), that its date is the article's own
and never the file's, and that the same source gives the same id.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.limits import (
    MAX_ADDRESS_CHARACTERS,
    MAX_FACT_CHARACTERS,
    MAX_QUESTIONS,
    MAX_TEXT_CHARACTERS,
)
from article_qa.index.formats.values import is_blank, plain_text, reason, shown
from article_qa.index.records import OVERRIDES, Article
from article_qa.index.text.days import doubt, published_date

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udfff]")
LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
NO_LANGUAGE = ("und", "mul", "zxx", "mis")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from: `named` is what a message calls them, `url` the address they were read at."""

    suffix: str
    source: str
    named: str
    url: str | None = None


Loaded: TypeAlias = Iterator[Article | ArticleRejected]
Loader: TypeAlias = Callable[[bytes, Origin], Loaded]


def make_article(facts: Mapping[str, Any], text: str, origin: Origin) -> Article:
    """The article that `facts` and `text` describe.

    A date that a person wrote or a program exported must be one: a misread date
    is refused, not dropped. Raises ArticleRejected, also for a text without a
    word and for one of more than `MAX_TEXT_CHARACTERS` characters.
    """
    check_length(len(text), origin)
    text = clean(text)
    if not any(character.isalnum() for character in text):
        raise ArticleRejected(f"{origin.named} holds no text; add the text of the article")
    when = facts.get("published") or facts.get("published_at") or facts.get("date")
    published = published_date(when)
    if problem := doubt(published) if published or is_blank(when) else "is no day":
        raise ArticleRejected(
            f"{origin.named} has the date {shown(when)}, which {problem}; write it as 2022-11-03, or leave it out"
        )
    url = trusted_address(_address(facts.get("url")), origin.url)
    return Article(
        id=article_id(url or origin.source),
        title=one_line(facts.get("title")) or _first_words(text),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        source=origin.source,
        publisher=one_line(facts.get("publisher") or facts.get("source")),
        author=_names(facts.get("author")),
        published=published,
        url=url,
        questions=_questions(facts.get("questions")),
        language=language_code(facts.get("language") or facts.get("lang")),
    )


def check_length(length: int, origin: Origin) -> None:
    """Raise ArticleRejected for what is too long to be one article."""
    if length > MAX_TEXT_CHARACTERS:
        raise ArticleRejected(
            f"{origin.named} is one text of {length:,} characters; "
            f"split it into articles of at most {MAX_TEXT_CHARACTERS:,} characters"
        )


def clean(text: str) -> str:
    """`text` as it is stored: NFC, `\\n` newlines, printable, hard-wrapped lines joined.

    A blank line stands between paragraphs at most, and cleaning twice changes nothing.
    """
    text = SURROGATES.sub("\ufffd", CONTROLS.sub("", LINE_BREAKS.sub("\n", text)))
    text = unicodedata.normalize("NFC", text.replace("\t", " "))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return "\n\n".join(map(_unwrap, re.split(r"\n{2,}", lines.strip())))


def article_id(origin: str) -> str:
    """Sixteen hexadecimal digits made from a canonical address or a source."""
    return hashlib.sha256(origin.encode()).hexdigest()[:16]


def canonical_url(url: str | None) -> str | None:
    """An http(s) address without fragment and default port; None for anything else."""
    try:
        parts = urlsplit((url or "").strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not host:
        return None
    host = f"[{host}]" if ":" in host else host
    shown_port = "" if port in (None, 80 if scheme == "http" else 443) else f":{port}"
    return urlunsplit((scheme, host + shown_port, parts.path or "/", parts.query, ""))


def language_code(value: Any) -> str | None:
    """The language in a tag such as `en-GB` or `de_AT`, in short (`en`); None when it is not said."""
    tag = LANGUAGE.fullmatch(one_line(value[0] if isinstance(value, list) and value else value) or "")
    code = tag[1].lower() if tag else None
    return None if code in NO_LANGUAGE else code


def one_line(value: Any) -> str | None:
    """A fact as one clean line without signs that turn words round, or None; a very long one is cut."""
    text = plain_text(value) if isinstance(value, (str, int, float)) else None
    line = " ".join(clean(OVERRIDES.sub("", (text or "")[: 2 * MAX_FACT_CHARACTERS])).split())
    return _cut(line, MAX_FACT_CHARACTERS) or None


def rejected(exc: Exception, named: str) -> ArticleRejected:
    """The rejection that `exc` is, or the one that it becomes: whatever a reader raises costs one sentence."""
    if isinstance(exc, ArticleRejected):
        return exc
    rejection = ArticleRejected(f"{named} cannot be read ({reason(exc)}); save it again, or add its text alone")
    rejection.__cause__ = exc
    return rejection


@contextmanager
def parsing(origin: Origin, kind: str, remedy: str) -> Iterator[None]:
    """Refuse `origin` in one sentence when a parser fails, whatever it raises.

    Parsers meet bytes that nobody foresaw in more ways than they document.
    """
    try:
        yield
    except (ArticleRejected, MemoryError):
        raise
    except Exception as exc:
        raise ArticleRejected(f"{origin.named} is no {kind} that can be read ({reason(exc)}); {remedy}") from exc


def trusted_address(own: str | None, read_at: str | None) -> str | None:
    """The article's own address, unless it was read at another host's: a page cannot speak for that."""
    if own and read_at and urlsplit(own).hostname != urlsplit(read_at).hostname:
        return read_at
    return own or read_at


def _unwrap(block: str) -> str:
    """The lines of a paragraph that was wrapped at a fixed width, joined; else the block as it is."""
    lines = block.split("\n")
    wrapped = len(lines) > 1 and all(50 <= len(line) <= 100 for line in lines[:-1])
    ends = sum(line.endswith((".", "!", "?", ":", '"', "”", ")")) for line in lines[:-1])
    return " ".join(lines) if wrapped and len(lines[-1]) <= 100 and ends * 2 < len(lines) - 1 else block


def _names(value: Any) -> str | None:
    if not isinstance(value, list):
        return one_line(value)
    # A name has a character at least.
    return one_line(", ".join(islice(filter(None, map(one_line, value)), MAX_FACT_CHARACTERS)))


def _questions(value: Any) -> tuple[str, ...]:
    found = map(one_line, value) if isinstance(value, list) else ()
    return tuple(islice(filter(None, found), MAX_QUESTIONS))


def _address(value: Any) -> str | None:
    is_short = isinstance(value, str) and len(value) <= MAX_ADDRESS_CHARACTERS
    return canonical_url(" ".join(clean(value).split())) if is_short else None


def _first_words(text: str) -> str:
    """A title for a text that came without one: its first line, or the first words of it."""
    return _cut(OVERRIDES.sub("", text[:MAX_FACT_CHARACTERS].split("\n", 1)[0]), 90)


def _cut(line: str, characters: int) -> str:
    """The line, or as many of its first words as fit."""
    if len(line) <= characters:
        return line
    return line[:characters].rsplit(" ", 1)[0].rstrip(" ,;:.-–—") + "…"
