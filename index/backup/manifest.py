"""What a backup says of itself: the files in it with their checksums, and which version made it."""

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from article_qa.index.errors import BackupRejected
from article_qa.index.library import CATALOG, FEEDBACK, ORIGINALS
from article_qa.index.store.schema import STEPS

KIND = "article-qa backup"
VERSION = 1
NAME = "manifest.json"
MAX_BYTES = 200_000_000
IDS, VALUES = "vectors.ids", "vectors.float32"
FLOAT_BYTES = 4
# An original lies directly in its folder, and its name begins with the id of its article.
ORIGINAL = re.compile(rf"{ORIGINALS}/[0-9A-Za-z_-][0-9A-Za-z_.-]{{0,200}}")
ZIP_START = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`links` are further names of files that lie in the backup once. `made` is a time in UTC.

    `vectors` rows of `dimension` numbers were made by `embedder`.
    """

    program: str
    schema: int
    made: str
    articles: int
    passages: int
    vectors: int
    embedder: str | None
    dimension: int
    files: tuple[Entry, ...]
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes its files take, unpacked."""
        return sum(each.size for each in self.files)

    def as_json(self) -> str:
        return json.dumps({"kind": KIND, "version": VERSION} | asdict(self), indent=1) + "\n"


def read_manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    """What the backup `file`, opened as `archive`, says of itself. Raises BackupRejected."""
    try:
        if archive.getinfo(NAME).file_size > MAX_BYTES:
            raise ValueError("too long")
        facts = json.loads(archive.read(NAME))
    except (KeyError, ValueError, RecursionError) as exc:
        raise BackupRejected.not_one(file) from exc
    if not isinstance(facts, dict) or facts.get("kind") != KIND:
        raise BackupRejected.not_one(file)
    if not _is_known(facts):
        raise BackupRejected.newer(file, str(facts.get("program", ""))[:40])
    try:
        manifest = _manifest(facts)
    except (KeyError, TypeError, ValueError) as exc:
        raise BackupRejected.damaged(file) from exc
    _check_names(manifest, file)
    return manifest


def _is_known(facts: Mapping[str, Any]) -> bool:
    version, schema = facts.get("version"), facts.get("schema")
    return isinstance(version, int) and version <= VERSION and isinstance(schema, int) and schema <= len(STEPS)


def _manifest(facts: Mapping[str, Any]) -> Manifest:
    files = tuple(Entry(str(each["name"]), int(each["size"]), str(each["sha256"])) for each in facts["files"])
    links = {str(name): str(other) for name, other in facts["links"].items()}
    articles, passages, vectors = (int(facts[name]) for name in ("articles", "passages", "vectors"))
    embedder = facts["embedder"] if facts["embedder"] is None else str(facts["embedder"])
    return Manifest(
        str(facts["program"]), int(facts["schema"]), str(facts["made"]), articles, passages, vectors, embedder,
        int(facts["dimension"]), files, links,
    )  # fmt: skip


def _check_names(manifest: Manifest, file: Path) -> None:
    """Only names that a backup can have, so that nothing is written elsewhere. Raises BackupRejected."""
    names = [each.name for each in manifest.files]
    are_known = all(each in (CATALOG, FEEDBACK, IDS, VALUES) or ORIGINAL.fullmatch(each) for each in names)
    are_links = all(ORIGINAL.fullmatch(name) and other in names for name, other in manifest.links.items())
    sizes = {each.name: each.size for each in manifest.files}
    fit = sizes.get(VALUES, 0) == manifest.vectors * manifest.dimension * FLOAT_BYTES
    if not (are_known and are_links and fit and CATALOG in names and len(sizes) == len(names)):
        raise BackupRejected.damaged(file)
