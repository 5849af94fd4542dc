"""The answer with a model: as many passages as it can read, its reply streamed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from llama_index.core.base.llms.types import ChatMessage
from llama_index.core.utils import get_tokenizer

from index.errors import ModelContextTooLong
from index.records import Article, Passage
from qa.models import Model, stream
from qa.prompts import Source, answer_messages

REPLY_TOKENS = 600
# Models count in tokens of their own; LlamaIndex's tokenizer, which needs no network, is near most.
COUNT_MARGIN = 1.15


def compose(
    model: Model,
    question: str,
    passages: Sequence[Passage],
    articles: Mapping[str, Article],
    today: date,
    deadline: float,
) -> Iterator[str]:
    """The model's reply as it comes. Passage n of `passages` is its passage [n].

    When the endpoint finds the passages too long, half of them are left out and
    it is asked again. Raises ModelFailed.
    """
    kept = fitting(model, question, passages, articles, today)
    while True:
        begun = False
        try:
            for piece in stream(model, answer_messages(question, sources(kept, articles), today), deadline):
                begun = True
                yield piece
            return
        except ModelContextTooLong:
            if begun or len(kept) < 2:
                raise
            kept = kept[: len(kept) // 2]


def sources(passages: Sequence[Passage], articles: Mapping[str, Article]) -> list[Source]:
    """The passages as a model is given them, numbered from 1."""
    return [
        Source(number, article.title, article.publisher, article.published, passage.text)
        for number, passage in enumerate(passages, 1)
        for article in [articles[passage.article_id]]
    ]


def fitting(
    model: Model, question: str, passages: Sequence[Passage], articles: Mapping[str, Article], today: date
) -> list[Passage]:
    """The first passages, as many as fit the model's context beside rules, question and reply; at least one."""
    kept = list(passages)
    room = model.context_tokens - REPLY_TOKENS
    while len(kept) > 1 and _tokens(answer_messages(question, sources(kept, articles), today)) > room:
        kept.pop()
    return kept


def _tokens(messages: Sequence[ChatMessage]) -> float:
    return COUNT_MARGIN * sum(len(get_tokenizer()(message.content or "")) for message in messages)
