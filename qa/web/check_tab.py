"""The tab "Check a draft": a text is pasted or uploaded, and each sentence is shown with what the articles say.

What it shows is made in `qa/web/draft_html.py`, what is checked goes through `qa/web/draft_checking.py`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from article_qa.index.library import Library
from article_qa.qa.assistant import Assistant
from article_qa.qa.drafts.draft import Draft
from article_qa.qa.drafts.splitting import MAX_CHARACTERS
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.draft_checking import SUFFIXES, uploaded, watched
from article_qa.qa.web.draft_html import DRAFT_HINT, draft_html, progress_html
from article_qa.qa.web.messages_html import hint, problem
from article_qa.qa.web.phrases import gettext, gettext_noop
from article_qa.qa.web.source_html import source_pane

CHECKED_AT_ONCE = 2


def check_tab(library: Library, assistant: Assistant) -> None:
    """Build the tab, inside gr.Tabs."""

    def check(text: str) -> Iterator[dict[Any, Any]]:
        yield {
            result: progress_html(0, 0),
            state: None,
            source: hint(gettext(DRAFT_HINT)),
            button: gr.Button(interactive=False),
        }
        for found in watched(assistant, text):
            if isinstance(found, Draft):
                opened = _opened(found, 1) if found.citations else hint(gettext(DRAFT_HINT))
                yield {result: draft_html(found), state: found, source: opened, button: gr.Button(interactive=True)}
            elif isinstance(found, str):
                yield {result: problem(found), button: gr.Button(interactive=True)}
            else:
                yield {result: progress_html(*found)}

    def upload(path: str | None) -> dict[Any, Any]:
        text, wrong = uploaded(Path(path)) if path else ("", "")
        return {result: problem(wrong)} if wrong else {draft: text, result: "", source: hint(gettext(DRAFT_HINT))}

    def open_citation(event: gr.EventData, checked: Draft | None) -> Any:
        number = event.number if isinstance(event.number, int) else 0
        is_there = checked is not None and 1 <= number <= len(checked.citations)
        return _opened(checked, number, by="reader") if checked and is_there else gr.skip()

    def _opened(checked: Draft, number: int, by: Any = "answer") -> str:
        citation = checked.citations[number - 1]
        return source_pane(
            library, citation, checked.citations, turn=0, opened_by=by, back=gettext_noop("Back to the draft")
        )

    with gr.Tab(gettext_noop("Check a draft"), elem_id="check-tab"), gr.Row(elem_id="draft-desk"):
        state = gr.State(None)
        with gr.Column(elem_id="drafting"):
            draft = gr.Textbox(
                label=gettext_noop("Your draft"),
                placeholder=gettext_noop("Paste a text; each sentence is held against the articles"),
                elem_id="draft",
                lines=7,
                max_lines=14,
                max_length=MAX_CHARACTERS,
            )
            with gr.Row(elem_id="draft-row"):
                file = gr.UploadButton(
                    gettext_noop("Open a file"), file_types=list(SUFFIXES), file_count="single", elem_id="draft-file"
                )
                button = gr.Button(gettext_noop("Check"), variant="primary", elem_id="check")
            result = plain_html(elem_id="draft-result", script="draft.js")
        source = plain_html(lambda: hint(gettext(DRAFT_HINT)), elem_id="draft-source", script="side_source.js")

    shared: dict[str, Any] = {"concurrency_limit": None, **QUIETLY}
    button.click(check, draft, [result, state, source, button], concurrency_limit=CHECKED_AT_ONCE, **QUIETLY)
    file.upload(upload, file, [draft, result, source], **shared)
    result.click(open_citation, state, source, **shared)
    source.click(open_citation, state, source, **shared)
