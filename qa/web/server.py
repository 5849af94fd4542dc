"""The page, its endpoints and its tools behind one gate, listening on one address."""

import os
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from gradio.utils import get_upload_folder
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp

from article_qa.index.errors import ArticleQAError, UnsafeAddress
from article_qa.qa.web.access import Gate
from article_qa.qa.web.hosting import PLAIN, Hosting
from article_qa.qa.web.logs import let_requests_through, log_config
from article_qa.qa.web.malformed import OneSentence
from article_qa.qa.web.origins import Origins, is_loopback
from article_qa.qa.web.passwords import Passwords
from article_qa.qa.web.phrases import Languages
from article_qa.qa.web.proxies import Behind, networks, prefix
from article_qa.qa.web.request_bodies import OnlyUploads
from article_qa.qa.web.rest.app import Fork
from article_qa.qa.web.translated_page import Speaking, TranslatedPage
from article_qa.qa.web.turns import AT_ONCE
from article_qa.qa.web.uploads import MAX_BYTES, Uploads

if TYPE_CHECKING:
    from article_qa.qa.mcp.http import McpOverHttp

LARGEST_FILE = "20mb"
# A page asks for a few things at once; a hundred readers wait before the next is told to come again.
MAX_QUEUED = 100
BUSY = "Too many readers are waiting just now; try again in a minute."
STOP_SECONDS = 1
# Proxies keep a connection for a minute (nginx's own setting); who closes first is sent the next request for nothing.
IDLE_SECONDS = 75


def application(
    page: gr.Blocks,
    *,
    passwords: Passwords | None = None,
    mcp: "McpOverHttp | None" = None,
    rest: ASGIApp | None = None,
    routes: Sequence[Route] = (),
    hosting: Hosting = PLAIN,
    most_queued: int = MAX_QUEUED,
    max_upload_bytes: int = MAX_BYTES,
    at_once: int = AT_ONCE,
    **look: Any,
) -> ASGIApp:
    """All that is served: `page` at /, `mcp` at /mcp, `rest` below /api and /v1, `routes`, and the gate around them.

    So many readers are answered `at_once`. `look` is Gradio's own: theme, css, head. Nothing that an environment
    variable says opens a share link, another folder or a door more.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan(mcp))
    if mcp:
        app.router.routes.append(Route("/mcp", mcp))
    app.router.routes.extend(routes)
    page.queue(max_size=most_queued, default_concurrency_limit=at_once)
    page.vibe_mode = False
    gr.mount_gradio_app(
        app,
        page,
        "/",
        allowed_paths=[],
        max_file_size=LARGEST_FILE,
        show_error=True,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        root_path=prefix(hosting.root_path),
        app_kwargs={"exception_handlers": {503: _busy}, "middleware": [Middleware(OneSentence), *_speaking(page)]},
        **look,
    )
    # Only a launched page looks at the paths that a request names, and a mounted one never is.
    page.has_launched = True
    uploads = Uploads(Path(get_upload_folder()).resolve(), max_bytes=max_upload_bytes)
    guarded = OnlyUploads(app, uploads)
    gate = Gate(
        Fork(rest, guarded) if rest else guarded, passwords=passwords, origins=Origins(hosting.origins),
        languages=page.languages if isinstance(page, TranslatedPage) else Languages(hosting.language),
    )  # fmt: skip
    return Behind(gate, proxies=hosting.proxies, root_path=hosting.root_path)


def _speaking(page: gr.Blocks) -> list[Middleware]:
    return [Middleware(Speaking, page.languages)] if isinstance(page, TranslatedPage) else []


def check(hosting: Hosting) -> None:
    """Raise RequestRejected for an origin, a proxy or a prefix that is none, and for a language without a catalog."""
    Languages(hosting.language).check()
    Origins(hosting.origins)
    networks(hosting.proxies)
    prefix(hosting.root_path)


def _busy(_: Request, __: Exception) -> JSONResponse:
    """The answer when the queue is full. A page shows the words of a 429, and for a 503 others of Gradio's."""
    return JSONResponse({"detail": BUSY}, status_code=429)


@contextmanager
def listening(app: ASGIApp, own: socket.socket, hosting: Hosting = PLAIN) -> Iterator[None]:
    """Serve `app` on the socket, in a thread of its own, until the block ends."""
    config = uvicorn.Config(
        app,
        log_config=log_config(hosting),
        log_level=hosting.log_level,
        access_log=hosting.has_access_log,
        server_header=False,
        timeout_keep_alive=IDLE_SECONDS,
        # The application itself looks at who sends these headers.
        proxy_headers=False,
    )
    let_requests_through(hosting)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [own]}, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise ArticleQAError("the page could not be started; the lines above say why")
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        # Open pages hold their connections; nobody waits for them.
        thread.join(STOP_SECONDS)


def listen(host: str, port: int, *, is_protected: bool) -> socket.socket:
    """A socket on that address; port 0 takes any free one.

    Raises UnsafeAddress for one that others can reach without `is_protected`,
    ArticleQAError when it cannot be had.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        if not is_protected and not is_loopback(str(address[0])):
            raise UnsafeAddress(host)
        own = socket.socket(family)
        if os.name == "posix":  # Elsewhere it would let a second program take the port as well.
            own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        own.bind(address)
        own.listen(socket.SOMAXCONN)
    except OSError as exc:
        raise ArticleQAError(
            f"cannot listen on {host!r}, port {port} ({exc.strerror}); choose another one with: --port {port + 1}"
        ) from exc
    return own


def address_of(own: socket.socket) -> str:
    """The address to open in a browser on this machine."""
    host, port = own.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _lifespan(mcp: "McpOverHttp | None") -> Any:
    @asynccontextmanager
    async def running(_: FastAPI) -> Any:
        if mcp is None:
            yield
            return
        async with mcp.running():
            yield

    return running
