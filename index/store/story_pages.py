"""The pages of stories that came in several: the texts that a stored article is joined from.

Page 1 is the article itself, and gives its facts. An article of one page has
no rows here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from article_qa.index.store.database import Database


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The text of one page, and where it came from."""

    source: str
    text: str


class StoryPages:
    """The pages of one catalog's stories. Raises as `index.store.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: str) -> dict[int, StoryPage]:
        """The pages of this article by their numbers, in order; none for an article of one page."""
        rows = self._database.rows(
            "SELECT page, source, text FROM story_pages WHERE article = ? ORDER BY page", article_id
        )
        return {number: StoryPage(source, text) for number, source, text in rows}

    def put(self, article_id: str, pages: dict[int, StoryPage]) -> None:
        """Keep these pages in place of all that the article had; one page is none."""
        with self._database.transaction():
            self.forget(article_id)
            if len(pages) > 1:
                self._database.executemany(
                    "INSERT INTO story_pages VALUES (?,?,?,?)",
                    [(article_id, number, page.source, page.text) for number, page in pages.items()],
                )

    def forget(self, article_id: str) -> None:
        """The article is gone, or is one page; within a transaction."""
        self._database.execute("DELETE FROM story_pages WHERE article = ?", (article_id,))

    def sources(self, prefix: str) -> Iterator[tuple[str, int, str]]:
        """Article, number and source of every later page whose source begins with `prefix`."""
        yield from self._database.rows(
            "SELECT article, page, source FROM story_pages WHERE page > 1 AND substr(source, 1, length(?1)) = ?1",
            prefix,
        )
