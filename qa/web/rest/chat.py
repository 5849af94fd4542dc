"""`/v1`: the library as a model for OpenAI's clients. The last message is the question, the others its history."""

import json
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from article_qa.qa.answer import Answer
from article_qa.qa.citation import Citation
from article_qa.qa.web.proxies import public_base
from article_qa.qa.web.rest.asking import EVENT_STREAM, FIRST_SECONDS, GONE, STREAM_HEADERS, Asking
from article_qa.qa.web.rest.bodies import fields_of, json_body
from article_qa.qa.web.rest.chat_fields import ChatFields, usage
from article_qa.qa.web.rest.chat_text import annotations, body_of, escaped, tail_of, web_link
from article_qa.qa.web.rest.jobs import Job, last
from article_qa.qa.web.rest.problems import Problem, problem_of

MODEL = "article-qa"
MAX_CHAT_BYTES = 4 * 2**20
DONE = "data: [DONE]\n\n"


class Chat:
    """Answers chat requests over one library."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._model = {"id": MODEL, "object": "model", "created": int(time.time()), "owned_by": "article-qa"}

    async def models(self, _: Request) -> Response:
        """The one model there is."""
        return JSONResponse({"object": "list", "data": [self._model]})

    async def model(self, request: Request) -> Response:
        """That model."""
        _refuse_unknown(request.path_params["id"])
        return JSONResponse(self._model)

    async def complete(self, request: Request) -> Response:
        """The answer as a message, whole or in pieces."""
        fields = fields_of(ChatFields, await json_body(request, MAX_CHAT_BYTES))
        _refuse_unknown(fields.model)
        job = self._asking.job(fields.question(), fields.options())
        reply = Reply(request)
        if fields.stream:
            first = await job.next(FIRST_SECONDS)
            events = self._events(job, first, reply, wants_usage=fields.wants_usage)
            return StreamingResponse(events, media_type=EVENT_STREAM, headers=STREAM_HEADERS)
        answer = await last(job, request, lambda piece: isinstance(piece, Answer))
        return JSONResponse(reply.whole(answer)) if isinstance(answer, Answer) else GONE

    async def _events(
        self, job: Job[str | Answer], piece: str | Answer | None, reply: "Reply", *, wants_usage: bool
    ) -> AsyncIterator[str]:
        try:
            yield reply.chunk({"role": "assistant", "content": ""})
            while not isinstance(piece, Answer):
                yield ": still here\n\n" if piece is None else reply.chunk({"content": reply.add(piece)})
                piece = await job.next(self._asking.keep_alive_seconds)
            yield reply.chunk({"content": reply.finish(piece)})
            yield reply.chunk({"annotations": reply.annotations(piece)}, finish="stop")
            if wants_usage:
                yield _event(reply.head("chat.completion.chunk") | {"choices": [], "usage": usage(piece.usage)})
            yield DONE
        except Exception as error:  # The status is sent already.
            yield _event(problem_of(error).as_openai())
        finally:
            job.stop()


class Reply:
    """One message on its way to a client."""

    def __init__(self, request: Request) -> None:
        self._base = public_base(request)
        self._id, self._created = f"chatcmpl-{secrets.token_hex(12)}", int(time.time())
        self._said, self._body = "", ""

    def add(self, piece: str) -> str:
        """A piece of a draft as Markdown."""
        self._said += piece
        shown = escaped(piece)
        self._body += shown
        return shown

    def finish(self, answer: Answer) -> str:
        """What is still to be sent of the answer, and what stands under it."""
        rest = body_of(answer)
        if self._said:
            unsaid = answer.text.removeprefix(self._said)
            rest = escaped(unsaid) if unsaid != answer.text else ""
        self._body += rest
        return rest + tail_of(answer, self._address_of)

    def annotations(self, answer: Answer) -> list[dict[str, Any]]:
        return annotations(self._body, answer, self._address_of)

    def whole(self, answer: Answer) -> dict[str, Any]:
        """The answer as a completion."""
        content = self.finish(answer)
        message = {"role": "assistant", "content": content, "refusal": None, "annotations": self.annotations(answer)}
        choices = [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}]
        return self.head("chat.completion") | {"choices": choices, "usage": usage(answer.usage)}

    def chunk(self, delta: Mapping[str, Any], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return _event(self.head("chat.completion.chunk") | {"choices": [choice]})

    def head(self, kind: str) -> dict[str, Any]:
        return {"id": self._id, "object": kind, "created": self._created, "model": MODEL}

    def _address_of(self, citation: Citation) -> str:
        """The article on the web; without an address there, in the library."""
        return web_link(citation) or f"{self._base}/api/articles/{citation.article_id}"


def _refuse_unknown(name: str) -> None:
    if name != MODEL:
        problem = Problem(404, f"there is no model {name[:60]!r}", f"name {MODEL!r}")
        problem.param, problem.code = "model", "model_not_found"
        raise problem


def _event(facts: Mapping[str, Any]) -> str:
    return f"data: {json.dumps(facts, ensure_ascii=False)}\n\n"
