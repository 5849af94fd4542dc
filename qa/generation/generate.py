"""The answer with a model: as many passages as it can read, its reply streamed."""

from collections.abc import Iterator, Mapping, Sequence

from article_qa.index.errors import ModelContextTooLong
from article_qa.index.records import Article, Passage
from article_qa.qa.generation.llm import Model, stream
from article_qa.qa.generation.prompts import Message, Source, answer_messages
from article_qa.qa.reading.context import Context

REPLY_TOKENS = 600
# Models count in tokens of their own; LlamaIndex's tokenizer, which needs no network, is near most.
COUNT_MARGIN = 1.15


def compose(model: Model, context: Context, deadline: float) -> Iterator[str]:
    """The model's reply as it comes. Passage n of `context` is its passage [n].

    When the endpoint finds the passages too long, half of them are left out and
    it is asked again. Raises ModelFailed.
    """
    kept = fitting(model, context)
    while True:
        begun = False
        try:
            for piece in stream(model, _messages(context, kept), deadline):
                begun = True
                yield piece
            return
        except ModelContextTooLong:
            if begun or len(kept) < 2:
                raise
            kept = kept[: len(kept) // 2]


def fitting(model: Model, context: Context) -> Sequence[Passage]:
    """The first passages, as many as fit the model's context beside rules, question and reply; at least one."""
    kept = context.passages
    while len(kept) > 1 and _tokens(_messages(context, kept)) > model.context_tokens - REPLY_TOKENS:
        kept = kept[:-1]
    return kept


def sources(passages: Sequence[Passage], articles: Mapping[str, Article]) -> list[Source]:
    """The passages as a model is given them, numbered from 1."""
    return [
        Source(number, article.title, article.publisher, article.published, passage.text)
        for number, passage in enumerate(passages, 1)
        for article in [articles[passage.article_id]]
    ]


def _messages(context: Context, kept: Sequence[Passage]) -> list[Message]:
    return answer_messages(context.searched, sources(kept, context.articles), context.today)


def _tokens(messages: Sequence[Message]) -> float:
    # A second to import, and only a model's context is counted.
    from llama_index.core.utils import get_tokenizer

    return COUNT_MARGIN * sum(len(get_tokenizer()(message.content)) for message in messages)
