"""A library of a few annotated articles, and what the answer to a request is made from over it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from article_qa.index.annotations import AnnotatedSentence, Annotations, Days, Saying, SentenceKind
from article_qa.index.ingest.chunking import cut
from article_qa.index.records import Article
from article_qa.index.search import keyword
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.sentences import sentences
from article_qa.qa.answers.material import Material
from article_qa.qa.questions.request import Request
from article_qa.qa.reading.answerability import terms
from article_qa.qa.reading.context import Context
from article_qa.qa.retrieval.search import LibrarySearch
from tests.qa.fakes import WordReader, article

TODAY = date(2031, 6, 1)
PASSAGE_CHARACTERS = 300


class Told:
    """An article whose annotations are written down piece by piece, told by the words they stand at."""

    def __init__(self, title: str, text: str, published: date | None = None) -> None:
        self.article: Article = article(text, title=title, published=published)
        self._kinds: dict[tuple[int, int], SentenceKind] = {}
        self._days: dict[tuple[int, int], Days] = {}
        self._leads: dict[tuple[int, int], tuple[int, int]] = {}
        self._headings: dict[tuple[int, int], tuple[int, int]] = {}
        self._sayings: list[Saying] = []

    def is_a(self, kind: SentenceKind, *pieces: str, lead: str = "") -> "Told":
        """The sentences that begin with these pieces are of this kind."""
        for piece in pieces:
            self._kinds[self._at(piece)] = kind
            if lead:
                self._leads[self._at(piece)] = self._at(lead)
        return self

    def under(self, heading: str, *pieces: str) -> "Told":
        """The sentences that begin with these pieces stand under this heading."""
        self._kinds[self._at(heading)] = "heading"
        self._headings |= {self._at(piece): self._at(heading) for piece in pieces}
        return self

    def happened(self, piece: str, first: date, last: date | None = None) -> "Told":
        """The sentence that begins so tells of this day, or of this month."""
        self._days[self._at(piece)] = Days(first, last or first, "month" if last else "day")
        return self

    def said(self, piece: str, speaker: str, words: str = "", role: str = "") -> "Told":
        """The sentence that begins so, or all sentences of a longer piece, hold `words` of the speaker."""
        start, end = self._at(piece)
        end = max(end, self.article.text.index(piece) + len(piece))
        words_start = self.article.text.index(words or piece)
        words_end = words_start + len(words) if words else end
        self._sayings.append(Saying(start, end, words_start, words_end, speaker, role, "said"))
        return self

    @property
    def annotations(self) -> Annotations:
        """All of them."""
        found = [
            AnnotatedSentence(
                *span,
                self._kinds.get(span, "statement"),
                self._leads.get(span),
                self._headings.get(span),
                self._days.get(span),
            )
            for span in sentences(self.article.text)
        ]
        return Annotations(tuple(found), tuple(sorted(self._sayings, key=lambda saying: saying.start)))

    def _at(self, piece: str) -> tuple[int, int]:
        start = self.article.text.index(piece)
        return next(span for span in sentences(self.article.text) if span[0] <= start < span[1])


def characters(texts: Sequence[str]) -> list[int]:
    """How long each text is."""
    return [len(text) for text in texts]


def library_of(folder: Path, *told: Told, annotated: bool = True) -> LibrarySearch:
    """A library that holds these articles, found by their words only."""
    catalog = Catalog(folder / "catalog.db")
    for each in told:
        catalog.put(each.article, cut(each.article, characters, PASSAGE_CHARACTERS))
        if annotated:
            catalog.annotations.put(each.article.id, each.article.sha256, each.annotations, 1)
    return LibrarySearch(catalog, {"keyword": keyword(catalog)})


def material(library: LibrarySearch, request: Request, *, refusal: str = "", told: str = "") -> Material:
    """What the answer to the request is made from, each word read as one token."""
    found = library.find([request.text], request.scope, 5, today=TODAY)
    context = Context(
        request.text, TODAY, found.retrieved.hits, found.retrieved.articles, terms(request.text, library.catalog),
        WordReader(), annotations=library.catalog.annotations.of(found.retrieved.articles),
    )  # fmt: skip
    return Material(request, library, context, refusal, told)
