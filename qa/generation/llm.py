"""The choice of language model, and what it is asked, again where that may help.

    OPENAI_API_KEY                OpenAI
    QA_BASE_URL and QA_MODEL      any OpenAI-compatible endpoint (Ollama, vLLM, llama.cpp, LM Studio …)
    neither                       none: answers are quoted

Promises that nothing is retried once a word has been shown. How one call goes,
and its failures, are in `model_call`.
"""

import weakref
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from article_qa.index.deadline import Deadline
from article_qa.index.errors import ModelFailed, ModelRedirected, ModelRefused, ModelUnavailable
from article_qa.index.extras import part
from article_qa.index.remote import log_words, staying_at
from article_qa.index.retries import Retries
from article_qa.qa.generation.cleaning import CANCEL
from article_qa.qa.generation.model_call import Ending, call
from article_qa.qa.generation.prompts import Message
from article_qa.qa.generation.unstreamed import streaming_client
from article_qa.qa.settings import QASettings
from article_qa.qa.usage import Usage

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

OPENAI_URL = "https://api.openai.com/v1"
OPENAI_MODEL = "gpt-5.4-mini"
MAX_REPLY_TOKENS = 2000
# Of a small context the reply may take no more than a quarter.
REPLY_SHARE = 4


@dataclass(frozen=True, slots=True)
class Model:
    """A language model, what to call it, and how far it may go.

    `host` is where the question and the passages are sent, None when they stay
    on this machine. `options` go with every request.
    """

    llm: "LLM"
    name: str
    host: str | None = None
    timeout_seconds: float = 60
    context_tokens: int = 8192
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reply_tokens(self) -> int:
        """How long a reply may be, thoughts included."""
        return min(MAX_REPLY_TOKENS, self.context_tokens // REPLY_SHARE)


@dataclass(frozen=True, slots=True)
class Completion:
    """A reply that has ended: what it cost, and why it ended; `text` only where it was asked for at once."""

    usage: Usage
    finish_reason: str = "stop"
    text: str = ""


def choose_model(settings: QASettings) -> Model | None:
    """The model that the settings name; None when they name none.

    Raises ModelUnavailable for an endpoint without a model's name, PartMissing without its client.
    """
    url, key, name = settings.base_url, settings.api_key, settings.model
    setting = "QA_BASE_URL" if url else "OPENAI_API_KEY"
    if not url:
        if not settings.openai_api_key:
            return None
        url, key, name = OPENAI_URL, settings.openai_api_key, name or OPENAI_MODEL
    if not name:
        raise ModelUnavailable(f"QA_BASE_URL names {url!r} but no model; name one with QA_MODEL")
    # A second to import, and without a model nobody needs it.
    with part(f"the client of language models, which {setting} asks for,", "llm"):
        from llama_index.llms.openai_like import OpenAILike

    client = streaming_client(event_hooks={"request": [staying_at(url, ModelRedirected)]})
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
    model = Model(llm, name, _elsewhere(url), settings.timeout_seconds, settings.context_tokens)
    limit = "max_completion_tokens" if url == OPENAI_URL else "max_tokens"
    return replace(model, options={limit: model.reply_tokens, "stream_options": {"include_usage": True}})


def stream(model: Model, messages: Sequence[Message], deadline: float) -> Generator[str, None, Completion]:
    """The reply, piece by piece as it comes, without the model's own marks; returns how it ended.

    CANCEL in a piece says that what came before it was a thought. What may pass
    is tried again, with growing pauses or the longer one the server asks for,
    as long as nothing has been yielded and `deadline`, by the monotonic clock,
    has not come. Raises ModelFailed.
    """
    retries = Retries(deadline=Deadline(deadline))
    options = dict(model.options)
    while True:
        begun = False
        try:
            pieces = call(model.llm, messages, deadline, options)
            while True:
                try:
                    piece = next(pieces)
                except StopIteration as end:
                    return _completion(end.value)
                begun = True
                yield piece
        except ModelFailed as failure:
            other = _without_refused(options, failure)
            if other is not None:
                options = other
                continue
            if isinstance(failure, ModelRefused):
                log_words(f"the language model {model.name!r}", failure.said)
            if begun or not failure.retryable or not retries.pause(failure.retry_after):
                raise


def reply(model: Model, messages: Sequence[Message], deadline: float) -> Completion:
    """The whole reply at once. Raises ModelFailed."""
    pieces = stream(model, messages, deadline)
    text = ""
    while True:
        try:
            text += next(pieces)
        except StopIteration as end:
            completion: Completion = end.value
            return replace(completion, text=text.rpartition(CANCEL)[2])


def _without_refused(options: Mapping[str, Any], failure: ModelFailed) -> dict[str, Any] | None:
    """The options of the next try where the endpoint refuses one of them; None where that is not it."""
    said = failure.said.lower() if isinstance(failure, ModelRefused) else ""
    if "max_tokens" in said and "max_tokens" in options:
        kept = {name: value for name, value in options.items() if name != "max_tokens"}
        return {**kept, "max_completion_tokens": options["max_tokens"]}
    for name in ("max_completion_tokens", "stream_options"):
        if name in said and name in options:
            return {key: value for key, value in options.items() if key != name}
    if "temperature" in said and "temperature" not in options:
        import openai

        return {**options, "temperature": openai.omit}
    return None


def _completion(ending: Ending) -> Completion:
    counts = [getattr(ending.usage, name, None) for name in ("prompt_tokens", "completion_tokens")]
    return Completion(Usage(counts[0], counts[1], ending.seconds), ending.finish_reason or "stop")


def _elsewhere(url: str) -> str | None:
    """The host of an endpoint that is not on this machine."""
    host = urlsplit(url).hostname or url
    if host == "localhost":
        return None
    try:
        return None if ip_address(host).is_loopback else host
    except ValueError:
        return host
