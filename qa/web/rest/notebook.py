"""`/api/notebook`: answers that programs save with a note, and what became of their citations."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from article_qa.index.errors import UnknownSavedAnswer
from article_qa.index.library import Library
from article_qa.qa.export.given import given_answer
from article_qa.qa.notebook.saved_answers import notebook_as_dict, save_answer, saved_answer
from article_qa.qa.receipts.saved import MAX_BYTES
from article_qa.qa.web.api import Api
from article_qa.qa.web.rest.bodies import fields_of, json_body, query_fields
from article_qa.qa.web.rest.changes import refuse_readers
from article_qa.qa.web.rest.fields import NotebookFields, NoteFields, SaveFields
from article_qa.qa.web.rest.problems import Problem
from article_qa.qa.web.visitors import visitor_of


class NotebookDoor:
    """Lists the saved answers of one library, saves another, changes a note and deletes one."""

    def __init__(self, library: Library, api: Api) -> None:
        self._library, self._api = library, api

    async def list(self, request: Request) -> Response:
        """A page of the saved answers, the newest first."""
        fields = query_fields(NotebookFields, request.query_params)
        found = await self._api.run(lambda: notebook_as_dict(self._library, fields.limit, fields.offset))
        return JSONResponse(found)

    async def save(self, request: Request) -> Response:
        """Save the answer that the request holds, under the name of who sends it."""
        refuse_readers(request)
        fields = fields_of(SaveFields, await json_body(request, MAX_BYTES))
        visitor = visitor_of(request.scope)
        by = visitor.name if visitor else ""
        answer = given_answer(fields.answer)
        saved = await self._api.run(lambda: save_answer(answer, self._library, note=fields.note, saved_by=by))
        return JSONResponse(saved.as_dict())

    async def annotate(self, request: Request) -> Response:
        """Replace the note of the saved answer with this very id."""
        refuse_readers(request)
        wanted, fields = request.path_params["id"], fields_of(NoteFields, await json_body(request))
        with naming_the_ids():
            await asyncio.to_thread(self._library.catalog.notebook.annotate, wanted, fields.note)
        return JSONResponse((await self._api.run(lambda: saved_answer(wanted, self._library))).as_dict())

    async def remove(self, request: Request) -> Response:
        """Delete the saved answer with this very id."""
        refuse_readers(request)
        wanted = request.path_params["id"]
        with naming_the_ids():
            await asyncio.to_thread(self._library.catalog.notebook.remove, wanted)
        return JSONResponse({"removed": [wanted]})


@contextmanager
def naming_the_ids() -> Iterator[None]:
    """An id that no saved answer has as a problem that says where programs find the ids."""
    try:
        yield
    except UnknownSavedAnswer as error:
        raise Problem(404, str(error).partition("; ")[0], "see the ids at GET /api/notebook") from error
