"""Who gets in: the gate in front of everything that the server answers.

Promises that a program in another site's page gets nothing, whichever name it
reaches this machine by; and, where passwords are set, that nothing but the
sign-in page is answered before somebody has signed in: with a session of a
browser, or with the name and password on each request (HTTP Basic).
"""

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

from article_qa.qa.web.credentials import WRONG, Credentials, TooManyTries, basic
from article_qa.qa.web.passwords import Passwords
from article_qa.qa.web.rest.app import is_for_programs
from article_qa.qa.web.rest.problems import Problem, problem_response
from article_qa.qa.web.sign_in import FormRejected, sign_in_fields, sign_in_page

SESSION_SECONDS = 7 * 24 * 3600
STRANGER = "sign in first: POST the form fields username and password to /login, or send them as HTTP Basic"
SIGN_IN = "send name and password as HTTP Basic"
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
        self._credentials = Credentials(passwords) if passwords else None
        self._sessions: dict[str, tuple[str, float]] = {}

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
        if reason := foreign(request, any_name=self._credentials is not None):
            return _foreigner(request, reason)
        if self._credentials is None:
            return None
        try:
            return await self._unless_signed_in(request, self._credentials)
        except TooManyTries as refusal:
            return _too_many(request, refusal)

    async def _unless_signed_in(self, request: Request, credentials: Credentials) -> Response | None:
        if request.scope["path"] == "/login":
            return await self._sign_in(request, credentials)
        if request.scope["path"] == "/logout":
            self._sessions.pop(_digest(request.cookies.get(_cookie(request), "")), None)
            return _to("/login")
        if self._has_session(request) or await self._has_password(request, credentials):
            return None
        return _stranger(request)

    async def _sign_in(self, request: Request, credentials: Credentials) -> Response:
        if request.method != "POST":
            return _to("/") if self._has_session(request) else HTMLResponse(sign_in_page())
        try:
            name, password = await sign_in_fields(request)
        except FormRejected as refusal:
            return PlainTextResponse(f"Refused: {refusal}.\n", refusal.status)
        by_browser = _is_by_browser(request)
        if not await credentials.admits(name, password, _address(request)):
            return HTMLResponse(sign_in_page(WRONG), 401) if by_browser else JSONResponse({"detail": WRONG}, 401)
        response = _to("/") if by_browser else JSONResponse({"success": True})
        response.set_cookie(
            _cookie(request),
            self._new_session(name),
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="lax",
            secure=request.scope["scheme"] == "https",
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

    async def _has_password(self, request: Request, credentials: Credentials) -> bool:
        """Whether the request itself carries a name and its password. Raises TooManyTries."""
        words = basic(request.headers.get("authorization", ""))
        return words is not None and await credentials.admits(*words, _address(request))


def foreign(request: Request, *, any_name: bool = False) -> str:
    """Why a request comes from another site's page; empty when it does not.

    Without `any_name` only names of this machine itself are taken: any other
    may be one that a stranger points here. A browser cannot forge the headers
    that this rests on.
    """
    host = request.headers.get("host", "")
    name, _ = _place(f"//{host}")
    if not name or (not any_name and not is_loopback(name)):
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


def _foreigner(request: Request, reason: str) -> Response:
    if is_for_programs(request.scope["path"]):
        return problem_response(Problem(403, reason, "open the server under its own name, and send no other Origin"))
    return PlainTextResponse(f"Refused: {reason}.\n", 403)


def _stranger(request: Request) -> Response:
    """What is answered to who has not signed in."""
    if is_for_programs(request.scope["path"]):
        return problem_response(Problem(401, "nobody is signed in", SIGN_IN, headers={"www-authenticate": "Bearer"}))
    return _to("/login") if _is_visit(request) else JSONResponse({"detail": STRANGER}, 401)


def _too_many(request: Request, refusal: TooManyTries) -> Response:
    headers = {"retry-after": str(refusal.seconds)}
    if is_for_programs(request.scope["path"]):
        what, _, remedy = refusal.reason.rstrip(".").partition("; ")
        return problem_response(Problem(429, what, remedy, headers=headers))
    if _is_by_browser(request):
        return HTMLResponse(sign_in_page(refusal.reason), 429, headers)
    return JSONResponse({"detail": refusal.reason}, 429, headers)


def _is_by_browser(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


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
