"""`POST /api/ask` and `POST /api/search`: what the library says to a question."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from article_qa.index.records import EVERYTHING
from article_qa.qa.answer import Answer
from article_qa.qa.ask import Ask
from article_qa.qa.web.api import Api
from article_qa.qa.web.rest.bodies import fields_of, json_body
from article_qa.qa.web.rest.fields import AskFields, SearchFields
from article_qa.qa.web.rest.jobs import Job, last
from article_qa.qa.web.rest.problems import problem_of

EVENT_STREAM = "text/event-stream"
# Proxies cut lines that are silent for a minute.
KEEP_ALIVE_SECONDS = 15.0
# What fails as fast is a status; later it is an event.
FIRST_SECONDS = 2.0
STREAM_HEADERS = {"cache-control": "no-cache", "x-accel-buffering": "no"}
GONE = Response(status_code=499)


class Asking:
    """Answers questions, whole or as they come about."""

    def __init__(self, api: Api, *, keep_alive_seconds: float = KEEP_ALIVE_SECONDS) -> None:
        self._api = api
        self.keep_alive_seconds = keep_alive_seconds

    async def ask(self, request: Request) -> Response:
        """The answer as JSON, or the events that lead to it."""
        fields = fields_of(AskFields, await json_body(request))
        job = self.job(fields.question, fields.options())
        if EVENT_STREAM in request.headers.get("accept", ""):
            return await self._streamed(job)
        answer = await last(job, request, lambda piece: isinstance(piece, Answer))
        return JSONResponse(answer.as_dict()) if isinstance(answer, Answer) else GONE

    async def search(self, request: Request) -> Response:
        """The passages that come nearest, as JSON."""
        fields = fields_of(SearchFields, await json_body(request))

        def search() -> Iterator[dict[str, Any]]:
            scope = fields.scope.scope() if fields.scope else EVERYTHING
            found = self._api.assistant.search(fields.query, scope=scope, limit=fields.limit, today=fields.today)
            yield found.as_dict()

        found = await last(Job(self._api.turns, search), request, lambda _: True)
        return JSONResponse(found) if found else GONE

    def job(self, question: str, options: Ask) -> Job[str | Answer]:
        """The answer on its way, with what a model writes before it."""
        return Job(self._api.turns, lambda: self._api.assistant.stream(question, options))

    async def _streamed(self, job: Job[str | Answer]) -> Response:
        first = await job.next(FIRST_SECONDS)
        return StreamingResponse(self._events(job, first), media_type=EVENT_STREAM, headers=STREAM_HEADERS)

    async def _events(self, job: Job[str | Answer], piece: str | Answer | None) -> AsyncIterator[str]:
        try:
            while not isinstance(piece, Answer):
                yield ": still here\n\n" if piece is None else event("piece", {"text": piece})
                piece = await job.next(self.keep_alive_seconds)
            yield event("answer", piece.as_dict())
        except Exception as error:  # The status is sent already.
            yield event("error", problem_of(error).as_dict())
        finally:
            job.stop()


def event(name: str, facts: Mapping[str, Any]) -> str:
    """One event of a stream (WHATWG HTML, server-sent events)."""
    return f"event: {name}\ndata: {json.dumps(facts, ensure_ascii=False)}\n\n"
