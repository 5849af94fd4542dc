"""The words of the library: the stems in its keyword index, and the words in the passages that have them."""

from article_qa.index.store.database import Database
from article_qa.index.store.rows import JOINED, PASSAGE

# After every letter.
LAST = "\U0010ffff"
STEMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.stems USING fts5vocab(main, keywords, row)"
PLACES = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.stem_places USING fts5vocab(main, keywords, instance)"


class Vocabulary:
    """The words of one catalog. Raises as `index.store.database`.

    Stems are those of SQLite's tokenizer, lower case and without accents.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_open = False

    def stems(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Stems that begin with `prefix`, and in how many passages each stands; at most `limit`, by the alphabet."""
        self._open()
        return self._database.rows(
            "SELECT term, doc FROM temp.stems WHERE term >= ? AND term < ? LIMIT ?", prefix, prefix + LAST, limit
        )

    def texts(self, stem: str, limit: int) -> list[str]:
        """Headline and text of `limit` passages that hold a word of this stem."""
        numbers = self._holding(stem, limit)
        marks = ",".join("?" * len(numbers))
        rows = self._database.rows(
            f"SELECT a.title, {PASSAGE} FROM {JOINED} WHERE p.number IN ({marks}) ORDER BY p.number", *numbers
        )
        return [f"{title}\n{text}" for title, *_, text in rows]

    def _holding(self, stem: str, limit: int) -> list[int]:
        """Numbers of `limit` passages that hold the stem."""
        self._open()
        places = "SELECT DISTINCT doc FROM temp.stem_places WHERE term = ? LIMIT ?"
        return [row[0] for row in self._database.rows(places, stem, limit)]

    def _open(self) -> None:
        # They are of this connection only, and hold nothing.
        if not self._is_open:
            self._database.rows(STEMS)
            self._database.rows(PLACES)
            self._is_open = True
