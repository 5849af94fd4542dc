"""What is wrong with a request, or with answering it, as a status and two short sentences."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from article_qa.index import errors
from article_qa.qa.web.turns import Busy

Endpoint = Callable[[Request], Awaitable[Response]]
SEE = "see /api/openapi.json for what there is"
# The first kind that fits counts, so the more special stand before the more general.
STATUSES: tuple[tuple[type[errors.ArticleQAError], int], ...] = (
    (Busy, 429),
    (errors.QuestionRejected, 400),
    (errors.RequestRejected, 400),
    (errors.ModelUnavailable, 400),
    (errors.UnknownArticle, 404),
    (errors.UnknownSavedAnswer, 404),
    (errors.ArticleDamaged, 409),
    (errors.ArticleRejected, 422),
    (errors.PartMissing, 501),
    (errors.ModelBusy, 503),
    (errors.ModelFailed, 502),
)
UNAVAILABLE = 503
OPENAI = "/v1"
OPENAI_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
OPENAI_CODES = {401: "invalid_api_key", 429: "rate_limit_exceeded"}


class Problem(errors.ArticleQAError):
    """Why a request gets no answer: an HTTP status, what is wrong, and what to do about it."""

    # For OpenAI's clients: the parameter that is wrong, and a name for what is wrong.
    param: str | None = None
    code: str | None = None

    def __init__(self, status: int, error: str, hint: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{error}; {hint}")
        self.status, self.error, self.hint = status, error, hint
        self.headers = dict(headers or {})

    def as_dict(self) -> dict[str, Any]:
        return {"error": self.error, "hint": self.hint}

    def as_openai(self) -> dict[str, Any]:
        """The same as OpenAI's clients read it."""
        kind = OPENAI_TYPES.get(self.status, "invalid_request_error" if self.status < 500 else "server_error")
        message = f"{self.error}; {self.hint}" if self.hint else self.error
        return {
            "error": {
                "message": message,
                "type": kind,
                "param": self.param,
                "code": self.code or OPENAI_CODES.get(self.status),
            }
        }


def problem_of(error: Exception) -> Problem:
    """The problem that one of our errors is. Anything else is a fault of the program, and goes to the log."""
    if isinstance(error, Problem):
        return error
    if not isinstance(error, errors.ArticleQAError):
        logging.getLogger(__name__).error("a request failed", exc_info=error)
        return Problem(500, f"this went wrong ({type(error).__name__})", "the server's terminal says more")
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), UNAVAILABLE)
    # A message is one sentence that names the thing, then the remedy.
    what, _, remedy = str(error).rpartition("; ")
    headers = {"retry-after": "1"} if status == 429 else {}
    return Problem(status, what or remedy, remedy if what else SEE, headers=headers)


def problem_response(request: Request, problem: Problem) -> Response:
    """The problem in the form that the clients of this address read."""
    is_openai = request.scope["path"].startswith(OPENAI)
    facts = problem.as_openai() if is_openai else problem.as_dict()
    return JSONResponse(facts, problem.status, problem.headers)


def explaining(endpoint: Endpoint) -> Endpoint:
    """The same endpoint, whose failures are answers."""

    @wraps(endpoint)
    async def explained(request: Request) -> Response:
        try:
            return await endpoint(request)
        except HTTPException:
            raise
        except Exception as error:  # The caller gets a sentence; the log gets the trace.
            return problem_response(request, problem_of(error))

    return explained
