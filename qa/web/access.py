"""Who gets in: the gate in front of everything that the server answers.

Promises that a program in another site's page gets nothing, whichever name it
reaches this machine by, unless that site was named at the start; and, where
passwords are set, that nothing but the sign-in page and whether the server is
ready is answered before somebody has signed in: with a session of a browser,
with a token, or with the name and password on each request (HTTP Basic).
"""

import hashlib
import secrets
import time
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from article_qa.qa.web import refusals
from article_qa.qa.web.credentials import WRONG, Credentials, TooManyTries, basic
from article_qa.qa.web.origins import Origins, foreign, is_door, misnamed
from article_qa.qa.web.passwords import Passwords
from article_qa.qa.web.phrases import ACCEPTED, ANY_LANGUAGE, Languages, speaking
from article_qa.qa.web.rest.app import HEALTH
from article_qa.qa.web.sign_in import FormRejected, sign_in_fields, sign_in_page
from article_qa.qa.web.tokens import bearer
from article_qa.qa.web.visitors import Visitor, set_visitor

NO_ORIGINS = Origins()
SESSION_SECONDS = 7 * 24 * 3600
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

    def __init__(
        self, app: ASGIApp, *, passwords: Passwords | None = None, origins: Origins = NO_ORIGINS,
        languages: Languages = ANY_LANGUAGE,
    ) -> None:  # fmt: skip
        self.app = app
        self._credentials = Credentials(passwords) if passwords else None
        self._sessions: dict[str, tuple[str, float]] = {}
        self._origins, self._languages = origins, languages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            request = Request(scope, receive)
            with speaking(self._languages.chosen(request.headers.get(ACCEPTED, ""))):
                answer = await self._instead(request)
            await (answer or self.app)(scope, receive, _with_headers(request, send, self._origins))
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _instead(self, request: Request) -> Response | None:
        """What is answered in place of the page; None for who may come in."""
        any_name, is_admitted = self._credentials is not None, self._origins.admits(request)
        if reason := misnamed(request, any_name=any_name) if is_admitted else foreign(request, any_name=any_name):
            return refusals.foreigner(request, reason)
        if preflight := self._origins.preflight(request):
            return preflight
        if self._credentials is None:
            set_visitor(request.scope, Visitor("", may_write=not is_admitted))
            return None
        try:
            return await self._unless_signed_in(request, self._credentials)
        except TooManyTries as refusal:
            return refusals.too_many(request, refusal)

    async def _unless_signed_in(self, request: Request, credentials: Credentials) -> Response | None:
        if request.scope["path"] == "/login":
            return await self._sign_in(request, credentials)
        if request.scope["path"] == "/logout":
            self._sessions.pop(_digest(request.cookies.get(_cookie(request), "")), None)
            return refusals.to(request, "/login")
        if visitor := await self._visitor(request, credentials):
            set_visitor(request.scope, visitor)
            return None
        return None if request.scope["path"] == HEALTH else refusals.stranger(request)

    async def _visitor(self, request: Request, credentials: Credentials) -> Visitor | None:
        """Who signed in: by a session, a token, or a name and its password. Raises TooManyTries."""
        if name := self._session_name(request):
            # A browser sends its session along, whichever page makes it ask.
            return Visitor(name, may_write=not self._origins.admits(request))
        header = request.headers.get("authorization", "")
        token = bearer(header)
        if token and is_door(request.scope["path"]):
            known = await credentials.token(token, _address(request))
            return Visitor(known.name, known.may_write, has_token=True) if known else None
        words = basic(header)
        if words is not None and await credentials.admits(*words, _address(request)):
            return Visitor(words[0], may_write=True)
        return None

    async def _sign_in(self, request: Request, credentials: Credentials) -> Response:
        if request.method != "POST":
            page = HTMLResponse(sign_in_page(root_path=refusals.root_of(request)))
            return refusals.to(request, "/") if self._session_name(request) else page
        try:
            name, password = await sign_in_fields(request)
        except FormRejected as refusal:
            return PlainTextResponse(f"Refused: {refusal}.\n", refusal.status)
        by_browser = refusals.is_by_browser(request)
        if not await credentials.admits(name, password, _address(request)):
            again = sign_in_page(WRONG, root_path=refusals.root_of(request))
            return HTMLResponse(again, 401) if by_browser else JSONResponse({"detail": WRONG}, 401)
        response = refusals.to(request, "/") if by_browser else JSONResponse({"success": True})
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

    def _session_name(self, request: Request) -> str:
        """The name that signed in to this browser; empty for none."""
        name, until = self._sessions.get(_digest(request.cookies.get(_cookie(request), "")), ("", 0.0))
        return name if time.monotonic() < until else ""


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _cookie(request: Request) -> str:
    # Cookies do not know ports, and two pages may stand on one machine.
    return f"article-qa-{(request.scope.get('server') or ('', 0))[1]}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _with_headers(request: Request, send: Send, origins: Origins) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            origins.mark(request, headers)
        await send(message)

    return sending
