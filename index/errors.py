"""Every error of both packages.

    ArticleQAError
    ├── ArticleRejected      one file or line could not be taken; the others are
    ├── LibraryError         the data folder cannot be used
    │   ├── LibraryMissing   nothing has been added yet
    │   ├── NotALibrary      the folder holds something else
    │   ├── NotWritable      the folder cannot be written
    │   ├── LibraryDamaged   the catalog or the vectors cannot be read
    │   └── StoreMismatch    the vectors were made by another embedder
    ├── EmbedderUnavailable  the embedding model cannot be loaded
    ├── UnknownArticle       no article has that id
    ├── QuestionRejected     the question is empty or too long
    └── ModelUnavailable     a language model was asked for and none is set up

A message is one sentence that names the thing, then the remedy.
"""

from pathlib import Path


class ArticleQAError(Exception):
    """Something the reader can mend; the message says how."""


class ArticleRejected(ArticleQAError):
    """One file or line could not be taken into the library."""


class LibraryError(ArticleQAError):
    """The data folder cannot be used."""


class LibraryMissing(LibraryError):
    """Nothing has been added to this data folder yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"there is no library in {str(folder)!r}; make one with: article-qa add PATH")


class NotALibrary(LibraryError):
    """The data folder holds something else."""

    def __init__(self, folder: Path, found: str) -> None:
        super().__init__(f"{str(folder)!r} is not a library ({found}); name an empty or new folder with --data DIR")


class NotWritable(LibraryError):
    """The data folder cannot be written."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"cannot write to {str(folder)!r} ({reason}); "
            "free space, give yourself write permission, or name another folder with --data DIR"
        )


class LibraryDamaged(LibraryError):
    """The catalog or the vectors cannot be read."""


class StoreMismatch(LibraryError):
    """The stored vectors were made by another embedder."""

    def __init__(self, stored: str, wanted: str) -> None:
        super().__init__(
            f"the vectors were made by {stored!r}, the settings say {wanted!r}; "
            "embed the library again with: article-qa doctor --repair"
        )


class EmbedderUnavailable(ArticleQAError):
    """The embedding model cannot be loaded."""


class UnknownArticle(ArticleQAError):
    """No article of the library has this id."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"no article has the id {wanted!r}; see the ids with: article-qa list")


class QuestionRejected(ArticleQAError):
    """The question is empty or too long to be one."""


class ModelUnavailable(ArticleQAError):
    """A language model was asked for and none is set up."""
