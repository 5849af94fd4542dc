"""A file, or its bytes -> its articles: front matter, clean text, a stable id.

Promises that an article's text is clean (NFC, `\\n` newlines, no control
characters, no newline inside a paragraph), that its date is the article's own
and never the file's, and that the same source gives the same id.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import yaml
from markdown_it import MarkdownIt

from index.errors import ArticleRejected
from index.records import Article

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".jsonl")
FRONT_MATTER = re.compile(r"\s*^---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udfff]")
DATE_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from: `named` is what a message calls them, `url` the address they were read at."""

    suffix: str
    source: str
    named: str
    url: str | None = None


def load(path: Path) -> Iterator[Article | ArticleRejected]:
    """The articles of one file, in its order; what cannot be taken comes as its rejection.

    Only `.jsonl` holds several. Nothing is raised for a bad file.
    """
    try:
        content = path.read_bytes() if path.suffix.lower() in SUFFIXES else b""
    except OSError as exc:
        yield ArticleRejected(f"cannot read {str(path)!r} ({exc.strerror}); check the file and its permissions")
    else:
        yield from load_bytes(content, suffix=path.suffix, source=_source(path), named=repr(str(path)))


def load_bytes(
    content: bytes, *, suffix: str, source: str, named: str, url: str | None = None
) -> Iterator[Article | ArticleRejected]:
    """The articles in `content`, in its order; what cannot be taken comes as its rejection.

    `suffix` (".html") says how to read it and `source` names it for good: without an
    address the article's id is made from it. `named` is what a message calls it, in quotes
    of its own. `url` is the address that `content` was read at; the article's address is
    then its own canonical link where that is on the same host, else `url`. Nothing is
    raised for bad content.
    """
    try:
        origin = Origin(suffix.lower(), source, named, canonical_url(url))
        yield from _loader(origin)(content, origin)
    except ArticleRejected as rejection:
        yield rejection


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


def published_date(value: Any) -> date | None:
    """The day in `value`: a date, ISO 8601, an e-mail date or a usual English form; else None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    readers: list[Callable[[str], date]] = [_iso_date, _mail_date, *map(_reader, DATE_FORMS)]
    for read in readers:
        try:
            return read(text)
        except (ValueError, TypeError, IndexError):
            continue
    return None


def _iso_date(text: str) -> date:
    return date.fromisoformat(text[:10])


def _mail_date(text: str) -> date:
    return parsedate_to_datetime(text).date()


def _reader(form: str) -> Callable[[str], date]:
    return lambda text: datetime.strptime(text, form).date()


def _loader(origin: Origin) -> Callable[[bytes, Origin], Iterator[Article | ArticleRejected]]:
    if origin.suffix == ".jsonl":
        return _load_lines
    if origin.suffix in (".html", ".htm"):
        return _load_page
    if origin.suffix in SUFFIXES:
        return _load_text
    raise ArticleRejected(f"{origin.named} is not a kind of file that can be read; give one of: {' '.join(SUFFIXES)}")


def _load_text(content: bytes, origin: Origin) -> Iterator[Article]:
    raw = _decoded(content, origin)
    try:
        facts, body = _front_matter(raw)
    # A value that is not what its YAML tag says comes out as any of these.
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as exc:
        problem = " ".join(str(exc).split())
        raise ArticleRejected(
            f"the front matter of {origin.named} is not valid YAML ({problem}); correct the lines between its ---"
        ) from exc
    if origin.suffix != ".txt":
        body = _plain(body)
    yield _article(facts, body, origin)


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The facts between two lines of --- at the head of `text`, and the rest; all is rest without them."""
    head = FRONT_MATTER.match(text)
    # Not the C loader: deep nesting ends the whole process there.
    facts = yaml.load(head[1], yaml.SafeLoader) or {} if head else None
    return (facts, text[head.end() :]) if head and isinstance(facts, dict) else ({}, text)


def _load_page(content: bytes, origin: Origin) -> Iterator[Article]:
    from trafilatura import bare_extraction  # half a second, and only pages need it

    page = bare_extraction(
        content,
        with_metadata=True,
        include_comments=False,
        # A wider search would take the year of a copyright line for the date.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if page is None:
        raise ArticleRejected(f"{origin.named} holds no article text; save the page of the article itself")
    found = page.as_dict()
    facts = {
        "title": found["title"],
        "published": found["date"],
        "publisher": found["sitename"],
        "author": found["author"],
        "url": found["url"],
    }
    yield _article(facts, found["text"] or "", origin)


def _load_lines(content: bytes, origin: Origin) -> Iterator[Article | ArticleRejected]:
    seen: set[str] = set()
    for number, line in enumerate(_decoded(content, origin).split("\n"), 1):
        named = f"line {number} of {origin.named}"
        if not line.strip():
            continue
        try:
            facts = json.loads(line)
            if not isinstance(facts, dict) or not isinstance(facts.get("text"), str):
                raise ArticleRejected(f'{named} is no article; it needs a JSON object with a "text"')
            article = _article(facts, facts["text"], Origin(".jsonl", _line_source(origin.source, facts), named))
            if article.id in seen:
                raise ArticleRejected(f'{named} repeats an article of an earlier line; give each its own "url" or "id"')
            seen.add(article.id)
            yield article
        except (ValueError, RecursionError) as exc:
            yield ArticleRejected(f"{named} is not valid JSON ({exc}); correct the line and add the file again")
        except ArticleRejected as rejection:
            yield rejection


def _source(path: Path) -> str:
    """The file's whole path; bytes in it that are no text are written out."""
    return str(path.resolve()).encode(errors="backslashreplace").decode()


def _line_source(source: str, facts: Mapping[str, Any]) -> str:
    """The file and what names the line in it, so that an edited line replaces its article."""
    name = facts.get("id") or facts.get("doc_id") or facts.get("title")
    # Without a name only the text itself can tell one line from another.
    digest = hashlib.sha256(clean(facts["text"]).encode()).hexdigest()[:16]
    return f"{source}#{_line(name) or digest}"


def _article(facts: Mapping[str, Any], text: str, origin: Origin) -> Article:
    text = clean(text)
    if not any(character.isalnum() for character in text):
        raise ArticleRejected(f"{origin.named} holds no text; add the text of the article")
    when = facts.get("published") or facts.get("published_at") or facts.get("date")
    published = published_date(when)
    if not published and str(when or "").strip():
        raise ArticleRejected(
            f"{origin.named} has the date {str(when)[:60]!r}; write it as 2022-11-03, or leave it out"
        )
    questions = facts.get("questions")
    url = _address(canonical_url(_line(facts.get("url"))), origin.url)
    return Article(
        id=article_id(url or origin.source),
        title=_line(facts.get("title")) or _first_words(text),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        source=origin.source,
        publisher=_line(facts.get("publisher") or facts.get("source")),
        author=_names(facts.get("author")),
        published=published,
        url=url,
        questions=tuple(filter(None, map(_line, questions))) if isinstance(questions, list) else (),
    )


def _address(own: str | None, read_at: str | None) -> str | None:
    """The article's own address, unless it was read at another host's: a page cannot speak for that."""
    if own and read_at and urlsplit(own).hostname != urlsplit(read_at).hostname:
        return read_at
    return own or read_at


def _decoded(content: bytes, origin: Origin) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ArticleRejected(f"{origin.named} is UTF-16; save it as UTF-8 and add it again")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise ArticleRejected(
            f"{origin.named} is not UTF-8 text (byte {exc.start}); save it as UTF-8 and add it again"
        ) from exc
    if len(CONTROLS.findall(text)) > len(text) / 100:
        raise ArticleRejected(f"{origin.named} is not a text but a binary file; add the article's text")
    return LINE_BREAKS.sub("\n", text) if origin.suffix != ".jsonl" else text


def _plain(markdown: str) -> str:
    """The words of a Markdown text: a paragraph, heading, item or row each on its own."""
    paragraphs = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "inline":
            parts = [
                " " if child.type == "softbreak" else "\n" if child.type == "hardbreak" else child.content
                for child in token.children or ()
                if child.type not in ("html_inline", "image")
            ]
            paragraphs.append("".join(parts))
        elif token.type in ("fence", "code_block"):
            paragraphs.append(token.content)
    return "\n\n".join(paragraphs)


def _unwrap(block: str) -> str:
    """The lines of a paragraph that was wrapped at a fixed width, joined; else the block as it is."""
    lines = block.split("\n")
    wrapped = len(lines) > 1 and all(50 <= len(line) <= 100 for line in lines[:-1])
    ends = sum(line.endswith((".", "!", "?", ":", '"', "”", ")")) for line in lines[:-1])
    return " ".join(lines) if wrapped and len(lines[-1]) <= 100 and ends * 2 < len(lines) - 1 else block


def _line(value: Any) -> str | None:
    """A fact as one clean line, or None."""
    return " ".join(clean(str(value)).split()) or None if isinstance(value, (str, int, float)) else None


def _names(value: Any) -> str | None:
    return ", ".join(filter(None, map(_line, value))) or None if isinstance(value, list) else _line(value)


def _first_words(text: str) -> str:
    """A title for a text that came without one: its first line, or the first words of it."""
    first = text.split("\n", 1)[0]
    return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0].rstrip(" ,;:.-–—") + "…"
