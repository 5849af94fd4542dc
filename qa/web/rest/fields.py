"""The fields of requests, as they come from outside. Days are written as 2022-11-03."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictStr

from article_qa.index import records
from article_qa.index.records import EVERYTHING
from article_qa.qa.ask import Ask, AskMode
from article_qa.qa.export.formats import ExportFormat
from article_qa.qa.questions.follow_ups import Turn

MAX_FOUND = 50
MAX_LISTED = 1000
MAX_NAMES = 1000
MAX_ADDRESSES = 100
MAX_NOTICES = 1000
MAX_SAVED = 100
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _day(value: Any) -> date:
    try:
        if isinstance(value, str) and ISO_DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError("write the day as 2022-11-03")


Day = Annotated[date, BeforeValidator(_day)]
Names = Annotated[list[StrictStr], Field(max_length=MAX_NAMES)]


class Fields(BaseModel):
    """What a request may have."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ScopeFields(Fields):
    """Which articles count; both days are included. `publisher` is short for one of `publishers`."""

    since: Day | None = None
    until: Day | None = None
    publishers: Names = []
    articles: Names = []
    collections: Names = []
    languages: Names = []
    publisher: StrictStr | None = None

    def scope(self) -> records.Scope:
        names = tuple(self.publishers), tuple(self.articles), tuple(self.collections), tuple(self.languages)
        return records.Scope(self.since, self.until, *names, publisher=self.publisher)


class TurnFields(Fields):
    """A turn of the conversation before."""

    question: StrictStr
    answer: StrictStr


class OptionFields(Fields):
    """The options of a question: those of `Ask`."""

    history: Annotated[list[TurnFields], Field(max_length=1000)] = []
    scope: ScopeFields | None = None
    today: Day | None = None
    mode: AskMode = "auto"
    is_literal: StrictBool = False

    def options(self) -> Ask:
        history = tuple(Turn(turn.question, turn.answer) for turn in self.history)
        scope = self.scope.scope() if self.scope else EVERYTHING
        return Ask(history, scope, self.today, self.mode, self.is_literal)


class AskFields(OptionFields):
    """A question and its options."""

    question: StrictStr


class SearchFields(Fields):
    """What to look for, and where."""

    query: StrictStr
    limit: Annotated[int, Field(ge=1, le=MAX_FOUND, strict=True)] = 5
    scope: ScopeFields | None = None
    today: Day | None = None


class CheckFields(Fields):
    """A draft, and the articles that it is held against."""

    text: StrictStr
    scope: ScopeFields | None = None
    today: Day | None = None


class ExportFields(Fields):
    """A saved answer, as `POST /api/ask` gave it, and what it should become."""

    answer: dict[str, Any]
    format: ExportFormat


class AddFields(Fields):
    """An article's text and what stands above it, or addresses to read."""

    text: StrictStr | None = None
    title: StrictStr = ""
    publisher: StrictStr = ""
    author: StrictStr = ""
    published: Day | None = None
    url: StrictStr = ""
    addresses: Annotated[list[StrictStr], Field(max_length=MAX_ADDRESSES)] = []


class CollectFields(Fields):
    """A collection, and the articles to put into it or, with `remove`, to take out."""

    name: Annotated[StrictStr, Field(max_length=200)]
    articles: Names
    remove: StrictBool = False


class WatchFields(Fields):
    """A standing question, and the articles that count for it."""

    question: StrictStr
    scope: ScopeFields | None = None


class NoticeFields(Fields):
    """How many of the newest notices."""

    limit: Annotated[int, Field(ge=0, le=MAX_NOTICES)] = 100


class SaveFields(Fields):
    """An answer to save, as `POST /api/ask` gave it, and a note."""

    answer: dict[str, Any]
    note: StrictStr = ""


class NoteFields(Fields):
    """A note in the place of the one before."""

    note: StrictStr


class NotebookFields(Fields):
    """Which part of the notebook."""

    limit: Annotated[int, Field(ge=0, le=MAX_SAVED)] = 20
    offset: Annotated[int, Field(ge=0, le=2**53)] = 0


class ListFields(Fields):
    """Which part of the list of articles."""

    limit: Annotated[int, Field(ge=0, le=MAX_LISTED)] = 100
    offset: Annotated[int, Field(ge=0, le=2**53)] = 0
    search: str = ""
    since: Day | None = None
    until: Day | None = None
    publisher: list[str] = []
    collection: list[str] = []
    language: list[str] = []
