"""The record of a disagreement: which values the reports give for one thing, who gives each, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from article_qa.qa.citation import as_day
from article_qa.qa.day_words import dated

DisagreementKind: TypeAlias = Literal["conflict", "update", "correction"]

OPENINGS: Mapping[DisagreementKind, str] = {
    "conflict": "Reports differ",
    "update": "Reports give a later figure",
    "correction": "An earlier report was corrected",
}
LEADING: Mapping[DisagreementKind, str] = {
    "conflict": "the latest",
    "update": "the latest",
    "correction": "a correction",
}


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """One of the values, the numbers of the citations that give it, and outlet and day of the first of them."""

    value: str
    citations: tuple[int, ...]
    publisher: str | None
    published: date | None
    is_latest: bool

    @property
    def dateline(self) -> str:
        """Outlet and day in words: "Town Courier, 3 May 2024"."""
        return ", ".join(filter(None, [self.publisher, dated(self.published)]))

    def as_dict(self) -> dict[str, Any]:
        """The value as JSON has it."""
        return {
            "value": self.value,
            "citations": list(self.citations),
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "is_latest": self.is_latest,
        }


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is told otherwise by several reports; the correcting or latest value first.

    `about` are the words of the first report around its value.
    """

    about: str
    kind: DisagreementKind
    values: tuple[ReportedValue, ...]

    @property
    def text(self) -> str:
        """Who says what, in one sentence of ours."""
        told = "; ".join(f"{each.value} ({self.told_by(each)})" for each in self.values)
        return f"{OPENINGS[self.kind]}: {told}."

    def told_by(self, value: ReportedValue) -> str:
        """Outlet and day of a value, and whether it is the correction or the latest one."""
        mark = LEADING[self.kind] if value == self.values[0] and value.is_latest else ""
        return ", ".join(filter(None, [value.dateline, mark]))

    @property
    def dissenting(self) -> frozenset[int]:
        """The citations that do not give the first value."""
        first, *others = (frozenset(each.citations) for each in self.values)
        return frozenset().union(*others) - first

    def as_dict(self) -> dict[str, Any]:
        """The disagreement as JSON has it."""
        return {"about": self.about, "kind": self.kind, "values": [each.as_dict() for each in self.values]}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Disagreement":
        """The disagreement that `as_dict` gave. Raises KeyError, TypeError, ValueError."""
        values = tuple(
            ReportedValue(
                each["value"], tuple(each["citations"]), each["publisher"], as_day(each["published"]), each["is_latest"]
            )
            for each in facts["values"]
        )
        return cls(facts["about"], facts["kind"], values)
