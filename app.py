"""The Gradio page: ask on the left, read the source on the right.

Promises that each reader has a conversation of their own, that a failed
question is a sentence and not a crash, and that the page asks nothing of any
other host. What it shows is made in `page/render.py`.
"""

import logging
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import gradio as gr

from index.errors import ArticleQAError
from index.library import Library, open_library
from page import render
from page.render import Turn
from qa.answer import MOST_CHARACTERS, Assistant
from qa.condense import Turn as Conversed
from qa.records import Citation

STYLE = Path(render.__file__).with_name("style.css").read_text(encoding="utf-8")
THEME = gr.themes.Base(
    primary_hue="teal",
    neutral_hue="stone",
    font=["system-ui", "sans-serif"],
    font_mono=["ui-monospace", "monospace"],
)
STARTERS = 4

# The listeners stay on the container while Gradio changes what is inside it.
ON_CONVERSATION = """
element.addEventListener('click', event => {
    const button = event.target.closest('[data-citation]');
    if (!button) return;
    element.querySelectorAll('[aria-current]').forEach(other => other.removeAttribute('aria-current'));
    button.setAttribute('aria-current', 'true');
    trigger('click', {turn: Number(button.dataset.turn), number: Number(button.dataset.citation)});
});
watch('value', () => element.querySelector('.turn:last-child')?.scrollIntoView({block: 'start'}));
"""
ON_SOURCE = """
watch('value', () => {
    const pane = element.querySelector('.pane'), mark = element.querySelector('mark');
    if (!pane) return;
    const above = mark ? mark.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    pane.scrollTop += above - pane.clientHeight / 3;
    const stacked = matchMedia('(max-width: 899px)').matches;
    if (stacked && pane.dataset.openedBy === 'reader') (mark ?? pane).scrollIntoView({block: 'center'});
});
element.addEventListener('click', event => {
    if (!event.target.closest('.back')) return;
    const citation = document.querySelector('#conversation [aria-current]');
    citation?.scrollIntoView({block: 'center'});
    citation?.focus({preventScroll: true});
});
"""
ON_WELCOME = """
element.addEventListener('click', event => {
    const button = event.target.closest('.starter');
    if (button) trigger('submit', {question: button.textContent});
});
"""


def build_page(library: Library) -> gr.Blocks:
    """The page over one library, ready to launch with STYLE and THEME."""
    assistant = Assistant.over(library)
    catalog = library.catalog
    idle = {"value": "Ask", "interactive": True}

    def ask(question: str, turns: list[Turn]) -> Iterator[dict[Any, Any]]:
        waiting = gr.Button("Reading…", interactive=False)
        yield {box: "", send: waiting, conversation: render.conversation([*turns, Turn(question)])}
        for turn in answered(assistant, question, turns):
            if turn.draft:
                yield {conversation: render.conversation([*turns, turn])}
        turns = [*turns, turn]
        yield {
            state: turns,
            conversation: render.conversation(turns),
            source: first_source(turn),
            status: status_line(),
            send: gr.Button(**idle),
        }

    def ask_starter(event: gr.EventData, turns: list[Turn]) -> Iterator[dict[Any, Any]]:
        yield from ask(str(event.question), turns)

    def first_source(turn: Turn) -> str:
        cited = turn.answer.citations if turn.answer else ()
        return opened(cited[0], "answer") if cited else render.SOURCE_HINT

    def open_citation(event: gr.EventData, turns: list[Turn]) -> Any:
        citation = render.find_citation(turns, event.turn, event.number)
        return opened(citation, "reader") if citation else gr.skip()

    def opened(citation: Citation, by: Literal["answer", "reader"]) -> str:
        return render.source(citation, catalog.article(citation.article_id), opened_by=by)

    def status_line() -> str:
        return render.status(catalog.overview(), assistant.model.name if assistant.model else None)

    def greeting() -> str:
        return render.welcome(catalog.overview(), catalog.questions(STARTERS))

    def start_again() -> dict[Any, Any]:
        return {
            state: [],
            conversation: render.conversation([]),
            source: render.SOURCE_HINT,
            welcome: greeting(),
            send: gr.Button(**idle),
        }

    with gr.Blocks(title="Article QA", analytics_enabled=False, fill_width=True) as page:
        state = gr.State([])
        with gr.Row(elem_id="masthead"):
            plain_html("<h1>Article QA</h1>")
            status = plain_html(elem_id="status")
        with gr.Tabs():
            with gr.Tab("Ask"), gr.Row(elem_id="desk"):
                with gr.Column(elem_id="asking"):
                    conversation = plain_html(
                        render.conversation([]), elem_id="conversation", js_on_load=ON_CONVERSATION
                    )
                    welcome = plain_html(elem_id="welcome", js_on_load=ON_WELCOME)
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
                source = plain_html(render.SOURCE_HINT, elem_id="source", js_on_load=ON_SOURCE)
            with gr.Tab("Library") as shelf:
                table = plain_html(elem_id="library")

        quietly = {"show_progress": "hidden", "api_visibility": "private"}
        asked = [box, send, conversation, state, status, source]
        asking = gr.on([box.submit, send.click], ask, [box, state], asked, concurrency_limit=4, **quietly)
        starting = welcome.submit(ask_starter, state, asked, concurrency_limit=4, **quietly)
        conversation.click(open_citation, state, source, concurrency_limit=None, **quietly)
        cleared = [state, conversation, source, welcome, send]
        again.click(start_again, None, cleared, cancels=[asking, starting], **quietly)
        shelf.select(lambda: render.shelf(catalog.listings()), None, table, **quietly)
        page.load(lambda: (status_line(), greeting()), None, [status, welcome], **quietly)
    return page


def serve(folder: Path, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Show the page over the library in `folder` until Ctrl+C; port 0 takes any free one.

    Raises ArticleQAError when the port is taken or the library cannot be opened.
    """
    port = _free_port(host, port)
    with open_library(folder, create=True) as library:
        page = build_page(library)
        page.launch(
            server_name=host,
            server_port=port,
            theme=THEME,
            css=STYLE,
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            share=False,
            ssr_mode=False,
            pwa=False,
            inbrowser=False,
            quiet=True,
            show_error=True,
            prevent_thread_lock=True,
        )
        address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        print(f"Article QA is at {address} (stop with Ctrl+C)", file=sys.stderr, flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            page.close(verbose=False)


def answered(assistant: Assistant, question: str, before: Sequence[Turn]) -> Iterator[Turn]:
    """The turn as it comes about: with its draft, in the end with the answer or with why there is none."""
    history = [Conversed(turn.question, turn.answer.text) for turn in before if turn.answer]
    draft = ""
    try:
        for piece in assistant.stream(question, history=history):
            if isinstance(piece, str):
                draft += piece
                yield Turn(question, draft=draft)
            else:
                yield Turn(question, piece)
    except ArticleQAError as error:
        yield Turn(question, problem=str(error))
    except Exception as error:  # The reader gets a sentence and keeps the page; the log gets the trace.
        logging.getLogger(__name__).exception("asking %r failed", question)
        yield Turn(question, problem=f"this went wrong ({type(error).__name__}); the terminal says more")


def plain_html(value: str = "", *, js_on_load: str | None = None, **options: Any) -> gr.HTML:
    """A gr.HTML without Gradio's own styles and without its click on everything."""
    return gr.HTML(value, js_on_load=js_on_load, apply_default_css=False, **options)


def _free_port(host: str, port: int) -> int:
    """`port`, or a free one for 0; raises ArticleQAError when it cannot be had."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except OSError as exc:
        raise ArticleQAError(
            f"cannot listen on {host!r}, port {port} ({exc.strerror}); choose another one with: --port {port + 1}"
        ) from exc


if __name__ == "__main__":
    from qa.cli import app as command_line

    command_line(["serve", *sys.argv[1:]])
