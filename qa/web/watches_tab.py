"""The tab "Standing questions": a question is kept, and what changed in its answer is shown under it.

What it shows is made in `qa/web/watches_html.py`.
"""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from article_qa.index.errors import ArticleQAError, UnknownWatch
from article_qa.index.library import Library
from article_qa.index.records import EVERYTHING
from article_qa.qa.watching.ask_again import watch_question
from article_qa.qa.watching.watches import notices, watches
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.messages_html import working
from article_qa.qa.web.phrases import gettext, gettext_noop
from article_qa.qa.web.watches_html import watches_html

FOLLOW_SECONDS = 2
MAX_QUESTION = 1000


def watches_tab(library: Library, status: gr.HTML, *, root_path: str = "") -> None:
    """Build the tab, inside gr.Tabs. `status` is the status line: when it changes, so has the library."""
    store = library.catalog.watches
    feed = f"{root_path.rstrip('/')}/api/watches.atom"

    def listed(asked_about: str = "", problem: str = "") -> dict[Any, Any]:
        """The list; the clock runs while passages wait for their vectors, or questions to be asked again."""
        kept, told = watches(library.catalog), notices(library.catalog)
        is_waiting = bool(kept) and (library.catalog.overview().pending > 0 or store.is_waiting())
        html = watches_html(kept, told, feed=feed, asked_about=asked_about, problem=problem)
        return {listing: html, clock: gr.Timer(active=is_waiting)}

    def keep(text: str) -> Iterator[dict[Any, Any]]:
        yield {under_way: working(gettext("Reading the articles") + "…")}
        try:
            watch_question(text, EVERYTHING, library)
            yield {under_way: "", question: "", **listed()}
        except ArticleQAError as error:
            yield {under_way: "", **listed(problem=str(error))}

    def press(event: gr.EventData) -> dict[Any, Any]:
        wanted = str(event.value)
        if event.what == "remove":
            return listed(asked_about=wanted)
        if event.what == "confirm":
            try:
                store.remove(wanted)
            except UnknownWatch:  # Somebody else was faster.
                return listed()
        return listed()

    with gr.Tab(gettext_noop("Standing questions"), elem_id="watches-tab") as tab, gr.Column(elem_id="watching"):
        clock = gr.Timer(FOLLOW_SECONDS, active=False)
        with gr.Row(elem_id="watch-row"):
            question = gr.Textbox(
                label=gettext_noop("A question to keep asking"),
                placeholder=gettext_noop("Asked again whenever new articles may change its answer"),
                elem_id="watch-question",
                lines=1,
                max_length=MAX_QUESTION,
            )
            button = gr.Button(gettext_noop("Keep"), variant="primary", elem_id="watch")
        under_way = plain_html(elem_id="watch-working")
        listing = plain_html(elem_id="watches", script="watches.js")

    seen = [listing, clock]
    shared: dict[str, Any] = {**QUIETLY, "concurrency_limit": None}
    gr.on([tab.select, status.change, clock.tick], lambda: listed(), None, seen, **shared)
    gr.on([question.submit, button.click], keep, question, [under_way, question, *seen], **shared)
    listing.click(press, None, seen, **shared)
