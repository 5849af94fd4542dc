"""`/api/articles`: the library's list and each article, whole; and `/health`."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from article_qa import __version__
from article_qa.index.library import Library, find_article
from article_qa.index.records import Scope
from article_qa.qa.article_json import article_as_dict
from article_qa.qa.retrieval.known_scope import known_scope
from article_qa.qa.web.api import Api
from article_qa.qa.web.rest.bodies import query_fields
from article_qa.qa.web.rest.fields import ListFields
from article_qa.qa.web.rest.problems import Problem
from article_qa.qa.web.visitors import visitor_of


class Articles:
    """Shows what the library holds."""

    def __init__(self, library: Library, api: Api) -> None:
        self._library, self._api = library, api

    async def list(self, request: Request) -> Response:
        """A part of the list, the newest first, and how many articles there are."""
        fields = query_fields(ListFields, request.query_params)
        return JSONResponse(await self._api.run(lambda: self._listed(fields)))

    async def show(self, request: Request) -> Response:
        """One article, whole."""
        return JSONResponse(await self._api.run(lambda: self._shown(request.path_params["id"])))

    async def health(self, request: Request) -> Response:
        """Whether questions can be answered, and what waits for its vectors; a stranger only learns the first."""
        # Without waiting for a turn: a busy server is not one to be started again.
        facts = await asyncio.to_thread(self._health)
        return JSONResponse(facts if visitor_of(request.scope) else {"ready": facts["ready"]})

    def _listed(self, fields: ListFields) -> dict[str, Any]:
        catalog = self._library.catalog
        asked = Scope(
            fields.since, fields.until, tuple(fields.publisher), collections=tuple(fields.collection),
            languages=tuple(fields.language),
        )  # fmt: skip
        scope = known_scope(asked, catalog).scope
        listings = catalog.listings(fields.search, limit=fields.limit, offset=fields.offset, scope=scope)
        total = catalog.matching(fields.search, scope)
        return {"articles": [listing.as_json() for listing in listings], "total": total, "offset": fields.offset}

    def _shown(self, wanted: str) -> dict[str, Any]:
        found = find_article(self._library, wanted)
        if found is None:
            raise unknown_article(wanted)
        return article_as_dict(found, self._library.catalog)

    def _health(self) -> dict[str, Any]:
        overview = self._library.catalog.overview()
        return {
            "ready": True,
            "articles": overview.articles,
            "passages": overview.passages,
            "pending": overview.pending,
            "damaged": overview.damaged,
            "version": __version__,
        }


def unknown_article(wanted: str) -> Problem:
    shown = wanted if len(wanted) <= 40 else f"{wanted[:40]}…"
    return Problem(404, f"no article has the id {shown!r}", "see the ids at GET /api/articles")
