"""Ask questions of news articles; every sentence of an answer shows the exact words it rests on.

The names in `__all__` are public; every other module may change. A name is
imported when it is first used: this module runs before every other of the
package, and the command line must not wait for LlamaIndex or the page.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from article_qa.index.embedders.embedder import Embedder
    from article_qa.index.errors import (
        ArticleDamaged,
        ArticleQAError,
        ArticleRejected,
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
        FetchFailed,
        FetchRefused,
        GoldenRejected,
        LibraryDamaged,
        LibraryError,
        LibraryGone,
        LibraryMissing,
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
        NewerLibrary,
        NotACatalog,
        NotALibrary,
        NotWritable,
        OnlyAddresses,
        ParserUnavailable,
        PartMissing,
        PasswordFileRejected,
        QuestionRejected,
        RequestRejected,
        StoreMismatch,
        TemporaryFolderFull,
        UnknownArticle,
        UnknownFeed,
        UnsafeAddress,
        VectorServerFailed,
        VectorsUnchecked,
    )
    from article_qa.index.library import Library, open_library
    from article_qa.index.records import Scope
    from article_qa.qa.answer import Answer, SearchResult, Sentence
    from article_qa.qa.ask import Ask
    from article_qa.qa.assistant import Assistant
    from article_qa.qa.citation import Citation, Hit
    from article_qa.qa.llama_index import (
        ArticleEmbedding,
        ArticleQueryEngine,
        ArticleRetriever,
        open_engine,
        open_retriever,
    )
    from article_qa.qa.questions.follow_ups import Turn

__version__ = "0.2.0"

# Where each public name lives; what is not listed is one of the errors.
_ERRORS = "article_qa.index.errors"
_HOMES = {
    "Answer": "article_qa.qa.answer",
    "ArticleEmbedding": "article_qa.qa.llama_index",
    "ArticleQueryEngine": "article_qa.qa.llama_index",
    "ArticleRetriever": "article_qa.qa.llama_index",
    "Ask": "article_qa.qa.ask",
    "Assistant": "article_qa.qa.assistant",
    "Citation": "article_qa.qa.citation",
    "Embedder": "article_qa.index.embedders.embedder",
    "Hit": "article_qa.qa.citation",
    "Library": "article_qa.index.library",
    "Scope": "article_qa.index.records",
    "SearchResult": "article_qa.qa.answer",
    "Sentence": "article_qa.qa.answer",
    "Turn": "article_qa.qa.questions.follow_ups",
    "open_engine": "article_qa.qa.llama_index",
    "open_library": "article_qa.index.library",
    "open_retriever": "article_qa.qa.llama_index",
}

__all__ = [
    "Answer",
    "ArticleDamaged",
    "ArticleEmbedding",
    "ArticleQAError",
    "ArticleQueryEngine",
    "ArticleRejected",
    "ArticleRetriever",
    "Ask",
    "Assistant",
    "Citation",
    "Embedder",
    "EmbedderBusy",
    "EmbedderInputTooLong",
    "EmbedderKeyRefused",
    "EmbedderMissing",
    "EmbedderOutOfCredit",
    "EmbedderRedirected",
    "EmbedderRefused",
    "EmbedderUnavailable",
    "EmbedderUnfit",
    "EmbedderUnreachable",
    "FetchFailed",
    "FetchRefused",
    "GoldenRejected",
    "Hit",
    "Library",
    "LibraryDamaged",
    "LibraryError",
    "LibraryGone",
    "LibraryMissing",
    "ModelBroken",
    "ModelBusy",
    "ModelContextTooLong",
    "ModelFailed",
    "ModelKeyRefused",
    "ModelMissing",
    "ModelOutOfCredit",
    "ModelRedirected",
    "ModelRefused",
    "ModelSilent",
    "ModelTimeout",
    "ModelUnavailable",
    "NewerLibrary",
    "NotACatalog",
    "NotALibrary",
    "NotWritable",
    "OnlyAddresses",
    "ParserUnavailable",
    "PartMissing",
    "PasswordFileRejected",
    "QuestionRejected",
    "RequestRejected",
    "Scope",
    "SearchResult",
    "Sentence",
    "StoreMismatch",
    "TemporaryFolderFull",
    "Turn",
    "UnknownArticle",
    "UnknownFeed",
    "UnsafeAddress",
    "VectorServerFailed",
    "VectorsUnchecked",
    "__version__",
    "open_engine",
    "open_library",
    "open_retriever",
]

if not TYPE_CHECKING:  # A checker would take any name for one of these.

    def __getattr__(name: str) -> Any:
        """Import a public name when it is first used (PEP 562)."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES.get(name, _ERRORS)), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
