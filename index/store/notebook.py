"""The notebook: answers that readers saved, each with a note of theirs.

Answers are JSON here, as `Answer.as_dict` gives it, and `qa/notebook` reads and
writes them. Nothing is dropped: there are as many as readers save.
"""

import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from article_qa.index.errors import RequestRejected, UnknownSavedAnswer
from article_qa.index.store.database import Database
from article_qa.index.store.forgotten_words import cites_any, without_words
from article_qa.index.store.versions import now
from article_qa.index.text.cleaning import clean

COLUMNS = "id, question, answer, note, saved, saved_by"
# Of a note. What is longer is an article, and can be added as one.
MAX_NOTE_CHARACTERS = 5000


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A saved answer: `saved` is a time in UTC, `saved_by` a name, empty where nobody signs in."""

    id: str
    question: str
    answer: str
    note: str
    saved: str
    saved_by: str


class NotebookStore:
    """The saved answers of one catalog. Raises as `index.store.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, question: str, answer: str, note: str = "", saved_by: str = "") -> StoredAnswer:
        """Save an answer with a note; one that is saved already stays as it is.

        Raises RequestRejected for a note of more than 5,000 characters.
        """
        note = _checked(note)
        with self._database.transaction():
            wanted = f"SELECT {COLUMNS} FROM notebook WHERE question = ? AND answer = ?"
            if before := self._database.rows(wanted, question, answer):
                return StoredAnswer(*before[0])
            row = (secrets.token_hex(8), question, answer, note, now(), saved_by)
            self._database.execute(f"INSERT INTO notebook ({COLUMNS}) VALUES (?,?,?,?,?,?)", row)
        return StoredAnswer(*row)

    def count(self) -> int:
        """How many answers are saved."""
        return int(self._database.value("SELECT count(*) FROM notebook"))

    def page(self, limit: int = -1, offset: int = 0) -> list[StoredAnswer]:
        """So many saved answers from `offset` on, the newest first; all of them with -1."""
        rows = self._database.rows(
            f"SELECT {COLUMNS} FROM notebook ORDER BY saved DESC, rowid DESC LIMIT ? OFFSET ?", limit, offset
        )
        return [StoredAnswer(*row) for row in rows]

    def get(self, saved_id: str) -> StoredAnswer:
        """The saved answer with this very id. Raises UnknownSavedAnswer."""
        rows = self._database.rows(f"SELECT {COLUMNS} FROM notebook WHERE id = ?", saved_id)
        if not rows:
            raise UnknownSavedAnswer(saved_id)
        return StoredAnswer(*rows[0])

    def annotate(self, saved_id: str, note: str) -> None:
        """Put this note in the place of the one before. Raises UnknownSavedAnswer, RequestRejected as `add`."""
        if not self._database.change("UPDATE notebook SET note = ? WHERE id = ?", _checked(note), saved_id):
            raise UnknownSavedAnswer(saved_id)

    def remove(self, saved_id: str) -> None:
        """Delete a saved answer and its note. Raises UnknownSavedAnswer."""
        if not self._database.change("DELETE FROM notebook WHERE id = ?", saved_id):
            raise UnknownSavedAnswer(saved_id)

    def forget_words(self, article_ids: Collection[str]) -> None:
        """Blank the words of articles that are removed in every saved answer; within a transaction."""
        for saved_id, answer in self._database.rows("SELECT id, answer FROM notebook"):
            if cites_any(answer, article_ids):
                left = json.dumps(without_words(json.loads(answer), article_ids), ensure_ascii=False)
                self._database.execute("UPDATE notebook SET answer = ? WHERE id = ?", (left, saved_id))


def _checked(note: str) -> str:
    cleaned = clean(note)
    if len(cleaned) > MAX_NOTE_CHARACTERS:
        raise RequestRejected(
            f"the note has {len(cleaned):,} characters; shorten it to {MAX_NOTE_CHARACTERS:,} at most"
        )
    return cleaned
