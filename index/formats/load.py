"""A file, or its bytes -> its articles. `index.formats` has a module for each kind of file."""

from collections.abc import Mapping
from pathlib import Path

from article_qa.index.addresses import canonical_url
from article_qa.index.errors import ArticleRejected, ParserUnavailable
from article_qa.index.formats.archive import entries
from article_qa.index.formats.article import Loaded, Loader, Origin, rejected
from article_qa.index.formats.budget import Budget
from article_qa.index.formats.epub import load_epub
from article_qa.index.formats.html import load_archived_page, load_page
from article_qa.index.formats.pdf import load_pdf
from article_qa.index.formats.tables import load_json, load_lines, load_table
from article_qa.index.formats.text import load_text
from article_qa.index.formats.word import load_word
from article_qa.index.limits import MAX_FILE_BYTES, MAX_FILE_BYTES_BY_SUFFIX, MAX_REJECTIONS
from article_qa.index.records import Article

LOADERS: Mapping[str, Loader] = {
    ".txt": load_text,
    ".md": load_text,
    ".markdown": load_text,
    ".html": load_page,
    ".htm": load_page,
    ".xhtml": load_page,
    ".mhtml": load_archived_page,
    ".mht": load_archived_page,
    ".pdf": load_pdf,
    ".docx": load_word,
    ".epub": load_epub,
    ".jsonl": load_lines,
    ".json": load_json,
    ".csv": load_table,
    ".tsv": load_table,
}
SUFFIXES = (*LOADERS, ".zip")
# Read by other people's parsers; each file of these kinds holds one article.
PARSED = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".docx", ".epub")


def load(path: Path) -> Loaded:
    """The articles of one file, in its order; what cannot be taken comes as its rejection.

    `.jsonl`, `.json`, `.csv`, `.tsv` and `.zip` hold several. Nothing is raised for a bad file.
    """
    suffix = path.suffix.lower()
    try:
        if path.exists() and not path.is_file():
            yield ArticleRejected(f"{str(path)!r} is no regular file; give the file that holds the article")
            return
        with path.open("rb") as file:
            content = file.read(_limit(suffix) + 1) if suffix in SUFFIXES else b""
    except OSError as exc:
        yield ArticleRejected(f"cannot read {str(path)!r} ({exc.strerror}); check the file and its permissions")
    else:
        yield from load_bytes(content, suffix=suffix, source=source_of(path), named=repr(str(path)))


def load_bytes(
    content: bytes, *, suffix: str, source: str, named: str, url: str | None = None, budget: Budget | None = None
) -> Loaded:
    """The articles in `content`, in its order; what cannot be taken comes as its rejection.

    `suffix` (".html") says how to read it and `source` names it for good: without an
    address the article's id is made from it. `named` is what a message calls it, in quotes
    of its own. `url` is the address that `content` was read at; the article's address is
    then its own canonical link where that is on the same host, else `url`. `budget` is what
    is left for the input that carried `content`. Nothing is raised for bad content, and
    ParserUnavailable where no content of its kind can be read.
    """
    origin = Origin(suffix.lower(), source, named, canonical_url(url))
    yield from contained(_load(content, origin, budget or Budget(len(content))), named)


def contained(found: Loaded, named: str) -> Loaded:
    """What a reader gives; whatever it raises comes as one rejection at the end.

    Readers meet bytes in more ways than anybody foresaw, and none may cost the files beside this one.
    After `MAX_REJECTIONS` of a file the others are counted, and told in one sentence.
    """
    refused = 0
    try:
        for each in found:
            refused += isinstance(each, ArticleRejected)
            if isinstance(each, Article) or refused <= MAX_REJECTIONS:
                yield each
    except ParserUnavailable:
        raise
    except Exception as exc:
        yield rejected(exc, named)
    if refused > MAX_REJECTIONS:
        yield ArticleRejected(
            f"{refused - MAX_REJECTIONS:,} more entries of {named} cannot be taken; correct it and add it again"
        )


def _load(content: bytes, origin: Origin, budget: Budget) -> Loaded:
    if origin.suffix not in SUFFIXES:
        kinds = " ".join(SUFFIXES)
        raise ArticleRejected(f"{origin.named} is not a kind of file that can be read; give one of: {kinds}")
    if len(content) > (limit := _limit(origin.suffix)):
        raise ArticleRejected(f"{origin.named} is larger than {limit // 1_000_000} MB; split it, or add its text alone")
    if origin.suffix == ".zip":
        yield from _load_archive(content, origin, budget)
    elif origin.suffix in PARSED:
        yield from budget.run(origin.named, read_whole, content, origin)
    else:
        yield from LOADERS[origin.suffix](content, origin)


def read_whole(content: bytes, origin: Origin) -> list[Article | ArticleRejected]:
    """All that the reader of a kind of file gives, here and now. Raises what it raises."""
    return list(LOADERS[origin.suffix](content, origin))


def _load_archive(content: bytes, origin: Origin, budget: Budget) -> Loaded:
    for entry in entries(content, origin, SUFFIXES):
        if isinstance(entry, ArticleRejected):
            yield entry
        else:
            here, unpacked = entry
            yield from load_bytes(unpacked, suffix=here.suffix, source=here.source, named=here.named, budget=budget)


def _limit(suffix: str) -> int:
    return MAX_FILE_BYTES_BY_SUFFIX.get(suffix, MAX_FILE_BYTES)


def source_of(path: Path) -> str:
    """The file's whole path; bytes in it that are no text are written out."""
    return str(path.resolve()).encode(errors="backslashreplace").decode()
