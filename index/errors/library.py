"""Errors of a library, of what it is stored in, and of its backups."""

from pathlib import Path

from article_qa.index.errors.base import ArticleQAError


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
            "try again, and reinstall the program if that does not help"
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
            "check that the PostgreSQL server runs, and check INDEX_CATALOG_URL"
        )
