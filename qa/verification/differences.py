"""The one thing in which a sentence differs from a claim: a value, a denial, an opposite, some of all, turned names."""

import re
from collections.abc import Sequence

import numpy as np

from article_qa.index.text.antonyms import denies, excludes, is_turning
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.names import is_named
from article_qa.index.text.numbers import figures
from article_qa.index.text.sentences import Span
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.verification.alignment import Case, Ground
from article_qa.qa.verification.claim_words import AROUND, Beside, ClaimWord
from article_qa.qa.verification.clauses import clause_at
from article_qa.qa.verification.polarity import (
    CONTINUING,
    ENDED,
    NECESSARY,
    PARTIAL,
    SOME_OF_ALL,
    SPEAKING,
    UNIVERSAL,
    denies_ability,
    negations,
    words_of,
)
from article_qa.qa.verification.roles import swapped
from article_qa.qa.verification.shares import shares
from article_qa.qa.verification.sides import changed_sides
from article_qa.qa.verification.slots import UNITS, Slot

# A word of the sentence this near to one of the claim is what a denial or a "may" before it bears on.
SAME_WORD = 0.6
# How many of the words after it that is.
SCOPE_WORDS = 3
# "Nobody at the vault opens it" denies nothing of the vault.
OF_WHOM = re.compile(r"(?:(?<=nobody)|(?<=no one)) (?:at|in|on|of|from|near) (?:the |a )?[^\W_]+", re.IGNORECASE)
# "The end of October" is no end.
OF_A_DAY = re.compile(r" (?:of|in) (?:the )?", re.IGNORECASE)
# "A decline in strength" is no strength.
FALLING = re.compile(
    r"\b(?:declin\w*|decreas\w*|drop\w*|fall\w*|fell|loss|lack|los(?:e|es|ing)|lost|reduc\w+) (?:in|of) \w+",
    re.IGNORECASE,
)
# Who ended up on the roof has ended nothing.
COPULAR = re.compile(r"\b(?:end(?:ed|s)?|w(?:ind|inds|ound)) up\b|\b(?:turn|start)(?:ed|s)? out\b", re.IGNORECASE)
# What stands on the side that does not deny.
YES = "said to be so"


def difference(beside: Beside, slots: Sequence[Slot]) -> tuple[str, str] | None:
    """What the claim says and what the sentence says in its place; None where they agree."""
    for slot in slots:
        if slot.fit == "differs":
            return slot.claimed, slot.stated
    return (
        _negated(beside) or _ended(beside) or _opposite(beside) or _share(beside) or _partial(beside) or _turned(beside)
    )


def _negated(beside: Beside) -> tuple[str, str] | None:
    """A denial that only one of the two has, of words that both have."""
    claimed = negations(beside.claim.text)
    stated = [m for m in negations(beside.sentence) if bears_on_claim(beside, m.end()) and not _is_before(beside, m)]
    if NECESSARY.search(beside.claim.text):
        # Who cannot do it may have to.
        stated = [m for m in stated if not denies_ability(m, beside.sentence)]
    if bool(claimed) == bool(stated):
        return None
    if stated:
        return YES, stated[0].group()
    plain = [word for word in beside.claim.words if not word.is_name]
    return (claimed[0].group(), YES) if all(beside.nearness(word) > AROUND for word in plain) else None


def _ended(beside: Beside) -> tuple[str, str] | None:
    """What the claim says is still so, and the sentence that it is over."""
    still = words_of(beside.claim.text, CONTINUING)
    if not still or negations(beside.claim.text):
        return None
    deed = next((word for word in beside.claim.words if not word.is_name), None)
    for over in ENDED.finditer(beside.sentence):
        # Who retired from the council, and leads the mill, still does.
        following = WORD.search(beside.sentence, over.end())
        if not deed or deed.lemma not in beside.lemmas or (following and lemma(following.group()) == deed.lemma):
            return min(still), over.group()
    return None


def _share(beside: Beside) -> tuple[str, str] | None:
    """A share of something in the claim, and only others in the sentence."""
    stated = shares(beside.sentence)
    for claimed in shares(beside.claim.text):
        if stated and not any(claimed.fits(each) for each in stated):
            return claimed.text, stated[0].text
    return None


def _is_before(beside: Beside, negation: re.Match[str]) -> bool:
    """Whether the claim is about what only a later clause speaks of: "It is not federal, though Ostrel keeps it"."""
    if not beside.claim.names:
        return False
    subject = WORD.findall(beside.claim.text[slice(*beside.claim.names[0])])[-1].lower()
    place = beside.sentence.lower().find(subject)
    return place >= 0 and place > clause_at(beside.sentence, negation.start())[1]


def bears_on_claim(beside: Beside, after: int) -> bool:
    """Whether one of the next words that tell something is a word of the claim, names aside."""
    place = OF_WHOM.match(beside.sentence, after)
    start = place.end() if place else after
    following = [m for m in WORD.finditer(beside.sentence, start) if m.group().lower() not in STOP_WORDS][:SCOPE_WORDS]
    plain = [word for word in beside.claim.words if not word.is_name]
    if plain and SPEAKING.fullmatch(plain[0].text) and not _speaks_in(beside, clause_at(beside.sentence, after)):
        plain = plain[1:]
    return any(beside.says(word, *match.span(), SAME_WORD) for match in following for word in plain)


def _speaks_in(beside: Beside, clause: Span) -> bool:
    """Whether the clause names whom the claim begins with: "officials have not said" denies nothing of others."""
    names = beside.claim.names
    return not names or is_named(WORD.findall(beside.claim.text[slice(*names[0])])[-1], beside.sentence[slice(*clause)])


def _opposite(beside: Beside) -> tuple[str, str] | None:
    """A word of the claim that the sentence lacks, while it has one that excludes it."""
    claimed = {word.lemma for word in beside.claim.words}
    standing = _loose_words(FALLING.sub("", beside.sentence))
    stated = {lemma(word): word for word in standing if lemma(word) in beside.lemmas}
    for outcome, told in (("lose", "defeat"), ("win", "elected")):
        if outcome in beside.lemmas:
            stated.setdefault(outcome, told)
    for word in beside.claim.words:
        if word.is_name or word.lemma in stated or not _has_another(beside, word) or _is_no_deed(beside, word):
            continue
        # Who lost to them was beaten by them.
        if is_turning(word.lemma) and beside.has_turned_names:
            continue
        for other, text in stated.items():
            if other in UNITS and _is_counted(beside.claim.text, word.text) != _is_counted(beside.sentence, text):
                continue
            bare = other.removeprefix("re") if len(other) > 5 else other
            if any(excludes(word.lemma, o, claimed, set(stated)) or denies(word.lemma, o) for o in (other, bare)):
                return word.text, text
    return None


def _is_counted(text: str, word: str) -> bool:
    """Whether a figure stands before the word: "24 hours" may be "a day"."""
    place = re.search(rf"\b{re.escape(word)}\b", text)
    return place is not None and any(figure.end <= place.start() <= figure.end + 1 for figure in figures(text))


def _is_no_deed(beside: Beside, word: ClaimWord) -> bool:
    """Whether the word only says which part of a day, month or year, or how it came: "the end of October"."""
    text = beside.claim.text
    if COPULAR.match(text, word.start):
        return True
    return any(OF_A_DAY.fullmatch(text[word.end : day.start]) for day in beside.claim.days)


def _has_another(beside: Beside, word: ClaimWord) -> bool:
    """Whether the sentence says another word of the claim, names aside; where there is none, its names must do."""
    others = [other for other in beside.claim.words if other != word and not other.is_name]
    return not others or any(beside.nearness(other) > AROUND for other in others)


def _loose_words(text: str) -> list[str]:
    """The words of a text that no hyphen joins to another."""
    return [
        m.group()
        for m in WORD.finditer(text)
        if text[m.end() : m.end() + 1] != "-" and text[m.start() - 1 : m.start()] != "-"
    ]


def _partial(beside: Beside) -> tuple[str, str] | None:
    """All or any in the claim, and some or only in the sentence."""
    claimed = words_of(beside.claim.text, UNIVERSAL)
    if not claimed:
        return None
    if some := SOME_OF_ALL.search(beside.sentence):
        return min(claimed), some.group()
    stated = words_of(beside.sentence, PARTIAL) if not words_of(beside.sentence, UNIVERSAL) else set()
    return (min(claimed), min(stated)) if stated else None


def _turned(beside: Beside) -> tuple[str, str] | None:
    """Two names, or two words around one verb, that stand the other way round."""
    ground = Ground(beside.sentence, list(beside.spans), beside.cosines)
    nearest = beside.cosines.max(axis=1) if beside.spans else np.zeros(len(beside.claim_spans), np.float32)
    case = Case(beside.claim.text, list(beside.claim_spans), [beside.around], [ground], nearest)
    if beside.spans and (names := swapped(case)):
        return names
    return changed_sides(beside.claim.text, beside.sentence)
