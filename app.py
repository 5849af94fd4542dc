"""The Gradio page: its look, its tabs, its start.

The tabs are built in `page/`. Promises that the page asks nothing of any
other host.
"""

import socket
import sys
import threading
from pathlib import Path

import gradio as gr

import page
from index.errors import ArticleQAError
from index.keeper import Keeper
from index.library import Library, open_library
from page.plain import plain_html
from page.reading import reading_room
from page.shelf import shelf
from page.status import status_line
from qa.answer import Assistant

STYLE = Path(page.__file__).with_name("style.css").read_text(encoding="utf-8")
THEME = gr.themes.Base(
    primary_hue="teal",
    neutral_hue="stone",
    font=["system-ui", "sans-serif"],
    font_mono=["ui-monospace", "monospace"],
)


def build_page(library: Library, assistant: Assistant) -> gr.Blocks:
    """The page over one library, ready to launch with STYLE and THEME."""
    with gr.Blocks(title="Article QA", analytics_enabled=False, fill_width=True) as blocks:
        with gr.Row(elem_id="masthead"):
            plain_html("<h1>Article QA</h1>")
            status = status_line(library, assistant)
        with gr.Tabs():
            reading_room(library, assistant, status)
            shelf(library)
    return blocks


def serve(folder: Path, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Show the page over the library in `folder` until Ctrl+C; port 0 takes any free one.

    Raises ArticleQAError when the port is taken or the library cannot be opened.
    """
    port = _free_port(host, port)
    with open_library(folder, create=True) as library, Keeper(library):
        blocks = build_page(library, Assistant.over(library))
        blocks.launch(
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
            blocks.close(verbose=False)


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
