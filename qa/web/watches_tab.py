"""The tab "Standing questions": its components, and which of their events the `WatchesDesk` handles."""

from typing import Any

import gradio as gr

from article_qa.index.library import Library
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.handlers import Components, Handlers
from article_qa.qa.web.phrases import gettext_noop
from article_qa.qa.web.watches_desk import WatchesDesk

FOLLOW_SECONDS = 2
MAX_QUESTION = 1000


def watches_tab(library: Library, status: gr.HTML, *, root_path: str = "") -> None:
    """Build the tab, inside gr.Tabs. `status` is the status line: when it changes, so has the library."""
    desk = WatchesDesk(library, feed=f"{root_path.rstrip('/')}/api/watches.atom")
    _connect(_components(), desk, status)


def _components() -> Components:
    """The parts of the tab by the names that the desk calls them."""
    parts: Components = {}
    with gr.Tab(gettext_noop("Standing questions"), elem_id="watches-tab") as parts["tab"]:  # noqa: SIM117
        with gr.Column(elem_id="watching"):
            parts["clock"] = gr.Timer(FOLLOW_SECONDS, active=False)
            with gr.Row(elem_id="watch-row"):
                parts["question"] = gr.Textbox(
                    label=gettext_noop("A question to keep asking"),
                    placeholder=gettext_noop("Asked again whenever new articles may change its answer"),
                    elem_id="watch-question",
                    lines=1,
                    max_length=MAX_QUESTION,
                )
                parts["keep"] = gr.Button(gettext_noop("Keep"), variant="primary", elem_id="watch")
            parts["working"] = plain_html(elem_id="watch-working")
            parts["listing"] = plain_html(elem_id="watches", script="watches.js")
    return parts


def _connect(parts: Components, desk: WatchesDesk, status: gr.HTML) -> None:
    """Lead each event to its handler, and what that changed to the components."""
    handlers = Handlers(parts)
    question, listing, clock = (parts[name] for name in ("question", "listing", "clock"))
    seen = [listing, clock]
    shared: dict[str, Any] = {**QUIETLY, "concurrency_limit": None}
    gr.on([parts["tab"].select, status.change, clock.tick], handlers.once(desk.listed), None, seen, **shared)
    keeping = [question.submit, parts["keep"].click]
    gr.on(keeping, handlers.streamed(desk.keep), question, [parts["working"], question, *seen], **shared)
    listing.click(handlers.pressed(desk.press), None, seen, **shared)
