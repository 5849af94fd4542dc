"""The words of a text in any script, and how they are compared.

A vowel sign belongs to its word, and in Chinese and Japanese each character is a
word by itself.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import snowballstemmer

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d"
_IDEOGRAPHS = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}](?:[^\W_{_IDEOGRAPHS}]|[{_MARKS}])*")
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_INDIC = re.compile("[\u0900-\u097f]")
# Letters that are written one for the other.
_ALIKE = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": "", "ı": "i", "‌": "", "‍": "", "़": ""}
)
STEMMERS: Mapping[str, str] = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hi": "hindi", "hu": "hungarian", "id": "indonesian", "it": "italian", "nb": "norwegian",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
# A stemmer keeps the word in hand in itself.
_LOCK = Lock()
MIN_COMMON_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, where it stands, and the `key` that it is compared by."""

    text: str
    key: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of `text`, in order; numbers too."""
    return [Word(match.group(), comparable(match.group()), *match.span()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def comparable(word: str) -> str:
    """`word` in small letters, without accents and the marks that writers leave out."""
    word = word.lower()
    if not _INDIC.search(word):
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    else:
        word = unicodedata.normalize("NFD", word)
    return word.translate(_ALIKE).replace("ß", "ss")


@lru_cache(maxsize=20_000)
def native_stem(key: str, code: str) -> str:
    """A comparable word without its usual endings, where there is a stemmer for the language."""
    if code not in STEMMERS:
        return key
    with _LOCK:
        return str(_stemmer(code).stemWord(key))


@lru_cache(maxsize=32)
def _stemmer(code: str) -> Any:
    return snowballstemmer.stemmer(STEMMERS[code])


def are_akin(one: str, other: str, code: str) -> bool:
    """Whether two comparable words may be forms of one: the same stem, or most letters from the first on."""
    if one == other or native_stem(one, code) == native_stem(other, code):
        return True
    common = _common_letters(one, other)
    return common >= MIN_COMMON_LETTERS and common * 5 >= 3 * max(len(one), len(other))


def _common_letters(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def is_ideograph(text: str) -> bool:
    """Whether `text` has a character that is a word by itself."""
    return bool(_IDEOGRAPH.search(text))
