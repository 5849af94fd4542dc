"""A server that answers in place of the command, by its plain API."""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from types import TracebackType
from typing import Any
from urllib.parse import quote

import httpx

from article_qa.index.errors import ArticleQAError, QuestionRejected, UnknownArticle
from article_qa.qa.answer import Answer
from article_qa.qa.cli.answer_options import AnswerOptions, Exchange
from article_qa.qa.server_file import local_address

CONNECT_SECONDS = 5.0
UNKNOWN, REJECTED = 404, 400


class RemoteServer:
    """A server at an address, and the token to sign in with. Raises ArticleQAError where it does not answer."""

    def __init__(self, address: str, token: str | None, options: AnswerOptions) -> None:
        self.address, self._options = address.rstrip("/"), options
        try:
            self._client = httpx.Client(
                base_url=self.address,
                headers={"authorization": f"Bearer {token}"} if token else {},
                # A model may think for long.
                timeout=httpx.Timeout(None, connect=CONNECT_SECONDS),
                verify=self.address.startswith("https:"),
                # No proxy stands between this machine and itself.
                trust_env=local_address(self.address) is None,
            )
        except (ValueError, httpx.InvalidURL) as exc:
            raise _no_address(address) from exc
        if self._client.base_url.scheme not in ("http", "https"):
            raise _no_address(address)

    def stream(self, question: str, history: Sequence[Exchange] = ()) -> Iterator[str | Answer]:
        """What the server says: pieces of a model's draft, then the answer. Raises QuestionRejected too."""
        body = self._options.as_body(question, history, self._articles)
        asked = self._client.build_request("POST", "/api/ask", json=body, headers={"accept": "text/event-stream"})
        try:
            response = self._client.send(asked, stream=True)
            if response.status_code != httpx.codes.OK:
                response.read()
                raise _refusal(response)
            yield from _pieces(response.iter_lines())
        except httpx.HTTPError as exc:
            raise self._unreachable(exc) from exc

    @cached_property
    def _articles(self) -> tuple[str, ...]:
        return tuple(map(self._whole_id, self._options.articles))

    def _whole_id(self, wanted: str) -> str:
        try:
            found = self._client.get(f"/api/articles/{quote(wanted, safe='')}")
        except httpx.HTTPError as exc:
            raise self._unreachable(exc) from exc
        if found.status_code == UNKNOWN:
            raise UnknownArticle(wanted)
        if found.status_code != httpx.codes.OK:
            raise _refusal(found)
        return str(found.json()["id"])

    def _unreachable(self, error: Exception) -> ArticleQAError:
        why = str(error) or type(error).__name__
        return ArticleQAError(
            f"the server at {self.address!r} does not answer ({why}); start it, or leave --server out"
        )

    def __enter__(self) -> "RemoteServer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()


def _pieces(lines: Iterator[str]) -> Iterator[str | Answer]:
    """The events of a stream, to the answer (WHATWG HTML, server-sent events)."""
    name = ""
    for line in lines:
        kind, _, value = line.partition(": ")
        if kind == "event":
            name = value
        elif kind == "data" and name == "piece":
            yield str(json.loads(value)["text"])
        elif kind == "data" and name == "answer":
            yield Answer.from_dict(json.loads(value))
            return
        elif kind == "data" and name == "error":
            raise ArticleQAError(_told(json.loads(value)))
    raise ArticleQAError("the server broke off before it had answered; ask again")


def _refusal(response: httpx.Response) -> ArticleQAError:
    try:
        said = _told(response.json())
    except (ValueError, KeyError, TypeError):
        said = f"the server answered with status {response.status_code}; check the address after --server"
    if response.status_code == httpx.codes.UNAUTHORIZED:
        said = f"{said.partition(';')[0]}; put a token of the server into QA_TOKEN"
    return QuestionRejected(said) if response.status_code == REJECTED else ArticleQAError(said)


def _told(facts: dict[str, Any]) -> str:
    """ "what is wrong; the remedy"."""
    return "; ".join(filter(None, (facts["error"], facts["hint"])))


def _no_address(address: str) -> QuestionRejected:
    return QuestionRejected(f"{address!r} is not the address of a server; write it as http://127.0.0.1:7860")
