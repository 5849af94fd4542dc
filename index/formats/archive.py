"""ZIP archives, and what EPUB and Word files share with them: nothing is unpacked that is not bounded.

Nothing is ever written to a disk. What an entry declares is what is checked,
and no more of it than that is ever unpacked.
"""

import gzip
import io
import stat
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Note, Origin
from article_qa.index.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ENTRIES,
    MAX_ENTRY_BYTES,
    MAX_NAME_CHARACTERS,
    MAX_RATIO,
    SMALL_ENTRY_BYTES,
    UNPACKED_AT_ONCE_BYTES,
)
from article_qa.index.text.cleaning import one_line
from article_qa.index.text.values import reason

DOCUMENTS = (".docx", ".epub", ".odt", ".pptx", ".xlsx")
DIRECTORY_ENTRY = b"PK\x01\x02"
HEADER_BYTES = 30  # before the name of each entry
# The others are not unpacked in steps of a bounded size: a few bytes of LZMA become 300 MB at once.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
JUNK = ("__MACOSX",)
LEFT_BY_SYSTEMS = frozenset(("thumbs.db", "desktop.ini", "icon\r"))
MAX_KINDS = 12
MAX_KIND_CHARACTERS = 12


class _TooManyEntries(Exception):
    """An archive whose directory is too long to be taken apart."""


class _Bytes(io.BytesIO):
    """The bytes of an archive, which give no directory of too many entries: an object is made of each.

    What the archive says of their number is not believed.
    """

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        if (count := data.count(DIRECTORY_ENTRY)) > MAX_ENTRIES:
            raise _TooManyEntries(f"{count:,}")
        return data


def open_archive(content: bytes, origin: Origin, kind: str) -> zipfile.ZipFile:
    """The archive in `content`. Raises ArticleRejected for what is none, or is too large once unpacked."""
    try:
        archive = zipfile.ZipFile(_Bytes(content))
    except _TooManyEntries as exc:
        raise ArticleRejected(
            f"{origin.named} has {exc} entries; split it into archives of at most {MAX_ENTRIES:,}"
        ) from exc
    # Damaged fields come out as errors of any kind.
    except Exception as exc:
        raise ArticleRejected(
            f"{origin.named} is not a readable {kind} ({reason(exc)}); save or pack it again"
        ) from exc
    total = sum(info.file_size for info in archive.infolist())
    if total > MAX_ARCHIVE_BYTES:
        raise ArticleRejected(
            f"{origin.named} unpacks to {total:,} bytes; split it into archives of at most {MAX_ARCHIVE_BYTES:,}"
        )
    if _overlap(archive.infolist()):
        raise ArticleRejected(f"{origin.named} has entries that share their bytes; pack it again")
    return archive


def read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: Origin) -> bytes:
    """What an entry holds. Raises ArticleRejected for a damaged or encrypted one."""
    if info.flag_bits & 1:
        raise ArticleRejected(f"{origin.named} is encrypted; pack it again without a password")
    if info.compress_type not in METHODS:
        raise ArticleRejected(f"{origin.named} is packed by a method that is not read; pack it again, with Deflate")
    content = bytearray()
    try:
        with archive.open(info) as entry:
            while step := entry.read(UNPACKED_AT_ONCE_BYTES):
                content += step
    # A damaged entry is an error of many kinds.
    except Exception as exc:
        raise ArticleRejected(f"{origin.named} cannot be unpacked ({reason(exc)}); pack it again") from exc
    return bytes(content)


def oversize(info: zipfile.ZipInfo) -> str | None:
    """What makes this entry too large to unpack, in words; None when nothing does."""
    if info.file_size > MAX_ENTRY_BYTES:
        return f"unpacks to {info.file_size:,} bytes, more than the {MAX_ENTRY_BYTES:,} that are read"
    if info.file_size > max(SMALL_ENTRY_BYTES, MAX_RATIO * info.compress_size):
        return f"unpacks to {info.file_size // max(1, info.compress_size):,} times its size"
    return None


def kinds_of(names: Iterable[str]) -> str:
    """How many of these files there are of each kind, for a message; what systems leave in folders is not counted."""
    known = (PurePosixPath(name) for name in names if name.lower() not in LEFT_BY_SYSTEMS and not name.startswith("~$"))
    counts = Counter(one_line(path.suffix.lower()[:MAX_KIND_CHARACTERS]) or "without an ending" for path in known)
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MAX_KINDS]
    shown = ", ".join(f"{count:,} {kind}" for kind, count in most)
    return f"{shown} and others" if len(counts) > MAX_KINDS else shown


def entries(
    content: bytes, origin: Origin, suffixes: Collection[str], first: Collection[str] = ()
) -> Iterator[tuple[Origin, bytes] | ArticleRejected | Note]:
    """The files with these suffixes in a ZIP archive, each with its origin, in the order of their names.

    Those with the suffixes of `first` come before all others. Hidden files are
    passed over, as in a folder; other kinds are counted in the end.
    """
    archive = open_archive(content, origin, "ZIP archive")
    meant = sorted((info for info in archive.infolist() if _is_meant(info, suffixes)), key=lambda info: info.filename)
    infos = [info for wanted in (True, False) for info in meant if (_suffix(info) in first) is wanted]
    if not infos:
        unread = _unread(archive, suffixes)
        raise ArticleRejected(
            f"{origin.named} holds no article{f', only {unread}' if unread else ''}; "
            f"pack files of these kinds: {' '.join(suffixes)}"
        )
    total = 0
    for info in infos:
        here = _entry_origin(info, origin)
        try:
            unpacked = _checked(archive, info, here)
        except ArticleRejected as rejection:
            yield rejection
            continue
        total += len(unpacked) + _unpacked_size(unpacked, here)
        if total > MAX_ARCHIVE_BYTES:
            yield ArticleRejected(
                f"the documents in {origin.named} unpack to more than {MAX_ARCHIVE_BYTES:,} bytes, "
                f"and nothing is read from {here.named} on; split it"
            )
            return
        yield here, unpacked
    if unread := _unread(archive, suffixes):
        yield Note(f"{origin.named} also holds files of kinds that are not read: {unread}")


def _unread(archive: zipfile.ZipFile, suffixes: Collection[str]) -> str:
    paths = (PurePosixPath(info.filename.replace("\\", "/")) for info in archive.infolist() if _is_file(info))
    return kinds_of(path.name for path in paths if path.suffix.lower() not in suffixes)


def gunzipped(content: bytes, origin: Origin, limit: int) -> bytes:
    """What a gzip file holds. Raises ArticleRejected for a damaged one, and for one of more than `limit` bytes."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            unpacked = file.read(limit + 1)
    # A damaged one is an error of many kinds.
    except Exception as exc:
        raise ArticleRejected(f"{origin.named} cannot be unpacked ({reason(exc)}); pack it again") from exc
    if len(unpacked) > max(SMALL_ENTRY_BYTES, MAX_RATIO * len(content)) or len(unpacked) > limit:
        raise ArticleRejected(f"{origin.named} unpacks to more than is read; add what is in it, in parts")
    return unpacked


def _entry_origin(info: zipfile.ZipInfo, origin: Origin) -> Origin:
    name = one_line(info.filename) or "?"
    named = f"{name[-MAX_NAME_CHARACTERS:]!r} in {origin.named}"
    return replace(
        origin, suffix=PurePosixPath(name).suffix.lower(), source=f"{origin.source}#{name}", named=named, url=None
    )


def _checked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: Origin) -> bytes:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise ArticleRejected(f"{origin.named} has a path that leads out of the archive; pack it again without it")
    if origin.suffix in (".zip", ".gz", ".wacz") and not origin.source.lower().endswith(".warc.gz"):
        raise ArticleRejected(f"{origin.named} is an archive in an archive; unpack it and add it by itself")
    if problem := oversize(info):
        raise ArticleRejected(f"{origin.named} {problem}; add it by itself, in parts")
    return read_entry(archive, info, origin)


def _unpacked_size(content: bytes, origin: Origin) -> int:
    """The bytes that a document in an archive declares for its parts: packed twice, little holds much."""
    if origin.suffix not in DOCUMENTS:
        return 0
    try:
        with open_archive(content, origin, "document") as document:
            return sum(info.file_size for info in document.infolist())
    # Its own reader says what is wrong with it.
    except ArticleRejected:
        return 0


def _overlap(infos: Collection[zipfile.ZipInfo]) -> bool:
    """Whether bytes are part of two entries: a small archive then unpacks to any size, each entry within its ratio."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + HEADER_BYTES + info.compress_size
    return False


def _is_meant(info: zipfile.ZipInfo, suffixes: Collection[str]) -> bool:
    return _is_file(info) and info.filename.lower().endswith(tuple(suffixes))


def _suffix(info: zipfile.ZipInfo) -> str:
    return PurePosixPath(info.filename).suffix.lower()


def _is_file(info: zipfile.ZipInfo) -> bool:
    """Whether it is a file that is neither hidden nor a link."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    hidden = any(part in JUNK or (part.startswith(".") and part != "..") for part in path.parts)
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    return not (info.is_dir() or hidden or is_link)
