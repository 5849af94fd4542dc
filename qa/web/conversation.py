"""A conversation: its turns, and its JSON, which the reader's own browser keeps."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from pydantic import TypeAdapter, ValidationError

from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.answer import Answer
from article_qa.qa.citation import Citation

MAX_TURNS = 40
MAX_KEPT = 1_000_000

Thumb: TypeAlias = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, the filters it was asked in, and what became of it.

    That is an answer, a problem, or neither yet but perhaps a draft; a stopped
    turn stays with the draft it had. `feedback` names the record of the thumb.
    `titles` are those of `scope.articles`, in their order. `languages` has the
    language of each cited article, by id. `around` has the sentences before and
    after each quote, by the number of its citation. `follow_ups` are what to ask next.
    `saved` is the id of the answer in the notebook, empty where it was not saved.
    """

    question: str
    answer: Answer | None = None
    problem: str = ""
    draft: str = ""
    stopped: bool = False
    scope: Scope = EVERYTHING
    titles: tuple[str, ...] = ()
    languages: dict[str, str] = field(default_factory=dict)
    around: dict[int, tuple[str, str]] = field(default_factory=dict)
    follow_ups: tuple[str, ...] = ()
    thumb: Thumb = ""
    comment: str = ""
    feedback: str | None = None
    saved: str = ""
    # Asked as it was typed: no slip is corrected.
    is_literal: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing more is to come."""
        return bool(self.answer or self.problem or self.stopped)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns, the oldest first, under an id that no other conversation has; without one until it begins.

    `dropped` counts the turns that went because there were more than forty. The
    next question is asked in `scope`; `titles` are those of its articles.
    """

    id: str = ""
    turns: tuple[Exchange, ...] = ()
    dropped: int = 0
    scope: Scope = EVERYTHING
    titles: tuple[str, ...] = ()

    def begun(self) -> "Conversation":
        """With an id. Not made sooner: Gradio gives every reader the same empty conversation to start from."""
        return replace(self, id=self.id or secrets.token_hex(8))

    def adding(self, turn: Exchange) -> "Conversation":
        """With one turn more; of more than forty the oldest goes and is counted."""
        turns = (*self.turns, turn)
        return replace(self, turns=turns[-MAX_TURNS:], dropped=self.dropped + max(0, len(turns) - MAX_TURNS))

    def without_last(self) -> "Conversation":
        return replace(self, turns=self.turns[:-1])

    def changing(self, index: int, **changes: Any) -> "Conversation":
        """With these changes to the turn at `index`."""
        turns = list(self.turns)
        turns[index] = replace(turns[index], **changes)
        return replace(self, turns=tuple(turns))

    def turn(self, index: Any) -> Exchange | None:
        """The turn at `index`, which the browser named; None if there is none."""
        return self.turns[index] if isinstance(index, int) and 0 <= index < len(self.turns) else None


def find_citation(turns: Sequence[Exchange], turn: Any, number: Any) -> Citation | None:
    """The citation with this number in this turn, among the nearest passages too; None if there is none."""
    answers = {index: each.answer for index, each in enumerate(turns)}
    if not (answer := answers.get(turn)):
        return None
    return next((c for c in (*answer.citations, *answer.nearest) if c.number == number), None)


def to_json(conversation: Conversation) -> str:
    """The conversation as JSON, for the browser to keep."""
    return ADAPTER.dump_json(conversation).decode()


def from_json(text: Any) -> Conversation | None:
    """The conversation that the browser kept, what was under way in it stopped; None for anything else."""
    try:
        if not isinstance(text, str) or len(text) > MAX_KEPT:
            return None
        talk = ADAPTER.validate_json(text)
    except ValidationError:
        return None
    return replace(talk, turns=tuple(turn if turn.settled else replace(turn, stopped=True) for turn in talk.turns))


ADAPTER = TypeAdapter(Conversation)
