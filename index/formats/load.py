"""A file, or its bytes -> its articles. `index.formats` has a module for each kind of file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from article_qa.index.addresses import canonical_url
from article_qa.index.errors import ArticleRejected, ParserUnavailable
from article_qa.index.formats.address_lists import refuse_addresses
from article_qa.index.formats.archive import entries, gunzipped
from article_qa.index.formats.article import Columns, Item, Loaded, Note, Origin, rejected
from article_qa.index.formats.batch import exported_page
from article_qa.index.formats.bibliography import REFERENCE_SUFFIXES
from article_qa.index.formats.budget import Budget
from article_qa.index.formats.html import load_page
from article_qa.index.formats.kinds import CRAWLS, HTML_START, LOADERS, PARSED, SUFFIXES
from article_qa.index.formats.ocr import load_scan
from article_qa.index.formats.pairing import Pairing
from article_qa.index.formats.pdf import Scanned
from article_qa.index.formats.rtf import START as RTF_START
from article_qa.index.formats.web_archives import crawled_pages
from article_qa.index.limits import MAX_FILE_BYTES, MAX_FILE_BYTES_BY_SUFFIX, MAX_NAME_CHARACTERS, MAX_REJECTIONS


def load(path: Path, columns: Columns = ()) -> Loaded:
    """The articles of one file, in its order; what cannot be taken comes as its rejection.

    `.jsonl`, `.json`, `.csv`, `.tsv` and `.zip` hold several. Nothing is raised for a bad file.
    """
    try:
        content = _content(path)
    except ArticleRejected as rejection:
        yield rejection
    else:
        yield from load_bytes(
            content, suffix=path.suffix, source=source_of(path), named=repr(str(path)), columns=columns
        )


def load_files(paths: Sequence[Path], columns: Columns = ()) -> Iterator[tuple[Path, Loaded]]:
    """The files of a folder with what `load` gives of each, and with the facts that RIS and BibTeX files there state.

    Those come last, with the entries that belong to no other file. What a file gives is to be taken before the next.
    """
    pairing = Pairing()
    for path in filter(is_of_references, paths):
        try:
            pairing.add(_content(path), Origin(path.suffix.lower(), source_of(path), repr(str(path))))
        except ArticleRejected as rejection:
            pairing.refused.append((source_of(path), rejection))
    for path in paths:
        if not is_of_references(path):
            yield path, pairing.completed(load(path, columns), path.name)
    for path in filter(is_of_references, paths):
        yield path, contained(pairing.rest(source_of(path)), repr(str(path)))


def is_of_references(path: Path) -> bool:
    """Whether it is a RIS or BibTeX file, by its name."""
    return path.suffix.lower() in REFERENCE_SUFFIXES


def _content(path: Path) -> bytes:
    """What is read of a file: a byte more than the most, and nothing of an unknown kind. Raises ArticleRejected."""
    suffix = path.suffix.lower()
    try:
        if path.exists() and not path.is_file():
            raise ArticleRejected(f"{str(path)!r} is not a regular file; give the file that holds the article")
        with path.open("rb") as file:
            return file.read(_limit(suffix) + 1) if suffix in SUFFIXES else b""
    except OSError as exc:
        raise ArticleRejected(
            f"cannot read {str(path)!r} ({exc.strerror}); check the file and its permissions"
        ) from exc


def load_bytes(
    content: bytes,
    *,
    suffix: str,
    source: str,
    named: str,
    url: str | None = None,
    budget: Budget | None = None,
    columns: Columns = (),
) -> Loaded:
    """The articles in `content`, in its order; what cannot be taken comes as its rejection.

    `suffix` (".html") says how to read it and `source` names it for good: without an
    address the article's id is made from it. `named` is what a message calls it, in quotes
    of its own. `url` is the address that `content` was read at; the article's address is
    then its own canonical link where that is on the same host, else `url`. `budget` is what
    is left for the input that carried `content`. `columns` are as in `Origin`. Nothing is raised for bad content, and
    ParserUnavailable where no content of its kind can be read.
    """
    suffix = suffix.lower()
    if suffix == ".txt" and HTML_START.match(content):
        suffix = ".html"
    if suffix in (".txt", ".docx") and content.startswith(RTF_START):
        suffix = ".rtf"
    origin = Origin(suffix, source, named, canonical_url(url), columns)
    yield from contained(_load(content, origin, budget or Budget(len(content))), named)


def contained(found: Loaded, named: str) -> Loaded:
    """What a reader gives; whatever it raises comes as one rejection at the end.

    Readers meet bytes in more ways than anybody foresaw, and none may cost the other files.
    After `MAX_REJECTIONS` of a file the others are counted in one sentence.
    """
    refused = 0
    try:
        for each in found:
            refused += isinstance(each, ArticleRejected)
            if not isinstance(each, ArticleRejected) or refused <= MAX_REJECTIONS:
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
        raise ArticleRejected(f"{origin.named} is larger than {limit // 1_000_000} MB; split it, or add only its text")
    refuse_addresses(content, origin)
    if origin.suffix in CONTAINERS:
        yield from CONTAINERS[origin.suffix](content, origin, budget)
    elif origin.suffix in PARSED:
        try:
            yield from budget.run(origin.named, read_whole, content, origin)
        except Scanned:
            yield from load_scan(content, origin, budget)
    else:
        yield from LOADERS[origin.suffix](content, origin)


def read_whole(content: bytes, origin: Origin) -> list[Item]:
    """All that the reader of a kind of file gives, here and now. Raises what it raises."""
    exported = list(exported_page(content, origin)) if LOADERS[origin.suffix] is load_page else []
    return exported or list(LOADERS[origin.suffix](content, origin))


def _within(content: bytes, here: Origin, budget: Budget) -> Loaded:
    return load_bytes(
        content, suffix=here.suffix, source=here.source, named=here.named, url=here.url, budget=budget,
        columns=here.columns,
    )  # fmt: skip


def _load_archive(content: bytes, origin: Origin, budget: Budget) -> Loaded:
    pairing = Pairing()
    for entry in entries(content, origin, SUFFIXES, first=REFERENCE_SUFFIXES):
        if isinstance(entry, (ArticleRejected, Note)):
            yield entry
            continue
        here, unpacked = entry
        if here.suffix in REFERENCE_SUFFIXES:
            pairing.add(unpacked, here)
        else:
            yield from pairing.completed(_within(unpacked, here, budget), PurePosixPath(here.source).name)
    yield from pairing.rest()


def _load_packed(content: bytes, origin: Origin, budget: Budget) -> Loaded:
    suffix = Path(origin.source.removesuffix(origin.source[-3:])).suffix.lower()
    if suffix == ".warc":
        yield from _load_crawl(content, origin, budget)
        return
    if suffix not in LOADERS:
        raise ArticleRejected(f"{origin.named} is packed, and its name does not say what is in it; unpack it")
    yield from _within(gunzipped(content, origin, _limit(suffix)), replace(origin, suffix=suffix), budget)


def _load_crawl(content: bytes, origin: Origin, budget: Budget) -> Loaded:
    for url, page in budget.run(origin.named, crawled_pages, content, origin):
        named = f"{url[:MAX_NAME_CHARACTERS]!r} in {origin.named}"
        yield from _within(page, Origin(".html", f"{origin.source}#{url}", named, url), budget)


def _load_crawls(content: bytes, origin: Origin, budget: Budget) -> Loaded:
    for entry in entries(content, origin, CRAWLS):
        if isinstance(entry, ArticleRejected):
            yield entry
        # What else such an archive holds are lists of the same pages.
        elif not isinstance(entry, Note):
            yield from _within(entry[1], entry[0], budget)


CONTAINERS: Mapping[str, Callable[[bytes, Origin, Budget], Loaded]] = {
    ".zip": _load_archive,
    ".gz": _load_packed,
    ".warc": _load_crawl,
    ".wacz": _load_crawls,
}


def _limit(suffix: str) -> int:
    return MAX_FILE_BYTES_BY_SUFFIX.get(suffix, MAX_FILE_BYTES)


def source_of(path: Path) -> str:
    """The file's whole path; bytes in it that are no text are written out."""
    return str(path.resolve()).encode(errors="backslashreplace").decode()
