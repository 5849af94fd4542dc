"""What is learned of each article, kept by its offsets: made by `index.annotate`, never needed to find an article.

Each article has a row from the moment it is stored. Its version says which
annotator filled it, 0 that none has yet. Names and speakers have tables of
their own, so that they are found by a word of their name.
"""

import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import TypeAlias

from article_qa.index.annotations import Annotations, Name, Saying, Speaker
from article_qa.index.records import EVERYTHING, Scope
from article_qa.index.store.annotation_codes import decode, decode_names, decode_sayings, encode
from article_qa.index.store.database import Database
from article_qa.index.store.rows import bounds
from article_qa.index.text.phrases import folded
from article_qa.index.text.words import STOP_WORDS, WORD

Said: TypeAlias = tuple[str, Saying]

# Bounds what is compared for a surname that many have.
MAX_NAMES = 100
# SQLite joins at most 500 queries.
MAX_WORDS = 50
# Of all roles that articles give a speaker, the most frequent; one without a role counts for nothing.
# SQLite takes a column without a function from the row with the maximum, in half the time of the standard's words.
SPEAKERS = """
    SELECT name, role, sum(sayings) AS count, max(sayings * (role != '')) FROM (
        SELECT n.name, s.role, sum(s.sayings) AS sayings FROM speakers s JOIN names n ON n.number = s.name
        WHERE 1{condition} GROUP BY s.name, s.role
    ) GROUP BY name ORDER BY count DESC, name
"""
STANDARD_SPEAKERS = """
    SELECT name, role, count FROM (
        SELECT name, role, sum(sayings) OVER (PARTITION BY name) AS count, row_number() OVER (
            PARTITION BY name ORDER BY CASE WHEN role != '' THEN sayings ELSE 0 END DESC, role
        ) AS place FROM (
            SELECT n.name, s.role, sum(s.sayings) AS sayings FROM speakers s JOIN names n ON n.number = s.name
            WHERE 1{condition} GROUP BY n.number, n.name, s.role
        ) roles
    ) speakers WHERE place = 1 ORDER BY count DESC, name
"""
UNANNOTATED = "annotations WHERE version < ?1 OR version > ?1"


def folded_words(text: str) -> list[str]:
    """The words of `text` in small letters, without accents."""
    return WORD.findall(folded(text))


class AnnotationStore:
    """The annotations of one catalog. Raises as `index.store.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Who waits

    def pending(self, limit: int, version: int) -> list[str]:
        """Ids of articles that this version of the annotator has not read, oldest first, at most `limit`."""
        rows = self._database.rows(
            f"SELECT a.id FROM (SELECT article FROM {UNANNOTATED} ORDER BY article LIMIT ?2) waiting "
            "JOIN articles a ON a.number = article ORDER BY article",
            version,
            limit,
        )
        return [row[0] for row in rows]

    def left(self, version: int) -> int:
        """How many articles this version of the annotator has not read."""
        return int(self._database.value(f"SELECT count(*) FROM {UNANNOTATED}", version))

    # Writing

    def put(self, article_id: str, sha256: str, annotations: Annotations, version: int) -> bool:
        """Keep the annotations of an article; False when its text is another one by now, or is gone."""
        with self._database.transaction():
            return self.write(article_id, sha256, annotations, version)

    def write(self, article_id: str, sha256: str, annotations: Annotations, version: int) -> bool:
        """The same, within a transaction."""
        found = self._database.rows(
            "SELECT number, published, publisher FROM articles WHERE id = ? AND sha256 = ?", article_id, sha256
        )
        for number, published, publisher in found:
            self.remove(number)
            self._database.execute(
                "INSERT INTO annotations VALUES (?,?,?,?,?)", (number, version, *encode(annotations))
            )
            self._put_names({name.name for name in annotations.names} | {s.speaker for s in annotations.sayings})
            self._put_speakers(number, annotations.sayings, published, publisher)
            self._put_article_names(number, annotations.names, published)
        return bool(found)

    def pass_over(self, article_id: str, version: int) -> None:
        """Note that this version of the annotator has nothing to say of an article."""
        self._database.change(
            "UPDATE annotations SET version = ? WHERE article = (SELECT number FROM articles WHERE id = ?)",
            version,
            article_id,
        )

    def _put_names(self, names: Iterable[str]) -> None:
        for name in filter(None, names):
            number, articles = self._database.execute(
                "INSERT INTO names (name, articles) VALUES (?, 1) "
                "ON CONFLICT (name) DO UPDATE SET articles = names.articles + 1 RETURNING number, articles",
                (name,),
            ).fetchone()
            if articles == 1:
                words = {(word, number) for word in folded_words(name)}
                self._database.executemany("INSERT INTO name_words VALUES (?,?)", words)

    def _put_speakers(self, article: int, sayings: Iterable[Saying], *facts: str | None) -> None:
        roles: dict[str, list[str]] = {}
        for saying in sayings:
            if saying.speaker:
                roles.setdefault(saying.speaker, []).append(saying.role)
        self._database.executemany(
            "INSERT INTO speakers SELECT number, ?, ?, ?, ?, ? FROM names WHERE name = ?",
            [(article, max(given, key=len), len(given), *facts, name) for name, given in roles.items()],
        )

    def _put_article_names(self, article: int, names: Iterable[Name], published: str | None) -> None:
        self._database.executemany(
            "INSERT OR IGNORE INTO article_names SELECT number, ?, ?, ?, ? FROM names WHERE name = ?",
            [(article, each.kind, len(each.mentions), published, each.name) for each in names],
        )

    def await_annotating(self, number: int) -> None:
        """A new article waits to be read; within a transaction."""
        self._database.execute("INSERT OR IGNORE INTO annotations (article) VALUES (?)", (number,))

    def remove(self, number: int) -> None:
        """Forget what is known of the article with this number; within a transaction."""
        for sayings, names in self._database.rows("SELECT sayings, names FROM annotations WHERE article = ?", number):
            # Of what was changed in the file, the names stay until all is made again.
            with suppress(ValueError):
                speakers = {saying.speaker for saying in decode_sayings(sayings)}
                self._remove_names({*decode_names(names), *speakers})
        self._database.execute("DELETE FROM annotations WHERE article = ?", (number,))
        for table in ("speakers", "article_names"):
            self._database.execute(f"DELETE FROM {table} WHERE article = ?", (number,))

    def _remove_names(self, names: Iterable[str]) -> None:
        for name in filter(None, names):
            gone = self._database.execute(
                "UPDATE names SET articles = articles - 1 WHERE name = ? RETURNING number, articles", (name,)
            ).fetchone()
            if gone and gone[1] <= 0:
                words = {(word, gone[0]) for word in folded_words(name)}
                self._database.executemany("DELETE FROM name_words WHERE word = ? AND name = ?", words)
                self._database.execute("DELETE FROM names WHERE number = ?", (gone[0],))

    def drop(self) -> None:
        """Forget all annotations, so that every article waits to be read again."""
        with self._database.transaction():
            for table in ("annotations", "names", "name_words", "speakers", "article_names"):
                self._database.execute(f"DELETE FROM {table}")
            self._database.execute("INSERT INTO annotations (article) SELECT number FROM articles")

    # Reading

    def of(self, article_ids: Collection[str]) -> dict[str, Annotations]:
        """The annotations of these articles, by id, an older annotator's too; those not read yet are left out."""
        rows = self._database.rows(
            "SELECT a.id, t.sentences, t.sayings, t.names FROM annotations t JOIN articles a ON a.number = t.article "
            "WHERE t.version > 0 AND a.id IN (SELECT value FROM json_each(?))",
            json.dumps(list(article_ids)),
        )
        found = {}
        for article_id, *content in rows:
            with suppress(ValueError):
                found[article_id] = decode(*content)
        return found

    def speakers(self, scope: Scope = EVERYTHING) -> list[Speaker]:
        """Everybody who is quoted in the scope, who is quoted most first."""
        condition, values = bounds(scope, "s")
        return self._speakers(condition, values)

    def speakers_named(self, words: Collection[str], scope: Scope = EVERYTHING) -> list[Speaker]:
        """Those of them whose names have all of these words, letter case and accents forgiven; none for no words."""
        numbers, asked = _having(words)
        condition, values = bounds(scope, "s")
        return self._speakers(f" AND s.name IN ({numbers}){condition}", [*asked, *values]) if asked else []

    def _speakers(self, condition: str, values: Iterable[str]) -> list[Speaker]:
        statement = SPEAKERS if self._database.dialect == "sqlite" else STANDARD_SPEAKERS
        rows = self._database.rows(statement.format(condition=condition), *values)
        return [Speaker(name, role, count) for name, role, count, *_ in rows]

    def sayings_of(self, names: Collection[str], scope: Scope = EVERYTHING, limit: int = 100) -> list[Said]:
        """What the speakers of these names say, each with its article's id: newest article first, then as in the text.

        Undated articles come last. At most `limit` sayings.
        """
        condition, values = bounds(scope, "s")
        rows = self._database.rows(
            "SELECT a.id, t.sayings FROM ("
            "SELECT s.article, s.published FROM names n JOIN speakers s ON s.name = n.number "
            f"WHERE n.name IN (SELECT value FROM json_each(?)){condition} "
            "GROUP BY s.article, s.published ORDER BY s.published DESC NULLS LAST, s.article LIMIT ?) found "
            "JOIN annotations t ON t.article = found.article JOIN articles a ON a.number = found.article "
            "ORDER BY found.published DESC NULLS LAST, found.article",
            json.dumps(list(names)), *values, limit,
        )  # fmt: skip
        wanted, said = frozenset(names), list[Said]()
        for article_id, sayings in rows:
            with suppress(ValueError):
                said += [(article_id, saying) for saying in decode_sayings(sayings) if saying.speaker in wanted]
            if len(said) >= limit:
                break
        return said[:limit]

    def names_like(self, words: Collection[str], limit: int = MAX_NAMES) -> list[str]:
        """Names in the articles that have all of these words, those of most articles first; none for no words."""
        numbers, asked = _having(words)
        if not asked:
            return []
        rows = self._database.rows(
            f"SELECT name FROM names WHERE number IN ({numbers}) ORDER BY articles DESC, name LIMIT ?", *asked, limit
        )
        return [row[0] for row in rows]

    def is_name_word(self, word: str) -> bool:
        """Whether a name in the articles has this word; never so for a stop word such as "the"."""
        numbers, asked = _having([word])
        is_likely = bool(asked) and not STOP_WORDS.issuperset(asked)
        return is_likely and bool(self._database.value(f"SELECT EXISTS ({numbers})", *asked))


def _having(words: Iterable[str]) -> tuple[str, list[str]]:
    """A query for the numbers of names that have all of these words, and its values; without words, no values."""
    asked = list(dict.fromkeys(part for word in words for part in folded_words(word)))[:MAX_WORDS]
    return " INTERSECT ".join(["SELECT name FROM name_words WHERE word = ?"] * len(asked)), asked
