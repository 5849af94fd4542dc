"""The tab "Check a draft": its components, and which of their events the `DraftDesk` handles."""

from typing import Any

import gradio as gr

from article_qa.index.library import Library
from article_qa.qa.assistant import Assistant
from article_qa.qa.drafts.splitting import MAX_CHARACTERS
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.draft_checking import SUFFIXES
from article_qa.qa.web.draft_desk import DraftDesk
from article_qa.qa.web.draft_html import DRAFT_HINT
from article_qa.qa.web.handlers import Components, Handlers
from article_qa.qa.web.messages_html import hint
from article_qa.qa.web.phrases import gettext, gettext_noop

CHECKED_AT_ONCE = 2


def check_tab(library: Library, assistant: Assistant) -> None:
    """Build the tab, inside gr.Tabs."""
    _connect(_components(), DraftDesk(library, assistant))


def _components() -> Components:
    """The parts of the tab by the names that the desk calls them."""
    parts: Components = {}
    with gr.Tab(gettext_noop("Check a draft"), elem_id="check-tab"), gr.Row(elem_id="draft-desk"):
        parts["checked"] = gr.State(None)
        with gr.Column(elem_id="drafting"):
            parts["draft"] = gr.Textbox(
                label=gettext_noop("Your draft"),
                placeholder=gettext_noop("Paste a text; each sentence is held against the articles"),
                elem_id="draft",
                lines=7,
                max_lines=14,
                max_length=MAX_CHARACTERS,
            )
            with gr.Row(elem_id="draft-row"):
                parts["file"] = gr.UploadButton(
                    gettext_noop("Open a file"), file_types=list(SUFFIXES), file_count="single", elem_id="draft-file"
                )
                parts["check"] = gr.Button(gettext_noop("Check"), variant="primary", elem_id="check")
            parts["result"] = plain_html(elem_id="draft-result", script="draft.js")
        parts["source"] = plain_html(lambda: hint(gettext(DRAFT_HINT)), elem_id="draft-source", script="source.js")
    return parts


def _connect(parts: Components, desk: DraftDesk) -> None:
    """Lead each event to its handler, and what that changed to the components."""
    handlers = Handlers(parts)
    checked, draft, check, result, source = (parts[n] for n in ("checked", "draft", "check", "result", "source"))
    shared: dict[str, Any] = {"concurrency_limit": None, **QUIETLY}
    seen = [result, checked, source, check]
    check.click(handlers.streamed(desk.check), draft, seen, concurrency_limit=CHECKED_AT_ONCE, **QUIETLY)
    parts["file"].upload(handlers.once(desk.upload), parts["file"], [draft, result, source], **shared)
    gr.on([result.click, source.click], handlers.numbered(desk.open), checked, source, **shared)
