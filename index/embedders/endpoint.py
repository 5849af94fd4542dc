"""Texts -> vectors, by OpenAI or any endpoint that speaks its protocol. Texts are sent there.

A thin layer over the vendor's client: what may pass is tried again within a time
limit, and what fails says what to do.
"""

import weakref
from collections.abc import Sequence
from functools import partial
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urlsplit

import httpx
import openai
from pydantic import SecretStr

from article_qa.index.deadline import Deadline
from article_qa.index.embedders.openai_errors import message_of, retry_after
from article_qa.index.errors import (
    EmbedderBusy,
    EmbedderInputTooLong,
    EmbedderKeyRefused,
    EmbedderMissing,
    EmbedderOutOfCredit,
    EmbedderRedirected,
    EmbedderRefused,
    EmbedderUnavailable,
    EmbedderUnfit,
    EmbedderUnreachable,
)
from article_qa.index.remote import log_words, staying_at
from article_qa.index.retries import Retries

BATCH_PASSAGES = 64
# A reader waits for the question's vector, and without one the keywords are searched.
QUERY_SECONDS = 10
QUERY_TRIES = 2
PASSAGE_TRIES = 6


class EndpointEmbedder:
    """An embedder behind an address.

    `name` is the model's name at the endpoint, with the prefix of the
    passages if there is one, since their vectors depend on it. A batch may take
    `timeout_seconds` with all its tries, a question 10 seconds at most. Raises
    EmbedderUnavailable, of the kind that fits.
    """

    def __init__(
        self,
        url: str,
        model: str,
        key: SecretStr | None = None,
        *,
        query_prefix: str = "",
        passage_prefix: str = "",
        timeout_seconds: float = 60,
        batch_passages: int = BATCH_PASSAGES,
    ) -> None:
        self.name = f"{model} after {passage_prefix!r}" if passage_prefix else model
        self.host = urlsplit(url).netloc.rpartition("@")[2] or url
        self.query_prefix = query_prefix
        self.passage_prefix = passage_prefix
        self.timeout_seconds = timeout_seconds
        self.batch_passages = batch_passages
        self._length: int | None = None
        self._model = model
        # Retries are counted here, against one time limit.
        client = openai.DefaultHttpxClient(
            event_hooks={"request": [staying_at(url, partial(EmbedderRedirected, self.host))]}
        )
        self._client = openai.OpenAI(
            base_url=url,
            api_key=key.get_secret_value() if key else "none",
            max_retries=0,
            timeout=self.timeout_seconds,
            http_client=client,
        )
        # The vendor closes the clients of its own making only.
        weakref.finalize(self._client, client.close)

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text, in the same order, asked for in batches."""
        vectors: list[list[float]] = []
        for at in range(0, len(texts), self.batch_passages):
            batch = [self.passage_prefix + text for text in texts[at : at + self.batch_passages]]
            vectors += self._asked(batch, PASSAGE_TRIES, self.timeout_seconds)
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self._asked([self.query_prefix + text], QUERY_TRIES, min(QUERY_SECONDS, self.timeout_seconds))[0]

    def _asked(self, texts: list[str], tries: int, seconds: float) -> list[list[float]]:
        """The vectors of `texts`, after at most so many tries within so many seconds."""
        deadline = Deadline.after(seconds)
        retries = Retries(tries, deadline=deadline)
        while True:
            try:
                return self._fitting(self._once(texts, deadline), len(texts))
            except EmbedderUnavailable as failure:
                asked = failure.retry_after if isinstance(failure, EmbedderBusy) else None
                if not (failure.retryable and retries.pause(asked)):
                    raise

    def _once(self, texts: list[str], deadline: Deadline) -> openai.types.CreateEmbeddingResponse:
        """One try. It runs in a thread, so that a server that only keeps the line open cannot hold it."""
        arrived: Queue[openai.types.CreateEmbeddingResponse | Exception] = Queue()

        def run() -> None:
            try:
                # The client asks for base64 unless told, which not every endpoint knows.
                arrived.put(self._client.embeddings.create(model=self._model, input=texts, encoding_format="float"))
            except Exception as exc:
                arrived.put(exc)

        Thread(target=run, daemon=True, name="embed").start()
        try:
            response = arrived.get(timeout=deadline.seconds_left)
        except Empty:
            raise EmbedderUnreachable(self.host, "took too long") from None
        if isinstance(response, Exception):
            raise explained(response, self.host, self._model) from response
        return response

    def _fitting(self, response: openai.types.CreateEmbeddingResponse, wanted: int) -> list[list[float]]:
        """The vectors in the order of their texts, all as long as those before."""
        data = sorted(getattr(response, "data", None) or [], key=lambda item: item.index)
        if len(data) != wanted:
            raise EmbedderUnfit(self.name, f"{len(data)} vectors for {wanted} texts")
        self._length = self._length or len(data[0].embedding)
        for item in data:
            if len(item.embedding) != self._length:
                raise EmbedderUnfit(self.name, f"a vector of {len(item.embedding)} numbers after one of {self._length}")
            if not any(item.embedding):
                raise EmbedderUnfit(self.name, "a vector of nothing but zeros")
        return [item.embedding for item in data]


def explained(exc: Exception, host: str, model: str) -> EmbedderUnavailable:
    """The vendor's error as one of ours, the most specific first. The key is in none of them."""
    if isinstance(exc.__cause__, EmbedderUnavailable):
        return exc.__cause__
    if isinstance(exc, openai.APITimeoutError | httpx.TimeoutException):
        return EmbedderUnreachable(host, "took too long")
    if isinstance(exc, openai.APIConnectionError | httpx.TransportError):
        return EmbedderUnreachable(host, "cannot be reached")
    code = str(getattr(exc, "code", "") or "")
    if isinstance(exc, openai.AuthenticationError | openai.PermissionDeniedError | openai.OAuthError):
        return EmbedderKeyRefused(host)
    if isinstance(exc, openai.RateLimitError):
        return EmbedderOutOfCredit(host) if code == "insufficient_quota" else EmbedderBusy(host, retry_after(exc))
    if isinstance(exc, openai.NotFoundError):
        return EmbedderMissing(host, model)
    if isinstance(exc, openai.APIStatusError) and exc.status_code < 500:
        message = message_of(exc)
        too_long = any(sign in message.lower() for sign in ("context length", "too long", "too large"))
        if too_long or exc.status_code == 413:
            return EmbedderInputTooLong(model)
        if code == "model_not_found":
            return EmbedderMissing(host, model)
        log_words(f"the embedding endpoint {host!r}", message)
        return EmbedderRefused(host)
    if isinstance(exc, openai.APIStatusError):
        return EmbedderUnreachable(host, f"failed (status {exc.status_code})")
    return EmbedderUnreachable(host, "gave no answer that can be read")
