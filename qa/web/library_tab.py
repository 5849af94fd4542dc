"""The Library tab: its components, and which of their events the `LibraryDesk` handles."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from article_qa.index.formats.kinds import SUFFIXES
from article_qa.index.library import Library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.editing import LABELS
from article_qa.qa.web.glance import HINT
from article_qa.qa.web.handlers import Components, Handlers
from article_qa.qa.web.library_desk import PASTED, LibraryDesk
from article_qa.qa.web.library_html import View
from article_qa.qa.web.messages_html import hint
from article_qa.qa.web.phrases import gettext, gettext_noop

FOLLOW_SECONDS = 2
MAX_TEXT = 1_000_000
ADDED_AT_ONCE = 4


def library_tab(library: Library, status: gr.HTML, fetcher: Callable[[], Fetcher]) -> None:
    """Build the tab, inside gr.Tabs. `status` is the status line: when it changes, so has the library.

    `fetcher` makes what reads addresses, anew each time.
    """
    parts = _components(is_empty=not library.catalog.overview().articles)
    _connect(parts, LibraryDesk(library, fetcher), status)


def _components(*, is_empty: bool) -> Components:
    """The parts of the tab by the names that the desk calls them; in an empty library the way to add is open."""
    parts: Components = {}
    with gr.Tab(gettext_noop("Library"), elem_id="library-tab") as parts["tab"], gr.Row(elem_id="shelf"):
        parts["view"], parts["is_open"] = gr.State(View()), gr.State(False)
        parts["clock"] = gr.Timer(FOLLOW_SECONDS, active=False)
        with gr.Column(elem_id="shelving"):
            with gr.Accordion(gettext_noop("Add articles"), open=is_empty, elem_id="adding"):
                parts |= _adding()
            parts["outcome"] = plain_html(elem_id="outcome")
            with gr.Accordion(gettext_noop("Feeds"), open=False, elem_id="following"):
                parts |= _following()
            parts["months"] = plain_html(elem_id="months", script="months.js")
            parts["search"] = gr.Textbox(
                label=gettext_noop("Search the library"),
                show_label=False,
                container=False,
                placeholder=gettext_noop("Search titles, outlets, dates and texts"),
                elem_id="library-search",
            )
            parts["chosen"] = plain_html(elem_id="chosen", script="chosen.js")
            parts["listing"] = plain_html(elem_id="library", script="library.js")
        parts["article"] = plain_html(lambda: hint(gettext(HINT)), elem_id="article", script="article.js")
    return parts


def _adding() -> Components:
    """Files, addresses, a pasted text."""
    parts: Components = {
        "drop": gr.File(
            label=gettext_noop("Files"),
            file_count="multiple",
            file_types=list(SUFFIXES),
            height=140,
            elem_id="drop",
        )
    }
    with gr.Row(elem_classes="line"):
        parts["address"] = gr.Textbox(
            label=gettext_noop("Addresses of pages or feeds"), placeholder="https://…", elem_id="address", lines=1
        )
        parts["fetch"] = gr.Button(gettext_noop("Fetch"), elem_id="fetch")
    with gr.Accordion(gettext_noop("Paste a text"), open=False, elem_id="pasting"):
        with gr.Row(elem_classes="line"):
            parts["title"] = gr.Textbox(label=gettext_noop("Title"), elem_id="paste-title", max_length=300)
            parts["outlet"] = gr.Textbox(label=gettext_noop("Outlet"), elem_id="paste-outlet", max_length=200)
            parts["day"] = gr.Textbox(
                label=gettext_noop("Date"), placeholder="2022-11-03", elem_id="paste-date", max_length=40
            )
        parts["text"] = gr.Textbox(
            label=gettext_noop("Text"), lines=4, max_lines=12, elem_id="paste-text", max_length=MAX_TEXT
        )
        parts["paste"] = gr.Button(gettext_noop("Add the text"), elem_id="paste")
    return parts


def _following() -> Components:
    parts: Components = {"feeds": plain_html(elem_id="feeds", script="feeds.js")}
    with gr.Row(elem_classes="line"):
        parts["feed"] = gr.Textbox(
            label=gettext_noop("Address of a feed or page"), placeholder="https://…", elem_id="feed", lines=1
        )
        parts["follow"] = gr.Button(gettext_noop("Follow"), elem_id="follow")
        parts["news"] = gr.Button(gettext_noop("Look for news"), elem_id="news")
    return parts


def _connect(parts: Components, desk: LibraryDesk, status: gr.HTML) -> None:
    """Lead each event to its handler, and what that changed to the components."""

    handlers = Handlers(parts)
    once, streamed, pressed = handlers.once, handlers.streamed, handlers.pressed
    view, is_open, feeds, article = (parts[name] for name in ("view", "is_open", "feeds", "article"))
    seen = [parts[name] for name in ("view", "listing", "months", "clock")]
    reading = [article, is_open]
    # One after the other, so that none shows what a reader saw before the last key.
    in_turn: dict[str, Any] = {**QUIETLY, "concurrency_limit": 1, "concurrency_id": "shelf"}
    enter = once(lambda view, is_reading: desk.enter(view, is_reading=is_reading))
    parts["tab"].select(enter, [view, is_open], [*seen, article, parts["chosen"], feeds], **in_turn)
    gr.on([status.change, parts["clock"].tick], once(desk.listed), view, seen, **in_turn)
    parts["chosen"].click(pressed(desk.act, "ids", "name", *LABELS), view, [parts["chosen"], *seen], **in_turn)
    parts["search"].change(once(desk.search), [parts["search"], view], seen, trigger_mode="always_last", **in_turn)
    opening = [parts["listing"].click, parts["months"].click]
    gr.on(opening, pressed(desk.press, "start", "end"), view, [*seen, *reading], **in_turn)
    article.click(pressed(desk.decide, *LABELS), view, [*seen, *reading], **in_turn)
    # One file that takes all its time must not hold up what other readers add.
    at_once: dict[str, Any] = {**QUIETLY, "concurrency_limit": ADDED_AT_ONCE, "concurrency_id": "adding"}
    feeds.click(pressed(lambda press: desk.unfollow(press.value)), None, feeds, **in_turn)
    feed, drop, address, outcome = (parts[name] for name in ("feed", "drop", "address", "outcome"))
    gr.on([feed.submit, parts["follow"].click], once(desk.follow), feed, feeds, **at_once)
    pasted = [parts[name] for name in PASTED]
    fetching = [address.submit, parts["fetch"].click]
    for adding in (
        parts["news"].click(once(desk.refresh), None, feeds, **at_once),
        drop.upload(streamed(desk.upload), drop, [outcome, drop], **at_once),
        gr.on(fetching, streamed(desk.fetch), address, [outcome, address], **at_once),
        parts["paste"].click(once(desk.paste), pasted, [outcome, *pasted], **at_once),
    ):
        adding.then(once(desk.listed), view, seen, **in_turn)
