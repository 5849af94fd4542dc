"""The Gradio page: its look, its tabs, its start.

Promises that the page asks nothing of any other host.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import gradio as gr

from article_qa.index.ingest.embedding_worker import EmbeddingWorker
from article_qa.index.library import Library, open_library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.assistant import Assistant
from article_qa.qa.server_file import announced
from article_qa.qa.watching.ask_again import ask_again
from article_qa.qa.web.api import Api, add_endpoints, mcp_server
from article_qa.qa.web.ask_tab import ask_tab
from article_qa.qa.web.borrowed_phrases import IN_SCRIPTS
from article_qa.qa.web.check_tab import check_tab
from article_qa.qa.web.components import plain_html
from article_qa.qa.web.hosting import PLAIN, Hosting
from article_qa.qa.web.library_tab import library_tab
from article_qa.qa.web.notebook_tab import notebook_tab
from article_qa.qa.web.originals import original_route
from article_qa.qa.web.passwords import Passwords
from article_qa.qa.web.people_tab import people_tab
from article_qa.qa.web.phrases import ANY_LANGUAGE, Languages, all_of, current
from article_qa.qa.web.rest.app import rest_app
from article_qa.qa.web.server import address_of, application, check, listen, listening
from article_qa.qa.web.status import status_line
from article_qa.qa.web.styles import style
from article_qa.qa.web.templates import render
from article_qa.qa.web.translated_page import TranslatedPage
from article_qa.qa.web.turns import Turns
from article_qa.qa.web.uploads import private_uploads
from article_qa.qa.web.watches_tab import watches_tab

STYLE = style()
THEME = gr.themes.Base(
    primary_hue="teal",
    neutral_hue="stone",
    font=["system-ui", "sans-serif"],
    font_mono=["ui-monospace", "monospace"],
)


def masthead_html() -> str:
    """The name of the page, with the reader's language and the phrases of the scripts."""
    return render("masthead.html", language=current(), phrases=dict(all_of(IN_SCRIPTS)))


def build_page(
    library: Library,
    api: Api,
    *,
    has_sign_in: bool = False,
    fetcher: Callable[[], Fetcher] = Fetcher,
    root_path: str = "",
    languages: Languages = ANY_LANGUAGE,
) -> gr.Blocks:
    """The page over one library and its endpoints, to be served with STYLE and THEME.

    `fetcher` makes what reads the addresses that a reader gives, anew each time.
    Each reader gets the page in one of `languages`.
    """
    blocks: gr.Blocks
    with TranslatedPage(languages, title="Article QA", analytics_enabled=False, fill_width=True) as blocks:
        # Before the page's own events, which would take the names first.
        add_endpoints(api)
        with gr.Row(elem_id="masthead"):
            plain_html(masthead_html, script="rooms.js")
            status = status_line(library, api.assistant)
            if has_sign_in:
                plain_html(partial(render, "sign_out.html", root_path=root_path.rstrip("/")), elem_id="sign-out")
        with gr.Tabs():
            ask_tab(library, api.assistant, status)
            check_tab(library, api.assistant)
            library_tab(library, status, fetcher)
            people_tab(library, status)
            notebook_tab(library, has_sign_in=has_sign_in)
            watches_tab(library, status, root_path=root_path)
    return blocks


def serve(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    passwords: Passwords | None = None,
    with_mcp: bool = False,
    hosting: Hosting = PLAIN,
    workers: int = 0,
) -> None:
    """Show the page over the library in `folder` until Ctrl+C; port 0 takes any free one.

    With `passwords` readers sign in first; with `with_mcp` its api are tools
    at /mcp as well. So many `workers` are processes that answer, and without any
    this one does. Raises UnsafeAddress for an address that others can reach
    without passwords, RequestRejected as `check`, PartMissing, and ArticleQAError when the port is taken or
    the library cannot be opened.
    """
    check(hosting)
    own = listen(host, port, is_protected=passwords is not None)
    with (
        own,
        private_uploads(),
        open_library(folder, create=True) as library,
        EmbeddingWorker(library),
        _assistant(library, workers) as assistant,
    ):
        library.after_embedding = ask_again
        api = Api(assistant, Turns.of(workers))
        blocks = build_page(
            library,
            api,
            has_sign_in=passwords is not None,
            root_path=hosting.root_path,
            languages=Languages(hosting.language),
        )
        tools = mcp_server(api) if with_mcp else None
        rest = rest_app(library, api)
        served = application(
            blocks, passwords=passwords, mcp=tools, rest=rest, routes=[original_route(library)], hosting=hosting,
            at_once=api.turns.at_once, theme=THEME, css=STYLE,
        )  # fmt: skip
        with listening(served, own, hosting), announced(folder, address_of(own)):
            print(f"Article QA is at {address_of(own)} (stop with Ctrl+C)", file=sys.stderr, flush=True)
            with suppress(KeyboardInterrupt):
                # Whoever stops it otherwise wants the same tidy end.
                signal.signal(signal.SIGTERM, signal.default_int_handler)
                # A signal that another thread was given is seen within the second.
                end = threading.Event()
                while not end.wait(1):
                    pass


@contextmanager
def _assistant(library: Library, workers: int) -> Iterator[Assistant]:
    """What answers: so many processes until the block ends, or this one where there are to be none."""
    if not workers:
        assistant = Assistant.over(library)
        threading.Thread(target=_warm_up, args=[assistant], daemon=True, name="warm-up").start()
        yield assistant
        return
    # A page without them loads nothing of it.
    from article_qa.qa.answering.pool import Pool
    from article_qa.qa.answering.pooled import PooledAssistant

    with Pool(library.folder, workers) as pool:
        yield PooledAssistant.behind(library, pool)


def _warm_up(assistant: Assistant) -> None:
    """Load what the first question needs, so that it need not wait for it."""
    with suppress(Exception):  # The first question meets the same trouble, and says so.
        assistant.ask("Is all of it loaded?", mode="extract")
