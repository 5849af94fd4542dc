"""The records of standing questions, read from the catalog, and their JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from article_qa.index.records import EVERYTHING, Scope
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.watches import StoredNotice, StoredWatch
from article_qa.qa.answer import Answer, scope_as_dict, scope_from_dict

# `new`: a fact that was not told before. `changed`: another value. `correction`: a report says that an earlier one was
# wrong. `withdrawn`: the words that bore it out are gone.
ChangeKind: TypeAlias = Literal["new", "changed", "correction", "withdrawn"]


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A difference between two answers: what was told, what is told now, and its citations in the new answer."""

    kind: ChangeKind
    was: str | None
    now: str | None
    citations: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The change in one line."""
        now = f"{self.now} {''.join(f'[{number}]' for number in self.citations)}".strip() if self.now else ""
        match self.kind:
            case "new":
                return f"New: {now}"
            case "withdrawn":
                return f"No longer borne out: {self.was}"
            case "correction":
                return f"Corrected: {now}" + (f" (was: {self.was})" if self.was else "")
            case "changed":
                return f"Changed: {now}" + (f" (was: {self.was})" if self.was else "")

    def as_dict(self) -> dict[str, Any]:
        """The change as JSON has it."""
        return {"kind": self.kind, "was": self.was, "now": self.now, "citations": list(self.citations)}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "AnswerChange":
        """The change that `as_dict` gave. Raises KeyError, TypeError."""
        return cls(facts["kind"], facts["was"], facts["now"], tuple(facts["citations"]))


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing question, its scope, when it was made and last asked (UTC), and its last answer."""

    id: str
    question: str
    scope: Scope
    made: str
    asked: str
    answer: Answer

    def as_dict(self) -> dict[str, Any]:
        """The watch as JSON has it."""
        return {
            "id": self.id,
            "question": self.question,
            "scope": scope_as_dict(self.scope),
            "made": self.made,
            "asked": self.asked,
            "answer": self.answer.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told of a standing question: when, what changed, and the answer with its citations."""

    id: str
    watch_id: str
    question: str
    told: str
    changes: tuple[AnswerChange, ...]
    answer: Answer

    def as_dict(self) -> dict[str, Any]:
        """The notice as JSON has it."""
        return {
            "id": self.id,
            "watch": self.watch_id,
            "question": self.question,
            "told": self.told,
            "changes": [change.as_dict() for change in self.changes],
            "answer": self.answer.as_dict(),
        }


def watches(catalog: Catalog) -> list[Watch]:
    """The standing questions of a library, the first one first."""
    return [as_watch(stored) for stored in catalog.watches.all()]


def notices(catalog: Catalog, limit: int = -1) -> list[Notice]:
    """What was told of them, the newest first."""
    questions = {stored.id: stored.question for stored in catalog.watches.all()}
    return [_notice(stored, questions.get(stored.watch, "")) for stored in catalog.watches.notices(limit)]


def watches_as_dict(catalog: Catalog, limit: int = -1) -> dict[str, Any]:
    """The standing questions and what was told of them, as `watches --json` prints them."""
    return {
        "watches": [watch.as_dict() for watch in watches(catalog)],
        "notices": [notice.as_dict() for notice in notices(catalog, limit)],
    }


def keep(catalog: Catalog, question: str, scope: Scope, answer: Answer) -> Watch:
    """Keep a question with its first answer."""
    return as_watch(catalog.watches.add(question, json.dumps(scope_as_dict(scope)), as_text(answer)))


def as_watch(stored: StoredWatch) -> Watch:
    """A watch as it is stored. Raises RequestRejected for an answer that was changed in the file."""
    scope = scope_from_dict(json.loads(stored.scope)) if stored.scope else EVERYTHING
    answer = Answer.from_dict(json.loads(stored.answer))
    return Watch(stored.id, stored.question, scope, stored.made, stored.asked, answer)


def as_text(answer: Answer) -> str:
    """An answer as it is stored."""
    return json.dumps(answer.as_dict(), ensure_ascii=False)


def _notice(stored: StoredNotice, question: str) -> Notice:
    facts = json.loads(stored.notice)
    changes = tuple(map(AnswerChange.from_dict, facts["changes"]))
    return Notice(stored.id, stored.watch, question, stored.told, changes, Answer.from_dict(facts["answer"]))
