"""The arguments of the tools: what they may be, and one sentence for what they may not."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from article_qa.index.errors import RequestRejected
from article_qa.index.records import Scope
from article_qa.qa.ask import Ask, AskMode
from article_qa.qa.questions.follow_ups import Turn

MAX_PASSAGES = 50
MAX_LISTED = 200
# Of a wrong value that is repeated in a sentence, and of a sentence's complaints.
MAX_SHOWN_CHARACTERS = 60
MAX_COMPLAINTS = 3


def _as_day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value not in (None, "") else None
    except ValueError:
        raise ValueError(f"is {shown(value)}; write the day as 2022-11-03") from None


Day: TypeAlias = Annotated[date | None, BeforeValidator(_as_day)]


class Arguments(BaseModel):
    """The arguments of one tool; others are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Filters(Arguments):
    """Which articles are meant; all of them when nothing is given."""

    since: Day = Field(None, description="Only articles from this day on, as 2022-11-03.")
    until: Day = Field(None, description="Only articles up to this day, as 2022-11-03.")
    publisher: str | None = Field(None, description="Only articles of this outlet.")
    collections: list[str] | None = Field(None, description="Only articles of these collections.")

    languages: list[str] | None = Field(None, description="Only articles in these languages, by their codes: de.")

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The articles that are chosen by their ids."""
        return ()

    @property
    def scope(self) -> Scope:
        publishers = (self.publisher,) if self.publisher else ()
        return Scope(
            self.since,
            self.until,
            publishers,
            self.article_ids,
            tuple(self.collections or ()),
            tuple(self.languages or ()),
        )


class Chosen(Filters):
    """The same, and single articles."""

    articles: list[str] | None = Field(None, description="Only these articles, by their ids.")

    @property
    def article_ids(self) -> tuple[str, ...]:
        return tuple(self.articles or ())


class Exchange(Arguments):
    """One question of a conversation and its answer."""

    question: str = Field(description="What was asked.")
    answer: str = Field(description="What was answered.")


class AskArguments(Chosen):
    """The arguments of `ask`."""

    question: str = Field(description="The question, in plain words.")
    history: list[Exchange] | None = Field(None, description="The conversation so far, the oldest question first.")
    today: Day = Field(None, description="The day to answer on, as 2022-11-03; by default this day.")
    mode: AskMode = Field(
        "auto",
        description="What answers: a language model (llm), quotes alone (extract), or the model if there is one.",
    )

    @property
    def options(self) -> Ask:
        """The options of the question."""
        history = tuple(Turn(turn.question, turn.answer) for turn in self.history or ())
        return Ask(history, self.scope, self.today, self.mode)


class SearchArguments(Chosen):
    """The arguments of `search`."""

    query: str = Field(description="What to look for, in words.")
    limit: int = Field(5, ge=1, le=MAX_PASSAGES, description=f"How many passages at most, from 1 to {MAX_PASSAGES}.")


class CheckArguments(Chosen):
    """The arguments of `check`."""

    text: str = Field(description="The draft, in English.")
    today: Day = Field(None, description="The day to check on, as 2022-11-03; by default this day.")


class VerifyArguments(Arguments):
    """The arguments of `verify`."""

    answer: dict[str, Any] = Field(description="A saved answer of `ask`, or an object with its `citations`.")


class ListArguments(Filters):
    """The arguments of `list_articles`."""

    limit: int = Field(50, ge=1, le=MAX_LISTED, description=f"How many articles at most, from 1 to {MAX_LISTED}.")
    offset: int = Field(0, ge=0, le=10**9, description="How many articles to pass over first: `next_offset` goes on.")


class ArticleArguments(Arguments):
    """The arguments of `get_article`."""

    article_id: str = Field(min_length=1, description="The article's id, or its first characters.")
    start: int = Field(
        0, ge=0, le=10**9, description="Where in the text to start, in characters: `next_start` goes on."
    )


Kind = TypeVar("Kind", bound=Arguments)


def read(kind: type[Kind], tool: str, given: Mapping[str, Any]) -> Kind:
    """The arguments that were given. Raises RequestRejected, in one sentence."""
    unknown = [shown(name) for name in given if name not in kind.model_fields]
    if unknown:
        known = sorted(kind.model_fields, key=lambda name: not kind.model_fields[name].is_required())
        raise RequestRejected(
            f"{tool} has no argument {' or '.join(unknown[:MAX_COMPLAINTS])}; it takes {', '.join(known)}"
        )
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise RequestRejected("; ".join(_complaint(each, tool) for each in found[:MAX_COMPLAINTS])) from error


def shown(value: object) -> str:
    """What a client gave, for a sentence that names it."""
    text = repr(value)
    return text if len(text) <= MAX_SHOWN_CHARACTERS else f"{text[:MAX_SHOWN_CHARACTERS]}…"


def _complaint(error: ErrorDetails, tool: str) -> str:
    *above, name = map(str, error["loc"])
    where = ".".join([*above, name])
    if error["type"] == "missing":
        return f"{'.'.join(above)} has no {name!r}" if above else f"{tool} needs the argument {name!r}"
    if error["type"] == "value_error":
        return f"{where} {error['ctx']['error']}"
    return f"{where}: {error['msg'][:1].lower()}{error['msg'][1:]}"
