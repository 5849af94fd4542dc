"""The answer with a model: as many passages as it can read, its reply streamed."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from article_qa.index.errors import ModelContextTooLong
from article_qa.index.records import Article, Passage
from article_qa.qa.generation.llm import Completion, Model, stream
from article_qa.qa.generation.prompts import Message, Source, answer_messages
from article_qa.qa.reading.context import Context

# Models count in tokens of their own; LlamaIndex's tokenizer, which needs no network, is near most.
COUNT_MARGIN = 1.15


@dataclass(frozen=True, slots=True)
class Composed:
    """A reply that has begun: the passages it was given, of which the first is [1], and its pieces as they come."""

    given: Sequence[Passage]
    pieces: Generator[str, None, Completion]


def compose(model: Model, context: Context, deadline: float) -> Composed:
    """Ask for an answer and wait for its first word.

    When the endpoint finds the passages too long, half of them are left out and
    it is asked again. Raises ModelFailed, and so do the pieces.
    """
    kept = fitting(model, context)
    while True:
        pieces = stream(model, _messages(context, kept), deadline)
        try:
            return Composed(kept, _from(next(pieces), pieces))
        except ModelContextTooLong:
            if len(kept) < 2:
                raise
            kept = kept[: len(kept) // 2]


def fitting(model: Model, context: Context) -> Sequence[Passage]:
    """The first passages, as many as fit the model's context together with rules, question and reply; at least one."""
    kept = context.passages
    while len(kept) > 1 and _tokens(_messages(context, kept)) > model.context_tokens - model.reply_tokens:
        kept = kept[:-1]
    return kept


def sources(passages: Sequence[Passage], articles: Mapping[str, Article]) -> list[Source]:
    """The passages as a model is given them, numbered from 1."""
    return [
        Source(number, article.title, article.publisher, article.published, passage.text)
        for number, passage in enumerate(passages, 1)
        for article in [articles[passage.article_id]]
    ]


def _from(first: str, rest: Generator[str, None, Completion]) -> Generator[str, None, Completion]:
    yield first
    return (yield from rest)


def _messages(context: Context, kept: Sequence[Passage]) -> list[Message]:
    return answer_messages(context.searched, sources(kept, context.articles), context.today)


def _tokens(messages: Sequence[Message]) -> float:
    # A second to import, and only a model's context is counted.
    from llama_index.core.utils import get_tokenizer

    return COUNT_MARGIN * sum(len(get_tokenizer()(message.content)) for message in messages)
