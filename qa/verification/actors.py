"""Who does it: a deed of the claim's subject that the sources tell of another.

A verb that claim and sentence share is looked at with the word before it. Both
must be active or both passive. English only.
"""

import re
from dataclasses import dataclass

from article_qa.index.text.lemmas import IRREGULAR_FORMS, lemma
from article_qa.index.text.names import is_named, whole
from article_qa.index.text.sentences import Span
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.verification.alignment import Case, Ground
from article_qa.qa.verification.clauses import clause_at
from article_qa.qa.verification.polarity import CUES, HEDGES, NEGATIONS
from article_qa.qa.verification.roles import people

# Between a subject and its verb stand only these.
AUXILIARY = frozenset(
    """has have had is are was were be been being will would may might can could did does do also still now then
    later just already not never soon once again finally first recently personally""".split()
)
BE = frozenset("is are was were be been being am".split())
PARTICIPLE = re.compile(r"(?:ed|en|wn|ne|un|ght|ld|pt|id|de|ck|nt|it|ut)$")
# "Hadley mine" has no verb, "Hadley mines" and "Hadley mined" have one.
FINITE = re.compile(r"(?:ed|[^s]s)$")
DEFINITE = re.compile(r"\b(?:the|this|that|these|those|his|her|its|their|our)(?: [^\W_]+){0,2} $", re.IGNORECASE)
# What stands behind one of these is no object of the verb before it.
CROSSING = re.compile(r"\b(?:by|that|who|whom|which|where|to|as|for|of)\b")
# So like the claim's subject is another word for it.
SAME_ACTOR = 0.35


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb, where its subject ends, and whether the subject undergoes it."""

    verb: Span
    subject_end: int
    is_passive: bool


def wrong_actor(case: Case) -> str:
    """A deed that the nearest sentence tells of somebody else than the claim does."""
    ground = case.nearest_sentence(case.telling(0, len(case.claim)))
    if ground is None:
        return ""
    for start, end in whole(case.claim, case.names()):
        verb = WORD.search(case.claim, _after_auxiliaries(case.claim, end))
        if not verb or verb.group().lower() in STOP_WORDS | HEDGES | NEGATIONS | CUES:
            continue
        ours = _deed(case.claim, verb)
        if ours.subject_end != end or not _is_verb(case.claim[end : verb.start()], verb.group()):
            continue
        name = case.claim[start:end]
        for match in WORD.finditer(ground.text):
            if lemma(match.group()) == lemma(verb.group()):
                rival = _rival(case, ground, (start, end), ours, match)
                if rival and is_named(WORD.findall(name)[-1], case.everywhere):
                    return f"the passage says it of {rival}, not of {name}"
    return ""


def changed_side(case: Case) -> str:
    """Somebody who does to another in the claim what a ground has the other do to them."""
    for verb in WORD.finditer(case.claim):
        doer, others = _sides(case.claim, verb)
        for ground in case.grounds if others else ():
            for match in WORD.finditer(ground.text):
                if lemma(match.group()) == lemma(verb.group()):
                    stated, undergoing = _sides(ground.text, match)
                    is_turned = lemma(stated) in map(lemma, others) or lemma(doer) in map(lemma, undergoing)
                    if stated and is_turned and lemma(stated) != lemma(doer):
                        return f"the passage has it the other way round: “{stated} {match.group()}”"
    return ""


def _sides(text: str, verb: re.Match[str]) -> tuple[str, list[str]]:
    """The noun of the person right before an active verb, and those of the people behind it in its clause."""
    deed = _deed(text, verb)
    nouns = people(text)
    doer = next((text[start:end] for start, end in nouns if end == deed.subject_end), "")
    if deed.is_passive or not doer:
        return "", []
    end = clause_at(text, verb.start())[1]
    reach = CROSSING.search(text, verb.end(), end)
    end = reach.start() if reach else end
    return doer, [text[slice(*noun)] for noun in nouns if verb.end() <= noun[0] < end]


def _is_verb(before: str, word: str) -> bool:
    """Whether a word behind a name is its verb: an auxiliary stands between them, or its form says so."""
    return bool(before.strip()) or bool(FINITE.search(word)) or word.lower() in IRREGULAR_FORMS


def _after_auxiliaries(text: str, start: int) -> int:
    for match in WORD.finditer(text, start):
        if match.group().lower() not in AUXILIARY:
            return match.start() if not text[start : match.start()].strip(" ").endswith((",", ";", ":")) else start
    return start


def _deed(text: str, verb: re.Match[str]) -> Deed:
    """The verb with what goes before it."""
    before = list(WORD.finditer(text, 0, verb.start()))
    passed: list[str] = []
    while before and before[-1].group().lower() in AUXILIARY:
        passed.append(before.pop().group().lower())
    end = before[-1].end() if before else 0
    return Deed(verb.span(), end, bool(BE.intersection(passed)) and bool(PARTICIPLE.search(verb.group())))


def _rival(case: Case, ground: Ground, subject: Span, ours: Deed, verb: re.Match[str]) -> str:
    """The word that does the same in the sentence, where it is neither the claim's subject nor a word for it."""
    theirs = _deed(ground.text, verb)
    words = list(WORD.finditer(ground.text, 0, theirs.subject_end))
    if not words or ours.is_passive != theirs.is_passive or words[-1].end() != theirs.subject_end:
        return ""
    last = words[-1]
    gap = ground.text[theirs.subject_end : verb.start()]
    name = case.claim[slice(*subject)]
    if last.group().lower() in STOP_WORDS or re.search(r"[,;:()]", gap) or last.group().endswith("ly"):
        return ""
    if is_named(WORD.findall(name)[-1], ground.text[: verb.start()]):
        return ""
    # "The company" may be the one that the claim names.
    if last.group().islower() and DEFINITE.search(ground.text[: last.start()]):
        return ""
    own, other = case.telling(*subject), ground.telling(*last.span())
    if not own or not other or float(ground.likeness(own, other).max()) >= SAME_ACTOR:
        return ""
    return last.group()
