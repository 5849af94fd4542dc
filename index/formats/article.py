"""Facts and a text, as loosely as files give them -> an `Article`: clean text, a stable id.

Promises that an article's text is clean (NFC, `\\n` newlines, no control
characters, no newline inside a paragraph), that its date is the article's own
and never the file's, and that the same source gives the same id.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeAlias

from article_qa.index.addresses import canonical_url, trusted_address, without_tracking
from article_qa.index.errors import ArticleRejected, PartMissing
from article_qa.index.limits import (
    MAX_ADDRESS_CHARACTERS,
    MAX_FACT_CHARACTERS,
    MAX_QUESTIONS,
    MAX_TEXT_CHARACTERS,
)
from article_qa.index.records import OVERRIDES, Article
from article_qa.index.text.cleaning import clean, one_line, shortened
from article_qa.index.text.languages import language_code
from article_qa.index.text.published import doubt, is_no_date, published_date
from article_qa.index.text.values import reason, shown

# Pairs of a name in a file and ours: ("Inhalt", "text").
Columns: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from: `named` is what a message calls them, `url` the address they were read at.

    `columns` are our names by the names that the file's entries use, where their adder told them.
    """

    suffix: str
    source: str
    named: str
    url: str | None = None
    columns: Columns = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader of the report should know of a file that was taken, in a sentence."""

    text: str


Item: TypeAlias = Article | ArticleRejected | Note
Loaded: TypeAlias = Iterator[Item]
Loader: TypeAlias = Callable[[bytes, Origin], Loaded]


def make_article(facts: Mapping[str, Any], text: str, origin: Origin) -> Article:
    """The article that `facts` and `text` describe.

    A date that is none, or cannot be one, leaves it undated; see `odd_date`.
    Raises ArticleRejected for a text without a word and for one of more than
    `MAX_TEXT_CHARACTERS` characters.
    """
    check_length(len(text), origin)
    text = clean(text)
    if not any(character.isalnum() for character in text):
        raise ArticleRejected(f"{origin.named} holds no text; add the text of the article")
    published = published_date(facts.get("published"))
    address = trusted_address(_address(facts.get("url")), origin.url)
    article = Article(
        id=article_id(origin.source),
        title=one_line(facts.get("title")) or _first_words(text),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        source=origin.source,
        publisher=one_line(facts.get("publisher")),
        author=_names(facts.get("author")),
        published=None if doubt(published) else published,
        questions=_questions(facts.get("questions")),
        language=language_code(facts.get("language")),
    )
    return at_address(article, address)


def odd_date(facts: Mapping[str, Any]) -> str:
    """The date of the facts in quotes and what is wrong with it; empty where it is one, or none is given."""
    when = facts.get("published")
    if is_no_date(when):
        return ""
    published = published_date(when)
    problem = doubt(published) if published else "is not a day that can be read"
    return f"{shown(when)}, which {problem}" if problem else ""


def left_out(odd: Sequence[str], origin: Origin) -> Note:
    """What to say of dates that were left out, of which there is one at least."""
    if len(odd) == 1:
        return Note(f"an article of {origin.named} has the date {odd[0]}; it is undated; write it as 2022-11-03")
    return Note(
        f"{len(odd):,} articles of {origin.named} are undated, such as one of {odd[0]}; write dates as 2022-11-03"
    )


def check_length(length: int, origin: Origin) -> None:
    """Raise ArticleRejected for what is too long to be one article."""
    if length > MAX_TEXT_CHARACTERS:
        raise ArticleRejected(
            f"{origin.named} is one text of {length:,} characters; "
            f"split it into articles of at most {MAX_TEXT_CHARACTERS:,} characters"
        )


def article_id(origin: str) -> str:
    """Sixteen hexadecimal digits made from a canonical address or a source."""
    return hashlib.sha256(origin.encode()).hexdigest()[:16]


def at_address(article: Article, address: str | None) -> Article:
    """`article` with this canonical address and the id that it makes; unchanged without one."""
    if not address:
        return article
    url = without_tracking(address)
    former = article_id(address) if url != address else None
    return replace(article, id=article_id(url), url=url, former_id=former)


def rejected(exc: Exception, named: str) -> ArticleRejected:
    """The rejection that `exc` is, or the one that it becomes: whatever a reader raises costs one sentence."""
    if isinstance(exc, ArticleRejected):
        return exc
    rejection = ArticleRejected(f"{named} cannot be read ({reason(exc)}); save it again, or add only its text")
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
    except PartMissing as missing:
        raise ArticleRejected(f"{origin.named} was not read: {missing}") from missing
    except Exception as exc:
        raise ArticleRejected(f"{origin.named} is not a readable {kind} ({reason(exc)}); {remedy}") from exc


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
    return shortened(OVERRIDES.sub("", text[:MAX_FACT_CHARACTERS].split("\n", 1)[0]), 90)
