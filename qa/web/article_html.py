"""An article of the library as HTML, whole. Every word of it is escaped; only http(s) addresses become links.

Knows nothing of Gradio.
"""

import time
from urllib.parse import urlsplit

from markupsafe import Markup

from article_qa.index.records import Article
from article_qa.qa.web.article_text import NO_MARKS, Marks, text_html
from article_qa.qa.web.days import dated
from article_qa.qa.web.library_html import plain
from article_qa.qa.web.messages_html import hint
from article_qa.qa.web.phrases import gettext, gettext_noop
from article_qa.qa.web.templates import render

GONE = gettext_noop("This article is no longer in the library.")


def article_html(
    article: Article | None,
    *,
    guide: str = "",
    form: str = "",
    marks: Marks = NO_MARKS,
    is_asked: bool = False,
    is_edited: bool = False,
) -> Markup:
    """The whole article under its `guide`; with `is_asked` the question whether it is to go, with None no article.

    With a `form` that corrects its facts, this stands in the place of the facts.
    """
    if article is None:
        return hint(gettext(GONE))
    facts = [plain(article.publisher or ""), dated(article.published), plain(article.author or "")]
    return render(
        "article.html",
        article=article,
        title=plain(article.title),
        facts=[fact for fact in facts if fact],
        host=host_of(article.url),
        guide=Markup(guide),
        form=Markup(form),
        text=text_html(article.text, marks),
        is_asked=is_asked,
        is_edited=is_edited,
        # The pane must scroll also when the same article is opened again.
        opened=time.monotonic_ns() if marks.current else "",
    )


def removed_html(title: str) -> Markup:
    """What stands where an article stood."""
    return hint(gettext("“%(title)s” has been removed.", title=plain(title)), is_news=True)


def host_of(url: str | None) -> str:
    """The host of an http(s) address; empty for any other."""
    return (urlsplit(url).hostname or url) if url and url.startswith(("http://", "https://")) else ""
