"""How the program's own words reach a reader: in English, or in a language that a door puts them into."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from article_qa.index.records import ArticleRef
from article_qa.qa.citation import Citation, dateline

# A sentence or heading of the program in English -> the same in the language of who reads it.
Say: TypeAlias = Callable[[str], str]
# A source -> its outlet and day in words.
Dateline: TypeAlias = Callable[[Citation | ArticleRef], str]


def in_english(words: str) -> str:
    """The words as they are."""
    return words


@dataclass(frozen=True, slots=True)
class Wording:
    """What an export says in the language of who reads it: sentences and headings, and the line of a source."""

    say: Say = in_english
    dateline: Dateline = dateline


ENGLISH = Wording()
