"""Words without their endings and accents, for comparing only: English by Snowball, also called Porter's second.

The keyword index has a stemmer of its own, SQLite's, which is Porter's first.
Where the two differ, a test says it; no stem of one is compared with the other's.
"""

import unicodedata
from functools import lru_cache
from threading import Lock

from snowballstemmer.english_stemmer import EnglishStemmer

_STEMMER = EnglishStemmer()
# It keeps the word in hand in itself.
_LOCK = Lock()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """`word` in lower case without accents and its usual endings."""
    plain = fold(word).lower()
    with _LOCK:
        return str(_STEMMER.stemWord(plain))


def fold(text: str) -> str:
    """`text` without its accents."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
