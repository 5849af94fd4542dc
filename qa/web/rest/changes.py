"""`POST /api/articles` and `DELETE /api/articles/{id}`: a library that programs fill."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import Message

from article_qa.index.addresses import canonical_url
from article_qa.index.ingest.add import AddReport, remove
from article_qa.index.library import Library, find_id
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.adding import add_addresses, add_content, add_text
from article_qa.qa.web.library_html import Result
from article_qa.qa.web.rest.articles import unknown_article
from article_qa.qa.web.rest.bodies import fields_of, json_body
from article_qa.qa.web.rest.fields import AddFields
from article_qa.qa.web.rest.problems import Problem
from article_qa.qa.web.turns import Turns
from article_qa.qa.web.visitors import visitor_of

MAX_TEXT_BYTES = 20 * 2**20
MAX_UPLOAD_BYTES = 100 * 2**20
MAX_FILES = 100
# Each may hold its files in memory and on the disk.
AT_ONCE = 2
MAX_WAITING = 8
MULTIPART = "multipart/form-data"
SEND_FILES = "send the files as multipart/form-data: curl -F files=@article.md"
Source = Callable[[], Iterable[Result]]


class Changes:
    """Adds and removes articles, for who may."""

    def __init__(self, library: Library, fetcher: Callable[[], Fetcher]) -> None:
        self._library, self._fetcher = library, fetcher
        self._turns = Turns(AT_ONCE, MAX_WAITING)

    async def add(self, request: Request) -> Response:
        """Store what the request carries; the server makes the vectors afterwards."""
        refuse_readers(request)
        async with self._turns.turn():
            is_form = request.headers.get("content-type", "").lower().startswith(MULTIPART)
            source = await (self._files(request) if is_form else self._fields(request))
            results = await asyncio.to_thread(lambda: list(source()))
        return JSONResponse(_told(results))

    async def remove(self, request: Request) -> Response:
        """Remove the article with this very id."""
        refuse_readers(request)
        wanted = request.path_params["id"]
        async with self._turns.turn():
            removed = await asyncio.to_thread(self._removed, wanted)
        if not removed:
            raise unknown_article(wanted)
        return JSONResponse({"removed": [wanted]})

    def _removed(self, wanted: str) -> bool:
        return find_id(self._library, wanted) == wanted and remove(self._library, [wanted]) > 0

    async def _fields(self, request: Request) -> Source:
        fields = fields_of(AddFields, await json_body(request, MAX_TEXT_BYTES))
        if (fields.text is None) == (not fields.addresses):
            raise Problem(400, "there is no text, or more than one thing", "send either text or addresses")
        if fields.url and canonical_url(fields.url) is None:
            raise Problem(400, "url is not a web address", "begin it with https://")
        if not all(map(str.strip, fields.addresses)):
            raise Problem(400, "one of the addresses is empty", "leave it out")
        if fields.addresses:
            return lambda: add_addresses(self._library, "\n".join(fields.addresses), self._fetcher())
        published = fields.published.isoformat() if fields.published else ""
        head = {"title": fields.title, "publisher": fields.publisher, "author": fields.author, "url": fields.url}
        return lambda: [add_text(self._library, text=fields.text or "", published=published, **head)]

    async def _files(self, request: Request) -> Source:
        uploads = await _uploads(request)

        def taken() -> Iterator[Result]:
            for upload in uploads:
                # A browser of old sends the whole path.
                name = PurePosixPath(PureWindowsPath(upload.filename or "").as_posix()).name
                with upload.file:
                    yield add_content(self._library, name, upload.file.read())

        return taken


async def _uploads(request: Request) -> list[UploadFile]:
    """The files of a form. Raises Problem for one that has none, is too large or cannot be read."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MAX_UPLOAD_BYTES:
        raise _too_large()
    try:
        form = await Request(request.scope, _bounded(request)).form(max_files=MAX_FILES, max_fields=1)
    except ClientDisconnect as exc:
        raise Problem(400, "the body broke off", "send it again") from exc
    # A broken part, boundary or encoding; the parser names none of its own.
    except (HTTPException, MultiPartException, ValueError, LookupError, TypeError, AttributeError) as exc:
        raise Problem(400, "the form cannot be read", f"{SEND_FILES}, {MAX_FILES} at most") from exc
    parts = [part for _, part in form.multi_items()]
    uploads = [part for part in parts if isinstance(part, UploadFile)]
    if not uploads or len(uploads) < len(parts):
        await form.close()
        raise Problem(400, "the form has no file, or something else", SEND_FILES)
    return uploads


def _bounded(request: Request) -> Callable[[], Any]:
    """The body as it comes in, until it is too large."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > MAX_UPLOAD_BYTES:
            raise _too_large()
        return message

    return receiving


def _too_large() -> Problem:
    return Problem(413, f"the files are larger than {MAX_UPLOAD_BYTES // 2**20} MB", "send fewer at once")


def _told(results: list[Result]) -> dict[str, Any]:
    """What became of all of it. Raises Problem where nothing was taken."""
    reports = [result.report for result in results]
    whole = AddReport(
        sum(report.added for report in reports),
        sum(report.changed for report in reports),
        sum(report.unchanged for report in reports),
        list(chain.from_iterable(report.failed for report in reports)),
        list(chain.from_iterable(report.notes for report in reports)),
    )
    if whole.failed and not (whole.added or whole.changed or whole.unchanged):
        what, _, remedy = whole.failed[0].rpartition("; ")
        more = f" and {len(whole.failed) - 1} more like it" if len(whole.failed) > 1 else ""
        raise Problem(422, f"{what or remedy}{more}", remedy if what else "send another")
    return asdict(whole) | {"articles": [each for result in results for each in result.articles]}


def refuse_readers(request: Request) -> None:
    """Raise Problem for who may only read."""
    visitor = visitor_of(request.scope)
    if visitor and visitor.may_write:
        return
    if visitor and visitor.has_token:
        raise Problem(403, "this token may only read", "make one with: article-qa password NAME --token --write")
    raise Problem(403, "a page of another site may only read", "send a token that may write")
