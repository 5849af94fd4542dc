"""A reader's question -> what to search for."""

from collections.abc import Sequence
from dataclasses import dataclass

from article_qa.index.errors import ModelFailed, QuestionRejected
from article_qa.index.text.cleaning import clean
from article_qa.qa.generation.llm import Model, reply
from article_qa.qa.generation.prompts import condense_messages
from article_qa.qa.questions.follow_ups import Turn, queries
from article_qa.qa.usage import Usage

MAX_CHARACTERS = 2000
MAX_TURNS_SENT = 4


@dataclass(frozen=True, slots=True)
class Understood:
    """What to search with: queries that mean the same, the one that stands alone last.

    `model` is the language model if it can still be asked; `warnings` say why it
    cannot. `usage` is what it took to make a follow-up stand alone.
    """

    queries: tuple[str, ...]
    model: Model | None
    warnings: tuple[str, ...] = ()
    usage: Usage | None = None

    @property
    def searched(self) -> str:
        return self.queries[-1]


def accepted(question: str) -> str:
    """The question on one clean line. Raises QuestionRejected for an empty or too long one."""
    line = " ".join(clean(question).split())
    if not any(character.isalnum() for character in line):
        raise QuestionRejected("the question is empty; ask in words, such as: Who met whom in Amman?")
    if len(line) > MAX_CHARACTERS:
        raise QuestionRejected(f"the question has {len(line):,} characters; ask in at most {MAX_CHARACTERS:,}")
    return line


def understand(question: str, history: Sequence[Turn], model: Model | None, deadline: float) -> Understood:
    """The queries for `question`; a follow-up is made to stand alone, by the model where there is one."""
    if not history:
        return Understood((question,), model)
    by_rules = tuple(queries(question, history))
    if not model:
        return Understood(by_rules, None)
    earlier = [(turn.question, turn.answer) for turn in history[-MAX_TURNS_SENT:]]
    try:
        completion = reply(model, condense_messages(question, earlier), deadline)
    except ModelFailed as failure:
        return Understood(by_rules, None, (f"{failure}. These are quotes instead.",))
    rewritten = " ".join(completion.text.split())
    # A model that talks instead of asking is not followed.
    queries_kept = (rewritten,) if 0 < len(rewritten) <= MAX_CHARACTERS / 4 else by_rules
    return Understood(queries_kept, model, usage=completion.usage)
