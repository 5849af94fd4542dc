"""What a reader corrects in articles on the page: the form, and what becomes of it.

Knows nothing of Gradio.
"""

from collections.abc import Mapping

from markupsafe import Markup

from article_qa.index.errors import ArticleQAError
from article_qa.index.library import Library
from article_qa.index.records import Article
from article_qa.qa.web.messages_html import problem
from article_qa.qa.web.phrases import gettext_noop
from article_qa.qa.web.templates import render

# The facts of an article by the names of their fields, with what a reader calls them.
LABELS = {
    "title": gettext_noop("Title"),
    "publisher": gettext_noop("Outlet"),
    "published": gettext_noop("Date"),
    "author": gettext_noop("Author"),
}


def facts_of(article: Article) -> dict[str, str]:
    """What the form shows of an article, by the names of its fields."""
    published = article.published.isoformat() if article.published else ""
    return {
        "title": article.title,
        "publisher": article.publisher or "",
        "published": published,
        "author": article.author or "",
    }


def form_html(article: Article, given: Mapping[str, str] | None = None, wrong: str = "") -> Markup:
    """The fields to correct, filled with what was `given` or with what the article says, and what is wrong with it."""
    facts = facts_of(article) | dict(given or {})
    fields = [(name, label, facts[name]) for name, label in LABELS.items()]
    return render("edit_form.html", id=article.id, fields=fields, wrong=Markup(wrong))


def correct(library: Library, article: Article, given: Mapping[str, str]) -> tuple[Article, str]:
    """Correct what was changed in the form; the article as it is then, and what is wrong as HTML, or nothing."""
    before = facts_of(article)
    changed = {name: given[name].strip() for name in LABELS if given.get(name, before[name]).strip() != before[name]}
    try:
        return library.edit(article.id, **changed) if changed else article, ""
    except ArticleQAError as error:
        return article, problem(error)
