"""The page: ask on the left, read the source on the right.

Promises that every word of an article or a question reaches the browser
escaped, as text; that the one mark in the source pane holds exactly the quote
that was clicked; that each reader has a conversation of their own; and that
the page asks nothing of any other host. It has no logic of its own: an Answer
goes in, HTML comes out.
"""

import logging
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import gradio as gr

from index.errors import ArticleQAError
from index.library import Library, open_library
from index.records import Article
from qa.answer import MOST_CHARACTERS, Assistant
from qa.records import NOT_FOUND, Answer, Citation, Sentence

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "page.css").read_text(encoding="utf-8")
THEME = gr.themes.Base(
    primary_hue="teal",
    neutral_hue="stone",
    font=["system-ui", "sans-serif"],
    font_mono=["ui-monospace", "monospace"],
)
STARTERS = 4
ROWS_SHOWN = 1000
EMPTY_LIBRARY = "No articles yet. Add some: article-qa add PATH"
SOURCE_HINT = '<p class="hint">Choose a number in an answer to read the words it rests on, in their article.</p>'

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


@dataclass(frozen=True)
class Turn:
    """A question and what became of it: an answer, a problem, or neither yet."""

    question: str
    answer: Answer | None = None
    problem: str = ""


def build_page(library: Library) -> gr.Blocks:
    """The page over one library, ready to launch with STYLE and THEME."""
    assistant = Assistant.over(library)

    def ask(question: str, turns: list[Turn]) -> Iterator[dict[Any, Any]]:
        waiting = gr.Button("Reading…", interactive=False)
        yield {box: "", send: waiting, conversation: conversation_html([*turns, Turn(question)])}
        turn = answered(assistant, question)
        turns = [*turns, turn]
        shown = {
            state: turns,
            conversation: conversation_html(turns),
            send: gr.Button("Ask", interactive=True),
            status: status_html(library),
        }
        if citations := turn.answer and (turn.answer.citations or turn.answer.nearest):
            shown[source] = source_html(library, citations[0], opened_by="answer")
        yield shown

    def ask_starter(event: gr.EventData, turns: list[Turn]) -> Iterator[dict[Any, Any]]:
        yield from ask(str(event.question), turns)

    def open_citation(event: gr.EventData, turns: list[Turn]) -> Any:
        citation = find_citation(turns, event.turn, event.number)
        return source_html(library, citation, opened_by="reader") if citation else gr.skip()

    def start_again() -> tuple[Any, ...]:
        return [], conversation_html([]), SOURCE_HINT, gr.Button("Ask", interactive=True), welcome_html(library)

    with gr.Blocks(title="Article QA", analytics_enabled=False, fill_width=True) as page:
        state = gr.State([])
        with gr.Row(elem_id="masthead"):
            plain_html("<h1>Article QA</h1>")
            status = plain_html(elem_id="status")
        with gr.Tabs():
            with gr.Tab("Ask"), gr.Row(elem_id="desk"):
                with gr.Column(elem_id="asking"):
                    conversation = plain_html(conversation_html([]), elem_id="conversation", js_on_load=ON_CONVERSATION)
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
                source = plain_html(SOURCE_HINT, elem_id="source", js_on_load=ON_SOURCE)
            with gr.Tab("Library") as shelf:
                table = plain_html(elem_id="library")

        quietly = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [box, send, conversation, state, status, source]
        asking = gr.on([box.submit, send.click], ask, [box, state], shown, concurrency_limit=4, **quietly)
        starting = welcome.submit(ask_starter, [state], shown, concurrency_limit=4, **quietly)
        conversation.click(open_citation, [state], source, concurrency_limit=None, **quietly)
        cleared = [state, conversation, source, send, welcome]
        again.click(start_again, None, cleared, cancels=[asking, starting], **quietly)
        shelf.select(lambda: library_html(library), None, table, **quietly)
        page.load(lambda: (status_html(library), welcome_html(library)), None, [status, welcome], **quietly)
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


def answered(assistant: Assistant, question: str) -> Turn:
    """The turn that answers `question`, or that says in a sentence why it could not be."""
    try:
        return Turn(question, assistant.ask(question))
    except ArticleQAError as error:
        return Turn(question, problem=str(error))
    except Exception as error:  # The reader gets a sentence and keeps the page; the log gets the trace.
        logging.getLogger(__name__).exception("asking %r failed", question)
        return Turn(question, problem=f"this went wrong ({type(error).__name__}); the terminal says more")


def find_citation(turns: Sequence[Turn], turn: Any, number: Any) -> Citation | None:
    """The citation with this number in this turn, among the nearest passages too; None if there is none."""
    answers = {index: each.answer for index, each in enumerate(turns)}
    if not (answer := answers.get(turn)):
        return None
    return next((c for c in (*answer.citations, *answer.nearest) if c.number == number), None)


def conversation_html(turns: Sequence[Turn]) -> str:
    """All turns, the oldest first."""
    last = len(turns) - 1
    shown = "".join(_turn_html(turn, index, is_last=index == last) for index, turn in enumerate(turns))
    return f'<div class="turns" role="log" aria-live="polite" aria-label="Conversation">{shown}</div>'


def source_html(library: Library, citation: Citation, *, opened_by: str) -> str:
    """The cited article, whole, with one mark around the quote."""
    article = library.catalog.article(citation.article_id)
    # The pane must change, and scroll, also when the same citation is chosen again.
    opening = (
        f'<article class="pane" tabindex="0" aria-label="Source" data-opened-by="{opened_by}"'
        f' data-opened-at="{time.monotonic_ns()}">'
    )
    heading = f'<h2>{escape(citation.title)}</h2><p class="dateline">{_facts(citation, article)}</p>'
    back = '<button type="button" class="back">Back to the answer</button>'
    return f"{opening}{back}{heading}{_marked(citation, article)}</article>"


def status_html(library: Library) -> str:
    """One line: how many articles, the newest date, what answers."""
    overview = library.catalog.overview()
    if not overview.articles:
        return EMPTY_LIBRARY
    articles = "1 article" if overview.articles == 1 else f"{overview.articles:,} articles"
    newest = f"newest {overview.newest.day} {overview.newest:%B %Y}" if overview.newest else "undated"
    return f"{articles} · {newest} · answers without a model"


def welcome_html(library: Library) -> str:
    """What an empty conversation offers: questions that the articles answer."""
    if not library.catalog.overview().articles:
        return (
            "<h2>No articles yet</h2><p>Add news articles (text, Markdown or HTML files) from a terminal:"
            "</p><p><code>article-qa add PATH</code></p><p>Then load this page again.</p>"
        )
    buttons = (
        f'<button type="button" class="starter">{escape(question)}</button>'
        for question in library.catalog.questions(STARTERS)
    )
    return (
        "<h2>What do the articles say?</h2><p>Every sentence of an answer shows the exact words it rests on."
        f'</p><div class="starters">{"".join(buttons)}</div>'
    )


def library_html(library: Library) -> str:
    """The articles as a table, the newest first."""
    listings = library.catalog.listings()
    if not listings:
        return f'<p class="hint">{EMPTY_LIBRARY}</p>'
    rows = (
        f"<tr><td>{escape(each.title)}</td><td>{escape(each.publisher or '')}</td>"
        f"<td>{each.published or 'undated'}</td><td>{each.passages:,}</td><td>{each.state}</td></tr>"
        for each in listings[:ROWS_SHOWN]
    )
    more = len(listings) - ROWS_SHOWN
    rest = f'<p class="hint">And {more:,} older ones: article-qa list</p>' if more > 0 else ""
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Title", "Outlet", "Date", "Passages", "State"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>{rest}"


def plain_html(value: str = "", *, js_on_load: str | None = None, **options: Any) -> gr.HTML:
    """A gr.HTML without Gradio's own styles and without its click on everything."""
    return gr.HTML(value, js_on_load=js_on_load, apply_default_css=False, **options)


def _turn_html(turn: Turn, index: int, *, is_last: bool) -> str:
    if turn.answer:
        body = _answer_html(turn.answer, index, is_last=is_last)
    elif turn.problem:
        body = f'<p class="problem">{escape(turn.problem[:1].upper() + turn.problem[1:])}</p>'
    else:
        body = '<p class="working">Reading the articles…</p>'
    asked = " ".join(turn.question.split()) or "(nothing)"
    return f'<section class="turn"><h2 class="asked">{escape(asked)}</h2>{body}</section>'


def _answer_html(answer: Answer, turn: int, *, is_last: bool) -> str:
    notes = "".join(f'<p class="warning">{escape(warning)}</p>' for warning in answer.warnings)
    seconds = answer.timings_ms.get("total", 0) / 1000
    if answer.status == "abstained":
        text = f'<p class="refusal"><strong>{NOT_FOUND}</strong> {escape(answer.reason)}</p>'
        how = "Searched"
        sources = "".join(_source_item(c, turn, "nearest", quote=c.quote) for c in answer.nearest)
        listed = f'<h3>Nearest passages</h3><ul class="sources">{sources}</ul>' if sources else ""
    else:
        numbered = {citation.number: citation for citation in answer.citations}
        text = f'<p class="text">{" ".join(_sentence_html(s, numbered, turn, is_last) for s in answer.sentences)}</p>'
        how = f"Written by {answer.model}" if answer.model else "Quoted word for word, without a model"
        sources = "".join(_source_item(c, turn, "source-link") for c in answer.citations)
        listed = f'<h3>Sources</h3><ul class="sources">{sources}</ul>'
    return (
        f'<div class="answer {answer.status}">{text}{notes}{listed}'
        f'<p class="how">{escape(how)} · {seconds:.1f} s</p></div>'
    )


def _sentence_html(sentence: Sentence, numbered: dict[int, Citation], turn: int, is_last: bool) -> str:
    buttons = "".join(_citation_button(numbered[n], turn, is_last and n == 1) for n in sentence.citations)
    flag = ' <em class="flag">not supported by its source</em>' if sentence.verdict == "unsupported" else ""
    return f'<span class="sentence {sentence.verdict}">{escape(sentence.text)}{flag}</span>{buttons}'


def _citation_button(citation: Citation, turn: int, is_open: bool) -> str:
    name = escape(f"Source {citation.number}: {citation.title}, {citation.dateline}")
    hover = escape(f"“{' '.join(citation.quote.split())}” {citation.dateline}")
    current = ' aria-current="true"' if is_open else ""
    return (
        f'<button type="button" class="citation" data-citation="{citation.number}" data-turn="{turn}"'
        f'{current} aria-label="{name}" title="{hover}">{citation.number}</button>'
    )


def _source_item(citation: Citation, turn: int, kind: str, *, quote: str = "") -> str:
    words = f'<span class="words">“{escape(" ".join(quote.split()))}”</span>' if quote else ""
    return (
        f'<li><button type="button" class="{kind}" data-citation="{citation.number}" data-turn="{turn}">'
        f'{words}<span class="number">{citation.number}</span> <cite>{escape(citation.title)}</cite>'
        f' <span class="dateline">{escape(citation.dateline)}</span></button></li>'
    )


def _facts(citation: Citation, article: Article | None) -> str:
    facts = [escape(citation.dateline)]
    if article and article.author:
        facts.append(escape(article.author))
    url = citation.url or ""
    if url.startswith(("http://", "https://")):
        host = urlsplit(url).hostname or url
        link = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(host)}</a>'
        facts.append(link)
    return " · ".join(facts)


def _marked(citation: Citation, article: Article | None) -> str:
    if article is None:
        return '<p class="warning">This article has been removed from the library since.</p>'
    before, quote, after = (
        article.text[: citation.start],
        article.text[citation.start : citation.end],
        article.text[citation.end :],
    )
    if quote != citation.quote:
        return '<p class="warning">This article has changed since. Ask again to quote it as it is now.</p>'
    return f'<div class="article-text">{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}</div>'


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
