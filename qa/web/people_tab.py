"""The tab "People and places": its components, and which of their events the `PeopleDesk` handles.

Names are on the left, all that the library has on one of them is on the right.
"""

from typing import Any

import gradio as gr

from article_qa.index.library import Library
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.handlers import Components, Handlers
from article_qa.qa.web.people_desk import PeopleDesk
from article_qa.qa.web.phrases import gettext_noop


def people_tab(library: Library, status: gr.HTML) -> None:
    """Build the tab, inside gr.Tabs. `status` is the status line: when it changes, so has the library."""
    _connect(_components(), PeopleDesk(library), status)


def _components() -> Components:
    """The parts of the tab by the names that the desk calls them."""
    parts: Components = {}
    with gr.Tab(gettext_noop("People and places"), elem_id="people-tab") as parts["tab"], gr.Row(elem_id="gallery"):
        parts["chosen"] = gr.State("")
        with gr.Column(elem_id="naming"):
            parts["search"] = gr.Textbox(
                label=gettext_noop("Find a name"),
                show_label=False,
                container=False,
                placeholder=gettext_noop("Find a person, place or organisation"),
                elem_id="people-search",
                max_length=200,
            )
            parts["names"] = plain_html(elem_id="people", script="people.js")
        parts["person"] = plain_html(elem_id="person", script="person.js")
    return parts


def _connect(parts: Components, desk: PeopleDesk, status: gr.HTML) -> None:
    """Lead each event to its handler, and what that changed to the components."""
    handlers = Handlers(parts)
    search, chosen, names, person = (parts[name] for name in ("search", "chosen", "names", "person"))
    # One after the other, or a list that was asked for first would replace the name that was pressed since.
    in_turn: dict[str, Any] = {**QUIETLY, "concurrency_limit": 1, "concurrency_id": "people"}
    entering = [parts["tab"].select, status.change]
    gr.on(entering, handlers.once(desk.enter), [search, chosen], [names, chosen, person], **in_turn)
    search.change(handlers.once(desk.search), search, names, trigger_mode="always_last", **in_turn)
    gr.on([names.click, person.click], handlers.pressed(desk.press), chosen, [chosen, person], **in_turn)
