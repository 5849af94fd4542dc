"""The choice of embedder: what makes the vectors of a library, by the settings.

Whatever it is, passages are cut by the tokens of the local model, 200 at most
and a headline.
"""

from typing import Protocol, TypeVar

from article_qa.index.embedders.embedder import Embedder
from article_qa.index.errors import EmbedderUnavailable, PartMissing
from article_qa.index.extras import part
from article_qa.index.settings import IndexSettings

OPENAI_URL = "https://api.openai.com/v1"
OPENAI_MODEL = "text-embedding-3-small"


class Threaded(Protocol):
    """A model that this machine's processors run."""

    def use_threads(self, count: int) -> None: ...


Model = TypeVar("Model", bound=Threaded)


def _with_threads(model: Model, count: int | None) -> Model:
    if count:
        model.use_threads(count)
    return model


def choose_embedder(settings: IndexSettings) -> Embedder:
    """The embedder that the settings name. The models on this machine are loaded once a process.

    Raises EmbedderUnavailable when its package, key, address or model is missing.
    """
    # Each costs a moment to import, and a library needs one of them.
    if settings.embedder == "local":
        from article_qa.index.embedders.local import local_embedder

        return _with_threads(local_embedder(), settings.embedding_threads)
    if settings.embedder == "multilingual":
        from article_qa.index.embedders.multilingual import multilingual_embedder

        return _with_threads(multilingual_embedder(), settings.embedding_threads)

    try:
        with part(f"the client of embedding endpoints, which INDEX_EMBEDDER={settings.embedder} asks for,", "llm"):
            from article_qa.index.embedders.endpoint import EndpointEmbedder
    except PartMissing as missing:
        raise EmbedderUnavailable(str(missing)) from missing

    url, model, key = settings.embedding_base_url, settings.embedding_model, settings.embedding_api_key
    if settings.embedder == "openai":
        if url:
            raise EmbedderUnavailable(
                f"INDEX_EMBEDDING_BASE_URL names {url!r} but INDEX_EMBEDDER is 'openai'; set INDEX_EMBEDDER=endpoint"
            )
        url, model, key = OPENAI_URL, model or OPENAI_MODEL, key or settings.openai_api_key
        if not key:
            raise EmbedderUnavailable("INDEX_EMBEDDER=openai needs a key; set OPENAI_API_KEY")
    if not url or not model:
        raise EmbedderUnavailable(
            "INDEX_EMBEDDER=endpoint needs an address and a model; "
            "set INDEX_EMBEDDING_BASE_URL and INDEX_EMBEDDING_MODEL"
        )
    return EndpointEmbedder(
        url,
        model,
        key,
        query_prefix=settings.embedding_query_prefix,
        passage_prefix=settings.embedding_passage_prefix,
        timeout_seconds=settings.embedding_timeout_seconds,
    )
