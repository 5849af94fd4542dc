"""What stands in front of the server: a proxy that says who really asks, and the prefix it is reached below.

Promises that `X-Forwarded-*` counts only where a named proxy sends it. From
anybody else these headers are dropped, so nothing behind here sees them.
"""

import ipaddress
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from article_qa.index.errors import RequestRejected

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

FORWARDED = re.compile(rb"x-forwarded-.*|forwarded|x-real-ip", re.IGNORECASE)
_PREFIX = re.compile(r"(?:/[\w.~-]+)+")


class Behind:
    """An ASGI application around `app` that makes of a request what it was before the proxy.

    The prefix is taken off where the proxy has left it on, and kept as
    `root_path` for links. Raises RequestRejected as `networks` and `prefix`.
    """

    def __init__(self, app: ASGIApp, *, proxies: Iterable[str] = (), root_path: str = "") -> None:
        self.app = app
        self._root_path = prefix(root_path)
        self._proxies = networks(proxies)
        trusting: Any = app
        self._trusting: ASGI3Application = ProxyHeadersMiddleware(trusting, [str(each) for each in self._proxies])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] == self._root_path:
            # The page's own links are relative to the folder.
            await RedirectResponse(f"{self._root_path}/", 307)(scope, receive, send)
            return
        if self._root_path and scope["path"].startswith(f"{self._root_path}/"):
            scope["path"] = scope["path"].removeprefix(self._root_path)
            raw = scope.get("raw_path") or b""
            scope["raw_path"] = raw.removeprefix(self._root_path.encode())
        scope["root_path"] = self._root_path
        if self._is_proxy(scope):
            forwarding: Any = (scope, receive, send)
            await self._trusting(*forwarding)
        else:
            scope["headers"] = [pair for pair in scope["headers"] if not FORWARDED.fullmatch(pair[0])]
            await self.app(scope, receive, send)

    def _is_proxy(self, scope: Scope) -> bool:
        try:
            address = ipaddress.ip_address((scope.get("client") or ("",))[0])
        except ValueError:
            return False
        return any(address in network for network in self._proxies)


def public_base(request: Request) -> str:
    """The address that the client knows the server by, without a slash at its end."""
    host = request.headers.get("x-forwarded-host", request.headers.get("host", "")).partition(",")[0].strip()
    return f"{request.scope['scheme']}://{host}{request.scope.get('root_path', '')}"


def networks(proxies: Iterable[str]) -> list[Network]:
    """The addresses of proxies. Raises RequestRejected for what is no address and no network."""
    found: list[Network] = []
    for text in proxies:
        try:
            found.append(ipaddress.ip_network(text.strip(), strict=False))
        except ValueError as exc:
            raise RequestRejected(
                f"{text!r} is not the address of a proxy; write it as 10.0.0.5, or a network as 10.0.0.0/8"
            ) from exc
    return found


def prefix(text: str) -> str:
    """The prefix without a slash at its end. Raises RequestRejected for what is none."""
    plain = text.rstrip("/")
    if plain and not _PREFIX.fullmatch(plain):
        raise RequestRejected(f"{text!r} is not a prefix of addresses; write it as /articles")
    return plain
