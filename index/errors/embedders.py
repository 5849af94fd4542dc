"""Errors of the embedding model."""

from article_qa.index.errors.base import ArticleQAError


class EmbedderUnavailable(ArticleQAError):
    """The embedding model cannot be loaded or asked. `retryable` says whether the same request may yet work."""

    retryable = False


class EmbedderKeyRefused(EmbedderUnavailable):
    """The key is wrong or may not use the model."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"the embedding endpoint {host!r} refused the key; check OPENAI_API_KEY or INDEX_EMBEDDING_API_KEY"
        )


class EmbedderOutOfCredit(EmbedderUnavailable):
    """The account has no credit left."""

    def __init__(self, host: str) -> None:
        super().__init__(f"the account at the embedding endpoint {host!r} has no credit left; add some")


class EmbedderBusy(EmbedderUnavailable):
    """Too many requests; the server may say in how many seconds to come again."""

    retryable = True

    def __init__(self, host: str, retry_after: float | None = None) -> None:
        super().__init__(f"the embedding endpoint {host!r} has too many requests; try again in a minute")
        self.retry_after = retry_after


class EmbedderUnreachable(EmbedderUnavailable):
    """The endpoint is down, failed, broke off or took too long."""

    retryable = True

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(
            f"the embedding endpoint {host!r} {reason}; "
            "check that it runs and INDEX_EMBEDDING_BASE_URL, or try again later"
        )


class EmbedderMissing(EmbedderUnavailable):
    """The endpoint has no such model, or nothing at that address."""

    def __init__(self, host: str, model: str) -> None:
        super().__init__(
            f"the embedding endpoint {host!r} has no model {model!r}; "
            "check INDEX_EMBEDDING_MODEL and INDEX_EMBEDDING_BASE_URL"
        )


class EmbedderInputTooLong(EmbedderUnavailable):
    """A passage is longer than the model reads."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"a text is too long for the embedding model {model!r}; "
            "name one that reads 512 tokens or more with INDEX_EMBEDDING_MODEL"
        )


class EmbedderRefused(EmbedderUnavailable):
    """The endpoint refused the request for another reason; its words are in the log only."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"the embedding endpoint {host!r} refused the request; check the settings, and read the reason in the log"
        )


class EmbedderRedirected(EmbedderUnavailable):
    """The endpoint points to another server, which is sent nothing."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"the embedding endpoint {host!r} redirects to another server, which was sent nothing; "
            "check INDEX_EMBEDDING_BASE_URL"
        )


class EmbedderUnfit(EmbedderUnavailable):
    """The reply does not hold vectors of the model that made the others."""

    def __init__(self, model: str, found: str) -> None:
        super().__init__(f"the embedding model {model!r} gave {found}; check INDEX_EMBEDDING_MODEL")
