"""`/api/collections`: articles under a name, to which a question can be narrowed."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from article_qa.index.library import Library
from article_qa.index.records import Scope
from article_qa.index.text.cleaning import one_line
from article_qa.qa.web.api import Api
from article_qa.qa.web.rest.articles import unknown_article
from article_qa.qa.web.rest.bodies import fields_of, json_body
from article_qa.qa.web.rest.changes import refuse_readers
from article_qa.qa.web.rest.fields import CollectFields
from article_qa.qa.web.rest.problems import Problem


class CollectionDoor:
    """Lists the collections, puts articles into one and takes them out."""

    def __init__(self, library: Library, api: Api) -> None:
        self._library, self._api = library, api

    async def list(self, _: Request) -> Response:
        """The collections, and how many articles each has."""
        return JSONResponse(await self._api.run(self._listed))

    async def collect(self, request: Request) -> Response:
        """Put articles into a collection, which is made when it is new, or take them out. All ids must be known."""
        refuse_readers(request)
        fields = fields_of(CollectFields, await json_body(request))
        return JSONResponse(await asyncio.to_thread(self._collected, fields))

    def _listed(self) -> dict[str, Any]:
        catalog = self._library.catalog
        counts = {name: catalog.queries.count(Scope(collections=(name,))) for name in catalog.collections.names()}
        return {"collections": [{"name": name, "articles": count} for name, count in counts.items()]}

    def _collected(self, fields: CollectFields) -> dict[str, Any]:
        plain = one_line(fields.name)
        if not plain:
            raise Problem(400, "the name of the collection has no words", "give it a name with words")
        catalog = self._library.catalog
        if unknown := next((wanted for wanted in fields.articles if not catalog.knows(wanted)), None):
            raise unknown_article(unknown)
        name = catalog.collections.named(plain) or plain
        change = catalog.collections.leave if fields.remove else catalog.collections.collect
        return {"collection": name, "changed": change(fields.articles, name)}
