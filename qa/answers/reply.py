"""What a kind of answer says; the Assistant makes an `Answer` of it."""

from dataclasses import dataclass
from datetime import date

from article_qa.index.records import ArticleRef
from article_qa.qa.answer import AnswerMode, ClaimVerdict, Sentence, Status
from article_qa.qa.citation import Citation
from article_qa.qa.disagreement import Disagreement
from article_qa.qa.usage import Usage


@dataclass(frozen=True, slots=True)
class Reply:
    """The part of an `Answer` that its kind decides. The fields mean what they mean there."""

    status: Status
    mode: AnswerMode
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    reason: str = ""
    warnings: tuple[str, ...] = ()
    model: str | None = None
    sent_to: str | None = None
    usage: Usage | None = None
    verdict: ClaimVerdict | None = None
    count: int | None = None
    articles: tuple[ArticleRef, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


def computed(text: str, *citations: int, day: date | None = None) -> Sentence:
    """A sentence in the program's own words, beside the numbers of quotes that it speaks of."""
    return Sentence(text, "computed", citations, day=day)
