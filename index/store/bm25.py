"""The keyword index: the words of headlines and passages, in SQLite's FTS5, ranked by BM25.

It is derived from the articles and can be made again from them (`rebuild`).
"""

import json
import math
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from article_qa.index.errors import LibraryDamaged, NotWritable
from article_qa.index.records import EVERYTHING, Scope, Scored
from article_qa.index.store.database import Database
from article_qa.index.store.rows import JOINED, PASSAGE, as_date, bounds, share
from article_qa.index.text.keywords import indexed_text

# Passages by number, with their score.
Best: TypeAlias = list[tuple[int, float]]
# A condition on passages, and its values.
Within: TypeAlias = tuple[str, Sequence[str]]

# From this share of the articles on, a scope is searched by passing over what is not in it.
WIDE_SHARE = 0.2
# Of the best passages a scope may keep fewer than its share. This asks for some more.
OVERSAMPLING = 1.3
# Of fewer passages, scoring all that hold a word is as fast as looking which can be among the best.
MAXSCORE_MIN_PASSAGES = 20_000
# FTS5's: no word adds more to a score than its rarity times this, however often it stands in a passage.
MAX_OF_RARITY = 1.2 + 1
# FTS5's: a word of more than half of the passages still counts a little.
MIN_RARITY = 1e-6
# By the alias: told to sort by `rank`, FTS5 itself would score all, those not within too, and take longer.
SCORED = "SELECT rowid, -rank AS score FROM keywords WHERE keywords MATCH ? {within} ORDER BY score DESC, rowid LIMIT ?"
# Of all passages; where so many went since the last time, the index is merged. It takes time with the whole index.
MERGE_SHARE = 0.5
UNSEARCHABLE = re.compile("[\0\ud800-\udfff]")


class KeywordIndex:
    """The keyword index of one catalog. Raises as `index.store.database`."""

    def __init__(self, database: Database, *, large: int = MAXSCORE_MIN_PASSAGES) -> None:
        self._database = database
        self._large = large

    def add(self, number: int | None, title: str, text: str) -> None:
        """Index the words of a passage; within a transaction."""
        row = (number, indexed_text(title), indexed_text(text))
        self._database.execute("INSERT INTO keywords (rowid, title, text) VALUES (?,?,?)", row)

    def remove(self, number: int, title: str, text: str) -> None:
        """Forget a passage, which had these words; within a transaction."""
        # A contentless FTS5 table forgets a row when told the words that it held.
        row = (number, indexed_text(title), indexed_text(text))
        self._database.execute("INSERT INTO keywords (keywords, rowid, title, text) VALUES ('delete',?,?,?)", row)
        self._database.execute("UPDATE keyword_deletions SET passages = passages + 1")

    def merge(self, share: float = MERGE_SHARE) -> bool:
        """Drop what the index holds of passages that went, where they are this share of all passages or more.

        False where they are fewer.

        FTS5 keeps the words of a passage that were removed until it merges its parts.
        """
        went, passages = self._database.rows(
            "SELECT (SELECT passages FROM keyword_deletions), (SELECT count(*) FROM passages)"
        )[0]
        if not went or went < share * passages:
            return False
        with self._database.transaction():
            self._database.execute("INSERT INTO keywords (keywords) VALUES ('optimize')")
            self._database.execute("UPDATE keyword_deletions SET passages = 0")
        return True

    def ranking(self, words: Sequence[str], limit: int, scope: Scope = EVERYTHING) -> list[Scored]:
        """Passages in `scope` that hold any of `words` (stems match), by BM25, the best first."""
        if not words:
            return []
        condition, values = bounds(scope, "p")
        kept = share(self._database, scope)
        ranking: list[Scored] = []
        if kept >= WIDE_SHARE:
            # Among the best of all there are enough that are in a wide scope.
            deep = math.ceil(limit / kept * OVERSAMPLING) if condition else limit
            ranking = self._placed(self._best(words, deep), condition, values)[:limit]
        if condition and len(ranking) < limit:
            # A narrow one is laid out first, and what is not in it is never scored.
            ranking = self._placed(self._scored(words, limit, within=(condition, values)))
        return ranking

    def _best(self, words: Sequence[str], limit: int) -> Best:
        """The `limit` passages with the highest scores, of one score the earlier first."""
        highest = self._database.value("SELECT max(number) FROM passages") or 0
        return self._best_of_many(words, limit, highest) if highest >= self._large else self._scored(words, limit)

    def _best_of_many(self, words: Sequence[str], limit: int, passages: int) -> Best:
        """The same, without scoring what cannot be among them, after MaxScore (Turtle and Flood, 1995).

        The passages are gone through by the rarest word that they hold. One
        whose words together can add no more than the last of the best has is
        left out, and so is all that holds commoner ones yet; where a word alone
        cannot, only passages with a second one are scored.
        """
        # A number that is gone counts as a passage, so a word is held to be rarer than it is, never commoner.
        most = {word: MAX_OF_RARITY * rarity(self.frequency(word), passages) for word in words}
        rarest_first = sorted(most, key=lambda word: -most[word])
        scores: dict[int, float] = {}
        needed = 0.0
        for n, word in enumerate(rarest_first):
            commoner = rarest_first[n + 1 :]
            if most[word] + sum(most[other] for other in commoner) < needed:
                break
            # A passage that holds a rarer word, too, gets too low a score here; it has its own already.
            found = self._scored(commoner, limit, beside=word) if commoner else []
            if most[word] >= needed:
                found += self._scored([word], limit)
            for number, score in found:
                scores[number] = max(score, scores.get(number, 0.0))
            if len(scores) >= limit:
                needed = sorted(scores.values(), reverse=True)[limit - 1]
        return sorted(scores.items(), key=lambda best: (-best[1], best[0]))[:limit]

    def _scored(self, words: Sequence[str], limit: int, *, beside: str = "", within: Within = ("", ())) -> Best:
        """The best passages with any of `words`; those with `beside`, too, where that is given, which counts as well.

        `within` is a condition on the passages `p` with its values. Passages that do not meet it are never scored.
        """
        condition, values = within
        matching = f"{_phrase(beside)} AND ({_any(words)})" if beside else _any(words)
        meets = f"AND +rowid IN (SELECT number FROM passages p WHERE 1{condition})" if condition else ""
        return self._database.rows(SCORED.format(within=meets), matching, *values, limit)

    def _placed(self, best: Best, condition: str = "", values: Sequence[str] = ()) -> list[Scored]:
        """The passages with these numbers, in this order, as far as they meet the condition."""
        rows = self._database.rows(
            "SELECT p.number, p.id, p.published FROM json_each(?) wanted "
            f"JOIN passages p ON p.number = CAST(wanted.value AS BIGINT) WHERE 1{condition}",
            json.dumps([number for number, _ in best]),
            *values,
        )
        passages = {number: (passage_id, published) for number, passage_id, published in rows}
        return [
            Scored(passages[number][0], score, as_date(passages[number][1]))
            for number, score in best
            if number in passages
        ]

    def holding(self, word: str, passage_ids: Sequence[str]) -> set[str]:
        """Which of these passages, or of their headlines, hold `word` or a form of it."""
        marks = ",".join("?" * len(passage_ids))
        rows = self._database.rows(
            f"SELECT p.id FROM passages p JOIN keywords ON keywords.rowid = p.number "
            f"WHERE keywords MATCH ? AND p.id IN ({marks})",
            _phrase(word),
            *passage_ids,
        )
        return {row[0] for row in rows}

    def articles_with(self, words: Sequence[str], condition: str, values: Sequence[str]) -> list[int]:
        """Numbers of articles with passages that have these words, or forms of them, one right after the other.

        `condition` and `values` are those of `bounds` on the passages `p`.
        """
        rows = self._database.rows(
            "SELECT DISTINCT p.article FROM keywords JOIN passages p ON p.number = keywords.rowid "
            f"WHERE keywords MATCH ?{condition}",
            _phrase(" ".join(words)),
            *values,
        )
        return [row[0] for row in rows]

    def frequency(self, word: str) -> int:
        """In how many passages `word` or a form of it stands."""
        count: int = self._database.value("SELECT count(*) FROM keywords WHERE keywords MATCH ?", _phrase(word))
        return count

    def faults(self) -> int:
        """How many passages the keyword index lacks or holds without reason."""
        missing = "SELECT count(*) FROM passages WHERE number NOT IN (SELECT id FROM keywords_docsize)"
        extra = "SELECT count(*) FROM keywords_docsize WHERE id NOT IN (SELECT number FROM passages)"
        return int(self._database.value(missing)) + int(self._database.value(extra))

    def is_readable(self) -> bool:
        """Whether the index itself can be read, whatever it holds."""
        try:
            try:
                # FTS5's own check, which asks for a file that can be written.
                self._database.change("INSERT INTO keywords (keywords) VALUES ('integrity-check')")
            except NotWritable:
                self._database.rows(
                    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.all_words USING fts5vocab(main, keywords, row)"
                )
                self._database.rows("SELECT count(*), sum(cnt) FROM temp.all_words")
        except LibraryDamaged:
            return False
        return True

    def rebuild(self) -> None:
        """Make the keyword index again from the articles."""
        with self._database.transaction():
            self.remake()

    def remake(self) -> None:
        """The same, within a transaction."""
        self._database.execute("INSERT INTO keywords (keywords) VALUES ('delete-all')")
        for number, title, text in self._texts():
            self.add(number, title, text)

    def _texts(self) -> Iterator[tuple[int, str, str]]:
        """Number, headline and text of every passage, in steps of 1,000."""
        last = -1
        while rows := self._database.rows(
            f"SELECT p.number, a.title, {PASSAGE} FROM {JOINED} WHERE p.number > ? ORDER BY p.number LIMIT 1000",
            last,
        ):
            yield from ((number, title, text) for number, title, *_, text in rows)
            last = rows[-1][0]


def _any(words: Sequence[str]) -> str:
    return " OR ".join(map(_phrase, words))


def rarity(count: int, passages: int) -> float:
    """FTS5's inverse document frequency."""
    return max(MIN_RARITY, math.log((passages - count + 0.5) / (count + 0.5)))


def _phrase(word: str) -> str:
    """`word` as plain text for FTS5, which can neither hold a NUL nor half a surrogate pair.

    A word that is indexed in parts is a phrase of them.
    """
    return '"' + UNSEARCHABLE.sub(" ", indexed_text(word)).replace('"', '""') + '"'
