"""Questions about the library itself, answered exactly from the catalog."""

from datetime import date

from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch


def reply(request: Request, library: LibrarySearch, today: date) -> Reply | None:
    """The count or the list of articles, with the query in words."""
    del request, library, today
    return None
