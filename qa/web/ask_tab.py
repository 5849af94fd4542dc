"""The Ask tab: its components and what happens between them.

Promises that each reader has a conversation of their own, which stays in the
reader's browser. What it shows is made in `qa/web/conversation_html.py` and
`qa/web/source_html.py`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Literal, TypeAlias

import gradio as gr

from article_qa.index.errors import ArticleQAError, QuestionRejected
from article_qa.index.library import Library
from article_qa.index.records import Overview
from article_qa.qa.assistant import Assistant
from article_qa.qa.feedback import record
from article_qa.qa.questions.understand import MAX_CHARACTERS
from article_qa.qa.web import filters
from article_qa.qa.web.ask_stream import answered
from article_qa.qa.web.components import QUIETLY, plain_html
from article_qa.qa.web.conversation import Conversation, Exchange, find_citation, from_json, to_json
from article_qa.qa.web.conversation_html import conversation_html
from article_qa.qa.web.source_html import NEAREST_HINT, SOURCE_HINT, source_pane
from article_qa.qa.web.suggestions import start_html

Updates: TypeAlias = dict[Any, Any]
# How many articles there were, the day of the newest, and the collections.
LastSeen: TypeAlias = tuple[int, date | None, list[str]]

ASKED_AT_ONCE = 4
# What a reload shows again: the conversation that this browser tab was in.
CURRENT = """() => {
    const id = sessionStorage.getItem('article-qa:current');
    const text = id && localStorage.getItem('article-qa:conversation:' + id);
    return text ? JSON.parse(text).conversation : '';
}"""
DRAWER = """<button type="button" popovertarget="conversations">Conversations</button>
<div popover id="conversations" tabindex="-1" role="dialog" aria-label="Conversations"><div class="head">
<h2>Conversations</h2><button type="button" popovertarget="conversations" popovertargetaction="hide">Close</button>
</div><ul></ul><p class="limit">The newest 30 stay here, in this browser only.</p></div>
<p class="gone" role="status" hidden></p>"""
EDITING = '<p>Editing your last question.</p><button type="button">Cancel</button>'
OTHER_VERSION = "This conversation was kept by another version of the page and cannot be shown."


def ask_tab(library: Library, assistant: Assistant, status: gr.HTML) -> None:
    """Build the tab, inside gr.Tabs. `status` is the status line: when it changes, so has the library."""
    catalog = library.catalog

    def ask(
        question: str, talk: Conversation, is_edited: bool, *fields: str, is_literal: bool = False
    ) -> Iterator[Updates]:
        is_busy = bool(talk.turns) and not talk.turns[-1].settled
        if is_busy or not question.strip():
            yield {state: gr.skip()}  # One question at a time; the button to stop it is there.
            return
        talk = (talk.without_last() if is_edited else talk).begun()
        turn = Exchange(question, is_literal=is_literal)
        yield {box: "", note: "", editing: False, **working(True), **told(talk.adding(turn), keep=True)}
        try:
            turn = replace(turn, scope=filters.scope_of(*fields))
        except QuestionRejected as error:
            turn = replace(turn, problem=str(error))
        else:
            for grown in answered(assistant, turn, talk.turns):
                turn = grown
                if not turn.settled:
                    yield told(talk.adding(turn))
        yield {**working(False), **shown(talk.adding(turn))}

    def ask_starter(event: gr.EventData, talk: Conversation, *fields: str) -> Iterator[Updates]:
        yield from ask(str(event.question), talk, False, *fields)

    def ask_again(talk: Conversation, *fields: str) -> Iterator[Updates]:
        if talk.turns:
            yield from ask(talk.turns[-1].question, talk, True, *fields)

    def ask_as_typed(talk: Conversation, *fields: str) -> Iterator[Updates]:
        if talk.turns:
            yield from ask(talk.turns[-1].question, talk, True, *fields, is_literal=True)

    def stop_asking(talk: Conversation) -> Updates:
        if talk.turns and not talk.turns[-1].settled:
            talk = talk.changing(-1, stopped=True)
        return {**working(False), **shown(talk)}

    def edit(talk: Conversation) -> Updates:
        return {box: talk.turns[-1].question if talk.turns else "", editing: True, note: EDITING}

    def begin_again() -> Updates:
        return {box: "", note: "", editing: False, start: greeting(), **working(False), **shown(Conversation())}

    def restore(event: gr.EventData) -> Updates:
        return restore_text(event.kept) or {state: gr.skip()}

    def restore_text(text: str) -> Updates:
        talk = from_json(text)
        if text and not talk:
            gr.Warning(OTHER_VERSION)
        return {note: "", editing: False, **working(False), **shown(talk)} if talk else {state: gr.skip()}

    def rate(event: gr.EventData, talk: Conversation) -> Updates:
        turn = talk.turn(event.turn)
        if not turn or not turn.answer or event.thumb not in ("up", "down"):
            return {state: gr.skip()}
        comment = str(event.comment).strip()
        try:
            library.catalog.database.see_place()
            feedback = record(library.folder, turn.answer, event.thumb, comment, replaces=turn.feedback)
        except ArticleQAError as error:
            gr.Warning(str(error))
            return {state: gr.skip()}
        return told(talk.changing(event.turn, thumb=event.thumb, comment=comment, feedback=feedback), keep=True)

    def open_citation(event: gr.EventData, talk: Conversation) -> Any:
        return opened(talk, event.turn, event.number, "reader") or gr.skip()

    def working(now: bool) -> Updates:
        return {send: gr.Button(visible=not now), stop: gr.Button(visible=now)}

    def told(talk: Conversation, *, keep: bool = False) -> Updates:
        """The conversation as it stands; with `keep` the browser keeps it so."""
        html = conversation_html(talk.turns, dropped=talk.dropped)
        return {state: talk, conversation: gr.HTML(html, kept=to_json(talk)) if keep else html}

    def shown(talk: Conversation) -> Updates:
        """The settled conversation with the first source of its last answer."""
        answer = talk.turns[-1].answer if talk.turns else None
        hint = NEAREST_HINT if answer and answer.nearest else SOURCE_HINT
        return {**told(talk, keep=True), source: opened(talk, len(talk.turns) - 1, 1, "answer") or hint}

    def opened(talk: Conversation, turn: Any, number: Any, by: Literal["answer", "reader"]) -> str:
        citation, asked = find_citation(talk.turns, turn, number), talk.turn(turn)
        if not citation or not asked or not asked.answer or (by == "answer" and asked.answer.status == "abstained"):
            return ""
        shown = asked.answer.citations or asked.answer.nearest
        return source_pane(library, citation, shown, turn=turn, opened_by=by)

    def greeting() -> str:
        return start_html(library)

    def follow(followed: LastSeen | None) -> Updates:
        overview = catalog.overview()
        said = {unread: unread_html(overview, assistant.library.pending())}
        names = catalog.collections.names()
        current = overview.articles, overview.newest, names
        # While passages are read the status line changes every few seconds, and the articles do not.
        if current == followed:
            return said
        outlets = gr.Dropdown([("Any outlet", ""), *catalog.publishers()])
        collections = gr.Dropdown([("Any collection", ""), *names], visible=bool(names))
        return {**said, seen: current, start: greeting(), outlet: outlets, collection: collections}

    def show_filters(*fields: str) -> str:
        try:
            return filters.chips(filters.scope_of(*fields))
        except QuestionRejected as error:
            return filters.problem(error)

    def show_whole_filters(*fields: str) -> Any:
        is_typing = any(0 < len(field.strip()) < len("2022-11-03") for field in fields[:2])
        return gr.skip() if is_typing else show_filters(*fields)

    def remove_filter(event: gr.EventData) -> Updates:
        return {dict(zip(filters.NAMES, fields, strict=True))[event.filter]: ""}

    with gr.Tab("Ask", elem_id="ask-tab"), gr.Row(elem_id="desk"):
        # Beside a tab instead of inside, a state would hide the tabs after it.
        state, editing, seen = gr.State(Conversation()), gr.State(False), gr.State(None)
        with gr.Column(elem_id="asking"):
            with gr.Row(elem_id="conversation-row"):
                drawer = plain_html(DRAWER, elem_id="drawer", script="conversation_list.js")
                again = gr.Button("New conversation", elem_id="again", size="sm")
            conversation = plain_html(conversation_html([]), elem_id="conversation", script="conversation.js", kept="")
            start = plain_html(elem_id="welcome", script="suggestions.js")
            unread = plain_html(elem_id="unread")
            note = plain_html(elem_id="editing", script="editing.js")
            with gr.Row(elem_id="question-row"):
                box = gr.Textbox(
                    label="Question",
                    show_label=False,
                    container=False,
                    placeholder="Ask the articles a question",
                    elem_id="question",
                    lines=1,
                    max_lines=5,
                    max_length=MAX_CHARACTERS,
                    autofocus=True,
                )
                send = gr.Button("Ask", variant="primary", elem_id="ask")
                stop = gr.Button("Stop", elem_id="stop", visible=False)
            with gr.Row(elem_id="filter-row"):
                with gr.Accordion("Filters", open=False, elem_id="filters"):
                    since = gr.Textbox(label="From", placeholder="2022-11-03", elem_id="since", max_length=40)
                    until = gr.Textbox(label="Until", placeholder="2022-12-31", elem_id="until", max_length=40)
                    outlet = gr.Dropdown([("Any outlet", "")], value="", label="Outlet", elem_id="outlet")
                    collection = gr.Dropdown(
                        [("Any collection", "")], value="", label="Collection", elem_id="collection", visible=False
                    )
                chips = plain_html(elem_id="chips", script="scope_chips.js")
        source = plain_html(SOURCE_HINT, elem_id="source", script="source.js")

    fields = [since, until, outlet, collection]
    settled = [note, editing, send, stop, state, conversation, source]
    asked: dict[str, Any] = {"outputs": [box, *settled], "concurrency_limit": ASKED_AT_ONCE, **QUIETLY}
    # After a stop, Gradio takes an event that may run only once at a time for still running.
    asked["trigger_mode"] = "multiple"
    shared: dict[str, Any] = {"concurrency_limit": None, **QUIETLY}
    running = [
        gr.on([box.submit, send.click], ask, [box, state, editing, *fields], **asked),
        start.submit(ask_starter, [state, *fields], **asked),
        conversation.retry(ask_again, [state, *fields], **asked),
        conversation.literal(ask_as_typed, [state, *fields], **asked),
    ]
    stop.click(stop_asking, state, [send, stop, state, conversation, source], cancels=running, **shared)
    again.click(begin_again, None, [box, start, *settled], cancels=running, **shared)
    drawer.restore(restore, None, settled, cancels=running, **shared)
    drawer.forget(begin_again, None, [box, start, *settled], cancels=running, **shared)
    conversation.click(open_citation, state, source, **shared)
    conversation.edit(edit, state, [box, editing, note], **shared)
    conversation.rate(rate, state, [state, conversation], **shared)
    note.clear(lambda: ("", False, ""), None, [box, editing, note], **shared)
    gr.on([since.change, until.change, outlet.change, collection.change], show_whole_filters, fields, chips, **shared)
    gr.on([since.blur, until.blur, since.submit, until.submit], show_filters, fields, chips, **shared)
    chips.clear(remove_filter, None, fields, **shared)
    root = gr.context.Context.root_block
    assert root, "the tab stands inside gr.Blocks"
    root.load(restore_text, drawer, settled, js=CURRENT, **shared)
    status.change(follow, seen, [seen, unread, start, outlet, collection], **shared)


def unread_html(overview: Overview, unread: str) -> str:
    """How far reading has got and, in the words of `unread`, what is left; empty when all is read."""
    if not unread:
        return ""
    done = overview.passages - overview.pending
    return f'<progress value="{done}" max="{overview.passages}" aria-label="Passages read"></progress><p>{unread}</p>'
