"""What is learned of an article when it is added. Standard library only; all offsets are code points of its text."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
SentenceKind: TypeAlias = Literal[
    "statement", "question", "heading", "caption", "byline", "dateline", "newsletter", "list_item", "table_row"
]
Precision: TypeAlias = Literal["day", "week", "month", "season", "year"]
NameKind: TypeAlias = Literal["person", "organisation", "place", "other"]

# Only these can bear an answer out.
EVIDENCE: frozenset[SentenceKind] = frozenset({"statement", "list_item", "table_row"})


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends included, as exactly as the text tells it."""

    first: date
    last: date
    precision: Precision = "day"


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """A sentence of an article and what it is.

    `lead` is what must be read with it: the lead-in of its list, or the head of
    its table. `heading` is the heading that it stands under. `days` is when its
    event happened, where it says so.
    """

    start: int
    end: int
    kind: SentenceKind
    lead: Span | None = None
    heading: Span | None = None
    days: Days | None = None

    @property
    def is_evidence(self) -> bool:
        return self.kind in EVIDENCE


@dataclass(frozen=True, slots=True)
class Saying:
    """Something that somebody is quoted for: `start` to `end` are the sentences to quote.

    The words themselves stand at `words_start` to `words_end` within them.
    `speaker` is the fullest name that the article gives, `role` what it calls
    them, or empty. `cue` is the verb ("said"); a turn of an interview has none.
    """

    start: int
    end: int
    words_start: int
    words_end: int
    speaker: str
    role: str = ""
    cue: str = ""
    is_direct: bool = True

    @property
    def is_turn(self) -> bool:
        """Whether it is said in an interview by somebody who is named."""
        return self.is_direct and bool(self.speaker) and not self.cue


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something that an article names: `name` is the fullest form there, `mentions` are in order."""

    name: str
    kind: NameKind
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that is known of one article, each in the order of its text."""

    sentences: tuple[AnnotatedSentence, ...] = ()
    sayings: tuple[Saying, ...] = ()
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose words articles have: the name and role as they give them, and how many sayings there are."""

    name: str
    role: str
    count: int
