"""One call of a language model: its reply as it comes, its failures as ours.

Promises that a call ends within its time, that no key is ever in a message, and
that what a model writes holds none of its own marks and nothing that turns the
words after it round.
"""

import time
from collections.abc import Generator, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from article_qa.index.embedders.openai_errors import message_of, retry_after
from article_qa.index.errors import (
    ModelBroken,
    ModelBusy,
    ModelContextTooLong,
    ModelFailed,
    ModelKeyRefused,
    ModelMissing,
    ModelOutOfCredit,
    ModelRefused,
    ModelSilent,
    ModelTimeout,
)
from article_qa.index.records import OVERRIDES
from article_qa.qa.generation.cleaning import ReplyCleaner
from article_qa.qa.generation.prompts import Message

if TYPE_CHECKING:
    from llama_index.core.llms import LLM


@dataclass(slots=True)
class Ending:
    """What the chunks of a stream say of its end; `is_open` when another should have followed."""

    finish_reason: str | None = None
    usage: Any = None
    is_open: bool = False
    seconds: float = 0.0

    def read(self, chunk: Any) -> None:
        choices = getattr(chunk, "choices", None) or []
        reasons = [getattr(choice, "finish_reason", "stop") for choice in choices]
        self.is_open = None in reasons if reasons else self.is_open and self.usage is None
        self.finish_reason = next(filter(None, reasons), self.finish_reason)
        self.usage = getattr(chunk, "usage", None) or self.usage


def call(
    llm: "LLM", messages: Sequence[Message], deadline: float, options: dict[str, Any]
) -> Generator[str, None, Ending]:
    """The pieces of one reply; returns how it ended. Raises ModelFailed.

    It runs in a thread, so that a server that only keeps the line open cannot hold the reader.
    """
    arrived: Queue[str | ModelFailed | Ending] = Queue()
    stopped = Event()

    from llama_index.core.base.llms.types import ChatMessage

    chat = [ChatMessage(role=message.role, content=message.content) for message in messages]

    def run() -> None:
        said, cleaner, ending, started = False, ReplyCleaner(), Ending(), time.monotonic()

        def put(piece: str) -> bool:
            says = said or bool(piece.strip())
            if piece and says:
                arrived.put(piece)
            return says

        try:
            for response in llm.stream_chat(chat, **options):
                if stopped.is_set():
                    return
                ending.read(response.raw)
                said = put(cleaner.feed(OVERRIDES.sub("", response.delta or "")))
            said = put(cleaner.close())
            ending.seconds = round(time.monotonic() - started, 3)
            arrived.put(ModelBroken() if ending.is_open else ending if said else ModelSilent())
        except Exception as exc:
            arrived.put(explained(exc))

    # In the context of whoever asks, so that the call belongs to the trace of the question.
    Thread(target=copy_context().run, args=(run,), daemon=True, name="model").start()
    try:
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise ModelTimeout
            piece = arrived.get(timeout=left)
            if isinstance(piece, Ending):
                return piece
            if isinstance(piece, ModelFailed):
                raise piece
            yield piece
    except Empty:
        raise ModelTimeout from None
    finally:
        stopped.set()


def explained(exc: Exception) -> ModelFailed:
    """The vendor's error as one of ours, the most specific first."""
    import httpx
    import openai

    for each in (exc, exc.__cause__):
        if isinstance(each, ModelFailed):
            return each
    if isinstance(exc, openai.APITimeoutError | httpx.TimeoutException):
        return ModelTimeout()
    code = str(getattr(exc, "code", "") or "")
    if isinstance(exc, openai.AuthenticationError | openai.PermissionDeniedError | openai.OAuthError):
        return ModelKeyRefused()
    if isinstance(exc, openai.RateLimitError):
        return ModelOutOfCredit() if code == "insufficient_quota" else ModelBusy(retry_after(exc))
    if isinstance(exc, openai.NotFoundError):
        return ModelMissing()
    if isinstance(exc, openai.BadRequestError | openai.UnprocessableEntityError | openai.ConflictError):
        too_long = code == "context_length_exceeded" or "context" in str(exc).lower()
        return ModelContextTooLong() if too_long else ModelRefused(message_of(exc))
    if isinstance(exc, openai.APIStatusError) and exc.status_code < 500:
        return ModelRefused(message_of(exc))
    return ModelBroken()
