"""The records of the library. Standard library only; all offsets count code points."""

import re
from collections.abc import Sequence
from dataclasses import InitVar, asdict, dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

State: TypeAlias = Literal["ready", "pending", "damaged"]

# They turn the words after them round, so that a title reads as another one.
OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Article:
    """One article, whole. `text` is NFC with `\\n` newlines; quotes are slices of it."""

    id: str
    title: str
    text: str
    sha256: str
    source: str
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    questions: tuple[str, ...] = ()
    # Its code, "en"; None where nothing tells it.
    language: str | None = None
    # The id that it would have had before addresses lost their tracking, where that is another.
    former_id: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences: `article.text[start:end] == text`."""

    article_id: str
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        """The same cut of the same article has the same id on every build."""
        return f"{self.article_id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage in one ranking, by its id: its score, which compares within that ranking only, and its article's day.

    Of all that is ranked little is read, so the words stay where they are.
    """

    passage_id: str
    score: float
    published: date | None = None

    @property
    def article_id(self) -> str:
        return self.passage_id.rpartition(":")[0]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its score in one ranking; scores compare within that ranking only."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above an article."""

    title: str
    publisher: str | None
    published: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article without its text: what a reader needs to tell it from others."""

    article_id: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None


# An article among those that tell the same story in the same words.
Copy: TypeAlias = ArticleRef


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet by its name, and how many articles it has."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Listing:
    """An article without its text, and how far the library has got with it."""

    id: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None
    source: str
    passages: int
    state: State
    language: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The listing as `list --json` prints it."""
        facts = asdict(self) | {"published": self.published.isoformat() if self.published else None}
        return {name: fact for name, fact in facts.items() if name != "source"}


@dataclass(frozen=True, slots=True)
class Overview:
    """The library in a line: counts, the newest publication date, passages without vectors, articles set aside."""

    articles: int
    passages: int
    pending: int
    newest: date | None
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles a search may use; both dates are included. Undated ones fail a date bound.

    An article must be of one of `publishers`, be one of `articles` (ids), be in
    one of `collections` and be written in one of `languages`, where any are named.
    A language is its code, "de", or "unknown". `Scope(publisher="x")` means
    `publishers=("x",)`.
    """

    since: date | None = None
    until: date | None = None
    publishers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    publisher: InitVar[str | None] = None

    def __post_init__(self, publisher: str | None) -> None:
        if publisher is not None:
            object.__setattr__(self, "publishers", (*self.publishers, publisher))


EVERYTHING = Scope()
# What a scope calls the language of articles that nothing tells the language of.
UNKNOWN_LANGUAGE = "unknown"


def embedded_text(title: str, published: date | None, text: str) -> tuple[str, int]:
    """What a passage's vector is made of, and where `text` starts in it.

    The headline and the date stand in front, so a passage that says only "he"
    still lies near its subject; they are never quoted.
    """
    words: Sequence[str] = title.split()[:24]
    head = " ".join([*words, published.isoformat()] if published else words)
    return (f"{head}\n{text}", len(head) + 1) if head else (text, 0)
