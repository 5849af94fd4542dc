"""Where a request comes from: this server's own pages, a program, or another site's page."""

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response

from article_qa.index.errors import RequestRejected
from article_qa.qa.web.rest.app import is_for_programs

_ORIGIN = re.compile(r"https?://[^/?#@\s*]+", re.IGNORECASE)
PREFLIGHT_SECONDS = 600


class Origins:
    """The other sites whose pages may use the doors for programs. They read, and write with a token only."""

    def __init__(self, origins: Iterable[str] = ()) -> None:
        """Raises RequestRejected for what is not the origin of one site."""
        self._origins = frozenset(map(_origin, origins))

    def admits(self, request: Request) -> bool:
        """Whether the request comes from a page of one of these sites, to a door for programs."""
        origin = request.headers.get("origin", "").lower()
        return origin in self._origins and is_door(request.scope["path"])

    def preflight(self, request: Request) -> Response | None:
        """The answer to a browser that asks whether such a page may send its request; None for other requests."""
        is_asked = request.method == "OPTIONS" and "access-control-request-method" in request.headers
        if not is_asked or not self.admits(request):
            return None
        headers = {
            "access-control-allow-methods": "GET, POST, DELETE",
            "access-control-allow-headers": "authorization, content-type, mcp-protocol-version, mcp-session-id",
            "access-control-max-age": str(PREFLIGHT_SECONDS),
        }
        return Response(status_code=204, headers=headers)

    def mark(self, request: Request, headers: MutableHeaders) -> None:
        """Let the page read the answer. A browser keeps no cookie for it, so none is asked for."""
        if self.admits(request):
            headers["access-control-allow-origin"] = request.headers["origin"]
            headers["access-control-expose-headers"] = "retry-after, mcp-session-id"
        if self._origins and is_door(request.scope["path"]):
            headers.add_vary_header("origin")


def is_door(path: str) -> bool:
    """Whether programs are answered at this path, the page's own endpoints aside."""
    return is_for_programs(path) or path == "/mcp" or path.startswith("/mcp/")


def foreign(request: Request, *, any_name: bool = False) -> str:
    """Why a request comes from another site's page; empty when it does not.

    Without `any_name` only names of this machine itself are taken: any other
    may be one that a stranger points here. A browser cannot forge the headers
    that this rests on.
    """
    return misnamed(request, any_name=any_name) or _from_another_page(request)


def misnamed(request: Request, *, any_name: bool) -> str:
    """Why the name that the request reached this server by is not taken; empty when it is."""
    host = request.headers.get("host", "")
    name, _ = _place(f"//{host}")
    if not name or (not any_name and not is_loopback(name)):
        return f"this page is not called {host!r}; open it as 127.0.0.1 or localhost"
    return ""


def _from_another_page(request: Request) -> str:
    host = request.headers.get("host", "")
    origin = request.headers.get("origin")
    names = {host, request.headers.get("x-forwarded-host", host)}
    if origin is not None and _place(origin) not in {_place(f"//{name}") for name in names}:
        return f"the request comes from {origin!r}"
    if request.headers.get("sec-fetch-site") in ("cross-site", "same-site") and not is_visit(request):
        return "the request comes from another site's page"
    return ""


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine's own name or address, which no other machine reaches."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_visit(request: Request) -> bool:
    """Whether a person opens an address, by hand or by a link."""
    mode = request.headers.get("sec-fetch-mode", "navigate")
    return request.method == "GET" and mode == "navigate" and "text/html" in request.headers.get("accept", "")


def _origin(text: str) -> str:
    if not _ORIGIN.fullmatch(text.rstrip("/")):
        raise RequestRejected(f"{text!r} is not the origin of a site; write it as https://news.example")
    return text.rstrip("/").lower()


def _place(address: str) -> tuple[str | None, int | None]:
    """Host and port, the usual ports of the web left out."""
    try:
        parts = urlsplit(address)
        return parts.hostname, None if parts.port in (80, 443) else parts.port
    except ValueError:
        return None, None
