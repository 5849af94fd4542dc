"""Who gets in: the gate in front of everything that the server answers.

Promises that a program in another site's page gets nothing, whichever name it
reaches this machine by; and, where passwords are set, that nothing but the
sign-in page is answered before somebody has signed in: with a session of a
browser, or with the name and password on each request (HTTP Basic).
"""

import asyncio
import base64
import hashlib
import ipaddress
import secrets
import time
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from page.signin import sign_in_page
from qa.passwords import Passwords

SESSION_SECONDS = 7 * 24 * 3600
CHECKS_AT_ONCE = 2
WRONG_SECONDS = 0.5
FORM_BYTES = 10_000
REMEMBERED = 100
STRANGER = "sign in first: POST the form fields username and password to /login, or send them as HTTP Basic"
WRONG = "That name and password do not fit."
# Gradio starts from an inline script and runs the page's own listeners through `new Function`.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    # With "no-referrer" a form would come with the origin "null".
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Gate:
    """An ASGI application around `app` that lets in whom it should."""

    def __init__(self, app: ASGIApp, *, passwords: Passwords | None = None) -> None:
        self.app = app
        self.passwords = passwords
        self._sessions: dict[str, tuple[str, float]] = {}
        self._checking = asyncio.Semaphore(CHECKS_AT_ONCE)
        self._known: set[bytes] = set()
        self._pepper = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            answer = await self._instead(Request(scope, receive))
            await (answer or self.app)(scope, receive, _with_headers(send))
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _instead(self, request: Request) -> Response | None:
        """What is answered in place of the page; None for who may come in."""
        if reason := foreign(request, any_name=self.passwords is not None):
            return PlainTextResponse(f"Refused: {reason}.\n", 403)
        if self.passwords is None:
            return None
        if request.url.path == "/login":
            return await self._sign_in(request, self.passwords)
        if request.url.path == "/logout":
            self._sessions.pop(_digest(request.cookies.get(_cookie(request), "")), None)
            return _to("/login")
        if self._has_session(request) or await self._has_password(request, self.passwords):
            return None
        return _to("/login") if _is_visit(request) else JSONResponse({"detail": STRANGER}, 401)

    async def _sign_in(self, request: Request, passwords: Passwords) -> Response:
        if request.method != "POST":
            return _to("/") if self._has_session(request) else HTMLResponse(sign_in_page())
        if int(request.headers.get("content-length") or FORM_BYTES + 1) > FORM_BYTES:
            return PlainTextResponse("Refused: the form is too long.\n", 413)
        form = await request.form()
        name, password = str(form.get("username", "")).strip(), str(form.get("password", ""))
        by_browser = "text/html" in request.headers.get("accept", "")
        if not await self._admits(passwords, name, password):
            return HTMLResponse(sign_in_page(WRONG), 401) if by_browser else JSONResponse({"detail": WRONG}, 401)
        response = _to("/") if by_browser else JSONResponse({"success": True})
        response.set_cookie(
            _cookie(request),
            self._new_session(name),
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    def _new_session(self, name: str) -> str:
        now = time.monotonic()
        self._sessions = {token: session for token, session in self._sessions.items() if session[1] > now}
        token = secrets.token_urlsafe(32)
        self._sessions[_digest(token)] = (name, now + SESSION_SECONDS)
        return token

    def _has_session(self, request: Request) -> bool:
        _, until = self._sessions.get(_digest(request.cookies.get(_cookie(request), "")), ("", 0.0))
        return time.monotonic() < until

    async def _has_password(self, request: Request, passwords: Passwords) -> bool:
        """Whether the request itself carries a name and its password; checked once, then remembered."""
        kind, _, value = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "basic":
            return False
        print_of_it = hashlib.blake2b(value.encode(), key=self._pepper).digest()
        if print_of_it in self._known:
            return True
        try:
            name, _, password = base64.b64decode(value, validate=True).decode().partition(":")
        except ValueError:
            return False
        admitted = await self._admits(passwords, name, password)
        if admitted:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known.add(print_of_it)
        return admitted

    async def _admits(self, passwords: Passwords, name: str, password: str) -> bool:
        async with self._checking:
            admitted = await asyncio.to_thread(passwords.admits, name, password)
        if not admitted:
            await asyncio.sleep(WRONG_SECONDS)
        return admitted


def foreign(request: Request, *, any_name: bool = False) -> str:
    """Why a request comes from another site's page; empty when it does not.

    Without `any_name` only names of this machine itself are taken: any other
    may be one that a stranger points here. A browser cannot forge the headers
    that this rests on.
    """
    host = request.headers.get("host", "")
    if not any_name and not is_loopback(urlsplit(f"//{host}").hostname or ""):
        return f"this page is not called {host!r}; open it as 127.0.0.1 or localhost"
    origin = request.headers.get("origin")
    names = {host, request.headers.get("x-forwarded-host", host)}
    if origin is not None and _place(origin) not in {_place(f"//{name}") for name in names}:
        return f"the request comes from {origin!r}"
    if request.headers.get("sec-fetch-site") in ("cross-site", "same-site") and not _is_visit(request):
        return "the request comes from another site's page"
    return ""


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine's own name or address, which no other machine reaches."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _place(address: str) -> tuple[str | None, int | None]:
    """Host and port, the usual ports of the web left out."""
    try:
        parts = urlsplit(address)
        return parts.hostname, None if parts.port in (80, 443) else parts.port
    except ValueError:
        return None, None


def _is_visit(request: Request) -> bool:
    """Whether a person opens an address, by hand or by a link."""
    mode = request.headers.get("sec-fetch-mode", "navigate")
    return request.method == "GET" and mode == "navigate" and "text/html" in request.headers.get("accept", "")


def _cookie(request: Request) -> str:
    # Cookies do not know ports, and two pages may stand on one machine.
    return f"article-qa-{(request.scope.get('server') or ('', 0))[1]}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _to(path: str) -> Response:
    return RedirectResponse(path, 303)


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
