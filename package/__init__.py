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
        AnsweringFailed,
        ArticleDamaged,
        ArticleQAError,
        ArticleRejected,
        BackupRejected,
        CatalogServerFailed,
        DraftRejected,
        EditRejected,
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
        UnknownSavedAnswer,
        UnknownVersion,
        UnknownWatch,
        UnsafeAddress,
        VectorServerFailed,
        VectorsUnchecked,
        VersionGone,
    )
    from article_qa.index.library import Library, open_library
    from article_qa.index.records import Scope
    from article_qa.qa.answer import Answer, SearchResult, Sentence
    from article_qa.qa.ask import Ask
    from article_qa.qa.assistant import Assistant, check_draft
    from article_qa.qa.citation import Citation, Hit
    from article_qa.qa.drafts.draft import Draft, DraftSentence, Instead
    from article_qa.qa.export.formats import export_answer, export_articles
    from article_qa.qa.llama_index import (
        ArticleEmbedding,
        ArticleQuery,
        ArticleQueryEngine,
        ArticleRetriever,
        ArticleTexts,
        open_engine,
        open_retriever,
    )
    from article_qa.qa.questions.follow_ups import Turn
    from article_qa.qa.receipts.receipt import Receipt
    from article_qa.qa.receipts.verify import verify_answer

__version__ = "0.2.0"

# Where each public name lives; what is not listed is one of the errors.
_ERRORS = "article_qa.index.errors"
_HOMES = {
    "Answer": "article_qa.qa.answer",
    "ArticleEmbedding": "article_qa.qa.llama_index",
    "ArticleQuery": "article_qa.qa.llama_index",
    "ArticleQueryEngine": "article_qa.qa.llama_index",
    "ArticleRetriever": "article_qa.qa.llama_index",
    "ArticleTexts": "article_qa.qa.llama_index",
    "Ask": "article_qa.qa.ask",
    "Assistant": "article_qa.qa.assistant",
    "Citation": "article_qa.qa.citation",
    "Draft": "article_qa.qa.drafts.draft",
    "DraftSentence": "article_qa.qa.drafts.draft",
    "Embedder": "article_qa.index.embedders.embedder",
    "Hit": "article_qa.qa.citation",
    "Instead": "article_qa.qa.drafts.draft",
    "Library": "article_qa.index.library",
    "Receipt": "article_qa.qa.receipts.receipt",
    "Scope": "article_qa.index.records",
    "SearchResult": "article_qa.qa.answer",
    "Sentence": "article_qa.qa.answer",
    "Turn": "article_qa.qa.questions.follow_ups",
    "check_draft": "article_qa.qa.assistant",
    "export_answer": "article_qa.qa.export.formats",
    "export_articles": "article_qa.qa.export.formats",
    "open_engine": "article_qa.qa.llama_index",
    "open_library": "article_qa.index.library",
    "open_retriever": "article_qa.qa.llama_index",
    "verify_answer": "article_qa.qa.receipts.verify",
}

__all__ = [
    "Answer",
    "AnsweringFailed",
    "ArticleDamaged",
    "ArticleEmbedding",
    "ArticleQAError",
    "ArticleQuery",
    "ArticleQueryEngine",
    "ArticleRejected",
    "ArticleRetriever",
    "ArticleTexts",
    "Ask",
    "Assistant",
    "BackupRejected",
    "CatalogServerFailed",
    "Citation",
    "Draft",
    "DraftRejected",
    "DraftSentence",
    "EditRejected",
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
    "Instead",
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
    "Receipt",
    "RequestRejected",
    "Scope",
    "SearchResult",
    "Sentence",
    "StoreMismatch",
    "TemporaryFolderFull",
    "Turn",
    "UnknownArticle",
    "UnknownFeed",
    "UnknownSavedAnswer",
    "UnknownVersion",
    "UnknownWatch",
    "UnsafeAddress",
    "VectorServerFailed",
    "VectorsUnchecked",
    "VersionGone",
    "__version__",
    "check_draft",
    "export_answer",
    "export_articles",
    "open_engine",
    "open_library",
    "open_retriever",
    "verify_answer",
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
