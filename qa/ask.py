"""How a question is to be answered: the options that every door passes on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.questions.follow_ups import Turn

# What answers: the model if there is one, quotes only, or the model or nothing.
AskMode: TypeAlias = Literal["auto", "extract", "llm"]


@dataclass(frozen=True, slots=True)
class Ask:
    """The options of a question.

    `history` is the conversation so far, the oldest turn first. `today` is the
    day to answer on, by default this one. `is_literal` searches the words as
    they are, slips too.
    """

    history: tuple[Turn, ...] = ()
    scope: Scope = EVERYTHING
    today: date | None = None
    mode: AskMode = "auto"
    is_literal: bool = False
