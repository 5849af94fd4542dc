"""What a request may carry: JSON whose files were uploaded to this very server, or an upload.

Promises that no request makes Gradio read a file of the server or fetch an
address: both stand in an object with a path (`gradio.FileData`), and such an
object is refused unless its file was uploaded here. A refusal repeats nothing
of the request.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from article_qa.qa.web.requests import again, whole_body
from article_qa.qa.web.uploads import Uploads

UPLOAD = "/gradio_api/upload"
FILE_DATA = "gradio.FileData"
MAX_JSON_BYTES = 20 * 2**20
NOT_UPLOADED = "the request names a file that was not uploaded to this page; upload it first"
NOT_JSON = "the request is not valid JSON; send a JSON body in UTF-8"
TOO_LONG = f"the request is longer than {MAX_JSON_BYTES // 2**20} MB; send less at once"
FULL = "the uploads waiting here have reached their maximum allowed size; try again in an hour"
# How much of an upload comes in before the room is looked at again.
LOOK_BYTES = 2**20
# Gradio serves a file, or whatever is at an address, below these.
_FILE_ROUTE = re.compile(r".*?/(?:file[=/]|proxy=)(.*)", re.DOTALL)
_OWN_ADDRESS = re.compile(r"(?:https?://(?P<host>[^/?#]*))?/(?:[^?#]*/)?gradio_api/file=(?P<path>.*)", re.DOTALL)


class OnlyUploads:
    """An ASGI application around `app` that keeps from it every file that was not uploaded here."""

    def __init__(self, app: ASGIApp, uploads: Uploads) -> None:
        self.app = app
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            answer, receive = await self._checked(Request(scope, receive))
        except ClientDisconnect:
            return
        await (answer or self.app)(scope, receive, send)

    async def _checked(self, request: Request) -> tuple[Response | None, Receive]:
        """What is answered in place of the page, if anything, and the body once more."""
        path = request.scope["path"]
        named = _FILE_ROUTE.fullmatch(path)
        if named and not self.uploads.holds(named[1]):
            return _refusal(403, NOT_UPLOADED), request.receive
        if path.rstrip("/") == UPLOAD and request.method == "POST":
            return self._within_room(request)
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return None, request.receive
        body = await whole_body(request, MAX_JSON_BYTES)
        if body is None:
            return _refusal(413, TOO_LONG), request.receive
        return self._refused(body, request.headers), again(body, request.receive)

    def _within_room(self, request: Request) -> tuple[Response | None, Receive]:
        """An upload as it comes in, until there is no room for more of it."""
        length = request.headers.get("content-length", "")
        if self.uploads.free_bytes() <= (int(length) if length.isdecimal() else 0):
            return _refusal(413, FULL), request.receive
        unseen = 0

        async def receiving() -> Message:
            nonlocal unseen
            message = await request.receive()
            unseen += len(message.get("body", b""))
            if unseen >= LOOK_BYTES:
                unseen = 0
                if self.uploads.free_bytes() <= 0:
                    # By this Gradio drops the parts that it has stored, and answers 413.
                    raise MultiPartException(FULL)
            return message

        return None, receiving

    def _refused(self, body: bytes, headers: Headers) -> Response | None:
        try:
            # Gradio reads it by this very function, so neither sees what the other does not.
            value = json.loads(body) if body else None
        except (ValueError, RecursionError):
            return _refusal(400, NOT_JSON)
        hosts = {headers.get("host"), headers.get("x-forwarded-host")}
        are_uploads = all(self._is_upload(file, hosts) for file in file_objects(value))
        return None if are_uploads else _refusal(400, NOT_UPLOADED)

    def _is_upload(self, file: dict[str, Any], hosts: set[str | None]) -> bool:
        """Whether the object names an upload, by a path and an address that agree."""
        path, url = file.get("path"), file.get("url")
        if not isinstance(path, str) or not self.uploads.holds(path):
            return False
        return url is None or (isinstance(url, str) and _is_own(url, path, hosts))


def file_objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects in the JSON `value` that Gradio might take for a file, however deep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            meta = each.get("meta")
            if "path" in each or (isinstance(meta, dict) and meta.get("_type") == FILE_DATA):
                yield each
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _is_own(url: str, path: str, hosts: set[str | None]) -> bool:
    """Whether `url` is where this server serves the upload at `path`; a browser may leave its signs as they are."""
    parts = _OWN_ADDRESS.fullmatch(url)
    return parts is not None and parts["host"] in {None, *hosts} and path in (parts["path"], unquote(parts["path"]))


def _refusal(status: int, reason: str) -> Response:
    # Gradio's page shows the words under "detail", its client those under "error".
    return JSONResponse({"detail": reason, "error": reason}, status)
