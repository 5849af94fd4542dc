"""The tab "People and places": names on the left, all that the library has on one of them on the right.

What it shows is made in `qa/web/people.py`.
"""

from typing import Any

import gradio as gr

from article_qa.index.library import Library
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.people import first_name, people_html, person_html
from article_qa.qa.web.phrases import gettext_noop


def people_tab(library: Library, status: gr.HTML) -> None:
    """Build the tab, inside gr.Tabs. `status` is the status line: when it changes, so has the library."""

    def listed(words: str | None, name: str) -> tuple[Any, Any, Any]:
        """The names as they are now; whoever is open stays open."""
        chosen = name or first_name(library)
        return found(words), chosen, person_html(library, chosen) if chosen and not name else gr.skip()

    def found(words: str | None) -> str:
        # A box that was never shown has no value.
        return people_html(library, words or "")

    def press(event: gr.EventData, name: str) -> tuple[str, str]:
        if event.what == "month":
            return name, person_html(library, name, str(event.value))
        return str(event.value), person_html(library, str(event.value))

    with gr.Tab(gettext_noop("People and places"), elem_id="people-tab") as tab, gr.Row(elem_id="gallery"):
        chosen = gr.State("")
        with gr.Column(elem_id="naming"):
            search = gr.Textbox(
                label=gettext_noop("Find a name"),
                show_label=False,
                container=False,
                placeholder=gettext_noop("Find a person, place or organisation"),
                elem_id="people-search",
                max_length=200,
            )
            names = plain_html(elem_id="people", script="people.js")
        person = plain_html(elem_id="person", script="person.js")

    # One after the other, or a list that was asked for first would replace the name that was pressed since.
    in_turn: dict[str, Any] = {**QUIETLY, "concurrency_limit": 1, "concurrency_id": "people"}
    gr.on([tab.select, status.change], listed, [search, chosen], [names, chosen, person], **in_turn)
    search.change(found, search, names, trigger_mode="always_last", **in_turn)
    gr.on([names.click, person.click], press, chosen, [chosen, person], **in_turn)
