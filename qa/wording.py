"""Who puts the program's own words into a reader's language: a function from English."""

from collections.abc import Callable
from typing import TypeAlias

# A sentence or heading of the program in English -> the same in the language of who reads it.
Say: TypeAlias = Callable[[str], str]


def in_english(words: str) -> str:
    """The words as they are."""
    return words
