"""What became of the citations of a saved answer, and its JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

CitationState: TypeAlias = Literal["stands", "changed", "gone"]
# Of the JSON. It grows when a field is added.
VERSION = 1


@dataclass(frozen=True, slots=True)
class VerifiedCitation:
    """A citation and what became of it.

    `stands`: the article has these words still, at `start` to `end`; `has_moved`
    says that they stood elsewhere before. `changed`: it has other words since
    `since`; `was` is the quote, `now` what stands in its place, None where that
    cannot be named. `gone`: the library does not hold the article any more.
    `since` is a time in UTC, None where it is not known. `reason` says the same
    in words, empty where the words stand where they stood.
    """

    number: int
    article_id: str
    title: str
    state: CitationState
    was: str
    now: str | None = None
    since: str | None = None
    start: int | None = None
    end: int | None = None
    has_moved: bool = False
    reason: str = ""

    @property
    def day(self) -> str:
        """The day since which it is so, "2026-03-01"; empty where it is not known."""
        return (self.since or "")[:10]

    def as_dict(self) -> dict[str, Any]:
        """The citation as JSON has it."""
        return {
            "number": self.number,
            "article_id": self.article_id,
            "title": self.title,
            "state": self.state,
            "since": self.since,
            "was": self.was,
            "now": self.now,
            "start": self.start,
            "end": self.end,
            "has_moved": self.has_moved,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Receipt:
    """Every citation of a saved answer with what became of it. `question` is empty for a list of citations."""

    citations: tuple[VerifiedCitation, ...]
    question: str = ""

    @property
    def counts(self) -> Mapping[CitationState, int]:
        """How many citations are in each state."""
        states = [citation.state for citation in self.citations]
        return {state: states.count(state) for state in ("stands", "changed", "gone")}

    @property
    def stands(self) -> bool:
        """Whether every citation stands."""
        return all(citation.state == "stands" for citation in self.citations)

    @property
    def summary(self) -> str:
        """The counts in words: "4 citations: 2 standing, 1 changed, 1 gone"."""
        stand, changed, gone = self.counts.values()
        citations = "1 citation" if len(self.citations) == 1 else f"{len(self.citations)} citations"
        return f"{citations}: {stand} standing, {changed} changed, {gone} gone"

    def as_dict(self) -> dict[str, Any]:
        """The receipt as JSON has it."""
        return {
            "version": VERSION,
            "question": self.question,
            "counts": dict(self.counts),
            "citations": [citation.as_dict() for citation in self.citations],
        }
