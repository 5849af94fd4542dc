"""The Library tab: which articles there are, one of them whole, adding and removing them.

What a reader does there is answered by `qa/web/shelf.py`, what is added goes through `qa/web/adding.py`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from article_qa.index.formats.kinds import SUFFIXES
from article_qa.index.library import Library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.adding import add_addresses, add_files, add_text
from article_qa.qa.web.bulk import act, chosen_html
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.editing import LABELS
from article_qa.qa.web.following import feeds_html, follow_feed, look_for_news, unfollow_feed
from article_qa.qa.web.glance import HINT, glance_html
from article_qa.qa.web.library_html import Result, View, hint, results_html
from article_qa.qa.web.phrases import gettext, gettext_noop
from article_qa.qa.web.shelf import Press, Shelf, Shown

FOLLOW_SECONDS = 2
MAX_TEXT = 1_000_000
ADDED_AT_ONCE = 4


def library_tab(library: Library, status: gr.HTML, fetcher: Callable[[], Fetcher]) -> None:
    """Build the tab, inside gr.Tabs. `status` is the status line: when it changes, so has the library.

    `fetcher` makes what reads addresses, anew each time.
    """
    shelf = Shelf(library)

    def show(shown: Shown) -> dict[Any, Any]:
        """The parts that changed; the clock runs while passages wait to be read."""
        parts = {listing: shown.listing, months: shown.months, article: shown.article, state: shown.view}
        changed: dict[Any, Any] = {part: value for part, value in parts.items() if value is not None}
        if shown.article is not None:
            changed[is_open] = True
        return {**changed, clock: gr.Timer(active=shown.is_busy)} if shown.view else changed

    def listed(view: View) -> dict[Any, Any]:
        return show(shelf.listed(view))

    def look_for(words: str, view: View) -> dict[Any, Any]:
        return show(shelf.searched(words, view))

    def press(event: gr.EventData, view: View) -> dict[Any, Any]:
        return show(shelf.pressed(Press.of(event, "start", "end"), view))

    def decide(event: gr.EventData, view: View) -> dict[Any, Any]:
        return show(shelf.decided(Press.of(event, *LABELS), view))

    def enter(view: View, is_reading: bool) -> dict[Any, Any]:
        """What a reader finds in the tab; no half of it is empty."""
        glance = {} if is_reading else {article: glance_html(library)}
        return {**listed(view), **glance, chosen: chosen_html(library), followed: feeds_html(library)}

    def act_on(event: gr.EventData, view: View) -> dict[Any, Any]:
        press = Press.of(event, "ids", "name", *LABELS)
        ids = [str(each) for each in press.fields.get("ids", ())]
        return {chosen: act(library, press.what, ids, press.fields), **listed(view)}

    def stop_following(event: gr.EventData) -> str:
        return unfollow_feed(library, str(event.value))

    def upload(paths: list[str]) -> Iterator[dict[Any, Any]]:
        files = [Path(path) for path in paths or ()]
        results: list[Result] = []
        for result in add_files(library, files):
            results.append(result)
            going = (
                gettext("Reading %(number)s of %(all)s…", number=len(results) + 1, all=len(files))
                if len(results) < len(files)
                else ""
            )
            yield {outcome: results_html(results, under_way=going)}
        yield {outcome: results_html(results), drop: None}

    def fetch(text: str) -> Iterator[dict[Any, Any]]:
        addresses = text.split()
        results: list[Result] = []
        yield {outcome: results_html(results, under_way=gettext("Fetching…")) if addresses else ""}
        for result in add_addresses(library, text, fetcher()):
            results.append(result)
            going = (
                gettext("Fetching %(number)s of %(all)s…", number=len(results) + 1, all=len(addresses))
                if len(results) < len(addresses)
                else ""
            )
            yield {outcome: results_html(results, under_way=going)}
        left = "" if all(not result.report.failed for result in results) else text
        yield {outcome: results_html(results), address: left}

    def take(title: str, outlet: str, day: str, text: str) -> dict[Any, Any]:
        result = add_text(library, title=title, publisher=outlet, published=day, text=text)
        cleared = {} if result.report.failed else {heading: "", publisher: "", published: "", pasted: ""}
        return {outcome: results_html([result]), **cleared}

    with gr.Tab(gettext_noop("Library"), elem_id="library-tab") as tab, gr.Row(elem_id="shelf"):
        state, is_open = gr.State(View()), gr.State(False)
        clock = gr.Timer(FOLLOW_SECONDS, active=False)
        with gr.Column(elem_id="shelving"):
            with gr.Accordion(
                gettext_noop("Add articles"), open=not library.catalog.overview().articles, elem_id="adding"
            ):
                drop = gr.File(
                    label=gettext_noop("Files"),
                    file_count="multiple",
                    file_types=list(SUFFIXES),
                    height=140,
                    elem_id="drop",
                )
                with gr.Row(elem_classes="line"):
                    address = gr.Textbox(
                        label=gettext_noop("Addresses of pages or feeds"),
                        placeholder="https://…",
                        elem_id="address",
                        lines=1,
                    )
                    get = gr.Button(gettext_noop("Fetch"), elem_id="fetch")
                with gr.Accordion(gettext_noop("Paste a text"), open=False, elem_id="pasting"):
                    with gr.Row(elem_classes="line"):
                        heading = gr.Textbox(label=gettext_noop("Title"), elem_id="paste-title", max_length=300)
                        publisher = gr.Textbox(label=gettext_noop("Outlet"), elem_id="paste-outlet", max_length=200)
                        published = gr.Textbox(
                            label=gettext_noop("Date"), placeholder="2022-11-03", elem_id="paste-date", max_length=40
                        )
                    pasted = gr.Textbox(
                        label=gettext_noop("Text"), lines=4, max_lines=12, elem_id="paste-text", max_length=MAX_TEXT
                    )
                    paste = gr.Button(gettext_noop("Add the text"), elem_id="paste")
            outcome = plain_html(elem_id="outcome")
            with gr.Accordion(gettext_noop("Feeds"), open=False, elem_id="following"):
                followed = plain_html(elem_id="feeds", script="feeds.js")
                with gr.Row(elem_classes="line"):
                    feed = gr.Textbox(
                        label=gettext_noop("Address of a feed or page"),
                        placeholder="https://…",
                        elem_id="feed",
                        lines=1,
                    )
                    add_feed = gr.Button(gettext_noop("Follow"), elem_id="follow")
                    news = gr.Button(gettext_noop("Look for news"), elem_id="news")
            months = plain_html(elem_id="months", script="months.js")
            search = gr.Textbox(
                label=gettext_noop("Search the library"),
                show_label=False,
                container=False,
                placeholder=gettext_noop("Search titles, outlets, dates and texts"),
                elem_id="library-search",
            )
            chosen = plain_html(elem_id="chosen", script="chosen.js")
            listing = plain_html(elem_id="library", script="library.js")
        article = plain_html(lambda: hint(gettext(HINT)), elem_id="article", script="article.js")

    seen = [state, listing, months, clock]
    reading = [article, is_open]
    # One after the other, so that none shows what a reader saw before the last key.
    in_turn: dict[str, Any] = {**QUIETLY, "concurrency_limit": 1, "concurrency_id": "shelf"}
    tab.select(enter, [state, is_open], [*seen, article, chosen, followed], **in_turn)
    gr.on([status.change, clock.tick], listed, state, seen, **in_turn)
    chosen.click(act_on, state, [chosen, *seen], **in_turn)
    search.change(look_for, [search, state], seen, trigger_mode="always_last", **in_turn)
    gr.on([listing.click, months.click], press, state, [*seen, *reading], **in_turn)
    article.click(decide, state, [*seen, *reading], **in_turn)
    # One file that takes all its time must not hold up what other readers add.
    at_once: dict[str, Any] = {**QUIETLY, "concurrency_limit": ADDED_AT_ONCE, "concurrency_id": "adding"}
    followed.click(stop_following, None, followed, **in_turn)
    gr.on(
        [feed.submit, add_feed.click],
        lambda address: follow_feed(library, address, fetcher()),
        feed,
        followed,
        **at_once,
    )
    news.click(lambda: look_for_news(library, fetcher()), None, followed, **at_once).then(
        listed, state, seen, **in_turn
    )
    fields = [heading, publisher, published, pasted]
    for adding in (
        drop.upload(upload, drop, [outcome, drop], **at_once),
        gr.on([address.submit, get.click], fetch, address, [outcome, address], **at_once),
        paste.click(take, fields, [outcome, *fields], **at_once),
    ):
        adding.then(listed, state, seen, **in_turn)
