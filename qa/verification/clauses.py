"""The clauses of a sentence, as far as punctuation and joining words tell them. English only."""

import re

from article_qa.index.text.sentences import Span
from article_qa.index.text.words import WORD

CLAUSE_END = re.compile(r"[,;:–—]\s|\s(?:and|but|while|although|whereas|when|after|before|because|which|who)\s")
# In words. Fewer say nothing by themselves, and stay with the clause before.
MIN_CLAUSE = 3


def clauses(text: str) -> list[Span]:
    """The clauses of a sentence, none shorter than three words but the last."""
    found = []
    start = 0
    for match in CLAUSE_END.finditer(text):
        if len(WORD.findall(text[start : match.start()])) >= MIN_CLAUSE:
            found.append((start, match.start()))
            start = match.end()
    return [*found, (start, len(text))]


def clause_at(text: str, place: int) -> Span:
    """The clause that holds this place of the text."""
    return next((each for each in clauses(text) if place < each[1]), (0, len(text)))
