"""The records of a checked draft, and their JSON. Offsets count code points of the draft's text as it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from article_qa.index.errors import RequestRejected
from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.answer import scope_as_dict, scope_from_dict
from article_qa.qa.citation import Citation, as_day

DraftVerdict: TypeAlias = Literal["supported", "contradicted", "not_found", "no_claim"]
# What is offered is what the articles say in the place of a contradicted sentence, or the nearest that they have.
InsteadKind: TypeAlias = Literal["otherwise", "nearest"]

DRAFT_VERDICT_WORDS: Mapping[DraftVerdict, str] = {
    "supported": "Supported",
    "contradicted": "Contradicted",
    "not_found": "Not found",
    "no_claim": "No claim",
}
# Of the JSON. It grows when a field is added.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Instead:
    """What the library says instead, in its own words, and the number of the citation that they stand in.

    Of the kind `nearest` it is no evidence: the nearest words that were found.
    """

    kind: InsteadKind
    text: str
    citation: int

    def as_dict(self) -> dict[str, Any]:
        """The record as JSON has it."""
        return {"kind": self.kind, "text": self.text, "citation": self.citation}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Instead":
        """The record that `as_dict` gave. Raises KeyError, TypeError."""
        return cls(facts["kind"], facts["text"], facts["citation"])


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of the draft, at `start` to `end` of it, and what the articles make of it.

    `text` is the draft's own, white space aside. `claim` is what was held
    against the articles where that is another: "He" is named there.
    `citations` are the numbers of the quotes that decide.
    """

    text: str
    start: int
    end: int
    verdict: DraftVerdict
    reason: str = ""
    citations: tuple[int, ...] = ()
    instead: Instead | None = None
    claim: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the writer must look at it: it is contradicted or not found."""
        return self.verdict in ("contradicted", "not_found")

    @property
    def cited(self) -> tuple[int, ...]:
        """Every citation to show with it: those that decide, and that of what the library says instead."""
        instead = (self.instead.citation,) if self.instead else ()
        return tuple(dict.fromkeys((*self.citations, *instead)))

    def as_dict(self) -> dict[str, Any]:
        """The sentence as JSON has it."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict,
            "reason": self.reason,
            "citations": list(self.citations),
            "instead": self.instead.as_dict() if self.instead else None,
            "claim": self.claim,
        }

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "DraftSentence":
        """The sentence that `as_dict` gave. Raises KeyError, TypeError."""
        instead = facts.get("instead")
        return cls(
            facts["text"], facts["start"], facts["end"], facts["verdict"], facts["reason"], tuple(facts["citations"]),
            Instead.from_dict(instead) if instead else None, facts.get("claim", ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A checked draft: its sentences in order, and the citations that they name by number.

    It was checked against the articles in `scope`, on the day `today`.
    `warnings` are sentences for the reader.
    """

    sentences: tuple[DraftSentence, ...]
    citations: tuple[Citation, ...] = ()
    warnings: tuple[str, ...] = ()
    scope: Scope = EVERYTHING
    today: date | None = None
    version: int = VERSION

    @property
    def is_borne_out(self) -> bool:
        """Whether no sentence is contradicted or not found."""
        return not any(sentence.is_open for sentence in self.sentences)

    @property
    def counts(self) -> dict[DraftVerdict, int]:
        """How many sentences have each verdict."""
        return {verdict: sum(s.verdict == verdict for s in self.sentences) for verdict in DRAFT_VERDICT_WORDS}

    @property
    def summary(self) -> str:
        """The same in words: "12 supported, 1 contradicted"."""
        told = (f"{n} {DRAFT_VERDICT_WORDS[verdict].lower()}" for verdict, n in self.counts.items() if n)
        return ", ".join(told)

    def cited(self, sentence: DraftSentence) -> tuple[Citation, ...]:
        """The citations to show with a sentence, those that decide first."""
        return tuple(self.citations[number - 1] for number in sentence.cited)

    def with_citations(self, citations: tuple[Citation, ...]) -> "Draft":
        """The same with its citations as they are given."""
        return replace(self, citations=citations)

    def as_dict(self) -> dict[str, Any]:
        """The draft as JSON has it, on every door."""
        return {
            "version": self.version,
            "scope": scope_as_dict(self.scope),
            "today": self.today.isoformat() if self.today else None,
            "sentences": [sentence.as_dict() for sentence in self.sentences],
            "citations": [citation.as_dict() for citation in self.citations],
            "warnings": list(self.warnings),
        }

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Draft":
        """The draft that `as_dict` gave; unknown fields are passed over. Raises RequestRejected for anything else."""
        try:
            return cls(
                tuple(map(DraftSentence.from_dict, facts["sentences"])),
                tuple(map(Citation.from_dict, facts["citations"])),
                tuple(facts.get("warnings", ())),
                scope_from_dict(facts.get("scope", {})),
                as_day(facts.get("today")),
                facts["version"],
            )
        except (KeyError, TypeError, ValueError, AttributeError) as exc:
            raise RequestRejected(
                f"this is not the JSON of a checked draft ({type(exc).__name__}: {exc}); give what check --json prints"
            ) from exc
