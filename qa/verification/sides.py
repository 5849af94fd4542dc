"""Whether what stands on either side of one verb has changed sides: who replaced whom, who accused whom. English only.

Names and nouns for people are compared in `roles`. Here any word counts, but only
beside a verb that claim and sentence share, and only the few words around it.
"""

import re
from dataclasses import dataclass

from article_qa.index.text.lemmas import lemma
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.verification.roles import MUTUAL

# How many content words are compared on each side of the verb.
NEAR = 4
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|be|being|get|got)(?: \w+ly)? $", re.IGNORECASE)
_BY = re.compile(r" (?:\w+ )?(?:by|from)\b", re.IGNORECASE)
_WHOM = re.compile(r"\bwhom\b", re.IGNORECASE)
_END = re.compile(r"[;:.!?]")


@dataclass(frozen=True, slots=True)
class Sides:
    """The lemmas of the words that do what a verb says, and of those that it is done to."""

    doing: frozenset[str]
    done_to: frozenset[str]


def changed_sides(claim: str, sentence: str) -> tuple[str, str] | None:
    """Two words of the claim that stand around the same verb the other way round in the sentence."""
    for verb in WORD.finditer(claim):
        if not _is_deed(verb.group()):
            continue
        ours = _sides(claim, verb)
        told = (m for m in WORD.finditer(sentence) if lemma(m.group()) == lemma(verb.group()))
        turned = [_turned(ours, _sides(sentence, m)) for m in told if not m.group().endswith("ing")]
        if turned and all(turned):
            return turned[0]
    return None


def _turned(ours: Sides | None, theirs: Sides | None) -> tuple[str, str] | None:
    if not ours or not theirs:
        return None
    left = (ours.doing - ours.done_to) & (theirs.done_to - theirs.doing)
    right = (ours.done_to - ours.doing) & (theirs.doing - theirs.done_to)
    return (min(left), min(right)) if left and right else None


def _is_deed(word: str) -> bool:
    lower = word.lower()
    return lower == word and lower not in STOP_WORDS | MUTUAL and lower.endswith(("ed", "es", "s"))


def _sides(text: str, verb: re.Match[str]) -> Sides | None:
    """What stands around the verb; None for a passive that does not say by whom."""
    before = list(_END.split(text[: verb.start()]))[-1]
    after = _END.split(text[verb.end() :])[0]
    if whom := _WHOM.search(before):
        return Sides(frozenset(_telling(before[whom.end() :])), frozenset(_telling(before[: whom.start()])[-NEAR:]))
    left, right = frozenset(_telling(before)[-NEAR:]), frozenset(_telling(after)[:NEAR])
    if verb.group().endswith("ed") and _BY.match(text, verb.end()):
        return Sides(right, left)
    return None if _PASSIVE.search(text[: verb.start()]) else Sides(left, right)


def _telling(text: str) -> list[str]:
    return [lemma(word) for word in WORD.findall(text) if word.lower() not in STOP_WORDS]
