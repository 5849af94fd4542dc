"""Which words of a statement look like verbs that tell what happened, and where its subject ends. English only."""

import re

from article_qa.index.text.lemmas import IRREGULAR_FORMS
from article_qa.index.text.words import WORD

AUXILIARY = frozenset(
    "is are was were has have had will would can could may might must shall should did does do".split()
)


def is_verb(word: str) -> bool:
    """Whether a word looks like a verb that tells what happened."""
    lower = word.lower()
    return word == lower and (
        lower in AUXILIARY
        or lower in IRREGULAR_FORMS
        or (lower.endswith("ed") and len(lower) > 3 and not lower.endswith("eed"))
    )


def first_verb(statement: str) -> re.Match[str] | None:
    """The first word but the very first that looks like a verb; its subject ends there."""
    return next((m for m in WORD.finditer(statement) if m.start() and is_verb(m.group())), None)
