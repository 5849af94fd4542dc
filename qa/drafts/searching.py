"""What a draft is checked with, and what was found for each of its claims."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from article_qa.index.annotations import Annotations
from article_qa.index.records import Article, Scope, embedded_text
from article_qa.qa.answers.claim import stated
from article_qa.qa.answers.held import Found
from article_qa.qa.reading.answerability import Terms, terms
from article_qa.qa.reading.late_interaction import TokenReader
from article_qa.qa.retrieval.retrieve import Retrieved
from article_qa.qa.retrieval.search import LibrarySearch
from article_qa.qa.verification.bearing import Whole

# As many as for a question.
PASSAGES_READ = 5
# Called with what is counted, how many of it are done, and how many there are.
Step: TypeAlias = Callable[[str, int, int | None], None]


def no_step(_: str, __: int, ___: int | None) -> None:
    """Where nobody watches the progress."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a draft is checked with: a library and a reader, in a scope, on a day."""

    library: LibrarySearch
    reader: TokenReader
    scope: Scope
    today: date


@dataclass(frozen=True, slots=True)
class Searched:
    """A claim of the draft and the passages that were found for it."""

    claim: str
    retrieved: Retrieved
    terms: Terms

    @property
    def passages(self) -> list[str]:
        """The passages as they are read."""
        articles = self.retrieved.articles
        return [_read(articles[each.article_id], each.text) for each in self.retrieved.passages]

    @property
    def statement(self) -> str:
        """What is held against the passages."""
        return stated(self.claim)

    @property
    def texts(self) -> list[str]:
        """Every text that is read to judge it."""
        return [self.statement, *self.passages]

    @property
    def articles(self) -> Mapping[str, Article]:
        return self.retrieved.articles


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the articles that were found, by id; of each the words are gathered once."""

    annotations: Mapping[str, Annotations]
    wholes: dict[str, Whole] = field(default_factory=dict)

    def found_for(self, searched: Searched, reader: TokenReader) -> Found:
        """What was found for a claim, as it is judged."""
        articles = searched.articles
        for article_id, article in articles.items():
            if article_id not in self.wholes:
                self.wholes[article_id] = Whole.of(article)
        annotations = {each: self.annotations[each] for each in articles if each in self.annotations}
        return Found(searched.retrieved.passages, articles, annotations, self.wholes, reader, searched.terms.rarity)


def search(claims: Sequence[str], bench: Bench, step: Step = no_step) -> tuple[list[Searched], tuple[str, ...]]:
    """What is found for each claim, and the warnings of the searches, each once."""
    searched = []
    warnings: dict[str, None] = {}
    for number, claim in enumerate(claims, 1):
        found = bench.library.find([claim], bench.scope, PASSAGES_READ, today=bench.today)
        warnings |= dict.fromkeys(filter(None, (found.refusal, *found.warnings)))
        searched.append(Searched(claim, found.retrieved, terms(claim, bench.library.catalog)))
        step("searched", number, len(claims))
    return searched, tuple(warnings)


def known(searched: Sequence[Searched], bench: Bench) -> Known:
    """What the library knows of all articles that were found."""
    found = {article_id for each in searched for article_id in each.retrieved.articles}
    return Known(bench.library.catalog.annotations.of(found))


def _read(article: Article, text: str) -> str:
    return embedded_text(article.title, article.published, text)[0]
