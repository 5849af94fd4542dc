"""Languages: which one a tag names, and whether a text is English, which decides how it is read."""

import re
from typing import Any

from article_qa.index.text.cleaning import one_line
from article_qa.index.text.words import WORD

# Words that nearly every English sentence has and that hardly stand in other languages: not "is", "was", "in" or "on".
ENGLISH = frozenset(
    """and are because been but by could did does for from has have his how into its many of that the
    their there these they this were what when where which while who whom whose why with would""".split()
)
MIN_SHARE = 0.08
TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
NO_LANGUAGE = ("und", "mul", "zxx", "mis")


def is_english(text: str) -> bool:
    """Whether `text` has the small words of English; a few bare keywords do not."""
    words = WORD.findall(text.lower())
    return sum(word in ENGLISH for word in words) > MIN_SHARE * len(words)


def language_code(value: Any) -> str | None:
    """The language in a tag such as `en-GB` or `de_AT`, in short (`en`); None when it is not said."""
    tag = TAG.fullmatch(one_line(value[0] if isinstance(value, list) and value else value) or "")
    code = tag[1].lower() if tag else None
    return None if code in NO_LANGUAGE else code
