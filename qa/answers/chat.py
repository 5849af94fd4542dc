"""A greeting, thanks, or a question about the program: one honest sentence."""

from collections.abc import Mapping
from datetime import date

from article_qa.qa.answers.reply import Reply, computed
from article_qa.qa.questions.request import ChatTopic, Request
from article_qa.qa.retrieval.search import LibrarySearch

SAID: Mapping[ChatTopic, str] = {
    "greeting": "Hello. Ask a question about the articles, and the answer quotes them.",
    "thanks": "You are welcome. Ask another question about the articles whenever you like.",
    "self": (
        "This is Article QA, a program that answers questions about the articles in its library with exact quotes. "
        "It knows nothing but these articles, and it says so when they do not answer."
    ),
    "language": (
        "The answers are in the articles' own words, in the language they were written in. "
        "Article QA quotes and does not translate."
    ),
    "farewell": "Goodbye. The articles stay here for the next question.",
}


def reply(request: Request, library: LibrarySearch, today: date) -> Reply | None:
    """The sentence, which claims nothing about the world; None where no topic is known."""
    del library, today
    return Reply("answered", "extract", (computed(SAID[request.chat_topic]),)) if request.chat_topic else None
