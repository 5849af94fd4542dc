"""Of whom a sentence tells, and whether it tells it as the claim does: as happening, now or then, said by the same."""

import re
from collections.abc import Sequence

from article_qa.index.text.antonyms import are_alike, turn_round
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.names import is_named
from article_qa.index.text.numbers import figures
from article_qa.index.text.sentences import Span
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.verification.alignment import stems
from article_qa.qa.verification.claim_words import AROUND, Beside
from article_qa.qa.verification.clauses import clause_at
from article_qa.qa.verification.differences import bears_on_claim
from article_qa.qa.verification.polarity import (
    CONTINUING,
    PRESENT,
    SPEAKING,
    UNIVERSAL,
    hedges,
    negations,
    words_of,
)
from article_qa.qa.verification.roles import MUTUAL, REVERSING, people
from article_qa.qa.verification.slots import Slot

PRONOUN = re.compile(r"\b(?:it|its|he|him|his|she|her|they|them|their|this|these)\b", re.IGNORECASE)
EXISTENTIAL = re.compile(r"There (?:is|are|was|were)\b")
POSSESSIVE = re.compile(r"\b(?:its|his|her|their)\b", re.IGNORECASE)
# Nothing but this between two names makes them one, or a list.
BELONGING = re.compile(r"\W*(?:and|or|nor|of|from|in|at|on)?\W*(?:the )?", re.IGNORECASE)
DEFINITE = re.compile(r"\bthe ([^\W_]+)", re.IGNORECASE)
# How alike two words for people must be to be the same people.
SAME_PEOPLE = 0.7
# "Is against it" is told by one small word.
OPPOSED = re.compile(r"\b(?:is|are|was|were|be|been|being|came out|spoke|stood|voted|votes?) (?:\w+ly )?against\b")
OPPOSING = re.compile(
    r"\b(?:against|oppos\w+|reject\w*|condemn\w*|critici\w+|object\w*|protest\w*|resist\w*|dislik\w+)\b"
)
DATELINE = re.compile(r"[A-Z][^a-z]{2,30}(?:, [\w. ]{2,30})? [-–—] ")
# It only says that something is so one day.
COMING = re.compile(
    r" (?:\w+ly |soon |still |also )?(?:come|happen|follow|occur|begin|start|arrive|result|go ahead|be (?:near|next)"
    r"|take (?:effect|place))\b",
    re.IGNORECASE,
)


def is_of_another(beside: Beside, slots: Sequence[Slot]) -> bool:
    """Whether the sentence tells it of somebody else: it has none of the claim's names, and others before its deed."""
    claim, sentence = beside.claim, beside.sentence
    if not claim.names:
        return False
    subject = claim.text[slice(*claim.names[0])]
    if _is_mutual(beside) and _names_stand(beside):
        return False
    if any(not word.is_name and word.end <= claim.names[0][0] for word in claim.words) and _names_stand(beside):
        # It is told of what the claim does not name: "The deal was signed in Istanbul".
        return False
    if any(is_named(word, sentence) for start, end in claim.names for word in WORD.findall(claim.text[start:end])):
        place = place_of(subject.lower(), sentence.lower())
        if place < _deed(beside):
            return False
    replaced = {slot.stated for slot in slots if slot.fit == "differs"}
    body, deed = _after_dateline(sentence), _deed(beside)
    others = [sentence[a:b] for a, b in beside.names if body <= a < deed]
    return any(name not in replaced and not is_named(WORD.findall(name)[-1], claim.text) for name in others)


def is_of_its_subject(beside: Beside, least: float) -> bool:
    """Whether the sentence has all names of the claim, or all but the first and speaks of that as "it" or "the ship".

    Without the name the words must be the very ones: `least` is how near the sentence comes to the farthest of them.
    """
    own = [WORD.findall(beside.claim.text[start:end])[-1] for start, end in beside.claim.names]
    lacking = [n for n, name in enumerate(own) if not is_named(name, beside.sentence)]
    if not lacking:
        return True
    if lacking == [0] and least >= AROUND and EXISTENTIAL.match(beside.sentence):
        return is_named(own[0], beside.headline)
    if len(lacking) == 1 and least >= AROUND and _owns(beside, lacking[0]):
        return True
    if (
        lacking != [0]
        or least < AROUND
        or any(beside.sentence[a:b] for a, b in beside.names if _after_dateline(beside.sentence) <= a < _deed(beside))
    ):
        return False
    return bool(PRONOUN.search(beside.sentence)) or any(
        lemma(match[1]) in {word.lemma for word in beside.claim.words}
        or (match.start() == 0 and _is_called(beside, own[0], match[1]))
        for match in DEFINITE.finditer(beside.sentence)
    )


def _is_called(beside: Beside, name: str, noun: str) -> bool:
    """Whether the passage has the name and the noun near each other: "the Marit, a ferry", "the ferry Marit"."""
    one, other = rf"\b{re.escape(name)}\b", rf"\b{re.escape(noun)}\b"
    near = rf"(?:{one}[^.!?\n]{{0,40}}?{other}|{other}[^.!?\n]{{0,20}}?{one})"
    return bool(re.search(near, beside.around, re.IGNORECASE))


def _owns(beside: Beside, number: int) -> bool:
    """Whether the claim's name of that number owns something ("IE's rival") where the sentence says "its"."""
    start, end = beside.claim.names[number]
    is_owner = re.match(r"[’']s?\b", beside.claim.text[end:]) or re.search(r"[’']s?$", beside.claim.text[start:end])
    return bool(is_owner and POSSESSIVE.search(beside.sentence))


def _is_mutual(beside: Beside) -> bool:
    """Whether the deed that both tell of is done by two to each other."""
    words = (words_of(text, MUTUAL) for text in (beside.claim.text, beside.sentence))
    return bool(set.intersection(*words))


def _deed(beside: Beside) -> int:
    """Where the first word stands that the sentence shares with the claim, names aside; its end without one."""
    lemmas = {word.lemma for word in beside.claim.words if not word.is_name}
    shared = (match.start() for match in WORD.finditer(beside.sentence) if lemma(match.group()) in lemmas)
    return next(shared, len(beside.sentence))


def _after_dateline(sentence: str) -> int:
    dateline = DATELINE.match(sentence)
    return dateline.end() if dateline else 0


def is_told_alike(beside: Beside) -> bool:
    """Whether the sentence tells of it as happening, now or then, of as many, and by whom, as the claim does."""
    claim, sentence = beside.claim.text, beside.sentence
    if not hedges(claim) and any(_is_meant(beside, m.end()) for m in hedges(sentence)):
        return False
    is_denial = bool(negations(claim))
    if is_denial != any(is_denial or bears_on_claim(beside, m.end()) for m in negations(sentence)):
        return False
    if not all(is_named(word.text, beside.around) for word in beside.claim.words if word.is_name):
        return False
    if words_of(claim, CONTINUING) and not words_of(sentence, PRESENT):
        return False
    if OPPOSED.search(claim) and not OPPOSING.search(sentence):
        return False
    if SPEAKING.search(claim) and not (SPEAKING.search(sentence) and _names_stand(beside)):
        return False
    return words_of(claim, UNIVERSAL) <= words_of(sentence, UNIVERSAL) and _in_order(beside)


def _is_meant(beside: Beside, after: int) -> bool:
    """Whether the rest of the clause has a word of the claim: "could soon become the first state to ban it".

    What the clause begins with is meant where the rest only says that it comes: "a ban could follow".
    """
    start, end = clause_at(beside.sentence, after)
    begin = start if COMING.match(beside.sentence, after) else after
    return any(bears_on_claim(beside, m.start()) for m in WORD.finditer(beside.sentence, begin, end))


def is_of_other_people(beside: Beside) -> bool:
    """Whether claim and sentence begin with people, and not with the same: patients and employees."""
    ours, theirs = _first_people(beside.claim.text), _first_people(beside.sentence)
    word = next((each for each in beside.claim.words if ours and each.start == ours[0]), None)
    if word is None or theirs is None or any(are_alike(word.lemma, other) for other in beside.lemmas):
        return False
    return beside.likeness(word, *theirs) < SAME_PEOPLE


def _first_people(text: str) -> Span | None:
    """The word for people that a text begins with, but for a number or "the"."""
    counted_in = [(each.start, each.end) for each in figures(text)]
    telling = (m for m in WORD.finditer(text) if m.group().lower() not in STOP_WORDS and m.span() not in counted_in)
    first = next(telling, None)
    lower = text[:1].lower() + text[1:]
    return first.span() if first and first.span() in people(lower) else None


def _names_stand(beside: Beside) -> bool:
    """Whether every name of the claim is in the sentence itself."""
    names_of_claim = (beside.claim.text[start:end] for start, end in beside.claim.names)
    return all(is_named(WORD.findall(name)[-1], beside.sentence) for name in names_of_claim)


def _in_order(beside: Beside) -> bool:
    """Whether the claim's first two names stand in the sentence in its order, or turned round by "by" or "from"."""
    lower = beside.sentence.lower()
    places = [place_of(beside.claim.text[a:b].lower(), lower) for a, b in beside.claim.names[:2]]
    if len(places) < 2 or -1 in places or places[0] <= places[1] or _is_mutual(beside):
        return True
    (_, end), (start, _) = beside.claim.names[:2]
    claimed, stated = beside.claim.text[end:start], lower[places[1] : places[0]]
    # Who lost to them was beaten by them.
    is_reversed = REVERSING.search(f"{claimed} / {stated}") or turn_round(stems(claimed), stems(stated))
    return bool(is_reversed or BELONGING.fullmatch(claimed))


def place_of(name: str, text: str) -> int:
    """Where a name stands in a text, or its last word; -1 where neither does."""
    whole_name = text.find(name)
    return whole_name if whole_name >= 0 else text.find(WORD.findall(name)[-1])
