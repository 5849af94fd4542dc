"""The words of a text as the keyword index has them: cut, folded and stemmed by SQLite's own tokenizer.

A keyword index that is kept elsewhere than in SQLite holds the same terms so,
and ranks alike. Nothing is stored: a table in memory takes one text at a time.
"""

import hashlib
import sqlite3
import threading
from functools import cache, lru_cache
from typing import TypeAlias

from article_qa.index.text.keywords import indexed_text

# Of one text: each term with the places where it stands, counted from 0.
Places: TypeAlias = dict[str, list[int]]

# What an index of PostgreSQL takes is less than 2,700 bytes.
MAX_TERM_BYTES = 1000
# What stays of a longer term. A checksum of the whole follows, so that two terms remain two.
SHORTENED_CHARACTERS = 100
TABLE = "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize=\"porter unicode61 remove_diacritics 2\")"
VOCABULARY = "CREATE VIRTUAL TABLE places USING fts5vocab(words, instance)"


def places(text: str) -> Places:
    """Where each term of `text` stands."""
    return _tokenizer().places(text)


@lru_cache(maxsize=10_000)
def phrase(word: str) -> tuple[str, ...]:
    """The terms of a word that is asked, in order; none for what holds no letter or digit."""
    found = [(place, term) for term, standing in places(word).items() for place in standing]
    return tuple(term for _, term in sorted(found))


class _Tokenizer:
    """One table in memory; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        for statement in (TABLE, VOCABULARY):
            self._db.execute(statement)

    def places(self, text: str) -> Places:
        found: Places = {}
        with self._lock:
            try:
                self._db.execute("INSERT INTO words (rowid, text) VALUES (1, ?)", (indexed_text(text),))
                for term, place in self._db.execute('SELECT term, "offset" FROM places'):
                    found.setdefault(_bounded(term), []).append(place)
            finally:
                self._db.execute("INSERT INTO words (words) VALUES ('delete-all')")
        return found


@cache
def _tokenizer() -> _Tokenizer:
    return _Tokenizer()


def _bounded(term: str) -> str:
    """The term, or for one of absurd length its beginning with its checksum."""
    if len(term) * 4 <= MAX_TERM_BYTES or len(term.encode()) <= MAX_TERM_BYTES:
        return term
    return term[:SHORTENED_CHARACTERS] + hashlib.sha256(term.encode()).hexdigest()
