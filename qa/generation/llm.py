"""The choice of language model, and its failures as ours: the only home of openai.

    OPENAI_API_KEY                OpenAI
    QA_BASE_URL and QA_MODEL      any OpenAI-compatible endpoint (Ollama, vLLM, llama.cpp, LM Studio …)
    neither                       none: answers are quoted

Promises that a call ends within its time, that nothing is retried once a word
has been shown, that no key is ever in a message, and that what a model writes
holds nothing that turns the words after it round.
"""

import time
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from queue import Empty, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from article_qa.index.embedders.openai_errors import message_of, retry_after
from article_qa.index.errors import (
    ModelBroken,
    ModelBusy,
    ModelContextTooLong,
    ModelFailed,
    ModelKeyRefused,
    ModelMissing,
    ModelOutOfCredit,
    ModelRedirected,
    ModelRefused,
    ModelSilent,
    ModelTimeout,
    ModelUnavailable,
)
from article_qa.index.records import OVERRIDES
from article_qa.index.remote import log_words, staying_at
from article_qa.qa.generation.prompts import Message
from article_qa.qa.settings import QASettings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

OPENAI_URL = "https://api.openai.com/v1"
OPENAI_MODEL = "gpt-5.4-mini"
FIRST_PAUSE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Model:
    """A language model, what to call it, and how far it may go.

    `host` is where the question and the passages are sent, None when they stay on this machine.
    """

    llm: "LLM"
    name: str
    host: str | None = None
    timeout_seconds: float = 60
    context_tokens: int = 8192


def choose_model(settings: QASettings) -> Model | None:
    """The model that the settings name; None when they name none.

    Raises ModelUnavailable for an endpoint without a model's name.
    """
    url, key, name = settings.base_url, settings.api_key, settings.model
    if not url:
        if not settings.openai_api_key:
            return None
        url, key, name = OPENAI_URL, settings.openai_api_key, name or OPENAI_MODEL
    if not name:
        raise ModelUnavailable(f"QA_BASE_URL names {url!r} but no model; name one with QA_MODEL")
    # A second to import, and without a model nobody needs it.
    import openai
    from llama_index.llms.openai_like import OpenAILike

    client = openai.DefaultHttpxClient(event_hooks={"request": [staying_at(url, ModelRedirected)]})
    # Not among the fields that the class declares.
    more: dict[str, Any] = {"http_client": client}
    llm = OpenAILike(
        model=name,
        api_base=url,
        api_key=key.get_secret_value() if key else "none",
        is_chat_model=True,
        context_window=settings.context_tokens,
        temperature=0,
        timeout=settings.timeout_seconds,
        # Retries are counted here, against one time limit.
        max_retries=0,
        **more,
    )
    # The vendor closes the clients of its own making only.
    weakref.finalize(llm, client.close)
    return Model(llm, name, _elsewhere(url), settings.timeout_seconds, settings.context_tokens)


def stream(model: Model, messages: Sequence[Message], deadline: float) -> Iterator[str]:
    """The reply, piece by piece as it comes.

    What may pass is tried again, with growing pauses or the one the server
    asks for, as long as nothing has been yielded and `deadline`, by the
    monotonic clock, has not come. Raises ModelFailed.
    """
    pause = FIRST_PAUSE_SECONDS
    options: dict[str, Any] = {}
    while True:
        begun = False
        try:
            for piece in _once(model.llm, messages, deadline, options):
                begun = True
                yield piece
            return
        except ModelFailed as failure:
            refuses_temperature = isinstance(failure, ModelRefused) and "temperature" in failure.said.lower()
            if refuses_temperature and not options:
                import openai

                options = {"temperature": openai.omit}
                continue
            if isinstance(failure, ModelRefused):
                log_words(f"the language model {model.name!r}", failure.said)
            wait = pause if failure.retry_after is None else failure.retry_after
            if begun or not failure.retryable or time.monotonic() + wait >= deadline:
                raise
            time.sleep(wait)
            pause *= 2


def reply(model: Model, messages: Sequence[Message], deadline: float) -> str:
    """The whole reply at once. Raises ModelFailed."""
    return "".join(stream(model, messages, deadline))


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


def _once(llm: "LLM", messages: Sequence[Message], deadline: float, options: dict[str, Any]) -> Iterator[str]:
    """One try. It runs in a thread, so that a server that only keeps the line open cannot hold the reader."""
    arrived: Queue[str | ModelFailed | None] = Queue()
    stopped = Event()

    from llama_index.core.base.llms.types import ChatMessage

    chat = [ChatMessage(role=message.role, content=message.content) for message in messages]

    def run() -> None:
        said, last = False, None
        try:
            for response in llm.stream_chat(chat, **options):
                if stopped.is_set():
                    return
                last = response.raw
                piece = OVERRIDES.sub("", response.delta or "")
                said = said or bool(piece and not piece.isspace())
                if said and piece:
                    arrived.put(piece)
            if _cut_off(last):
                arrived.put(ModelBroken())
            else:
                arrived.put(None if said else ModelSilent())
        except Exception as exc:
            arrived.put(explained(exc))

    Thread(target=run, daemon=True, name="model").start()
    try:
        while True:
            piece = arrived.get(timeout=max(0.0, deadline - time.monotonic()))
            if piece is None:
                return
            if isinstance(piece, ModelFailed):
                raise piece
            yield piece
    except Empty:
        raise ModelTimeout() from None
    finally:
        stopped.set()


def _cut_off(last: Any) -> bool:
    """Whether the last chunk of a stream is one that another should have followed."""
    choices = getattr(last, "choices", None) or []
    return any(getattr(choice, "finish_reason", "stop") is None for choice in choices)


def _elsewhere(url: str) -> str | None:
    """The host of an endpoint that is not on this machine."""
    host = urlsplit(url).hostname or url
    if host == "localhost":
        return None
    try:
        return None if ip_address(host).is_loopback else host
    except ValueError:
        return host
