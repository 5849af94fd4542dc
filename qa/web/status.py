"""The status line: how many articles, the newest date, what answers, what waits to be read. It follows the library."""

from html import escape
from typing import Any

import gradio as gr

from article_qa.index.library import Library
from article_qa.index.records import Overview
from article_qa.qa.assistant import Assistant
from article_qa.qa.day_words import in_words
from article_qa.qa.web.components import QUIETLY, plain_html

FOLLOW_SECONDS = 4
EMPTY_LIBRARY = "No articles yet. Add some: article-qa add PATH"


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
        return EMPTY_LIBRARY
    articles = "1 article" if overview.articles == 1 else f"{overview.articles:,} articles"
    newest = f"newest {in_words(overview.newest)}" if overview.newest else "undated"
    waiting = f" · {unread}" if unread else ""
    return f"{articles} · {newest} · answers {f'with {escape(model)}' if model else 'without a model'}{waiting}"
