"""Edits: what a reader corrected in the facts of articles. An article that is added again keeps them.

A row lies next to the article, under its id, so it outlives every version of it.
"""

from dataclasses import astuple, dataclass, replace
from datetime import date

from article_qa.index.errors import EditRejected
from article_qa.index.records import Article
from article_qa.index.store.database import Database
from article_qa.index.store.rows import as_date
from article_qa.index.text.cleaning import one_line
from article_qa.index.text.published import doubt


@dataclass(frozen=True, slots=True)
class Edit:
    """The facts of an article that a reader gave, as stored: None leaves a fact as it is, "" says there is none.

    `published` is written as 2022-11-03.
    """

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the facts that it gives."""
        return tuple(name for name in self.__slots__ if getattr(self, name) is not None)

    def applied(self, article: Article) -> Article:
        """`article` with these facts."""
        return replace(
            article,
            title=self.title or article.title,
            published=article.published if self.published is None else as_date(self.published),
            publisher=article.publisher if self.publisher is None else self.publisher or None,
            author=article.author if self.author is None else self.author or None,
        )


def as_edit(title: str | None, published: date | str | None, publisher: str | None, author: str | None) -> Edit:
    """The edit that these facts make, each cleaned. Raises EditRejected for none, no title, and what is no day."""
    if (title, published, publisher, author) == (None,) * 4:
        raise EditRejected("there is nothing to correct; give a title, a day, an outlet or an author")
    if title is not None and not one_line(title):
        raise EditRejected("an article cannot be without a title; give one with words")
    day = published.isoformat() if isinstance(published, date) else published
    return Edit(
        one_line(title),
        None if day is None else _day(day.strip()),
        None if publisher is None else one_line(publisher) or "",
        None if author is None else one_line(author) or "",
    )


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        day = date.fromisoformat(text)
    except ValueError as exc:
        raise EditRejected(f"{text[:100]!r} is not a date; write it as 2022-11-03") from exc
    if problem := doubt(day):
        raise EditRejected(f"nothing was published on {day.isoformat()}, which {problem}; give the article's own day")
    return day.isoformat()


class Edits:
    """The edits of one catalog. Raises as `index.store.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: str) -> Edit:
        """What was corrected in this article; an empty edit where nothing was."""
        rows = self._database.rows(
            "SELECT title, published, publisher, author FROM edits WHERE article = ?", article_id
        )
        return Edit(*rows[0]) if rows else Edit()

    def applied(self, article: Article) -> Article:
        """`article` with what was corrected in it."""
        return self.of(article.id).applied(article)

    def keep(self, article_id: str, edit: Edit) -> None:
        """Add an edit to earlier corrections; within a transaction."""
        self._database.execute(
            "INSERT INTO edits VALUES (?,?,?,?,?) ON CONFLICT (article) DO UPDATE SET "
            "title = coalesce(excluded.title, edits.title), published = coalesce(excluded.published, edits.published), "
            "publisher = coalesce(excluded.publisher, edits.publisher), "
            "author = coalesce(excluded.author, edits.author)",
            (article_id, *astuple(edit)),
        )
