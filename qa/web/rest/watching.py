"""`/api/watches`: standing questions that programs keep and forget, and what changed in their answers."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from article_qa.index.library import Library
from article_qa.index.records import EVERYTHING
from article_qa.qa.watching.ask_again import watch_question
from article_qa.qa.watching.feed import MAX_ENTRIES, atom
from article_qa.qa.watching.watches import notices, watches_as_dict
from article_qa.qa.web.api import Api
from article_qa.qa.web.rest.bodies import fields_of, json_body, query_fields
from article_qa.qa.web.rest.changes import refuse_readers
from article_qa.qa.web.rest.fields import NoticeFields, WatchFields
from article_qa.qa.web.rest.problems import Problem

ATOM = "application/atom+xml"


class Watching:
    """Lists the standing questions of one library, keeps another and forgets one."""

    def __init__(self, library: Library, api: Api) -> None:
        self._library, self._api = library, api

    async def list(self, request: Request) -> Response:
        """The standing questions, the first one first, and what changed, the newest first."""
        fields = query_fields(NoticeFields, request.query_params)
        return JSONResponse(await self._api.run(lambda: watches_as_dict(self._library.catalog, fields.limit)))

    async def feed(self, _: Request) -> Response:
        """What changed, as an Atom feed."""
        return Response(await self._api.run(self._feed), media_type=ATOM)

    async def keep(self, request: Request) -> Response:
        """Ask a question and keep it with its first answer."""
        refuse_readers(request)
        fields = fields_of(WatchFields, await json_body(request))
        scope = fields.scope.scope() if fields.scope else EVERYTHING
        kept = await self._api.run(lambda: watch_question(fields.question, scope, self._library))
        return JSONResponse(kept.as_dict())

    async def forget(self, request: Request) -> Response:
        """Forget the question with this very id, and what changed in its answer."""
        refuse_readers(request)
        wanted = request.path_params["id"]
        await asyncio.to_thread(self._forgotten, wanted)
        return JSONResponse({"removed": [wanted]})

    def _feed(self) -> str:
        catalog = self._library.catalog
        return atom(notices(catalog, MAX_ENTRIES), catalog.vector_queue.library_id())

    def _forgotten(self, wanted: str) -> None:
        store = self._library.catalog.watches
        if wanted not in {stored.id for stored in store.all()}:
            raise unknown_watch(wanted)
        store.remove(wanted)


def unknown_watch(wanted: str) -> Problem:
    shown = wanted if len(wanted) <= 40 else f"{wanted[:40]}…"
    return Problem(404, f"no standing question has the id {shown!r}", "see the ids at GET /api/watches")
