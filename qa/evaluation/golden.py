"""Golden questions: the lines of a JSONL file -> records, and what of a library counts as gold for each.

A line holds a `question` and any of these:

    answers     accepted answers, any of which will do
    article     the gold article: its id, address, title, or the file it came
                from (the path, or the end of it, such as "03-queue.md")
    passage     the gold words: a text that must stand in the passage found, or
                {"article", "start", "end"}, a slice that it must overlap
    answerable  true or false; true by itself where something gold is given
    history     earlier turns, the oldest first: {"question", "answer"}, or a question
    since, until, publisher, today     as `ask` takes them
    group       a name under which figures are given apart
    id, note    for whoever keeps the file

`article` and `passage` may be lists. Every member of a list is needed; a member
that is itself a list names alternatives, any of which will do.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from article_qa.index.addresses import canonical_url, without_tracking
from article_qa.index.errors import GoldenRejected
from article_qa.index.library import Library
from article_qa.index.records import Listing, Passage, Scope
from article_qa.index.text.cleaning import clean
from article_qa.qa.evaluation.measures import normalised, stands_in
from article_qa.qa.questions.follow_ups import Turn

Need: TypeAlias = Callable[[Passage], bool]
Names: TypeAlias = Mapping[str, set[str]]


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _nested(value: Any) -> Any:
    return [_listed(member) for member in _listed(value)]


def _as_turn(value: Any) -> Any:
    return {"question": value} if isinstance(value, str) else value


class Span(BaseModel):
    """A slice of an article."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    article: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class Earlier(BaseModel):
    """A turn of the conversation before the question."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1)
    answer: str = ""


Member = TypeVar("Member")
Alternatives = Annotated[tuple[Member, ...], Field(min_length=1)]


class Golden(BaseModel):
    """One question, and what is right for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1)
    answers: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    article: Annotated[tuple[Alternatives[str], ...], BeforeValidator(_nested)] = ()
    passage: Annotated[tuple[Alternatives[str | Span], ...], BeforeValidator(_nested)] = ()
    answerable: bool | None = None
    history: tuple[Annotated[Earlier, BeforeValidator(_as_turn)], ...] = ()
    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    today: date | None = None
    group: str | None = None
    id: str | int | None = None
    note: str | None = None
    place: str = Field(default="a golden question", exclude=True, description="Where it stands, for messages.")

    @field_validator("answers")
    @classmethod
    def _says_something(cls, answers: tuple[str, ...]) -> tuple[str, ...]:
        for answer in answers:
            if not normalised(answer):
                raise ValueError(f"the answer {answer!r} has no word to look for")
        return answers

    @property
    def can_be_answered(self) -> bool | None:
        """Whether the articles answer it; None when the line does not say."""
        if self.answerable is None and (self.answers or self.article or self.passage):
            return True
        return self.answerable

    @property
    def turns(self) -> list[Turn]:
        return [Turn(turn.question, turn.answer) for turn in self.history]

    @property
    def scope(self) -> Scope:
        return Scope(self.since, self.until, publisher=self.publisher)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one question needs of one library: articles, each by the ids that will do, and tests of passages.

    With no gold passage, a passage of each needed article in which an answer
    stands will do; with no gold article either, any such passage at all.
    """

    articles: tuple[frozenset[str], ...]
    passages: tuple[Need, ...]

    def is_gold(self, article_id: str) -> bool:
        """Whether the article is one of those needed."""
        return any(article_id in alternatives for alternatives in self.articles)

    def is_met_by(self, article_ids: Collection[str]) -> bool:
        """Whether every needed article is among these."""
        return all(not alternatives.isdisjoint(article_ids) for alternatives in self.articles)


def read_golden(path: Path) -> list[Golden]:
    """The questions of `path` in order. Raises GoldenRejected, with the line's number."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as exc:
        raise GoldenRejected(f"cannot read {str(path)!r} ({exc.strerror}); name a JSONL file of questions") from exc
    except UnicodeDecodeError as exc:
        raise GoldenRejected(f"{str(path)!r} is not UTF-8 text (byte {exc.start}); save it as UTF-8") from exc
    golden = [_golden(line, f"line {number} of {str(path)!r}") for number, line in enumerate(lines, 1) if line.strip()]
    if not golden:
        raise GoldenRejected(f'{str(path)!r} holds no question; write one JSON object a line, with a "question"')
    return golden


def _golden(line: str, named: str) -> Golden:
    try:
        return Golden.model_validate_json(line).model_copy(update={"place": named})
    except ValidationError as exc:
        first = exc.errors(include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"] if part not in ("str", "Span"))
        wrong = re.sub(r"^Value error, ", "", first["msg"])
        about = f" ({place}: {wrong})" if place else f" ({wrong})"
        raise GoldenRejected(f"{named} is not a golden question{about}; correct the line") from exc


def find_wanted(golden: Sequence[Golden], library: Library) -> list[Wanted]:
    """What each question wants of `library`. Raises GoldenRejected where it is not there."""
    names = _names(library.catalog.listings())
    return [_wanted(each, library, names) for each in golden]


def _wanted(golden: Golden, library: Library, names: Names) -> Wanted:
    place = golden.place
    articles = [
        _with_copies(library, {_article_named(name, names, place) for name in members}) for members in golden.article
    ]
    gold = frozenset[str]().union(*articles)
    texts = [" ".join(article.text.split()) for article in map(library.catalog.article, gold) if article]
    needs: list[Need] = []
    for members in golden.passage:
        tests: list[Need] = []
        for passage in members:
            if isinstance(passage, Span):
                article_id = _article_named(passage.article, names, place)
                article = library.catalog.article(article_id)
                if not article or not passage.start < passage.end <= len(article.text):
                    raise GoldenRejected(
                        f"{place} has a passage from {passage.start} to {passage.end}, which {passage.article!r} "
                        "does not have; correct its start and end"
                    )
                tests.append(_overlapping(article_id, passage.start, passage.end))
            else:
                words = " ".join(clean(passage).split())
                if texts and not any(words in text for text in texts):
                    raise GoldenRejected(
                        f"{place} has the passage {words[:60]!r}, which does not stand in a gold article; "
                        "copy it exactly"
                    )
                tests.append(_holding(words, gold))
        needs.append(_any_of(tests))
    if not needs and golden.answers and golden.can_be_answered:
        needs = [_bearing(golden.answers, alternatives) for alternatives in articles or [gold]]
    return Wanted(tuple(articles), tuple(needs))


def _names(listings: Iterable[Listing]) -> dict[str, set[str]]:
    """All that an article goes by -> the ids of the articles that do."""
    names: dict[str, set[str]] = {}
    for listing in listings:
        parts = listing.source.split("/")
        ends = ["/".join(parts[n:]) for n in range(len(parts))]
        line = listing.source.rpartition("#")[2]
        for name in (listing.id, listing.url, _folded(listing.title), line, *ends):
            if name:
                names.setdefault(name, set()).add(listing.id)
    return names


def _article_named(name: str, names: Names, place: str) -> str:
    # The surest way to name an article comes first: a title may be another one's address.
    address = canonical_url(name)
    for key in (name, address, address and without_tracking(address), _folded(name)):
        found = names.get(key or "", set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise GoldenRejected(
                f"{place} names the article {name!r}, and {len(found)} articles are called that; "
                "give its id, as article-qa list shows it"
            )
    raise GoldenRejected(
        f"{place} names the article {name!r}, which is not in the library; "
        "add it, or correct its id, address, title or file name"
    )


def _with_copies(library: Library, article_ids: set[str]) -> frozenset[str]:
    """The articles and their copies: any of them is the same report."""
    copies = library.catalog.copies(article_ids).values()
    return frozenset(article_ids).union(copy.article_id for several in copies for copy in several)


def _folded(title: str) -> str:
    return " ".join(clean(title).casefold().split())


def _any_of(tests: Sequence[Need]) -> Need:
    return lambda passage: any(test(passage) for test in tests)


def _overlapping(article_id: str, start: int, end: int) -> Need:
    return lambda passage: passage.article_id == article_id and passage.start < end and start < passage.end


def _holding(text: str, articles: frozenset[str]) -> Need:
    return lambda passage: (not articles or passage.article_id in articles) and text in " ".join(passage.text.split())


def _bearing(answers: Sequence[str], articles: frozenset[str]) -> Need:
    return lambda passage: (
        (not articles or passage.article_id in articles) and any(stands_in(answer, passage.text) for answer in answers)
    )
