"""Whose name a question asks for, and which names of a sentence can be theirs. English only.

"What is the name of the judge?" is not answered by the name of the prosecutor.
"""

import re

from article_qa.index.text.people import SPEAKING_PEOPLE, TITLES
from article_qa.index.text.sentences import Span
from article_qa.index.text.stems import stem
from article_qa.index.text.synonyms import are_synonyms
from article_qa.index.text.words import WORD

_ASKED = re.compile(
    r"\b(?:what|which|whats|tell|give|name)\b.*?"
    r"(?:\bnames? of (?P<of>.+)|\b(?P<whose>.+)[’']s? [\w ]*\bnames?\W*$)",
    re.IGNORECASE,
)
# Where the words for somebody end, and what they did begins.
_ENDS = re.compile(r"\b(?:who|whom|whose|that|which|in|on|at|of|from|for|with|by|over|after|before|during|to)\b")
_ASKS_TWICE = re.compile(r"\band (?:what|which|when|where|why|how|who)\b", re.IGNORECASE)
_PEOPLE = (
    SPEAKING_PEOPLE
    | TITLES
    | frozenset(
        """people men women children boys girls persons victims players quarterback player wives husbands
    partner partners granddaughter grandson granddaughters grandsons suspect suspects hostage hostages passenger
    passengers sisters brothers sons daughters winner winners candidate candidates baby child""".split()
    )
)
_BEFORE = re.compile(r"(?:\b(his|her|their|its|my|our|your|[’']s) (?:[\w-]+ )?)?\b([^\W\d_]+),? $")
_AFTER = re.compile(r", (?:an?|the|his|her|their) ((?:[\w-]+ ){0,3}[\w-]+)")
# Who is only asked about the matter.
_SPEAKS = re.compile(r"\W{1,3}(?:who )?(?:said|says|told|added|wrote)\b|: ")
_SPOKEN = re.compile(r"\b(?:said|says|added|wrote|according to) $")


def asked_of(question: str) -> str:
    """The word for the person or the people whose names are asked for; empty where no such names are."""
    found = _ASKED.search(question)
    if not found or _ASKS_TWICE.search(question):
        return ""
    phrase = _ENDS.split(found["of"] or found["whose"])[0]
    return next((word for word in reversed(WORD.findall(phrase)) if word in _PEOPLE), "")


def is_of_another(name: Span, text: str, asked: str) -> bool:
    """Whether words beside the name tell that it is somebody else's: "the prosecutor, Mark Ost" for a judge."""
    start, end = name
    before, after = _BEFORE.search(text[:start]), _AFTER.match(text, end)
    told = [before[2].lower()] if before and (before[1] or before[2].lower() in _PEOPLE) else []
    told += [word for word in WORD.findall(after[1]) if word in _PEOPLE] if after else []
    if told:
        return not any(are_synonyms(stem(word), stem(asked)) for word in told)
    return bool(_SPEAKS.match(text, end) or _SPOKEN.search(text[:start]))
