"""A greeting, thanks, or a question about the program: one honest sentence."""

from datetime import date

from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch


def reply(request: Request, library: LibrarySearch, today: date) -> Reply | None:
    """The sentence, which claims nothing about the world."""
    del request, library, today
    return None
