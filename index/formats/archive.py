"""ZIP archives, and what EPUB and Word files share with them: nothing is unpacked that is not bounded.

Nothing is ever written to a disk. `zipfile` gives no more of an entry than it
declares, so what is declared is what is checked.
"""

import io
import stat
import zipfile
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from index.errors import ArticleRejected
from index.formats.article import Origin, one_line

ENTRIES_LIMIT = 10_000
ENTRY_LIMIT = 50_000_000  # bytes, unpacked
MARKUP_LIMIT = 15_000_000  # bytes in all parts of a document; a tree of them takes many times that
TOTAL_LIMIT = 500_000_000  # bytes, unpacked
RATIO_LIMIT = 200  # text packs to a tenth, a bomb to a thousandth
SMALL = 1_000_000  # bytes; less harms nobody, whatever its ratio
MARKUP = (".xml", ".xhtml", ".html", ".htm", ".opf", ".rels")
JUNK = ("__MACOSX",)


def open_archive(content: bytes, origin: Origin, kind: str) -> zipfile.ZipFile:
    """The archive in `content`. Raises ArticleRejected for what is none, or is too large once unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as exc:
        raise ArticleRejected(f"{origin.named} is no {kind} that can be read ({exc}); save or pack it again") from exc
    infos = archive.infolist()
    if len(infos) > ENTRIES_LIMIT:
        raise ArticleRejected(
            f"{origin.named} has {len(infos):,} entries; split it into archives of at most {ENTRIES_LIMIT:,}"
        )
    total = sum(info.file_size for info in infos)
    if total > TOTAL_LIMIT:
        raise ArticleRejected(
            f"{origin.named} unpacks to {total:,} bytes; split it into archives of at most {TOTAL_LIMIT:,}"
        )
    return archive


def open_document(content: bytes, origin: Origin, kind: str) -> zipfile.ZipFile:
    """The archive that a document is, every part of it checked."""
    archive = open_archive(content, origin, kind)
    markup = sum(info.file_size for info in archive.infolist() if info.filename.lower().endswith(MARKUP))
    if markup > MARKUP_LIMIT:
        raise ArticleRejected(
            f"{origin.named} has {markup:,} bytes of markup, more than the {MARKUP_LIMIT:,} that are read; "
            "save its text as a new document"
        )
    for info in archive.infolist():
        if problem := oversize(info):
            raise ArticleRejected(f"{origin.named} {problem}; save its text as a new document")
    return archive


def read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: Origin) -> bytes:
    """What an entry holds. Raises ArticleRejected for a damaged or encrypted one."""
    if info.flag_bits & 1:
        raise ArticleRejected(f"{origin.named} is encrypted; pack it again without a password")
    try:
        return archive.read(info)
    # Each method of compression has errors of its own.
    except Exception as exc:
        raise ArticleRejected(f"{origin.named} cannot be unpacked ({exc}); pack it again") from exc


def oversize(info: zipfile.ZipInfo) -> str | None:
    """What makes this entry too large to unpack, in words; None when nothing does."""
    if info.file_size > ENTRY_LIMIT:
        return f"unpacks to {info.file_size:,} bytes, more than the {ENTRY_LIMIT:,} that are read"
    if info.file_size > max(SMALL, RATIO_LIMIT * info.compress_size):
        return f"unpacks to {info.file_size // max(1, info.compress_size):,} times its size"
    return None


def entries(
    content: bytes, origin: Origin, suffixes: Collection[str]
) -> Iterator[tuple[Origin, bytes] | ArticleRejected]:
    """The files with these suffixes in a ZIP archive, each with its origin, in the order of their names.

    Hidden files and other kinds are passed over, as in a folder.
    """
    archive = open_archive(content, origin, "ZIP archive")
    infos = sorted((info for info in archive.infolist() if _is_meant(info, suffixes)), key=lambda info: info.filename)
    if not infos:
        raise ArticleRejected(f"{origin.named} holds no article; pack files of these kinds: {' '.join(suffixes)}")
    for info in infos:
        name = one_line(info.filename) or "?"
        here = Origin(PurePosixPath(name).suffix.lower(), f"{origin.source}#{name}", f"{name!r} in {origin.named}")
        try:
            yield here, _checked(archive, info, here)
        except ArticleRejected as rejection:
            yield rejection


def _checked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: Origin) -> bytes:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise ArticleRejected(f"{origin.named} has a path that leads out of the archive; pack it again without it")
    if origin.suffix == ".zip":
        raise ArticleRejected(f"{origin.named} is an archive in an archive; unpack it and add it by itself")
    if problem := oversize(info):
        raise ArticleRejected(f"{origin.named} {problem}; add it by itself, in parts")
    return read_entry(archive, info, origin)


def _is_meant(info: zipfile.ZipInfo, suffixes: Collection[str]) -> bool:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    hidden = any(part in JUNK or (part.startswith(".") and part != "..") for part in path.parts)
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    return path.suffix.lower() in suffixes and not (info.is_dir() or hidden or is_link)
