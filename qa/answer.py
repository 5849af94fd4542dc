"""The records of an answer, and their JSON. Offsets count code points of the article's text."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from article_qa.index.records import OVERRIDES, Article, Copy

Verdict: TypeAlias = Literal["quoted", "supported", "unsupported"]
Status: TypeAlias = Literal["answered", "partial", "abstained"]
Mode: TypeAlias = Literal["extract", "llm"]

NOT_FOUND = "Not in these articles."
COPIES_NAMED = 5
# A citation holds so many; of a report that repeats itself daily there may be thousands.
MAX_COPIES = 50


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of an article that a sentence rests on: `text[start:end] == quote`.

    `also_in` holds the other copies of the article in the library, in the scope
    of the question or not, the oldest first; `more_copies` says how many there
    are beyond the first 50.
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
    more_copies: int = 0

    def told_in(self, copies: Sequence[Copy]) -> "Citation":
        """The same with the copies of its article, itself among them or not."""
        also_in, more = others(copies, self.article_id)
        return replace(self, also_in=also_in, more_copies=more)

    @property
    def dateline(self) -> str:
        """Outlet and date in words, "undated" where the article has no date."""
        return f"{self.publisher}, {_day(self.published)}" if self.publisher else _day(self.published)

    @property
    def elsewhere(self) -> str:
        """Where else the report stands: "Also in Daily Star, Morning Post"; empty when nowhere."""
        names = list(dict.fromkeys(self._name(copy) for copy in self.also_in))
        beyond = max(0, len(names) - COPIES_NAMED) + self.more_copies
        more = f" and {beyond} more" if beyond else ""
        return f"Also in {', '.join(names[:COPIES_NAMED])}{more}" if names else ""

    def _name(self, copy: Copy) -> str:
        if copy.publisher and copy.publisher == self.publisher:
            return f"{copy.publisher} ({_day(copy.published)})"
        return copy.publisher or copy.title

    def as_json(self) -> dict[str, Any]:
        """The citation as `ask --json` prints it."""
        facts = {each.name: getattr(self, each.name) for each in fields(self)}
        if not self.more_copies:
            del facts["more_copies"]
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


def others(copies: Sequence[Copy], article_id: str) -> tuple[tuple[Copy, ...], int]:
    """The first 50 of the copies that are not this article, and how many there are beyond them."""
    found = [copy for copy in copies if copy.article_id != article_id]
    return tuple(found[:MAX_COPIES]), max(0, len(found) - MAX_COPIES)


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
        reports: list[set[str]] = []
        for c in self.citations:
            told = {c.article_id, *(copy.article_id for copy in c.also_in)}
            # Of a report with very many copies two citations may name different ones, but the first ones both.
            if all(told.isdisjoint(other) for other in reports):
                reports.append(told)
        return len(reports)

    @property
    def basis(self) -> str:
        """The same in words, where it is worth saying: several reports, or one of several copies; else empty."""
        copies = max((1 + len(c.also_in) + c.more_copies for c in self.citations), default=0)
        if self.reports == 1 and copies > 1:
            return f"Rests on one report, in {copies} copies."
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
