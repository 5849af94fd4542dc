"""RIS and BibTeX files: what somebody's list of sources says of each, by our names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Note, Origin, check_length
from article_qa.index.formats.encoding import decode
from article_qa.index.formats.latex import latex_text
from article_qa.index.formats.tables import articles_of
from article_qa.index.limits import MAX_NAME_CHARACTERS
from article_qa.index.text.cleaning import LINE_BREAKS, one_line

REFERENCE_SUFFIXES = (".ris", ".bib")
# A shorter abstract or note says something of an article, and is none.
MIN_ABSTRACT, MIN_NOTES = 80, 200
MAX_ENTRIES = 100_000
RIS_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|\s*)$")
RIS_NAMES: Mapping[str, str] = {
    "title": "TI T1 CT", "publisher": "T2 JO JF JA J2 BT PB", "author": "AU A1", "published": "DA Y1 PY",
    "url": "UR L2", "abstract": "AB N2", "notes": "N1", "language": "LA", "doi": "DO", "files": "L1 L4",
    "key": "ID",
}  # fmt: skip
BIBTEX_NAMES: Mapping[str, str] = {
    "title": "title", "publisher": "journaltitle journal newspaper maintitle booktitle organization publisher",
    "author": "author", "published": "date", "url": "url", "abstract": "abstract", "notes": "note annote annotation",
    "language": "language langid", "doi": "doi", "files": "file localfile pdf",
}  # fmt: skip
BIBTEX_START = re.compile(r"^[^\S\n]*(?=@[^\S\n]*[A-Za-z]+[^\S\n]*[{(])", re.MULTILINE)
BIBTEX_HEAD = re.compile(r"@\s*([A-Za-z]+)\s*[{(]\s*(?:([^\s,={}\"]+)\s*,)?")
BIBTEX_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:+-]*)\s*=\s*")
BIBTEX_WORD = re.compile(r"[^\s,#{}\"()]+")
NO_ENTRIES = ("comment", "preamble")
AS_WRITTEN = ("url", "doi", "file", "localfile", "pdf")
DOI = re.compile(r"10\.\d{4,9}/\S+")
REMEDY = "export it again as RIS or BibTeX"


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry: `facts` by our names, `files` the names of files that hold it, without their folders."""

    named: str
    facts: Mapping[str, Any]
    files: tuple[str, ...]
    doi: str
    key: str


def load_references(content: bytes, origin: Origin) -> Loaded:
    """The entries with an abstract or long notes. Files in the same folder or ZIP get title, outlet, author and day."""
    found = references(content, origin)
    if not any(reference.facts["text"] for reference in found):
        raise ArticleRejected(
            f"no entry of {origin.named} has an abstract; add a folder that holds it and the files of the articles"
        )
    yield from articles_of_references(found, origin)


def articles_of_references(found: Sequence[Reference], origin: Origin) -> Loaded:
    """The articles of those that have a text; the others are counted in one note."""
    yield from articles_of(((each.named, dict(each.facts)) for each in found if each.facts["text"]), origin)
    bare = [each for each in found if not each.facts["text"]]
    if bare:
        such = one_line(bare[0].facts["title"]) or bare[0].key
        example = f", such as {such[:MAX_NAME_CHARACTERS]!r}" if such else ""
        entries = "an entry" if len(bare) == 1 else f"{len(bare):,} entries"
        yield Note(f"{origin.named} has {entries} without an abstract or a file in its folder{example}")


def references(content: bytes, origin: Origin) -> list[Reference]:
    """All entries, in the order of the file. Raises ArticleRejected for a file without any."""
    text = LINE_BREAKS.sub("\n", decode(content, origin))
    check_length(len(text) // 10, origin)
    read = _bibtex if origin.suffix == ".bib" else _ris
    names = BIBTEX_NAMES if origin.suffix == ".bib" else RIS_NAMES
    found: list[Reference] = []
    for said in read(text):
        found.append(_reference(said, names, f"entry {len(found) + 1} of {origin.named}"))
        if len(found) > MAX_ENTRIES:
            raise ArticleRejected(f"{origin.named} has more than {MAX_ENTRIES:,} entries; split it")
    if not found:
        raise ArticleRejected(f"{origin.named} has no entry of RIS or BibTeX; {REMEDY}")
    return found


def _reference(said: Mapping[str, Sequence[str]], names: Mapping[str, str], named: str) -> Reference:
    def all_of(name: str) -> list[str]:
        return next((list(said[tag]) for tag in names.get(name, "").split() if any(said.get(tag, ()))), [])

    def first(name: str) -> str:
        return next(iter(all_of(name)), "")

    abstract, notes, url = first("abstract"), "\n\n".join(all_of("notes")), first("url")
    facts = {
        "title": first("title"),
        "publisher": first("publisher"),
        "author": [_turned(name) for name in all_of("author")],
        "published": _day(said, names),
        "url": url,
        "language": first("language"),
        "text": abstract if len(abstract) >= MIN_ABSTRACT else notes if len(notes) >= MIN_NOTES else "",
    }
    doi = DOI.search(first("doi")) or DOI.search(url)
    files = tuple(name for each in all_of("files") for name in _file_names(each))
    return Reference(
        named, facts, files, doi[0].casefold() if doi else "", (said.get("ID") or said.get("key") or [""])[0]
    )


def _day(said: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> str | None:
    """The day of publication: a field that has more than a year, or BibTeX's three fields."""
    given = (value.strip("/ ") for tag in names["published"].split() for value in said.get(tag, ()))
    day = next((value for value in given if len(value) > 7), None)
    parts = [next(iter(said.get(name, ())), "").strip() for name in ("day", "month", "year")]
    if day or not all(parts):
        return day
    return "-".join(reversed(parts)) if parts[1].isdigit() else " ".join(parts)


def _turned(name: str) -> str:
    """ "Roe, Jane" as she is called."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name


def _file_names(value: str) -> Iterator[str]:
    """The names of files in a field; managers of references write a description and a kind around each."""
    for each in value.split(";"):
        for part in re.split(r"(?<!\\):", each):
            name = re.split(r"[/\\]", unquote(part))[-1].strip(" {}")
            if re.search(r"\.[A-Za-z0-9]{2,8}$", name):
                yield name


def _ris(text: str) -> Iterator[dict[str, list[str]]]:
    said: dict[str, list[list[str]]] = {}
    lines: list[str] | None = None
    for line in [*text.split("\n"), "ER  - "]:
        match = RIS_LINE.match(line.lstrip("\ufeff"))
        if match and match[1] in ("TY", "ER"):
            if said:
                yield {tag: ["\n".join(value) for value in values] for tag, values in said.items()}
            said, lines = {}, None
        elif match:
            lines = [(match[2] or "").strip()]
            said.setdefault(match[1], []).append(lines)
        elif lines is not None and line.strip():
            lines.append(line.strip())


def _bibtex(text: str) -> Iterator[dict[str, list[str]]]:
    macros: dict[str, str] = {}
    # An entry that is not closed costs none of those after it.
    for piece in BIBTEX_START.split(text):
        head = BIBTEX_HEAD.match(piece)
        if not head or head[1].lower() in NO_ENTRIES:
            continue
        fields = dict(_fields(piece, head.end(), macros))
        if head[1].lower() == "string":
            macros |= fields
        elif fields:
            said = {name: [value if name in AS_WRITTEN else latex_text(value)] for name, value in fields.items()}
            people = re.split(r"\s+and\s+", fields.get("author", ""))
            named = {"author": [latex_text(name) for name in people if name], "key": [head[2] or ""]}
            yield said | named | {"url": [fields.get("url", "").replace("\\", "").strip("{}")]}


def _fields(piece: str, at: int, macros: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    while field := BIBTEX_FIELD.match(piece, at):
        values, at = _value(piece, field.end(), macros)
        yield field[1].lower(), values


def _value(piece: str, at: int, macros: Mapping[str, str]) -> tuple[str, int]:
    """A value, of parts that "#" joins, and where it ends."""
    parts: list[str] = []
    while at < len(piece):
        if piece[at] in '{"':
            end = _closing(piece, at)
            parts.append(piece[at + 1 : end])
            at = end + 1
        elif word := BIBTEX_WORD.match(piece, at):
            parts.append(macros.get(word[0].lower(), word[0]))
            at = word.end()
        else:
            break
        joined = re.compile(r"\s*#\s*").match(piece, at)
        if not joined:
            break
        at = joined.end()
    return "".join(parts), at


def _closing(piece: str, at: int) -> int:
    """Where the brace or quotation mark at `at` is closed: at the end of the piece, where it never is."""
    depth = 0
    is_quoted = piece[at] == '"'
    for sign in re.compile(r'\\.|[{}"]', re.DOTALL).finditer(piece, at + is_quoted):
        if sign[0] == '"' and is_quoted and depth == 0:
            return sign.start()
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if sign[0] == "}" and depth <= 0 and not is_quoted:
            return sign.start()
    return len(piece)


def folded_title(title: Any) -> str:
    """A title as it is compared: its letters and figures only."""
    return re.sub(r"[\W_]", "", (one_line(title) or "").casefold())
