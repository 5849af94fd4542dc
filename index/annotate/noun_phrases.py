"""Noun phrases of people: their articles, their offices, the noun that they are about. English only."""

import itertools
import re
from collections.abc import Sequence

from article_qa.index.annotate.roles import PREPOSITIONS, SPEAKING_BODIES, SPEAKING_PEOPLE, TITLES

# A noun phrase ends at one of these, outside names.
BOUNDARY = re.compile(
    r"[,;:—–()\"“”„\n\x02]|\b(?:and|but|while|that|when|as|because|although|though|where|if|or|with|whilst)\b"
)
ARTICLE = re.compile(
    r"(?:the|an?|one|its|his|her|their|our|both|another|some|many|several|most|two|three|four)\s+", re.IGNORECASE
)
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_INTRODUCES = re.compile(r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s+[^\W\d_]")
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|who|which|that|[a-z]{3,}ed)\b|\d")
# Shorter words with a full stop are mostly abbreviations: "Gen.", "U.S.".
_SENTENCE_END = re.compile(r"(?:\d|\w{5})[.!?][\"”’')]*$")
_NOT_IN_ROLE = frozenset("the a an mr mrs ms miss dr sir its his her their then".split())


def role_words(words: Sequence[str]) -> list[str]:
    """The last words that make up an office: they end in a title or a trade."""
    if not words or not is_office(words[-1]):
        for at in range(len(words) - 2, 0, -1):
            if words[at] in ("of", "for") and is_office(words[at - 1]) and not _has_verb(words[at + 1 :]):
                return role_words(words[:at]) + list(words[at:])
        return []
    at = len(words) - 1
    while at > 0 and len(words) - at < 7 and not _ends_role(words[at - 1]):
        at -= 1
    kept = list(words[at:])
    while kept and kept[0].lower().strip(".") in _NOT_IN_ROLE:
        kept = kept[1:]
    return kept


def _ends_role(word: str) -> bool:
    is_end = _SENTENCE_END.search(word) is not None
    return is_end or word.lower() in PREPOSITIONS or is_verb(word) or (word.islower() and word.endswith("ed"))


def _has_verb(words: Sequence[str]) -> bool:
    """Whether a name is followed by something small: "Jordan received", but not "state for health"."""
    pairs = itertools.pairwise(words)
    return any(one[0].isupper() and other.islower() and other not in PREPOSITIONS for one, other in pairs)


def is_office(word: str) -> bool:
    plain = word.lower().strip(".,'’")
    return plain in SPEAKING_PEOPLE or plain in SPEAKING_BODIES or (plain in TITLES and plain not in _NOT_IN_ROLE)


def is_verb(word: str) -> bool:
    return word in ("said", "says", "told", "is", "was", "are", "were", "has", "had", "after", "while", "then")


def head(phrase: str) -> str:
    """The noun of a phrase: "master" in "the harbour master of Sundby"."""
    words = WORD.findall(without_article(phrase).lower())
    before = []
    for word in words:
        if word in PREPOSITIONS or word in ("who", "and", "citing", "quoting", "saying"):
            break
        before.append(word)
    return before[-1] if before else ""


def tells_role(phrase: str) -> bool:
    """Whether what stands between commas beside a name tells what they are: "the harbour master of Sundby"."""
    if phrase.startswith(("who ", "which ", "whose ", "where ")):
        return False
    noun = head(phrase)
    if noun in SPEAKING_PEOPLE or noun in TITLES:
        return True
    return len(phrase) < 70 and bool(_INTRODUCES.match(phrase)) and not _CLAUSE.search(phrase)


def without_article(phrase: str) -> str:
    """The phrase without "the", "a" or whose it is."""
    article = ARTICLE.match(phrase)
    return phrase[article.end() if article else 0 :].strip()
