"""Which module answers which kind of question.

Each is called `reply` and returns None where it has nothing better than the
quotes that answer a plain question.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from article_qa.qa.answer import ClaimVerdict, Kind
from article_qa.qa.answers import chat, claim, comparison, listing, news, sayings, summary, timeline
from article_qa.qa.answers import library as about_library
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch
from article_qa.qa.steps import step

FromCatalog: TypeAlias = Callable[[Request, LibrarySearch, date], Reply | None]
FromPassages: TypeAlias = Callable[[Material], Reply | None]

# Answered without a search for passages.
CATALOG_KINDS: Mapping[Kind, FromCatalog] = {
    "chat": chat.reply,
    "library": about_library.reply,
    "news": news.reply,
}
PASSAGE_KINDS: Mapping[Kind, FromPassages] = {
    "sayings": sayings.reply,
    "timeline": timeline.reply,
    "listing": listing.reply,
    "comparison": comparison.reply,
    "summary": summary.reply,
    "claim": claim.reply,
}
# Answered from annotations and words: the passages that were found need not be read closely first.
UNREAD_KINDS: frozenset[Kind] = frozenset({"sayings", "timeline", "summary"})
# A language model, where there is one, writes these from the passages.
WRITTEN_KINDS: frozenset[Kind] = frozenset({"fact", "listing", "comparison", "summary"})


def from_catalog(request: Request, library: LibrarySearch, today: date) -> Reply | None:
    """The answer that needs no passage searched; None for every other kind of question."""
    answering = CATALOG_KINDS.get(request.kind)
    return answering(request, library, today) if answering else None


def is_written(request: Request) -> bool:
    """Whether a language model, where there is one, writes the answer: also to a question for yes or no."""
    return request.kind in WRITTEN_KINDS or (request.kind == "claim" and request.is_yes_no)


def from_passages(material: Material, *, has_model: bool) -> Reply | None:
    """The answer of the request's own kind; None where plain quotes or the model answer it."""
    answering = PASSAGE_KINDS.get(material.request.kind)
    if not answering or (has_model and is_written(material.request)):
        return None
    with step("synthesize", context=material.context) as current:
        current.result = reply = answering(material)
    return reply


def verdict(material: Material) -> ClaimVerdict | None:
    """What the articles make of a claim, whoever writes the answer; None for every other kind."""
    held = claim.reply(material) if material.request.kind == "claim" else None
    return held.verdict if held else None
