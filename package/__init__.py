"""Ask questions of news articles; every sentence of an answer shows the exact words it rests on.

The names in `__all__` are public; every other module may change. A name is
imported when it is first used: this module runs before every other of the
package, and the command line must not wait for LlamaIndex or the page.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from article_qa.index.library import open_library
    from article_qa.index.records import Scope
    from article_qa.qa.answer import Answer, Sentence
    from article_qa.qa.assistant import Assistant
    from article_qa.qa.citation import Citation
    from article_qa.qa.llama_index import ArticleQueryEngine, ArticleRetriever, open_engine, open_retriever
    from article_qa.qa.questions.follow_ups import Turn

__version__ = "0.2.0"

_NAMES = {
    "article_qa.index.errors": (
        "ArticleDamaged",
        "ArticleQAError",
        "ArticleRejected",
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
        "ParserUnavailable",
        "PartMissing",
        "PasswordFileRejected",
        "QuestionRejected",
        "RequestRejected",
        "StoreMismatch",
        "TemporaryFolderFull",
        "UnknownArticle",
        "UnknownFeed",
        "UnsafeAddress",
        "VectorServerFailed",
        "VectorsUnchecked",
    ),
    "article_qa.index.library": ("open_library",),
    "article_qa.index.records": ("Scope",),
    "article_qa.qa.answer": (
        "Answer",
        "Citation",
        "Sentence",
    ),
    "article_qa.qa.assistant": ("Assistant",),
    "article_qa.qa.llama_index": (
        "ArticleQueryEngine",
        "ArticleRetriever",
        "open_engine",
        "open_retriever",
    ),
    "article_qa.qa.questions.follow_ups": ("Turn",),
}
_MODULE_OF = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [
    "Answer",
    "ArticleDamaged",
    "ArticleQAError",
    "ArticleQueryEngine",
    "ArticleRejected",
    "ArticleRetriever",
    "Assistant",
    "Citation",
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
    "ParserUnavailable",
    "PartMissing",
    "PasswordFileRejected",
    "QuestionRejected",
    "RequestRejected",
    "Scope",
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


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULE_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
