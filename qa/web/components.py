"""What every tab is built of: a bare gr.HTML, its script, and events whose effect alone is seen."""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import gradio as gr

from article_qa.qa.web.styles import STATIC
from article_qa.qa.web.visitors import visitor_of

QUIETLY: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# What makes the HTML that a component begins with: it is made again for a reader of another language.
MADE: WeakKeyDictionary[Any, Callable[[], str]] = WeakKeyDictionary()


def plain_html(value: str | Callable[[], str] = "", *, script: str | None = None, **options: Any) -> gr.HTML:
    """A gr.HTML without Gradio's own styles and without its click on everything; `script` is a file in `static/`.

    With a function as `value`, each reader gets what it makes in their language.
    """
    js_on_load = (STATIC / script).read_text(encoding="utf-8") if script else None
    html = gr.HTML(value() if callable(value) else value, js_on_load=js_on_load, apply_default_css=False, **options)
    if callable(value):
        MADE[html] = value
    return html


def reader_of(request: gr.Request) -> str:
    """The name of who sent this event; empty where nobody signs in."""
    visitor = visitor_of(request.request.scope) if request.request else None
    return visitor.name if visitor else ""
