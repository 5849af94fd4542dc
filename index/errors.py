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

from collections.abc import Sequence
from pathlib import Path


class ArticleQAError(Exception):
    """An error that the caller can fix. The message says how."""


class ArticleRejected(ArticleQAError):
    """One file, line or address could not be taken into the library."""


class FetchRefused(ArticleRejected):
    """The address may not be read, or holds no page. A second try will not help."""


class FetchFailed(ArticleRejected):
    """The address cannot be read at the moment.

    `at_once` says whether a second try within seconds makes sense, `retry_after`
    for how many seconds the server asks to be left alone.
    """

    def __init__(self, address: str, reason: str, *, at_once: bool = False, retry_after: float | None = None) -> None:
        super().__init__(f"cannot get {address!r} ({reason}); try again later")
        self.reason = reason
        self.at_once = at_once
        self.retry_after = retry_after


class OnlyAddresses(ArticleRejected):
    """The file holds these addresses and no text of an article."""

    def __init__(self, named: str, addresses: Sequence[str]) -> None:
        count = "only an address" if len(addresses) == 1 else f"only a list of {len(addresses):,} addresses"
        super().__init__(f"{named} holds {count}; let article-qa add read the file, or give the addresses themselves")
        self.addresses = tuple(addresses)


class ParserUnavailable(ArticleQAError):
    """The process that reads pages and documents does not start. The files may be in order."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the process that reads pages and documents does not start ({reason}), so none of them was read; "
            "try again, then reinstall the program"
        )


class LibraryError(ArticleQAError):
    """The data folder cannot be used."""


class LibraryMissing(LibraryError):
    """Nothing has been added to this data folder yet."""

    def __init__(self, folder: Path | str) -> None:
        super().__init__(f"there is no library in {str(folder)!r}; make one with: article-qa add PATH")


class NotALibrary(LibraryError):
    """The data folder holds something else."""

    def __init__(self, folder: Path, found: str) -> None:
        super().__init__(f"{str(folder)!r} is not a library ({found}); name an empty or new folder with --data DIR")


class NotACatalog(NotALibrary):
    """The file that should be the catalog is of another kind, or was one."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.parent, f"{path.name} is not a catalog")
        self.args = (f"{self}, or, if it was one, save what can be saved with: article-qa doctor --repair",)


class NewerLibrary(NotALibrary):
    """A newer version of this program made the library."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "a newer version of this program made it")


class LibraryGone(LibraryError):
    """The library was moved, deleted or replaced while it was open."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"the library {str(folder)!r} was moved, deleted or replaced while it was open; "
            "start again, and name the folder where it is now with --data DIR"
        )


class NotWritable(LibraryError):
    """The data folder cannot be written."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"cannot write to {str(folder)!r} ({reason}); "
            "free space, give yourself write permission, or name another folder with --data DIR"
        )


class TemporaryFolderFull(NotWritable):
    """The folder for temporary files has no room for what is to be written for a moment."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(folder, reason)
        self.args = (
            f"cannot write temporary files to {str(folder)!r} ({reason}); "
            "free space there, or name another folder with TMPDIR",
        )


class LibraryDamaged(LibraryError):
    """The catalog or the vectors cannot be read."""


class VectorsUnchecked(LibraryError):
    """The vectors could not be read. They may be in order."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"the vectors in {str(folder)!r} could not be checked ({reason}), and nothing was changed; "
            "try again, then reinstall the program"
        )


class StoreMismatch(LibraryError):
    """The stored vectors were made by another embedder."""

    def __init__(self, stored: str, wanted: str) -> None:
        super().__init__(
            f"the vectors were made by {stored!r}, the settings say {wanted!r}; "
            "set INDEX_EMBEDDER back, or embed the library again with: article-qa reembed"
        )


class VectorServerFailed(LibraryError):
    """The Chroma server cannot be reached, refused the key or failed."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"the Chroma server {url!r} failed ({reason}); check that it runs, "
            "and check INDEX_CHROMA_URL and INDEX_CHROMA_API_KEY"
        )


class BackupRejected(ArticleQAError):
    """A backup cannot be made, or this file cannot be restored."""

    @classmethod
    def not_one(cls, file: Path) -> "BackupRejected":
        """The file is of another kind."""
        return cls(f"{str(file)!r} is not a backup; name a file that article-qa backup made")

    @classmethod
    def damaged(cls, file: Path) -> "BackupRejected":
        """The file is not what was written."""
        return cls(f"the backup {str(file)!r} is damaged or was cut off; copy it again, or restore another one")

    @classmethod
    def newer(cls, file: Path, version: str) -> "BackupRejected":
        """A newer version of this program made the file."""
        return cls(
            f"the backup {str(file)!r} was made by version {version!r}, which is newer; "
            "install that version, or a later one, and restore it with that"
        )


class CatalogServerFailed(LibraryError):
    """The PostgreSQL server that keeps the catalog failed or cannot be reached. `place` never holds a password."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"the catalog at {place!r} cannot be used ({reason}); "
            "see that the PostgreSQL server runs, and check INDEX_CATALOG_URL"
        )


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
        super().__init__(f"the embedding endpoint {host!r} gets too many requests; try again in a minute")
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
            f"the embedding endpoint {host!r} refused the request; check the settings, the log has its reason"
        )


class EmbedderRedirected(EmbedderUnavailable):
    """The endpoint points to another server, which is sent nothing."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"the embedding endpoint {host!r} points to another server, which was sent nothing; "
            "check INDEX_EMBEDDING_BASE_URL"
        )


class EmbedderUnfit(EmbedderUnavailable):
    """The reply does not hold vectors of the model that made the others."""

    def __init__(self, model: str, found: str) -> None:
        super().__init__(f"the embedding model {model!r} gave {found}; check INDEX_EMBEDDING_MODEL")


class UnknownArticle(ArticleQAError):
    """No article of the library has this id, or several have ids that begin so."""

    def __init__(self, wanted: str, nearest: Sequence[str] = (), *, is_ambiguous: bool = False) -> None:
        problem = "several articles have ids that begin with" if is_ambiguous else "no article has the id"
        near = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"{problem} {wanted!r}{near}; see all ids with: article-qa list")


class EditRejected(ArticleQAError):
    """This correction of an article is not possible: no title, no day, or the facts of another article."""


class UnknownVersion(ArticleQAError):
    """The article never had a text with this checksum, or several begin so."""

    def __init__(self, article_id: str, wanted: str) -> None:
        super().__init__(
            f"no version of the article {article_id!r}, or more than one, has a checksum that begins with {wanted!r}; "
            f"see the versions with: article-qa show {article_id} --json"
        )


class VersionGone(ArticleQAError):
    """The words of this version were deleted with the article, or lost."""

    def __init__(self, article_id: str, sha256: str, until: str | None) -> None:
        when = f" on {until[:10]}" if until else ""
        super().__init__(
            f"the words of version {sha256[:12]!r} of the article {article_id!r} were deleted{when}; "
            "add the same text again to see them"
        )


class ArticleDamaged(ArticleQAError):
    """The article differs from what was stored. It is neither read nor quoted."""

    def __init__(self, article_id: str, title: str, source: str) -> None:
        super().__init__(
            f"the article {article_id!r} ({title!r}) is damaged: it differs from what was stored; "
            f"add it again from {source!r}"
        )


class UnknownFeed(ArticleQAError):
    """No feed with this address is followed."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"no feed is followed at {wanted!r}; see the addresses with: article-qa feeds")


class UnknownWatch(ArticleQAError):
    """No standing question has this id."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"no standing question has the id {wanted!r}; see the ids with: article-qa watches")


class UnknownSavedAnswer(ArticleQAError):
    """No saved answer has this id."""

    def __init__(self, wanted: str) -> None:
        shown = wanted if len(wanted) <= 40 else f"{wanted[:40]}…"
        super().__init__(f"no saved answer has the id {shown!r}; see the ids with: article-qa notebook")


class QuestionRejected(ArticleQAError):
    """The question is empty or too long to be one."""


class DraftRejected(QuestionRejected):
    """The text to check is empty or too long."""


class RequestRejected(ArticleQAError):
    """A program sent a request that cannot be answered."""


class PasswordFileRejected(ArticleQAError):
    """The file of names and passwords, or what should go into it, cannot be used."""


class UnsafeAddress(ArticleQAError):
    """The page would be open to strangers."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"at {host!r} everyone who reaches this machine could read and change the library; create accounts "
            "with: article-qa password NAME --auth FILE, and serve with --auth FILE, or leave --host out"
        )


class PartMissing(ArticleQAError, ImportError):
    """An optional part is not installed. It is also an ImportError, so that a program can do without the part."""

    def __init__(self, part: str, extra: str) -> None:
        super().__init__(f"{part} is not installed; install it from the checkout with: pip install '.[{extra}]'")


class GoldenRejected(ArticleQAError):
    """A file of golden questions, or a line of it, cannot be used."""


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
    message = "the language model gets too many requests; try again in a minute"


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

    message = "the language model's endpoint refused the request; check the settings, the log has its reason"

    def __init__(self, said: str = "") -> None:
        super().__init__()
        self.said = said


class ModelRedirected(ModelFailed):
    """The endpoint points to another server, which is sent nothing."""

    message = "the language model's endpoint points to another server, which was sent nothing; check QA_BASE_URL"
