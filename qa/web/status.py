"""The status line: how many articles, the newest date, what answers, what waits to be read. It follows the library."""

from html import escape
from typing import Any

import gradio as gr

from article_qa.index.library import Library
from article_qa.index.records import Overview
from article_qa.qa.assistant import Assistant
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.core_messages import localized
from article_qa.qa.web.days import in_words
from article_qa.qa.web.library_html import article_count
from article_qa.qa.web.phrases import gettext, gettext_noop

FOLLOW_SECONDS = 4
EMPTY_LIBRARY = gettext_noop("No articles yet. Add some: article-qa add PATH")


def status_line(library: Library, assistant: Assistant) -> gr.HTML:
    """Build the line. It is filled when the page loads and follows the library every few seconds."""
    model = assistant.model.name if assistant.model else None
    line = plain_html(elem_id="status")

    def current() -> str:
        return status(library.catalog.overview(), model, assistant.library.pending())

    def follow(shown: str) -> Any:
        said = current()
        return gr.skip() if said == shown else said

    gr.on(fn=current, outputs=line, **QUIETLY)
    gr.Timer(FOLLOW_SECONDS).tick(follow, line, line, concurrency_limit=None, **QUIETLY)
    return line


def status(overview: Overview, model: str | None, unread: str = "") -> str:
    """One line: how many articles, the newest date, what answers; and what is not read yet, in these words."""
    if not overview.articles:
        return gettext(EMPTY_LIBRARY)
    newest = gettext("newest %(day)s", day=in_words(overview.newest)) if overview.newest else gettext("undated")
    answers = gettext("answers with %(model)s", model=escape(model)) if model else gettext("answers without a model")
    waiting = f" · {localized(unread)}" if unread else ""
    return f"{article_count(overview.articles)} · {newest} · {answers}{waiting}"
