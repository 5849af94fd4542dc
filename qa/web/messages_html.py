"""Sentences of the page itself as HTML: hints, problems, what is under way. Knows nothing of Gradio."""

from markupsafe import Markup

from article_qa.qa.web.core_messages import sentence
from article_qa.qa.web.templates import render


def hint(words: str, *, is_news: bool = False) -> Markup:
    """A sentence where something could stand; the reader is led to it where it `is_news`."""
    return render("hint.html", words=words, is_news=is_news)


def problem(error: Exception | str) -> Markup:
    """What went wrong, as a sentence that begins with a capital."""
    return render("problem.html", words=sentence(error))


def working(words: str) -> Markup:
    """What the program is doing for the reader."""
    return render("working.html", words=words)
