"""Where somebody goes or is taken: the place that a motion leads to, not the one that it begins in. English only."""

import re

from article_qa.index.text.lemmas import lemma
from article_qa.index.text.sentences import Span
from article_qa.index.text.words import WORD

_WHERE = re.compile(
    r"\bwhere (?:to )?(?:do|does|did|will|would|is|are|was|were|has|have|had|can|could)\b(.+)", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\W*$", re.IGNORECASE)
_GO = frozenset(map(lemma, "go travel head move".split()))
_MOTION = _GO | frozenset(
    map(
        lemma,
        """fly take bring send carry transfer drive sail ship return flee evacuate deport relocate transport emigrate
        escape lead march walk deliver retreat withdraw""".split(),
    )
)
_TO = re.compile(r"\b(?:to|into|towards?|for) (?:[a-z]+ ){0,2}$")


def motion_asked(question: str) -> str:
    """The verb of motion in a question for where it leads, as its lemma; empty where no such thing is asked.

    >>> motion_asked("Where were the guests taken?")
    'take'
    """
    found = _WHERE.search(question)
    if not found or _FROM.search(question):
        return ""
    verbs = [lemma(word) for word in WORD.findall(found[1]) if word.islower()]
    return next((verb for verb in reversed(verbs) if verb in _MOTION), "")


def leads_to(text: str, place: Span, motion: str) -> bool:
    """Whether such a motion leads to the `place` in `text`; who goes may fly, too."""
    before = text[: place[0]]
    said = {lemma(word) for word in WORD.findall(before)} if _TO.search(before) else set()
    return motion in said or (motion in _GO and bool(said & _MOTION))
