"""`POST /api/export`: a saved answer as a file for other programs."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from article_qa.index.library import Library
from article_qa.qa.export.formats import MEDIA_TYPES, SUFFIXES, export_answer
from article_qa.qa.export.given import given_answer
from article_qa.qa.receipts.saved import MAX_BYTES
from article_qa.qa.web.rest.bodies import fields_of, json_body
from article_qa.qa.web.rest.fields import ExportFields


class Exporting:
    """Writes answers as files; the library knows who wrote the articles."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def export(self, request: Request) -> Response:
        """The answer that the request holds, as a file of the format that it names."""
        fields = fields_of(ExportFields, await json_body(request, MAX_BYTES))
        content = await asyncio.to_thread(self._exported, fields)
        name = f"answer{SUFFIXES[fields.format]}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return Response(content, media_type=MEDIA_TYPES[fields.format], headers=headers)

    def _exported(self, fields: ExportFields) -> bytes:
        answer = given_answer(fields.answer)
        articles = map(self._library.catalog.article, {each.article_id for each in answer.citations})
        return export_answer(answer, fields.format, authors={each.id: each.author for each in articles if each})
