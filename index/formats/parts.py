"""The parts of a document that is a ZIP archive (Word, EPUB), all of them read within one budget."""

from typing import Any

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.archive import open_archive, oversize, read_entry
from article_qa.index.formats.article import Origin
from article_qa.index.limits import MAX_MARKUP_BYTES


class Parts:
    """The parts of the document in `content`, by their names; nothing is unpacked before it is read.

    `kind` and `remedy` are for messages. Raises ArticleRejected for what is no archive.
    """

    def __init__(self, content: bytes, origin: Origin, kind: str, remedy: str) -> None:
        self._archive = open_archive(content, origin, kind)
        self._infos = {info.filename: info for info in self._archive.infolist()}
        self._origin, self._kind, self._remedy = origin, kind, remedy
        self._read_bytes = 0

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """What the part holds. A part that is read twice counts twice.

        Raises ArticleRejected for one that is missing, damaged or too large, and
        as soon as all that was read comes to more than `MAX_MARKUP_BYTES`.
        """
        if name not in self._infos:
            raise ArticleRejected(
                f"{self._origin.named} is not a complete {self._kind}, because it lacks {name or 'its text'!r}; "
                f"{self._remedy}"
            )
        info = self._infos[name]
        self._read_bytes += info.file_size
        if self._read_bytes > MAX_MARKUP_BYTES:
            raise ArticleRejected(
                f"{self._origin.named} has {self._read_bytes:,} bytes of markup or more, and {MAX_MARKUP_BYTES:,} "
                "are read; save its text as a new document"
            )
        if problem := oversize(info):
            raise ArticleRejected(f"{self._origin.named} {problem}; save its text as a new document")
        return read_entry(self._archive, info, self._origin)

    def xml(self, name: str, renamed: tuple[bytes, bytes] = (b"", b"")) -> Any:
        """The part as an lxml element; no entity is expanded, and nothing is fetched that it asks for.

        `renamed` is the name of a namespace, and the one to read in its place.
        """
        from lxml import etree

        content = self.read(name)
        if all(renamed):
            content = content.replace(*renamed)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_blank_text=True
        )
        return etree.fromstring(content, parser)
