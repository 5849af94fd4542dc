"""`POST /api/check` and `POST /api/verify`: a draft held against the articles, and a saved answer."""

import asyncio
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from article_qa.index.errors import RequestRejected
from article_qa.index.library import Library
from article_qa.index.records import EVERYTHING
from article_qa.qa.receipts.saved import MAX_BYTES, REMEDY
from article_qa.qa.receipts.verify import verify_answer
from article_qa.qa.web.api import Api
from article_qa.qa.web.rest.asking import GONE
from article_qa.qa.web.rest.bodies import fields_of, json_body
from article_qa.qa.web.rest.fields import CheckFields
from article_qa.qa.web.rest.jobs import Job, last


class Checking:
    """Checks what somebody wrote or saved against one library."""

    def __init__(self, library: Library, api: Api) -> None:
        self._library = library
        self._api = api

    async def check(self, request: Request) -> Response:
        """Each sentence of a draft with its verdict, as JSON."""
        fields = fields_of(CheckFields, await json_body(request))

        def check() -> Iterator[dict[str, Any]]:
            scope = fields.scope.scope() if fields.scope else EVERYTHING
            yield self._api.assistant.check(fields.text, scope=scope, today=fields.today).as_dict()

        found = await last(Job(self._api.turns, check), request, lambda _: True)
        return JSONResponse(found) if found else GONE

    async def verify(self, request: Request) -> Response:
        """Each citation of a saved answer with what became of it, as JSON."""
        saved = await json_body(request, MAX_BYTES)
        if not isinstance(saved, dict | list):
            raise RequestRejected(f"this JSON is not an answer; {REMEDY}")
        receipt = await asyncio.to_thread(verify_answer, saved, self._library)
        return JSONResponse(receipt.as_dict())
