"""What a reader adds on the page -> articles in the catalog; a keeper makes their vectors.

Promises that one bad file costs itself only, that the same name replaces what
it brought before, and that a reader can name addresses but no file of the server.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import yaml

from article_qa.index.addresses import is_address
from article_qa.index.errors import ArticleQAError
from article_qa.index.formats.article import Item
from article_qa.index.formats.load import load_bytes
from article_qa.index.ingest.add import AddReport, Intake
from article_qa.index.library import Library
from article_qa.index.records import Article
from article_qa.index.web import pages
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.library_html import Result


def add_files(library: Library, paths: Iterable[Path]) -> Iterator[Result]:
    """Take uploaded files, each known by its own name, and delete the copies that were uploaded."""
    for path in paths:
        name = path.name
        try:
            yield _taken(library, name, partial(_read, path, name))
        finally:
            path.unlink(missing_ok=True)


def add_content(library: Library, name: str, content: bytes) -> Result:
    """Take the content of a file, known by its name."""
    suffix = Path(name).suffix
    return _taken(library, name, lambda: load_bytes(content, suffix=suffix, source=f"upload: {name}", named=repr(name)))


def add_addresses(library: Library, text: str, fetcher: Fetcher) -> Iterator[Result]:
    """Take the pages and feeds at the addresses in `text`, one on each line or between spaces."""
    for address in text.split():
        if is_address(address):
            yield _taken(library, address, partial(pages.read, address, library.catalog, fetcher))
        else:
            refusal = f"{address!r} is not a web address; begin it with https://"
            yield Result(address, AddReport(failed=[refusal]))


def add_text(
    library: Library, *, title: str, publisher: str, published: str, text: str, author: str = "", url: str = ""
) -> Result:
    """Take a pasted text; with the same head or address it replaces what was pasted before."""
    facts = {"title": title, "publisher": publisher, "published": published, "author": author, "url": url}
    facts = {name: fact.strip() for name, fact in facts.items()}
    facts = {name: fact for name, fact in facts.items() if fact}
    named = facts.get("title") or "the pasted text"
    head = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False) if facts else "{}\n"
    content = f"---\n{head}---\n{text}".encode(errors="replace")
    known = (
        " · ".join(facts.values()) if "title" in facts else hashlib.sha256(text.encode(errors="replace")).hexdigest()
    )
    return _taken(
        library,
        named,
        lambda: load_bytes(content, suffix=".txt", source=f"pasted: {known}", named=repr(named)),
    )


def _stored_ids(library: Library, articles: Iterable[Article]) -> Iterator[str]:
    """Under which ids these are in the library; a text that was there already keeps its own."""
    for article in articles:
        own = library.catalog.identified(article)
        stored = own.id if library.catalog.knows(own.id) else library.catalog.holder(own)
        yield from [stored] if stored else []


def _read(path: Path, name: str) -> Iterable[Item]:
    return load_bytes(path.read_bytes(), suffix=path.suffix, source=f"upload: {name}", named=repr(name))


def _taken(library: Library, name: str, load: Callable[[], Iterable[Item]]) -> Result:
    try:
        intake = Intake(library, AddReport())
        articles = [each for each in load() if intake.offer(each) and isinstance(each, Article)]
        intake.settle()
        return Result(name, intake.report, tuple(dict.fromkeys(_stored_ids(library, articles))))
    except ArticleQAError as error:
        return Result(name, AddReport(failed=[str(error)]))
    except Exception as error:  # The reader gets a sentence and keeps the page; the log gets the trace.
        logging.getLogger(__name__).exception("adding %r failed", name)
        return Result(name, AddReport(failed=[f"this went wrong ({type(error).__name__}); the terminal says more"]))
