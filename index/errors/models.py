"""Errors of the language model."""

from article_qa.index.errors.base import ArticleQAError


class ModelUnavailable(ArticleQAError):
    """A language model was asked for and none is set up."""


class ModelFailed(ArticleQAError):
    """The language model gave no answer. `retryable` says whether the same request may yet work."""

    retryable = False
    message = "the language model failed; try again later"

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__(self.message)
        self.retry_after = retry_after


class ModelKeyRefused(ModelFailed):
    """The key is wrong or may not use the model."""

    message = "the language model's endpoint refused the key; check OPENAI_API_KEY or QA_API_KEY"


class ModelOutOfCredit(ModelFailed):
    """The account has no credit left."""

    message = "the language model's account has no credit left; add some or use another key"


class ModelBusy(ModelFailed):
    """Too many requests; the server may say in how many seconds to come again."""

    retryable = True
    message = "the language model has too many requests; try again in a minute"


class ModelBroken(ModelFailed):
    """The server failed, could not be reached, or the line broke."""

    retryable = True
    message = "the language model's endpoint failed or broke off; check QA_BASE_URL or try again later"


class ModelTimeout(ModelFailed):
    """The model took longer than it may."""

    message = "the language model took too long; try again, or raise QA_TIMEOUT_SECONDS"


class ModelSilent(ModelFailed):
    """The reply was empty."""

    retryable = True
    message = "the language model's reply was empty; try again or name another model with QA_MODEL"


class ModelMissing(ModelFailed):
    """The endpoint has no such model, or nothing at that address."""

    message = "the endpoint has no such language model; check QA_MODEL and QA_BASE_URL"


class ModelContextTooLong(ModelFailed):
    """The question and the passages are too long for the model."""

    message = "the passages are too long for the language model; lower QA_CONTEXT_TOKENS to what it can read"


class ModelRefused(ModelFailed):
    """The endpoint refused the request for another reason; `said` holds its words, for the log only."""

    message = "the language model's endpoint refused the request; check the settings, and read the reason in the log"

    def __init__(self, said: str = "") -> None:
        super().__init__()
        self.said = said


class ModelRedirected(ModelFailed):
    """The endpoint points to another server, which is sent nothing."""

    message = "the language model's endpoint redirects to another server, which was sent nothing; check QA_BASE_URL"
