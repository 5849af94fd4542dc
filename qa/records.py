"""The records of an answer, and their JSON. Offsets count code points of the article's text."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from index.records import Article

Verdict: TypeAlias = Literal["quoted", "supported", "unsupported"]
Status: TypeAlias = Literal["answered", "partial", "abstained"]
Mode: TypeAlias = Literal["extract", "llm"]

NOT_FOUND = "Not in these articles."


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of an article that a sentence rests on: `text[start:end] == quote`."""

    number: int
    article_id: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None
    quote: str
    start: int
    end: int

    @property
    def dateline(self) -> str:
        """Outlet and date in words, "undated" where the article has no date."""
        day = f"{self.published.day} {self.published:%B %Y}" if self.published else "undated"
        return f"{self.publisher}, {day}" if self.publisher else day

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"published": self.published.isoformat() if self.published else None}


def cite(number: int, article: Article, start: int, end: int) -> Citation:
    """The citation of `article.text[start:end]`."""
    return Citation(
        number, article.id, article.title, article.publisher, article.published, article.url,
        article.text[start:end], start, end,
    )  # fmt: skip


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
    passages went to, None when they stayed on this machine. Timings are in
    milliseconds.
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

    @property
    def text(self) -> str:
        """The sentences with their markers, or the refusal and its reason."""
        if self.status == "abstained":
            return f"{NOT_FOUND} {self.reason}".strip()
        return " ".join(sentence.marked for sentence in self.sentences)

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
            "nearest": [citation.as_json() for citation in self.nearest],
            "warnings": list(self.warnings),
            "timings_ms": self.timings_ms,
        }
