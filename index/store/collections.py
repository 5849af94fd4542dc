"""Collections: articles under a name that a reader gave them. An article that is added again is in them still."""

import json
from collections.abc import Iterable

from article_qa.index.errors import QuestionRejected
from article_qa.index.store.database import Database
from article_qa.index.text.cleaning import one_line


class Collections:
    """The collections of one catalog. Raises as `index.store.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self, article_ids: Iterable[str], name: str) -> int:
        """Put these articles into the collection `name`; how many of them were not in it."""
        with self._database.transaction():
            return self._database.execute(
                "INSERT OR IGNORE INTO collections SELECT ?, id FROM articles "
                "WHERE id IN (SELECT value FROM json_each(?))",
                (name, json.dumps(list(article_ids))),
            ).rowcount

    def leave(self, article_ids: Iterable[str], name: str) -> int:
        """Take these articles out of the collection `name`; how many of them were in it."""
        return self._database.change(
            "DELETE FROM collections WHERE name = ? AND article IN (SELECT value FROM json_each(?))",
            name,
            json.dumps(list(article_ids)),
        )

    def chosen(self, name: str) -> str:
        """The collection to put articles into by this name: the one there is, letter case forgiven, or a new one.

        Raises QuestionRejected for a name without words.
        """
        if not (plain := one_line(name)):
            raise QuestionRejected(f"{name!r} is not a name for a collection; give it one with words")
        return self.named(plain) or plain

    def counts(self) -> dict[str, int]:
        """How many articles of the library each collection has, in the order of the alphabet; empty ones too."""
        rows = self._database.rows(
            "SELECT c.name, count(a.id) FROM collections c LEFT JOIN articles a ON a.id = c.article "
            "GROUP BY c.name ORDER BY c.name COLLATE NOCASE, c.name"
        )
        return dict(rows)

    def names(self) -> list[str]:
        """Every collection that has an article, in the order of the alphabet."""
        rows = self._database.rows("SELECT name FROM collections GROUP BY name ORDER BY name COLLATE NOCASE, name")
        return [row[0] for row in rows]

    def named(self, name: str) -> str | None:
        """The collection as it was named, letter case forgiven; None when there is none."""
        wanted = name.strip().casefold()
        found = [each for each in self.names() if each.casefold() == wanted]
        return name.strip() if name.strip() in found else next(iter(found), None)
