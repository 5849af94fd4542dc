"""Interviews with somebody whom a question names: what they say of themselves there, they say without their name."""

import re
from collections.abc import Sequence

from article_qa.index.records import Scope
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.stems import stem
from article_qa.index.text.words import WORD

# So many names of a question are looked up, and so many sayings of those who have them.
MAX_NAMES, MAX_SAYINGS = 6, 100
# An article with fewer turns of somebody only quotes them.
MIN_TURNS = 3
NAME = re.compile(r"[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)*")


def interviews(question: str, catalog: Catalog, scope: Scope) -> tuple[tuple[str, ...], str]:
    """The interviews in `scope` with somebody whom the question names, and the question without that name.

    No article and the whole question where there are none.
    """
    for name in _names(question):
        surname = name.rpartition(" ")[2].lower()
        speakers = catalog.annotations.speakers_named(name.split(), scope)
        names = [each.name for each in speakers if WORD.findall(each.name)[-1].lower() == surname]
        said = catalog.annotations.sayings_of(names, scope, MAX_SAYINGS) if names else []
        turns = [article_id for article_id, saying in said if saying.is_turn]
        found = tuple(dict.fromkeys(each for each in turns if turns.count(each) >= MIN_TURNS))
        if found:
            return found, _without(question, names)
    return (), question


def _names(question: str) -> list[str]:
    """What may be names, each also without its first word: that may only open the sentence."""
    found = [name.removesuffix("’s").removesuffix("'s") for name in NAME.findall(question)]
    return [each for name in found for each in (name, name.partition(" ")[2]) if each][:MAX_NAMES]


def _without(question: str, names: Sequence[str]) -> str:
    said = {stem(word) for name in names for word in WORD.findall(name)}
    kept = [word.group() for word in WORD.finditer(question) if stem(word.group()) not in said]
    return " ".join(kept) or question
