"""The Ask tab: its components and what happens between them.

Promises that each reader has a conversation of their own. What it shows is
made in `page/conversation.py` and `page/source.py`.
"""

from collections.abc import Iterator
from typing import Any, Literal

import gradio as gr

from index.library import Library
from page.asking import answered
from page.conversation import Turn, find_citation, welcome
from page.conversation import conversation as conversation_html
from page.plain import QUIETLY, plain_html
from page.source import SOURCE_HINT
from page.source import source as source_html
from qa.answer import MOST_CHARACTERS, Assistant
from qa.records import Citation

STARTERS = 4


def reading_room(library: Library, assistant: Assistant, status: gr.HTML) -> None:
    """Build the tab, inside gr.Tabs. `status` is the status line: when it changes, so has the library."""
    catalog = library.catalog
    idle: dict[str, Any] = {"value": "Ask", "interactive": True}

    def ask(question: str, turns: list[Turn]) -> Iterator[dict[Any, Any]]:
        waiting = gr.Button("Reading…", interactive=False)
        yield {box: "", send: waiting, conversation: conversation_html([*turns, Turn(question)])}
        for turn in answered(assistant, question, turns):
            if turn.draft:
                yield {conversation: conversation_html([*turns, turn])}
        turns = [*turns, turn]
        yield {
            state: turns,
            conversation: conversation_html(turns),
            source: first_source(turn),
            send: gr.Button(**idle),
        }

    def ask_starter(event: gr.EventData, turns: list[Turn]) -> Iterator[dict[Any, Any]]:
        yield from ask(str(event.question), turns)

    def first_source(turn: Turn) -> str:
        cited = turn.answer.citations if turn.answer else ()
        return opened(cited[0], "answer") if cited else SOURCE_HINT

    def open_citation(event: gr.EventData, turns: list[Turn]) -> Any:
        citation = find_citation(turns, event.turn, event.number)
        return opened(citation, "reader") if citation else gr.skip()

    def opened(citation: Citation, by: Literal["answer", "reader"]) -> str:
        return source_html(citation, catalog.article(citation.article_id), opened_by=by)

    def greeting() -> str:
        return welcome(catalog.overview(), catalog.questions(STARTERS))

    def start_again() -> dict[Any, Any]:
        return {
            state: [],
            conversation: conversation_html([]),
            source: SOURCE_HINT,
            start: greeting(),
            send: gr.Button(**idle),
        }

    with gr.Tab("Ask"), gr.Row(elem_id="desk"):
        state = gr.State([])  # Beside a tab instead of inside, it would hide the tabs after it.
        with gr.Column(elem_id="asking"):
            conversation = plain_html(conversation_html([]), elem_id="conversation", script="conversation.js")
            start = plain_html(elem_id="welcome", script="welcome.js")
            with gr.Row(elem_id="question-row"):
                box = gr.Textbox(
                    label="Question",
                    show_label=False,
                    container=False,
                    placeholder="Ask the articles a question",
                    elem_id="question",
                    lines=1,
                    max_lines=5,
                    max_length=MOST_CHARACTERS,
                    autofocus=True,
                )
                send = gr.Button("Ask", variant="primary", elem_id="ask")
                again = gr.Button("New conversation", elem_id="again")
        source = plain_html(SOURCE_HINT, elem_id="source", script="source.js")

    asked = [box, send, conversation, state, source]
    asking = gr.on([box.submit, send.click], ask, [box, state], asked, concurrency_limit=4, **QUIETLY)
    starting = start.submit(ask_starter, state, asked, concurrency_limit=4, **QUIETLY)
    conversation.click(open_citation, state, source, concurrency_limit=None, **QUIETLY)
    cleared = [state, conversation, source, start, send]
    again.click(start_again, None, cleared, cancels=[asking, starting], **QUIETLY)
    status.change(greeting, None, start, **QUIETLY)
