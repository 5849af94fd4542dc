"""Files of references next to articles: each article gets the facts of its entry.

An entry is an article's where it names the article's file, has its name, its
address, its DOI or its title. A file that holds several articles is nobody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from article_qa.index.addresses import canonical_url, without_tracking
from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Item, Loaded, Origin, at_address, make_article
from article_qa.index.formats.bibliography import (
    DOI,
    Reference,
    articles_of_references,
    folded_title,
    references,
)
from article_qa.index.records import Article

# A shorter title may be that of several articles.
MIN_TITLE = 15
# Where a DOI in a text is the article's own, and not that of one it names.
DOI_REACH = 2_000


@dataclass
class Pairing:
    """The references of a folder or an archive, and which of them belong to an article there."""

    files: list[tuple[Origin, list[Reference]]] = field(default_factory=list)
    refused: list[tuple[str, ArticleRejected]] = field(default_factory=list)
    _keys: dict[tuple[str, str], Reference] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def add(self, content: bytes, origin: Origin) -> None:
        """Take the references of a file; one that cannot be read is reported at the end, with the rest."""
        try:
            found = references(content, origin)
        except ArticleRejected as rejection:
            self.refused.append((origin.source, rejection))
            return
        self.files.append((origin, found))
        own = PurePosixPath(origin.source).stem if len(found) == 1 else ""
        for reference in found:
            for key in _reference_keys(reference, own):
                self._keys.setdefault(key, reference)

    def completed(self, found: Loaded, file: str) -> Loaded:
        """What the file of this name gave, with the facts of the references that belong to it."""
        if not self._keys:
            yield from found
            return
        # The first article, and what else came before it is known whether there is another.
        held: list[Item] = []
        is_several = False
        for each in found:
            if isinstance(each, Article) and any(isinstance(item, Article) for item in held):
                is_several = True
                yield from (self._completed(item, "") for item in held)
                held = []
            if is_several:
                yield self._completed(each, "")
            else:
                held.append(each)
        yield from (self._completed(item, file) for item in held)

    def rest(self, source: str | None = None) -> Loaded:
        """The articles of the references that belong to no file, and what is to be said of the others.

        Those of one file of references only, or of all.
        """
        yield from (rejection for refused, rejection in self.refused if source in (None, refused))
        for origin, found in self.files:
            if source in (None, origin.source):
                yield from articles_of_references([each for each in found if each.named not in self._used], origin)

    def _completed(self, article: Item, file: str) -> Item:
        """The article with what its reference says; all else as it is. `file` is "" where it has several."""
        if not isinstance(article, Article):
            return article
        reference = next((self._keys[key] for key in _article_keys(article, file) if key in self._keys), None)
        if reference is None:
            return article
        self._used.add(reference.named)
        return with_facts(article, reference)


def with_facts(article: Article, reference: Reference) -> Article:
    """The article with the title, outlet, author and day of the reference, and its address where it has none."""
    said = make_article({**reference.facts}, "text", Origin("", article.source, reference.named))
    told = replace(
        article,
        title=said.title if reference.facts["title"] else article.title,
        publisher=said.publisher or article.publisher,
        author=said.author or article.author,
        published=said.published or article.published,
        language=article.language or said.language,
    )
    if told.url or not said.url:
        return told
    # Where it was added before its reference was, it keeps its id.
    return replace(at_address(told, said.url), former_id=article.id)


def _reference_keys(reference: Reference, own: str) -> Iterator[tuple[str, str]]:
    """What its article may be known by; `own` is the name of the file of references, where it holds no other."""
    yield from (("file", name.casefold()) for name in reference.files)
    yield from (("stem", name.casefold()) for name in (own, reference.key) if name)
    if url := canonical_url(reference.facts["url"]):
        yield "url", without_tracking(url)
    if reference.doi:
        yield "doi", reference.doi
    if len(title := folded_title(reference.facts["title"])) >= MIN_TITLE:
        yield "title", title


def _article_keys(article: Article, file: str) -> Iterator[tuple[str, str]]:
    if file:
        yield "file", file.casefold()
        yield "stem", PurePosixPath(file).stem.casefold()
    if article.url:
        yield "url", article.url
    for text in (article.url or "", article.text[:DOI_REACH]):
        if doi := DOI.search(text):
            yield "doi", doi[0].rstrip(".,;)").casefold()
    yield "title", folded_title(article.title)
