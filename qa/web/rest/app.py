"""The routes of the plain API, and which requests are for them."""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from article_qa.index.library import Library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.api import Api
from article_qa.qa.web.rest.articles import Articles
from article_qa.qa.web.rest.asking import KEEP_ALIVE_SECONDS, Asking
from article_qa.qa.web.rest.changes import Changes
from article_qa.qa.web.rest.chat import Chat
from article_qa.qa.web.rest.checking import Checking
from article_qa.qa.web.rest.collections import CollectionDoor
from article_qa.qa.web.rest.exporting import Exporting
from article_qa.qa.web.rest.notebook import NotebookDoor
from article_qa.qa.web.rest.openapi import document
from article_qa.qa.web.rest.problems import SEE, Endpoint, Problem, explaining, problem_response
from article_qa.qa.web.rest.watching import Watching

ROOMS = ("/api", "/v1")
HEALTH = "/health"
FEED = "/api/watches.atom"
# The page's own server would answer the last one with a list of its routes.
PLACES = (HEALTH, "/openapi.json")


def rest_app(
    library: Library,
    api: Api,
    *,
    fetcher: Callable[[], Fetcher] = Fetcher,
    keep_alive_seconds: float = KEEP_ALIVE_SECONDS,
) -> ASGIApp:
    """The plain API over one library. `fetcher` makes a reader for the addresses of one request."""
    asking = Asking(api, keep_alive_seconds=keep_alive_seconds)
    articles = Articles(library, api)
    chat = Chat(asking)
    collections = CollectionDoor(library, api)
    changes = Changes(library, fetcher)
    checking = Checking(library, api)
    watching = Watching(library, api)
    notebook = NotebookDoor(library, api)
    exporting = Exporting(library)
    app = Starlette(
        routes=[
            _route("POST", "/api/ask", asking.ask),
            _route("POST", "/api/search", asking.search),
            _route("POST", "/api/check", checking.check),
            _route("POST", "/api/verify", checking.verify),
            _route("POST", "/api/export", exporting.export),
            _route("GET", "/api/articles", articles.list),
            _route("POST", "/api/articles", changes.add),
            _route("GET", "/api/articles/{id}", articles.show),
            _route("DELETE", "/api/articles/{id}", changes.remove),
            _route("GET", "/api/collections", collections.list),
            _route("POST", "/api/collections", collections.collect),
            _route("GET", "/api/watches", watching.list),
            _route("POST", "/api/watches", watching.keep),
            _route("DELETE", "/api/watches/{id}", watching.forget),
            _route("GET", FEED, watching.feed),
            _route("GET", "/api/notebook", notebook.list),
            _route("POST", "/api/notebook", notebook.save),
            _route("POST", "/api/notebook/{id}", notebook.annotate),
            _route("DELETE", "/api/notebook/{id}", notebook.remove),
            _route("GET", "/v1/models", chat.models),
            _route("GET", "/v1/models/{id:path}", chat.model),
            _route("POST", "/v1/chat/completions", chat.complete),
            _route("GET", "/api/openapi.json", _document),
            _route("GET", HEALTH, articles.health),
        ],
        exception_handlers={HTTPException: _refused},
    )
    app.router.redirect_slashes = False
    return app


class Fork:
    """An ASGI application that gives the plain API its requests, and the page all others."""

    def __init__(self, rest: ASGIApp, page: ASGIApp) -> None:
        self.app = page
        self.rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_rest = scope["type"] == "http" and is_for_programs(scope["path"])
        await (self.rest if is_rest else self.app)(scope, receive, send)


def is_for_programs(path: str) -> bool:
    """Whether the plain API answers at this path."""
    return path in PLACES or path in ROOMS or path.startswith(tuple(f"{room}/" for room in ROOMS))


def _route(method: str, path: str, endpoint: Endpoint) -> Route:
    return Route(path, explaining(endpoint), methods=[method])


async def _document(request: Request) -> Response:
    return JSONResponse(document() | {"servers": [{"url": request.scope.get("root_path") or "/"}]})


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = {404: "nothing is at this address", 405: "this address takes another method"}
    problem = Problem(error.status_code, what.get(error.status_code, str(error.detail)), SEE, headers=error.headers)
    return problem_response(request, problem)
