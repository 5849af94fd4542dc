"""Words without their endings and accents, for comparing only."""

import re
import unicodedata
from functools import lru_cache

from article_qa.index.text.words import CONTRACTION

ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s")
PLURAL = re.compile(r"(?<=\w{3})(?:ies|es|s|y)$")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """`word` in lower case without accents and its usual endings; crude, for comparing only."""
    word = fold(word).lower()
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.rstrip("eiy") if len(word) > 3 else word


def fold(text: str) -> str:
    """`text` without its accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def singular(word: str) -> str:
    """`word` in lower case without its contraction and the ending of a plural; crude, for comparing only."""
    return PLURAL.sub("", CONTRACTION.sub("", word.lower()))
