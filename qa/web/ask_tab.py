"""The Ask tab: its components and which of their events the `Desk` handles.

Promises that each reader has a conversation of their own, which stays in the
reader's browser.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

import gradio as gr

from article_qa.index.library import Library
from article_qa.qa.assistant import Assistant
from article_qa.qa.questions.understand import MAX_CHARACTERS
from article_qa.qa.web.components import QUIETLY, plain_html, reader_of
from article_qa.qa.web.conversation import Conversation
from article_qa.qa.web.conversation_html import conversation_html
from article_qa.qa.web.desk import Desk
from article_qa.qa.web.events import Parts
from article_qa.qa.web.filters import Within, chips_html
from article_qa.qa.web.messages_html import hint
from article_qa.qa.web.phrases import gettext, gettext_noop
from article_qa.qa.web.source_html import SOURCE_HINT
from article_qa.qa.web.templates import render

Components: TypeAlias = dict[str, Any]
Updates: TypeAlias = dict[Any, Any]

ASKED_AT_ONCE = 4
# What a tab of the browser begins with: the conversation that it was in, and the article that its address names.
ARRIVED = """() => {
    const id = sessionStorage.getItem('article-qa:current');
    const text = id && localStorage.getItem('article-qa:conversation:' + id);
    return JSON.stringify({kept: text ? JSON.parse(text).conversation : '', address: location.hash});
}"""
# What the script of the conversation gets besides its HTML.
PROPS = ("kept", "address", "file")


def ask_tab(library: Library, assistant: Assistant, status: gr.HTML) -> None:
    """Build the tab, inside gr.Tabs. `status` is the status line: when it changes, so has the library."""
    parts = _components()
    _connect(parts, Desk(library, assistant), status)


def updates(parts: Components, changed: Parts) -> Updates:
    """What the desk changed, by component; a warning is shown at once."""
    if warning := changed.get("warning"):
        gr.Warning(warning)
    props = {name: changed[name] for name in PROPS if name in changed}
    if "conversation" in changed:
        props["value"] = changed["conversation"]
    made: Updates = {parts[name]: value for name, value in changed.items() if name in parts and name != "conversation"}
    if props:
        made[parts["conversation"]] = gr.HTML(**props)
    if "is_working" in changed:
        is_working = changed["is_working"]
        made |= {parts["send"]: gr.Button(visible=not is_working), parts["stop"]: gr.Button(visible=is_working)}
    return made or {parts["talk"]: gr.skip()}


def _components() -> Components:
    """The parts of the tab by the names that the desk calls them."""
    with gr.Tab(gettext_noop("Ask"), elem_id="ask-tab"), gr.Row(elem_id="desk"):
        # Outside a row or a column, a state would hide the tabs after it.
        parts: Components = {
            "talk": gr.State(Conversation()),
            "within": gr.State(Within()),
            "editing": gr.State(False),
            "seen": gr.State(None),
        }
        with gr.Column(elem_id="asking"):
            with gr.Row(elem_id="conversation-row"):
                parts["drawer"] = plain_html(
                    partial(render, "drawer.html"), elem_id="drawer", script="conversation_list.js"
                )
                parts["again"] = gr.Button(gettext_noop("New conversation"), elem_id="again", size="sm")
            parts["conversation"] = plain_html(
                partial(conversation_html, []),
                elem_id="conversation",
                script="conversation.js",
                **dict.fromkeys(PROPS, ""),
            )
            parts["start"] = plain_html(elem_id="welcome", script="suggestions.js")
            parts["unread"] = plain_html(elem_id="unread")
            parts["note"] = plain_html(elem_id="editing", script="editing.js")
            with gr.Column(elem_id="composer"):
                with gr.Row(elem_id="scope"):
                    parts["chips"] = plain_html(partial(chips_html, Within()), elem_id="chips", script="scope_chips.js")
                    parts["panel"] = plain_html(elem_id="filters", script="scope_panel.js")
                with gr.Row(elem_id="question-row"):
                    parts |= _question()
        parts["source"] = plain_html(lambda: hint(gettext(SOURCE_HINT)), elem_id="source", script="source.js")
    return parts


def _question() -> Components:
    return {
        "box": gr.Textbox(
            label=gettext_noop("Question"),
            show_label=False,
            container=False,
            placeholder=gettext_noop("Ask the articles a question"),
            elem_id="question",
            lines=1,
            max_lines=5,
            max_length=MAX_CHARACTERS,
            autofocus=True,
        ),
        "send": gr.Button(gettext_noop("Ask"), variant="primary", elem_id="ask"),
        "stop": gr.Button(gettext_noop("Stop"), elem_id="stop", visible=False),
    }


def _connect(parts: Components, desk: Desk, status: gr.HTML) -> None:
    """Lead each event to its handler, and what that changed to the components."""

    def once(handle: Callable[..., Parts]) -> Callable[..., Updates]:
        return lambda *given: updates(parts, handle(*given))

    def at_event(handle: Callable[..., Parts], *names: str) -> Callable[..., Updates]:
        """The handler with what these names have in the event's data, before its inputs."""

        def handled(event: gr.EventData, *given: Any) -> Updates:
            return updates(parts, handle({name: getattr(event, name, None) for name in names}, *given))

        return handled

    def streamed(handle: Callable[..., Iterator[Parts]]) -> Callable[..., Iterator[Updates]]:
        def handled(*given: Any) -> Iterator[Updates]:
            yield updates(parts, {})
            for changed in handle(*given):
                yield updates(parts, changed)

        return handled

    def keep(event: gr.EventData, request: gr.Request, talk: Conversation) -> Updates:
        return updates(parts, desk.keep(talk, getattr(event, "turn", None), saved_by=reader_of(request)))

    def ask(question: str, talk: Conversation, within: Within, is_edited: bool) -> Iterator[Parts]:
        return desk.ask(question, talk, within, is_edited=is_edited)

    def ask_chosen(event: gr.EventData, talk: Conversation, within: Within) -> Iterator[Updates]:
        yield from streamed(desk.ask)(str(event.question), talk, within)

    box, talk, within, conversation, start = (parts[n] for n in ("box", "talk", "within", "conversation", "start"))
    drawer, chips, panel = parts["drawer"], parts["chips"], parts["panel"]
    outputs = [part for name, part in parts.items() if name not in ("drawer", "again")]
    asked: dict[str, Any] = {"outputs": outputs, "concurrency_limit": ASKED_AT_ONCE, **QUIETLY}
    # After a stop, Gradio takes an event that may run only once at a time for still running.
    asked["trigger_mode"] = "multiple"
    shared: dict[str, Any] = {"outputs": outputs, "concurrency_limit": None, **QUIETLY}
    here = [talk, within]
    running = [
        gr.on([box.submit, parts["send"].click], streamed(ask), [box, *here, parts["editing"]], **asked),
        start.submit(ask_chosen, here, **asked),
        conversation.submit(ask_chosen, here, **asked),
        conversation.retry(streamed(desk.ask_again), here, **asked),
        conversation.literal(streamed(lambda *given: desk.ask_again(*given, is_literal=True)), here, **asked),
    ]
    parts["stop"].click(once(desk.stop), talk, cancels=running, **shared)
    parts["again"].click(once(desk.begin_again), None, cancels=running, **shared)
    drawer.restore(at_event(lambda said: desk.restore(said["kept"] or ""), "kept"), None, cancels=running, **shared)
    drawer.forget(once(desk.begin_again), None, cancels=running, **shared)
    conversation.click(at_event(lambda said, talk: desk.open_citation(talk, **said), "turn", "number"), talk, **shared)
    conversation.visit(at_event(lambda said: desk.visit(str(said["address"])), "address"), None, **shared)
    conversation.edit(once(desk.edit), talk, **shared)
    conversation.save(at_event(lambda said, talk: desk.save(talk, **said), "turn", "name"), talk, **shared)
    conversation.keep(keep, talk, **shared)
    conversation.rate(at_event(lambda said, talk: desk.rate(talk, **said), "turn", "thumb", "comment"), talk, **shared)
    parts["note"].clear(once(desk.stop_editing), None, **shared)
    bounds = "since", "until", "outlets", "collections", "languages"
    # "once" would drop the second of two quick clicks, and "always_last" would repeat the first one's data.
    narrowing = {**shared, "trigger_mode": "multiple"}
    panel.choose(
        at_event(lambda said, talk, within: desk.choose(talk, within, said), "at", "preset", "month", *bounds),
        here,
        **narrowing,
    )
    chips.clear(
        at_event(lambda said, talk, within: desk.drop(talk, within, **said), "name", "value"), here, **narrowing
    )
    chips.widen(
        at_event(lambda said, talk, within: desk.add(talk, within, said), "articles", *bounds), here, **narrowing
    )
    root = gr.context.Context.root_block
    assert root, "the tab stands inside gr.Blocks"
    root.load(once(desk.arrive), drawer, js=ARRIVED, **shared)
    status.change(once(desk.follow), [parts["seen"], within], **shared)
