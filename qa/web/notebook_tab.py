"""The tab "Notebook": saved answers with their notes on the left, the article of a quote on the right.

What happens in it is answered by `qa/web/notebook_desk.py`.
"""

from typing import Any

import gradio as gr

from article_qa.index.library import Library
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.events import Parts, Press
from article_qa.qa.web.notebook_desk import NotebookDesk
from article_qa.qa.web.notebook_html import NotebookView
from article_qa.qa.web.phrases import gettext_noop


def notebook_tab(library: Library, *, has_sign_in: bool = False) -> None:
    """Build the tab, inside gr.Tabs."""
    desk = NotebookDesk(library, has_sign_in)

    def show(changed: Parts) -> dict[Any, Any]:
        """The parts that changed, by component."""
        made: dict[Any, Any] = {parts[name]: value for name, value in changed.items() if name in parts}
        props = {name: changed[key] for name, key in (("value", "listing"), ("file", "file")) if key in changed}
        return {**made, **({listing: gr.HTML(**props)} if props else {})} or {view: gr.skip()}

    def enter(view: NotebookView) -> dict[Any, Any]:
        return show(desk.entered(view))

    def press(event: gr.EventData, view: NotebookView, opened: str) -> dict[Any, Any]:
        return show(desk.pressed(Press.of(event, "number", "note"), view, opened))

    def step(event: gr.EventData, view: NotebookView, opened: str) -> dict[Any, Any]:
        return show(desk.pressed(Press("open", opened, {"number": event.number}), view))

    with gr.Tab(gettext_noop("Notebook"), elem_id="notebook-tab") as tab, gr.Row(elem_id="notebook-desk"):
        view, opened = gr.State(NotebookView()), gr.State("")
        with gr.Column(elem_id="saved"):
            listing = plain_html(elem_id="notebook", script="notebook.js", file="")
        source = plain_html(elem_id="notebook-source", script="source.js")

    parts = {"view": view, "opened": opened, "source": source}
    outputs = [view, opened, source, listing]
    shared: dict[str, Any] = {**QUIETLY, "concurrency_limit": None}
    tab.select(enter, view, outputs, **shared)
    listing.click(press, [view, opened], outputs, **shared)
    source.click(step, [view, opened], outputs, **shared)
