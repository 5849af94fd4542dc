"""Stories that come in several pages -> one article: page 2 and those after it are appended to page 1.

A later page is recognised by its address ("?page=2", "/2") and by having the title
of page 1. It joins page 1 whichever of them came first. What page 1 has already
is not said twice.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from article_qa.index.addresses import without_tracking
from article_qa.index.formats.article import article_id
from article_qa.index.ingest.originals import remove_originals
from article_qa.index.library import Library
from article_qa.index.limits import MAX_TEXT_CHARACTERS
from article_qa.index.records import Article
from article_qa.index.store.story_pages import StoryPage

# A higher number in an address is that of an article, not of a page.
MAX_PAGES = 50
PARAMETER = re.compile(r"(page|pg|p|seite|pagina)=(\d{1,2})", re.IGNORECASE)
PATH = re.compile(r"(.+?)(/page/|/)(\d{1,2})/?")
# What a title says of its page: "(page 2 of 3)", " - Seite 2".
NUMBERED = re.compile(
    r"[\s\-–—|:(\[]+(?:page|seite|página|pagina|p\.)\s*\d+(?:\s*(?:of|von|de|/)\s*\d+)?[)\]]?$", re.IGNORECASE
)


class Stories:
    """The stories of several pages that one run meets."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._pages = library.catalog.story_pages

    def first_of(self, page: Article) -> tuple[Article, int] | None:
        """The stored article that `page` goes on, and its number; None when it is no later page of one."""
        for address, number in _firsts(page.url):
            first = self._library.catalog.article(article_id(address))
            if first and first.id != page.id and self._is_same(first, page):
                is_short = len(first.text) + len(page.text) < MAX_TEXT_CHARACTERS
                return (first, number) if is_short else None
        return None

    def joined(self, first: Article, number: int, page: Article) -> Article:
        """`first` with a later page, which is kept for it."""
        pages = self._pages.of(first.id) or {1: StoryPage(first.source, first.text)}
        pages[number] = StoryPage(page.source, page.text)
        self._pages.put(first.id, pages)
        # Stored as an article of its own before its first page was there.
        if self._library.catalog.remove(page.id):
            remove_originals(self._library, [page.id])
        return _whole(first, pages)

    def whole(self, first: Article) -> Article:
        """`first` with the later pages that were kept for it, or stored as articles of their own."""
        pages = self._pages.of(first.id)
        for number, page in self._alone(first, max(pages, default=1) + 1):
            self.joined(first, number, page)
        pages = self._pages.of(first.id)
        return _whole(first, pages | {1: StoryPage(first.source, first.text)}) if pages else first

    def keep_first(self, first: Article) -> None:
        """Page 1 is stored with this text."""
        if pages := self._pages.of(first.id):
            self._pages.put(first.id, pages | {1: StoryPage(first.source, first.text)})

    def without(self, first_id: str, number: int) -> Article | None:
        """The article without a later page, which is gone; None when the article is gone, too."""
        pages = self._pages.of(first_id)
        pages.pop(number, None)
        first = self._library.catalog.article(first_id)
        self._pages.put(first_id, pages)
        return _whole(first, pages) if first else None

    def _alone(self, first: Article, number: int) -> Iterator[tuple[int, Article]]:
        """Later pages, from this number on, that are stored as articles of their own, with their numbers."""
        while number <= MAX_PAGES and (page := self._stored(first, number)):
            yield number, page
            number += 1

    def _stored(self, first: Article, number: int) -> Article | None:
        stored = (self._library.catalog.article(article_id(address)) for address in _laters(first.url, number))
        return next((page for page in stored if page and self._is_same(first, page)), None)

    def _is_same(self, first: Article, page: Article) -> bool:
        """Whether both are called the same; a title that a reader corrected says nothing."""
        edits = self._library.catalog.edits
        return _heading(first) == _heading(page) or edits.of(first.id).title is not None


def _firsts(url: str | None) -> Iterator[tuple[str, int]]:
    """Addresses that the first page of a story may have whose later page is at `url`, with that page's number."""
    parts = urlsplit(url or "")
    parameters = parts.query.split("&")
    for place, parameter in enumerate(parameters):
        if (match := PARAMETER.fullmatch(parameter)) and 1 < int(match[2]) <= MAX_PAGES:
            for others in ([], [f"{match[1]}=1"]):
                query = "&".join([*parameters[:place], *others, *parameters[place + 1 :]])
                yield without_tracking(urlunsplit(parts._replace(query=query))), int(match[2])
    if (match := PATH.fullmatch(parts.path)) and 1 < int(match[3]) <= MAX_PAGES:
        for path in (match[1], f"{match[1]}/", f"{match[1]}{match[2]}1"):
            yield urlunsplit(parts._replace(path=path)), int(match[3])


def _laters(url: str | None, number: int) -> list[str]:
    """Addresses that a later page may have of the story whose first page is at `url`."""
    if not url:
        return []
    parts = urlsplit(url)
    query = f"{parts.query}&" if parts.query else ""
    path = parts.path.rstrip("/")
    return [
        *(
            urlunsplit(parts._replace(query=f"{query}{name}={number}"))
            for name in ("page", "p", "pg", "seite", "pagina")
        ),
        *(
            urlunsplit(parts._replace(path=f"{path}{end}"))
            for end in (f"/{number}", f"/page/{number}", f"/page/{number}/")
        ),
    ]


def _heading(article: Article) -> str:
    return NUMBERED.sub("", article.title).casefold()


def _whole(first: Article, pages: dict[int, StoryPage]) -> Article:
    """`first` with the text of all these pages; a beginning that page 1 has already, as its standfirst, is left out."""
    texts = [page.text for _, page in sorted(pages.items())]
    said = set(texts[0].split("\n\n")) if texts else set[str]()
    text = "\n\n".join(filter(None, [*texts[:1], *(_unsaid(each, said) for each in texts[1:])])) or first.text
    return replace(first, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())


def _unsaid(text: str, said: set[str]) -> str:
    """The text from its first paragraph on that is new."""
    paragraphs = text.split("\n\n")
    new = next((n for n, paragraph in enumerate(paragraphs) if paragraph not in said), len(paragraphs))
    return "\n\n".join(paragraphs[new:])
