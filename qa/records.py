"""The records of an answer, and their JSON. Offsets count code points of the article's text."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Literal, TypeAlias

from index.records import OVERRIDES, Article, Copy

Verdict: TypeAlias = Literal["quoted", "supported", "unsupported"]
Status: TypeAlias = Literal["answered", "partial", "abstained"]
Mode: TypeAlias = Literal["extract", "llm"]

NOT_FOUND = "Not in these articles."
COPIES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of an article that a sentence rests on: `text[start:end] == quote`.

    `also_in` holds the other copies of the article in the library, in the scope
    of the question or not, the oldest first.
    """

    number: int
    article_id: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None
    quote: str
    start: int
    end: int
    also_in: tuple[Copy, ...] = ()

    @property
    def dateline(self) -> str:
        """Outlet and date in words, "undated" where the article has no date."""
        return f"{self.publisher}, {_day(self.published)}" if self.publisher else _day(self.published)

    @property
    def elsewhere(self) -> str:
        """Where else the report stands: "Also in Daily Star, Morning Post"; empty when nowhere."""
        names = list(dict.fromkeys(self._name(copy) for copy in self.also_in))
        more = f" and {len(names) - COPIES_NAMED} more" if len(names) > COPIES_NAMED else ""
        return f"Also in {', '.join(names[:COPIES_NAMED])}{more}" if names else ""

    def _name(self, copy: Copy) -> str:
        if copy.publisher and copy.publisher == self.publisher:
            return f"{copy.publisher} ({_day(copy.published)})"
        return copy.publisher or copy.title

    def as_json(self) -> dict[str, Any]:
        """The citation as `ask --json` prints it."""
        facts = {each.name: getattr(self, each.name) for each in fields(self)}
        return facts | {
            "published": self.published.isoformat() if self.published else None,
            "also_in": copies_as_json(self.also_in),
        }


def cite(number: int, article: Article, start: int, end: int) -> Citation:
    """The citation of `article.text[start:end]`; its quote is exact, its heading as `headed` has it."""
    title, publisher = headed(article.title, article.publisher)
    return Citation(
        number, article.id, title, publisher, article.published, article.url, article.text[start:end], start, end
    )


def headed(title: str, publisher: str | None) -> tuple[str, str | None]:
    """Title and outlet without what turns their words round; earlier versions stored them with it."""
    return OVERRIDES.sub("", title), OVERRIDES.sub("", publisher) if publisher else publisher


def copies_as_json(copies: Sequence[Copy]) -> list[dict[str, Any]]:
    """Copies of an article as `--json` prints them."""
    return [asdict(c) | {"published": c.published.isoformat() if c.published else None} for c in copies]


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "undated"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the answer, what the check of it found, and the numbers it cites.

    `reason` says in words why an unsupported sentence is one.
    """

    text: str
    verdict: Verdict
    citations: tuple[int, ...]
    reason: str = ""

    @property
    def marked(self) -> str:
        """The text on one line, with its markers: "The bridge is shut. [1]"."""
        return " ".join([*self.text.split(), *(f"[{number}]" for number in self.citations)])


@dataclass(frozen=True, slots=True)
class Answer:
    """All that every door shows of an answer.

    `searched` is the question as it was searched, `reason` says why an
    abstained answer abstained and is empty otherwise, `nearest` holds the
    passages that came closest then. `sent_to` is the host that question and
    passages went to, None when they stayed on this machine. `read` counts the
    passages that were found and read by the headline of their article, the
    nearest first. Timings are in milliseconds.
    """

    question: str
    searched: str
    status: Status
    mode: Mode
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    timings_ms: dict[str, float]
    model: str | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()
    sent_to: str | None = None
    read: dict[str, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentences with their markers, or the refusal and its reason."""
        if self.status == "abstained":
            return f"{NOT_FOUND} {self.reason}".strip()
        return " ".join(sentence.marked for sentence in self.sentences)

    @property
    def reports(self) -> int:
        """On how many independent reports the answer rests; all copies of one count once."""
        return len({min((c.article_id, *(copy.article_id for copy in c.also_in))) for c in self.citations})

    @property
    def basis(self) -> str:
        """The same in words, where it is worth saying: several reports, or one of several copies; else empty."""
        copies = {
            article_id for c in self.citations for article_id in (c.article_id, *(o.article_id for o in c.also_in))
        }
        if self.reports == 1 and len(copies) > 1:
            return f"Rests on one report, in {len(copies)} copies."
        return f"Rests on {self.reports} independent reports." if self.reports > 1 else ""

    def as_json(self) -> dict[str, Any]:
        """The answer as `ask --json` prints it."""
        return {
            "question": self.question,
            "searched": self.searched,
            "status": self.status,
            "mode": self.mode,
            "model": self.model,
            "text": self.text,
            "sentences": [
                {"text": s.text, "verdict": s.verdict, "citations": list(s.citations)} for s in self.sentences
            ],
            "citations": [citation.as_json() for citation in self.citations],
            "reports": self.reports,
            "nearest": [citation.as_json() for citation in self.nearest],
            "warnings": list(self.warnings),
            "timings_ms": self.timings_ms,
        }
