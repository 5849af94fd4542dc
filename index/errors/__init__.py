"""Every error of both packages.

    ArticleQAError
    ├── ArticleRejected      one file, line or address could not be taken; the others are
    │   ├── FetchRefused     the address may not be read, or holds no page
    │   ├── FetchFailed      the address cannot be read at the moment
    │   └── OnlyAddresses    the file holds addresses and no text
    ├── ParserUnavailable    the process that reads pages and documents does not start
    ├── LibraryError         the data folder cannot be used
    │   ├── LibraryMissing   nothing has been added yet
    │   ├── NotALibrary      the folder holds something else
    │   │   ├── NotACatalog  the file of the catalog is of another kind, or was one
    │   │   └── NewerLibrary a newer version of this program made it
    │   ├── LibraryGone      the folder was moved or deleted while it was open
    │   ├── NotWritable      the folder cannot be written
    │   │   └── TemporaryFolderFull  the folder for temporary files has no room
    │   ├── LibraryDamaged   the catalog or the vectors cannot be read
    │   ├── VectorsUnchecked the vectors could not be read; they may be in order
    │   ├── StoreMismatch    the vectors were made by another embedder
    │   ├── VectorServerFailed  the Chroma server failed or cannot be reached
    │   └── CatalogServerFailed  the PostgreSQL server failed or cannot be reached
    ├── EmbedderUnavailable  the embedding model cannot be loaded or asked
    │   ├── EmbedderKeyRefused     the key is wrong or may not use the model
    │   ├── EmbedderOutOfCredit    the account has no credit left
    │   ├── EmbedderBusy           too many requests; may pass
    │   ├── EmbedderUnreachable    the endpoint is down, failed or too slow; may pass
    │   ├── EmbedderMissing        the endpoint has no such model
    │   ├── EmbedderInputTooLong   a passage is longer than the model reads
    │   ├── EmbedderRefused        the endpoint refused the request for another reason
    │   ├── EmbedderRedirected     the endpoint points to another server
    │   └── EmbedderUnfit          the reply does not hold vectors of this model
    ├── BackupRejected       a backup cannot be made, or this file cannot be restored
    ├── UnknownArticle       no article has that id
    ├── EditRejected         this correction of an article is not possible
    ├── UnknownVersion       the article never had a text with that checksum
    ├── VersionGone          the words of that version were deleted
    ├── ArticleDamaged       it differs from what was stored
    ├── UnknownWatch         no standing question has that id
    ├── UnknownSavedAnswer   no saved answer has that id
    ├── UnknownFeed          no feed with that address is followed
    ├── QuestionRejected     the question is empty or too long
    │   └── DraftRejected    the text to check is empty or too long
    ├── RequestRejected      a program sent a request that cannot be answered
    ├── AnsweringFailed      the process that answers ended, or none is there
    ├── PasswordFileRejected the file of names and passwords cannot be used
    ├── UnsafeAddress        the page would be open to strangers
    ├── PartMissing          an optional part is not installed
    ├── GoldenRejected       a file of golden questions cannot be used
    ├── ModelUnavailable     a language model was asked for and none is set up
    └── ModelFailed          the language model gave no answer
        ├── ModelKeyRefused      the key is wrong or may not use the model
        ├── ModelOutOfCredit     the account has no credit left
        ├── ModelBusy            too many requests; may pass
        ├── ModelBroken          the server failed or the line broke; may pass
        ├── ModelTimeout         it took longer than allowed
        ├── ModelSilent          the reply was empty; may pass
        ├── ModelMissing         the endpoint has no such model
        ├── ModelContextTooLong  the question and the passages are too long for it
        ├── ModelRefused         the endpoint refused the request for another reason
        └── ModelRedirected      the endpoint points to another server

A message is one sentence that names the thing, then the remedy.
"""

from article_qa.index.errors.articles import (
    ArticleDamaged,
    ArticleRejected,
    EditRejected,
    FetchFailed,
    FetchRefused,
    OnlyAddresses,
    ParserUnavailable,
    UnknownArticle,
    UnknownVersion,
    VersionGone,
)
from article_qa.index.errors.base import (
    ArticleQAError,
)
from article_qa.index.errors.embedders import (
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
from article_qa.index.errors.library import (
    BackupRejected,
    CatalogServerFailed,
    LibraryDamaged,
    LibraryError,
    LibraryGone,
    LibraryMissing,
    NewerLibrary,
    NotACatalog,
    NotALibrary,
    NotWritable,
    StoreMismatch,
    TemporaryFolderFull,
    VectorServerFailed,
    VectorsUnchecked,
)
from article_qa.index.errors.models import (
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
from article_qa.index.errors.requests import (
    AnsweringFailed,
    DraftRejected,
    GoldenRejected,
    PartMissing,
    PasswordFileRejected,
    QuestionRejected,
    RequestRejected,
    UnknownFeed,
    UnknownSavedAnswer,
    UnknownWatch,
    UnsafeAddress,
)

__all__ = [
    "AnsweringFailed",
    "ArticleDamaged",
    "ArticleQAError",
    "ArticleRejected",
    "BackupRejected",
    "CatalogServerFailed",
    "DraftRejected",
    "EditRejected",
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
    "OnlyAddresses",
    "ParserUnavailable",
    "PartMissing",
    "PasswordFileRejected",
    "QuestionRejected",
    "RequestRejected",
    "StoreMismatch",
    "TemporaryFolderFull",
    "UnknownArticle",
    "UnknownFeed",
    "UnknownSavedAnswer",
    "UnknownVersion",
    "UnknownWatch",
    "UnsafeAddress",
    "VectorServerFailed",
    "VectorsUnchecked",
    "VersionGone",
]
