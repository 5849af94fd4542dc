"""What a reader corrects in an article on the page: the form, and what becomes of it.

Knows nothing of Gradio.
"""

from collections.abc import Mapping
from html import escape

from article_qa.index.errors import ArticleQAError
from article_qa.index.library import Library
from article_qa.index.records import Article
from article_qa.qa.web.filters import problem
from article_qa.qa.web.library_html import article_html

# The facts of an article by the names of their fields, with what a reader calls them.
LABELS = {"title": "Title", "publisher": "Outlet", "published": "Date", "author": "Author"}


def facts_of(article: Article) -> dict[str, str]:
    """What the form shows of an article, by the names of its fields."""
    published = article.published.isoformat() if article.published else ""
    return {
        "title": article.title,
        "publisher": article.publisher or "",
        "published": published,
        "author": article.author or "",
    }


def form_html(article: Article, given: Mapping[str, str] | None = None, wrong: str = "") -> str:
    """The fields to correct, filled with what was `given` or with what the article says, and what is wrong with it."""
    facts = facts_of(article) | dict(given or {})
    fields = "".join(_field(name, label, facts[name]) for name, label in LABELS.items())
    return (
        f'<form class="edit" data-value="{article.id}" aria-label="Correct this article">{fields}{wrong}'
        '<span><button type="submit">Save</button>'
        f'<button type="button" data-do="cancel" data-value="{article.id}">Cancel</button></span></form>'
    )


def _field(name: str, label: str, value: str) -> str:
    hints = {"title": " data-focus", "published": ' placeholder="2022-11-03"'}
    return f'<label>{label}<input name="{name}" value="{escape(value)}" maxlength="300"{hints.get(name, "")}></label>'


def save(library: Library, article_id: str, given: Mapping[str, str]) -> str:
    """Correct what was changed in the form; the article as it is then, or the form with what is wrong."""
    article = library.catalog.article(article_id)
    if article is None:
        return article_html(None)
    before = facts_of(article)
    changed = {name: given[name].strip() for name in LABELS if given.get(name, before[name]).strip() != before[name]}
    try:
        edited = library.edit(article_id, **changed) if changed else article
    except ArticleQAError as error:
        return article_html(article, form=form_html(article, given, problem(error)))
    return article_html(edited, is_edited=True)
