"""The keyword index in PostgreSQL: postings and statistics in tables, ranked by BM25 exactly as SQLite's FTS5 does.

The terms are those of `index.store.keyword_terms`. A posting says where a term
stands in a passage; the places of the text come after those of the headline,
with one left free between, so no phrase reaches from one into the other.
"""

from collections.abc import Sequence
from struct import pack, unpack

from article_qa.index.store.bm25 import MERGE_SHARE, Best, KeywordIndex, Within, rarity
from article_qa.index.store.keyword_terms import phrase, places

# FTS5's: how much more a second occurrence counts, and how much a long passage is held against it.
K1, B = 1.2, 0.75
# Of the place of a word in a passage, as it is stored.
PLACE_BYTES = 4
# Added up in the order of the words, as FTS5 does, so that equal scores are equal to the last bit.
SCORED = f"""
SELECT h.passage, sum(
    h.rarity * ((h.count * {K1 + 1}) / (h.count + {K1} * ({1 - B} + {B} * h.words::float8 / ?::float8))) ORDER BY h.word
) AS score
FROM ({{hits}}) h {{within}} GROUP BY h.passage ORDER BY score DESC, h.passage LIMIT ?
"""
HITS = """
SELECT asked.word, asked.rarity, k.passage, k.count::float8 AS count, k.words
FROM unnest(?::bigint[], ?::text[], ?::float8[]) asked (word, term, rarity)
"""
OF_ALL = "JOIN keyword_postings k ON k.term = asked.term"
# By way of the passages that have a rare word, of which there are few.
OF_THESE = (
    "CROSS JOIN ({these}) these (passage) JOIN keyword_postings k ON (k.term, k.passage) = (asked.term, these.passage)"
)
# Phrases of several terms were looked up before.
PHRASES = """
SELECT found.word, found.rarity, found.passage, found.count, l.words
FROM unnest(?::bigint[], ?::float8[], ?::bigint[], ?::float8[]) found (word, rarity, passage, count)
JOIN keyword_lengths l ON l.passage = found.passage
"""


class PostgresKeywordIndex(KeywordIndex):
    """The keyword index of one catalog. Raises as `index.store.database`."""

    def add(self, number: int | None, title: str, text: str) -> None:
        """Index the words of a passage; within a transaction."""
        terms, words = self._put(number, title, text)
        self._database.execute(
            "INSERT INTO keyword_terms SELECT term, 1 FROM unnest(?::text[]) found (term) "
            "ON CONFLICT (term) DO UPDATE SET passages = keyword_terms.passages + 1",
            (terms,),
        )
        self._count(1, words)

    def _put(self, number: int | None, title: str, text: str) -> tuple[list[str], int]:
        """Write the postings of a passage; its terms, and how many words it has."""
        standing = places(title)
        first = sum(map(len, standing.values())) + 1
        for term, found in places(text).items():
            standing.setdefault(term, []).extend(first + place for place in found)
        terms, words = list(standing), sum(map(len, standing.values()))
        self._database.execute(
            "INSERT INTO keyword_postings SELECT term, ?, count, ?, positions "
            "FROM unnest(?::text[], ?::integer[], ?::bytea[]) found (term, count, positions)",
            (
                number,
                words,
                terms,
                list(map(len, standing.values())),
                [pack(f">{len(found)}I", *found) for found in standing.values()],
            ),
        )
        self._database.execute("INSERT INTO keyword_lengths VALUES (?,?)", (number, words))
        return terms, words

    def remove(self, number: int, title: str, text: str) -> None:  # noqa: ARG002 - FTS5 has to be told the words.
        """Forget a passage; within a transaction."""
        postings = self._database.execute("DELETE FROM keyword_postings WHERE passage = ? RETURNING term", (number,))
        terms = [term for (term,) in postings.fetchall()]
        self._database.execute("UPDATE keyword_terms SET passages = passages - 1 WHERE term = ANY(?)", (terms,))
        self._database.execute("DELETE FROM keyword_terms WHERE term = ANY(?) AND passages <= 0", (terms,))
        lengths = self._database.execute("DELETE FROM keyword_lengths WHERE passage = ? RETURNING words", (number,))
        for (words,) in lengths.fetchall():
            self._count(-1, -words)

    def _count(self, passages: int, words: int) -> None:
        self._database.execute(
            "UPDATE keyword_totals SET passages = passages + ?, words = words + ?", (passages, words)
        )

    def merge(self, share: float = MERGE_SHARE) -> bool:  # noqa: ARG002 - nothing is kept of what went.
        """False: the words of a passage go with it."""
        return False

    def _scored(self, words: Sequence[str], limit: int, *, beside: str = "", within: Within = ("", ())) -> Best:
        phrases = [phrase(word) for word in ([beside] if beside else []) + list(words)]
        passages, total = self._database.rows("SELECT passages, words FROM keyword_totals")[0]
        if not passages or not any(phrases):
            return []
        counts = self._phrase_counts(phrases)
        frequencies = self._frequencies(phrases, counts)
        rarities = [rarity(frequency, passages) for frequency in frequencies]
        single = [n for n, terms in enumerate(phrases) if len(terms) == 1]
        these, chosen = _holding(phrases[0], counts.get(0)) if beside else ("", [])
        hits = [HITS + (OF_THESE.format(these=these) if beside else OF_ALL)]
        values: list[object] = [single, [phrases[n][0] for n in single], [rarities[n] for n in single], *chosen]
        if several := [(n, rarities[n], passage, count) for n in counts for passage, count in counts[n].items()]:
            hits.append(PHRASES + (f"WHERE found.passage IN ({these})" if beside else ""))
            values += [*map(list, zip(*several, strict=True)), *chosen]
        condition, further = within
        meets = f"WHERE h.passage IN (SELECT number FROM passages p WHERE TRUE{condition})" if condition else ""
        statement = SCORED.format(hits=" UNION ALL ".join(hits), within=meets)
        return [
            (number, score)
            for number, score in self._database.rows(statement, total / passages, *values, *further, limit)
        ]

    def _phrase_counts(self, phrases: Sequence[tuple[str, ...]]) -> dict[int, dict[int, int]]:
        """For each phrase of several terms, by its place: the passages that hold it, with how often."""
        return {n: self._counts(terms) for n, terms in enumerate(phrases) if len(terms) > 1}

    def _counts(self, terms: tuple[str, ...], passages: Sequence[int] | None = None) -> dict[int, int]:
        """The passages, of all or of these, in which the terms stand one right after the other, with how often."""
        tables = " ".join(f"JOIN keyword_postings k{n} USING (passage)" for n in range(1, len(terms)))
        columns = ", ".join(f"k{n}.positions" for n in range(len(terms)))
        meets = " AND ".join(f"k{n}.term = ?" for n in range(len(terms)))
        among, values = (" AND k0.passage = ANY(?::bigint[])", [list(passages)]) if passages is not None else ("", [])
        rows = self._database.rows(
            f"SELECT k0.passage, {columns} FROM keyword_postings k0 {tables} WHERE {meets}{among}", *terms, *values
        )
        counts = {number: _runs(standing) for number, *standing in rows}
        return {number: count for number, count in counts.items() if count}

    def _frequencies(self, phrases: Sequence[tuple[str, ...]], counts: dict[int, dict[int, int]]) -> list[int]:
        """In how many passages each phrase stands."""
        single = [terms[0] for terms in phrases if len(terms) == 1]
        rows = self._database.rows("SELECT term, passages FROM keyword_terms WHERE term = ANY(?::text[])", single)
        known = dict(rows)
        return [
            len(counts[n]) if n in counts else int(known.get(terms[0], 0)) if terms else 0
            for n, terms in enumerate(phrases)
        ]

    def holding(self, word: str, passage_ids: Sequence[str]) -> set[str]:
        """Which of these passages, or of their headlines, hold `word` or a form of it."""
        if not (terms := phrase(word)):
            return set()
        rows = self._database.rows("SELECT number, id FROM passages WHERE id = ANY(?::text[])", list(passage_ids))
        found = self._counts(terms, [number for number, _ in rows])
        return {passage_id for number, passage_id in rows if number in found}

    def articles_with(self, words: Sequence[str], condition: str, values: Sequence[str]) -> list[int]:
        """Numbers of articles with passages that have these words, or forms of them, one right after the other."""
        terms = phrase(" ".join(words))
        if not terms:
            return []
        wanted: str | list[int]
        if len(terms) == 1:
            held, wanted = "SELECT passage FROM keyword_postings WHERE term = ?", terms[0]
        else:
            held, wanted = "SELECT unnest(?::bigint[])", list(self._counts(terms))
        rows = self._database.rows(
            f"SELECT DISTINCT p.article FROM passages p WHERE p.number IN ({held}){condition} ORDER BY p.article",
            wanted,
            *values,
        )
        return [row[0] for row in rows]

    def frequency(self, word: str) -> int:
        """In how many passages `word` or a form of it stands."""
        terms = [phrase(word)]
        return self._frequencies(terms, self._phrase_counts(terms))[0]

    def faults(self) -> int:
        """How many passages the keyword index lacks or holds without reason."""
        missing = "SELECT count(*) FROM passages WHERE number NOT IN (SELECT passage FROM keyword_lengths)"
        extra = "SELECT count(*) FROM keyword_lengths WHERE passage NOT IN (SELECT number FROM passages)"
        return int(self._database.value(missing)) + int(self._database.value(extra))

    def is_readable(self) -> bool:
        """Whether the totals are those of the tables."""
        kept = self._database.rows("SELECT passages, words FROM keyword_totals")
        counted = self._database.rows("SELECT count(*), coalesce(sum(words), 0) FROM keyword_lengths")
        return kept == counted

    def remake(self) -> None:
        """Make the keyword index again from the articles; within a transaction."""
        for table in ("keyword_postings", "keyword_terms", "keyword_lengths"):
            self._database.execute(f"DELETE FROM {table}")
        for number, title, text in self._texts():
            self._put(number, title, text)
        # Counted once: a row that one transaction changes again and again becomes slower each time.
        self._database.execute("INSERT INTO keyword_terms SELECT term, count(*) FROM keyword_postings GROUP BY term")
        self._database.execute(
            "UPDATE keyword_totals SET (passages, words) = "
            "(SELECT count(*), coalesce(sum(words), 0) FROM keyword_lengths)"
        )


def _holding(terms: tuple[str, ...], counts: dict[int, int] | None) -> tuple[str, list[object]]:
    """A query for the passages that hold a phrase, and its values; `counts` has those of one of several terms."""
    if len(terms) == 1:
        return "SELECT passage FROM keyword_postings WHERE term = ?", [terms[0]]
    return "SELECT unnest(?::bigint[])", [list(counts or ())]


def _runs(standing: Sequence[bytes]) -> int:
    """How often the terms that stand at these places stand one right after the other."""
    first, *others = [unpack(f">{len(each) // PLACE_BYTES}I", each) for each in standing]
    following = [set(each) for each in others]
    return sum(all(place + n in each for n, each in enumerate(following, 1)) for place in first)
