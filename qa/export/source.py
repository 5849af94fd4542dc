"""What a list of references says of an article, and the people who wrote it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from article_qa.index.annotate.roles import ORGANISATIONS
from article_qa.index.records import Article
from article_qa.index.text.words import STOP_WORDS
from article_qa.qa.answer import Answer
from article_qa.qa.citation import Citation, headed

# Bylines that name a desk and no person.
_DESKS = ORGANISATIONS | frozenset(
    """staff desk team contributors newsroom editors editorial reporters correspondents writers wire reuters afp ap
    dpa""".split()
)
# Words of a family name that stand before it.
_PARTICLES = frozenset("al ben bin da de del della den der di dos du el ibn la le ten ter van von zu".split())
_SEPARATOR = re.compile(r"\s*(?:;|\s&\s|,?\sand\s|,\s)\s*")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
MAX_NAME_WORDS = 5


@dataclass(frozen=True, slots=True)
class Author:
    """A person with family and given names, or, without given names, whatever the byline says."""

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        """ "Ost, Lena"; a desk as it is."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a reference. `quotes` are the exact words that an answer cites of it."""

    article_id: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None
    authors: tuple[Author, ...] = ()
    language: str | None = None
    quotes: tuple[str, ...] = field(default=())


def source_of_article(article: Article) -> Source:
    """The article as a reference, without a quote."""
    title, publisher = headed(article.title, article.publisher)
    authors = authors_of(article.author)
    return Source(article.id, title, publisher, article.published, article.url, authors, article.language)


def sources_of_answer(answer: Answer, authors: Mapping[str, str | None]) -> tuple[Source, ...]:
    """One reference an article, in the order in which the answer cites them; `authors` are bylines by article id."""
    cited: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        cited.setdefault(citation.article_id, []).append(citation)
    return tuple(_source(citations, authors.get(article_id)) for article_id, citations in cited.items())


def _source(citations: list[Citation], byline: str | None) -> Source:
    first, quotes = citations[0], dict.fromkeys(" ".join(each.quote.split()) for each in citations)
    return Source(
        first.article_id, first.title, first.publisher, first.published, first.url, authors_of(byline),
        quotes=tuple(quotes),
    )  # fmt: skip


def authors_of(byline: str | None) -> tuple[Author, ...]:
    """The authors that a byline names: "Lena Ost and Jo van Dam" are two, "Reuters staff" is one desk."""
    byline = _BY.sub("", " ".join((byline or "").split()))
    names = [name for name in _SEPARATOR.split(byline) if name]
    # "Ost, Lena" is one name that was turned round; a desk with commas is no list.
    if len(names) > 1 and any(len(name.split()) == 1 for name in names):
        is_turned = len(names) == 2 and byline == f"{names[0]}, {names[1]}" and not _is_desk(byline)
        return (Author(names[0], names[1]) if is_turned else Author(byline),)
    return tuple(map(_author, names))


def _author(name: str) -> Author:
    words = name.split()
    if not 1 < len(words) <= MAX_NAME_WORDS or _is_desk(name):
        return Author(name)
    first = next((n for n, word in enumerate(words[:-1]) if n and word.lower() in _PARTICLES), len(words) - 1)
    return Author(" ".join(words[first:]), " ".join(words[:first]))


def _is_desk(name: str) -> bool:
    return not _DESKS.isdisjoint(re.findall(r"\w+", name.lower()))


def citation_keys(sources: Iterable[Source]) -> Iterator[str]:
    """A key for each, such as "ost2022lavrov"; no two are the same, and the same sources get the same keys."""
    used: set[str] = set()
    for source in sources:
        key = _key(source)
        free = next(each for n in count() if (each := key if not n else f"{key}-{n + 1}") not in used)
        used.add(free)
        yield free


def _key(source: Source) -> str:
    who = _letters(source.authors[0].family if source.authors else source.publisher or "")
    words = (word for word in map(_letters, source.title.split()) if word and word not in STOP_WORDS)
    year = str(source.published.year) if source.published else ""
    return f"{who}{year}{next(words, '')}" if who else source.article_id


def _letters(words: str) -> str:
    """The unaccented letters and digits of a name, in lower case."""
    return "".join(re.findall("[a-z0-9]", unicodedata.normalize("NFKD", words).lower()))
