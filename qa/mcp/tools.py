"""The tools: what each is called, takes, does and gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from article_qa.qa.answer_schema import answer_schema, draft_schema, receipt_schema, search_schema
from article_qa.qa.mcp import schemas
from article_qa.qa.mcp.arguments import (
    ArticleArguments,
    AskArguments,
    CheckArguments,
    Kind,
    ListArguments,
    SearchArguments,
    VerifyArguments,
    read,
)
from article_qa.qa.mcp.articles import article_list, article_part
from article_qa.qa.mcp.served import Served
from article_qa.qa.receipts.verify import verify_answer


@dataclass(frozen=True)
class Tool(Generic[Kind]):
    """One tool, for which nothing in the library changes.

    `run` takes the library and the arguments and gives JSON that fits the
    `gives` schema. It may take its time: it runs in a thread.
    """

    name: str
    title: str
    description: str
    takes: type[Kind]
    gives: Callable[[], dict[str, Any]]
    run: Callable[[Served, Kind], dict[str, Any]]

    def call(self, served: Served, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """What the tool gives for these arguments. Raises ArticleQAError."""
        return self.run(served, read(self.takes, self.name, arguments))


def _ask(served: Served, given: AskArguments) -> dict[str, Any]:
    return served.assistant.answer(given.question, given.options).as_dict()


def _search(served: Served, given: SearchArguments) -> dict[str, Any]:
    return served.assistant.search(given.query, scope=given.scope, limit=given.limit).as_dict()


def _check(served: Served, given: CheckArguments) -> dict[str, Any]:
    return served.assistant.check(given.text, scope=given.scope, today=given.today).as_dict()


def _verify(served: Served, given: VerifyArguments) -> dict[str, Any]:
    return verify_answer(given.answer, served).as_dict()


def _get_article(served: Served, given: ArticleArguments) -> dict[str, Any]:
    return article_part(served, given.article_id, given.start)


def _list_articles(served: Served, given: ListArguments) -> dict[str, Any]:
    return article_list(served.catalog, given.scope, given.limit, given.offset)


# A further tool is a further line here, with its arguments in `arguments` and its schema in `schemas`.
TOOLS: tuple[Tool[Any], ...] = (
    Tool(
        "ask",
        "Ask the articles",
        "Answer a question from the news articles of the library, or say that they do not answer it. "
        "Every sentence of the answer cites the exact words of an article that it rests on. "
        "`text` is the answer with its numbers; `citations` has the quotes, outlets, dates and addresses. "
        "`status` is answered, partial, doubtful or abstained.",
        AskArguments,
        answer_schema,
        _ask,
    ),
    Tool(
        "search",
        "Search the articles",
        "Find the passages of the news articles that come nearest to a query, the best first, without an answer. "
        "Each has the article's id, title, outlet, date and address, and the exact words in `quote`. "
        "The score compares within one search only.",
        SearchArguments,
        search_schema,
        _search,
    ),
    Tool(
        "check",
        "Check a draft",
        "Hold each sentence of a draft against the news articles: supported, contradicted, not_found or no_claim, "
        "with the exact words, the reason, and what the articles say instead.",
        CheckArguments,
        draft_schema,
        _check,
    ),
    Tool(
        "verify",
        "Verify a saved answer",
        "Say of each citation of a saved answer whether its words stand in the article, have changed, or are gone.",
        VerifyArguments,
        receipt_schema,
        _verify,
    ),
    Tool(
        "get_article",
        "Read an article",
        "Read one news article by its id, with title, outlet, author, date and address. "
        "A long text comes in parts: ask again with `start` set to `next_start` until that is null.",
        ArticleArguments,
        schemas.article,
        _get_article,
    ),
    Tool(
        "list_articles",
        "List the articles",
        "List the news articles of the library, the newest first, each with its id, title, outlet and date. "
        "`total` counts all that the filters let through. "
        "A long list comes in parts: ask again with `offset` set to `next_offset` until that is null.",
        ListArguments,
        schemas.article_list,
        _list_articles,
    ),
)
