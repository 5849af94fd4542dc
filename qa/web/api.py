"""The api for programs: what the page knows as JSON, over HTTP and as MCP tools.

Promises the same answer as on the page and the command line, and one sentence
for what cannot be answered.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar

import gradio as gr
from gradio.events import api as gradio_api
from pydantic import Field, ValidationError, validate_call

from article_qa.index.errors import ArticleQAError, RequestRejected
from article_qa.index.extras import part
from article_qa.index.records import Scope
from article_qa.qa.ask import AskMode
from article_qa.qa.assistant import Assistant
from article_qa.qa.questions.follow_ups import Turn
from article_qa.qa.web.turns import Turns

if TYPE_CHECKING:
    from article_qa.qa.mcp.http import McpOverHttp

Result = TypeVar("Result")
Endpoint: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]

MAX_FOUND = 50

Question = Annotated[str, Field(description="The question, in plain words.")]
Query = Annotated[str, Field(description="What to look for, in words.")]
Since = Annotated[str | None, Field(description="Only articles from this day on, as 2022-11-03.")]
Until = Annotated[str | None, Field(description="Only articles up to this day, as 2022-11-03.")]
Outlet = Annotated[str | None, Field(description="Only articles of this outlet.")]
Articles = Annotated[list[str] | None, Field(description="Only these articles, by their ids.")]
Collections = Annotated[list[str] | None, Field(description="Only articles of these collections.")]
Languages = Annotated[
    list[str] | None, Field(description="Only articles in these languages, by their codes, such as de.")
]
Mode = Annotated[
    AskMode,
    Field(description="What answers: a language model (llm), quotes alone (extract), or the model if there is one."),
]
History = Annotated[
    list[dict[str, str]] | None,
    Field(description='The conversation so far, the oldest turn first: [{"question": "…", "answer": "…"}].'),
]
Limit = Annotated[int, Field(ge=1, le=MAX_FOUND, description=f"How many passages at most, from 1 to {MAX_FOUND}.")]


@dataclass
class Api:
    """The api over one assistant; the name of a method is the name of its endpoint and of its tool."""

    assistant: Assistant
    turns: Turns = field(default_factory=Turns)

    async def ask(
        self,
        question: Question,
        since: Since = None,
        until: Until = None,
        publisher: Outlet = None,
        mode: Mode = "auto",
        history: History = None,
        articles: Articles = None,
        collections: Collections = None,
        languages: Languages = None,
    ) -> dict[str, Any]:
        """Answer a question from the news articles of the library, or say that they do not answer it.

        Every sentence of the answer cites the exact words of an article that it
        rests on: `text[start:end]` of that article, in code points. `status` is
        answered, partial or abstained; a sentence with the verdict unsupported
        is not borne out by what it cites.
        """
        scope, turns = _scope(since, until, publisher, articles, collections, languages), _turns(history)
        answer = await self.run(lambda: self.assistant.ask(question, scope=scope, history=turns, mode=mode))
        return answer.as_dict()

    async def search(
        self,
        query: Query,
        limit: Limit = 5,
        since: Since = None,
        until: Until = None,
        publisher: Outlet = None,
        articles: Articles = None,
        collections: Collections = None,
        languages: Languages = None,
    ) -> dict[str, Any]:
        """Find the passages of the news articles that come nearest to a query, the best first.

        Each has the article's id, title, outlet, date and address, the exact
        words (`quote`, from `start` to `end` of the article's text) and a score,
        which compares within one search only.
        """
        scope = _scope(since, until, publisher, articles, collections, languages)
        found = await self.run(lambda: self.assistant.search(query, scope=scope, limit=limit))
        return found.as_dict()

    async def list_articles(self) -> dict[str, Any]:
        """List the news articles of the library, the newest first, each with its id, title, outlet and date."""
        listings = await self.run(self.assistant.catalog.listings)
        return {"articles": [listing.as_json() for listing in listings]}

    async def run(self, work: Callable[[], Result]) -> Result:
        """`work` in a thread, when its turn comes."""
        try:
            async with self.turns.turn():
                return await asyncio.to_thread(work)
        except ArticleQAError:
            raise
        except Exception as exc:  # The program gets a sentence; the log gets the trace.
            logging.getLogger(__name__).exception("a request failed")
            raise RequestRejected(f"this went wrong ({type(exc).__name__}); the server's terminal says more") from exc


def add_endpoints(api: Api) -> None:
    """Put the api into the page that is being built, as Gradio endpoints of their names."""
    for endpoint in (api.ask, api.search, api.list_articles):
        gradio_api(_explaining(endpoint), api_name=endpoint.__name__, queue=False)


def mcp_server(api: Api) -> "McpOverHttp":
    """The MCP server over the same assistant. Raises PartMissing without the package for it."""
    with part("the MCP server", "mcp"):
        from article_qa.qa.mcp.http import over_http
        from article_qa.qa.mcp.served import Served
    return over_http(Served(api.assistant.catalog, lambda: api.assistant))


def _explaining(endpoint: Endpoint) -> Endpoint:
    """The same endpoint for Gradio, which is told each failure as one sentence for the caller."""
    checked = validate_call(endpoint)

    @wraps(endpoint)
    async def through(*args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            return await checked(*args, **kwargs)
        except ValidationError as error:
            wrong = "; ".join(_complaint(endpoint, each) for each in error.errors(include_input=False))
            raise gr.Error(wrong, print_exception=False) from error
        except ArticleQAError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return through


def _complaint(endpoint: Endpoint, error: Any) -> str:
    """What is wrong with which parameter; Gradio hands them over by position."""
    where, *_ = error["loc"]
    names = [name for name in endpoint.__annotations__ if name != "return"]
    return f"{names[where] if isinstance(where, int) else where}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _scope(
    since: str | None,
    until: str | None,
    publisher: str | None,
    articles: Sequence[str] | None,
    collections: Sequence[str] | None,
    languages: Sequence[str] | None,
) -> Scope:
    days = (_day("since", since), _day("until", until))
    publishers = (publisher,) if publisher else ()
    named = tuple(articles or ()), tuple(collections or ()), tuple(languages or ())
    return Scope(*days, publishers, *named)


def _day(name: str, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as exc:
        raise RequestRejected(f"{name} is {value!r}; write the day as 2022-11-03") from exc


def _turns(history: Sequence[dict[str, str]] | None) -> list[Turn]:
    try:
        return [Turn(turn["question"], turn["answer"]) for turn in history or ()]
    except KeyError as exc:
        raise RequestRejected(f"a turn of history has no {exc.args[0]!r}; give question and answer of each") from exc
