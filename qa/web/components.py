"""What every tab is built of: a bare gr.HTML, its script, and events whose effect alone is seen."""

from pathlib import Path
from typing import Any

import gradio as gr

from article_qa.qa.web.visitors import visitor_of

STATIC = Path(__file__).with_name("static")
QUIETLY: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def plain_html(value: str = "", *, script: str | None = None, **options: Any) -> gr.HTML:
    """A gr.HTML without Gradio's own styles and without its click on everything; `script` is a file in `static/`."""
    js_on_load = (STATIC / script).read_text(encoding="utf-8") if script else None
    return gr.HTML(value, js_on_load=js_on_load, apply_default_css=False, **options)


def reader_of(request: gr.Request) -> str:
    """The name of who sent this event; empty where nobody signs in."""
    visitor = visitor_of(request.request.scope) if request.request else None
    return visitor.name if visitor else ""
