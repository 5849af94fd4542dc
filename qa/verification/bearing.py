"""How one sentence bears on a claim: it says so, it says otherwise, or it is on something else.

A sentence says so where all that the claim tells is in it, in these or near
words, with the same figures, dates and names, told of as happening alike. It
says otherwise where it tells the same but for one thing: another figure, date
or name in the very place, a word that excludes the claim's, a denial, or two
names the other way round. Everything else decides nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from article_qa.index.annotations import Days
from article_qa.index.records import Article, embedded_text
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.light_words import LIGHT_VERBS
from article_qa.index.text.names import is_named
from article_qa.index.text.words import WORD
from article_qa.qa.reading.late_interaction import Candidate, TokenReader
from article_qa.qa.verification.claim_words import AROUND, Beside, Claim, ClaimWord, lemmas_of, weighted
from article_qa.qa.verification.differences import YES, difference
from article_qa.qa.verification.hindered import is_hindered
from article_qa.qa.verification.polarity import CONTINUING, SPEAKING
from article_qa.qa.verification.slots import Slot, day_slots, figure_slots, name_slots
from article_qa.qa.verification.subjects import (
    PRONOUN,
    is_of_another,
    is_of_its_subject,
    is_of_other_people,
    is_told_alike,
)

Stance: TypeAlias = Literal["says", "denies", "silent"]

# Set by hand; what they are worth is in docs/log.md, 2026-11-26.
SAYS_MEAN = 0.82
SAYS_WORD = 0.6
DENIES_MEAN = 0.75
DENIES_WORD = 0.5
# A plain denial of what has the same names needs less.
DENIES_NAMED_MEAN = 0.5
# They count so much in a sentence that says it otherwise, where so many words, names, days and figures stand besides.
LIGHT_NEARNESS, MIN_BESIDES = 0.6, 3
# "Was anyone hurt in the storm?" names a scene that "Nobody was hurt" does not name again.
EXISTS = re.compile(r"\b(?:any|anyone|anybody|anything|someone|somebody|something|there)\b", re.IGNORECASE)
# So many words of the scene may stand elsewhere in the article.
MAX_SCENE = 3
# So many words and names must be shared before a difference is one.
MIN_SHARED = 2
# What happens to somebody or something once, so that another day excludes the claimed one.
ONCE = frozenset(
    map(
        lemma,
        """die kill born found establish assassinate murder execute sink crash lose destroy abolish invent demolish
        inaugurate""".split(),
    )
)
# So much of an article is looked through for its words.
MAX_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Bearing:
    """A sentence's stance to a claim, how much of the claim it has (0 to 1), and in which it differs."""

    candidate: Candidate
    stance: Stance
    nearness: float
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known of the article that a sentence stands in; `lemmas` are those of all its words."""

    title: str
    published: date | None
    lemmas: frozenset[str]

    @classmethod
    def of(cls, article: Article) -> "Whole":
        """The first of a very long article is enough."""
        return cls(article.title, article.published, frozenset(lemmas_of(article.text[:MAX_CHARACTERS])))


def bearings(
    claim: str,
    held: Sequence[tuple[Candidate, Days | None]],
    articles: Mapping[str, Whole],
    reader: TokenReader,
    rarity: Mapping[str, float],
    speakers: Sequence[str] = (),
) -> list[Bearing]:
    """How each sentence, given with the days of its event, bears on the claim, in their order.

    `articles` are those that they stand in, by id. `speakers` are who says each of them, empty where nobody does.
    """
    read = Claim.beside(claim, list({c.passage.id: c.passage.text for c, _ in held}.values()))
    found = []
    for (candidate, event), speaker in zip(held, speakers or [""] * len(held), strict=True):
        whole = articles[candidate.passage.article_id]
        beside = said_by(beside_sentence(read, candidate, whole, event, reader), speaker)
        found.append(_bearing(candidate, beside, whole.published, rarity))
    return found


def beside_sentence(
    claim: Claim, candidate: Candidate, whole: Whole, event: Days | None, reader: TokenReader
) -> Beside:
    """The claim beside one sentence, as the reader knows it in its passage."""
    passage = candidate.passage
    text, body = embedded_text(whole.title, whole.published, passage.text)
    (ours, claim_spans), (theirs, spans) = reader.token_vectors([claim.text, text])
    cosines = np.einsum("id,jd->ij", ours, theirs)
    start, end = candidate.start - passage.start + body, candidate.end - passage.start + body
    inside = [n for n, (a, b) in enumerate(spans) if start <= a < b <= end]
    moved = [(spans[n][0] - start, spans[n][1] - start) for n in inside]
    return Beside(claim, claim_spans, candidate.text, moved, cosines[:, inside], text, whole.lemmas, event)


def said_by(beside: Beside, speaker: str) -> Beside:
    """The sentence with the claim's "she said" in front, where she is who is quoted and the sentence does not say."""
    claim = beside.claim
    after = WORD.search(claim.text, claim.names[0][1]) if claim.names else None
    cue = SPEAKING.match(claim.text, after.start()) if after else None
    if not speaker or not cue or SPEAKING.search(beside.sentence):
        return beside
    name = claim.text[slice(*claim.names[0])]
    if not is_named(WORD.findall(name)[-1], speaker):
        return beside
    front = f"{claim.text[: cue.end()]} "
    spans = [(start + len(front), end + len(front)) for start, end in beside.spans]
    return replace(beside, sentence=front + beside.sentence, spans=spans)


def _bearing(candidate: Candidate, beside: Beside, published: date | None, rarity: Mapping[str, float]) -> Bearing:
    plain = [word for word in beside.claim.words if not word.is_name]
    near = {word: beside.nearness(word) for word in beside.claim.words}
    slots = [*figure_slots(beside), *day_slots(beside, published), *name_slots(beside)]
    mean = weighted(plain, near, rarity)
    is_apart = any(slot.fit == "missing" for slot in slots) or sum(slot.fit == "differs" for slot in slots) > 1
    if is_apart or is_of_another(beside, slots):
        return Bearing(candidate, "silent", mean)
    if differing := difference(beside, slots):
        rest = [word for word in plain if word.text not in differing]
        _look_around(beside, rest, near, MAX_SCENE if EXISTS.search(beside.claim.text) else 1)
        mean = weighted(rest, near, rarity)
        is_plain = differing[0] in CONTINUING | {YES} and _names_in(beside) >= MIN_SHARED
        is_same = mean >= (DENIES_NAMED_MEAN if is_plain else DENIES_MEAN) and _has_enough(beside, rest, near, slots)
        is_same = is_same and (is_plain or all(near[word] >= DENIES_WORD for word in rest))
        return Bearing(candidate, "denies" if is_same else "silent", mean, " / ".join(differing))
    if PRONOUN.search(beside.sentence):
        _look_around(beside, [word for word in beside.claim.words[:1] if not word.is_name], near)
    _look_around(beside, [word for word in plain if _is_in(word, beside.headline)], near)
    _lighten(beside.claim, near)
    mean = weighted(plain, near, rarity)
    is_said = mean >= SAYS_MEAN and all(near[word] >= SAYS_WORD for word in plain)
    is_said = is_said and is_of_its_subject(beside, min(near[word] for word in plain)) if plain else False
    is_said = is_said and is_told_alike(beside) and not is_of_other_people(beside) and not is_hindered(beside)
    return Bearing(candidate, "says" if is_said else "silent", mean)


def _look_around(beside: Beside, words: Sequence[ClaimWord], near: dict[ClaimWord, float], most: int = 1) -> None:
    """Count what the sentence speaks of without naming it, where the article has it; at most so many words."""
    lacking = [word for word in words if near[word] < AROUND and beside.is_around(word)]
    for word in lacking[:most]:
        near[word] = AROUND


def _lighten(claim: Claim, near: dict[ClaimWord, float]) -> None:
    """Forgive a verb that tells little, where enough else is told."""
    others = [word for word in near if word.lemma not in LIGHT_VERBS]
    told = len(others) + len(claim.days) + len(claim.figures)
    if told >= MIN_BESIDES and any(near[word] > AROUND for word in others if not word.is_name):
        for word in near:
            near[word] = max(near[word], LIGHT_NEARNESS) if word not in others else near[word]


def _has_enough(
    beside: Beside, rest: Sequence[ClaimWord], near: Mapping[ClaimWord, float], slots: Sequence[Slot]
) -> bool:
    """Whether sentence and headline share enough with the claim to be on the same matter.

    Many things happen on other days, so for another date more must be shared.
    """
    shared = sum(near[word] > AROUND for word in rest)
    shared += sum(is_named(word.text, beside.sentence) for word in beside.claim.words if word.is_name)
    shared += any(_is_in(word, beside.headline) for word in beside.claim.words)
    is_other_day = any(
        slot.fit == "differs" and slot.claimed in {day.text for day in beside.claim.days} for slot in slots
    )
    if is_other_day and _happens_once(beside) and all(near[word] > AROUND for word in rest):
        return shared >= MIN_SHARED
    # A birthday on another day denies nothing of a day that somebody proclaimed.
    is_its_deed = not rest or any(near[word] > AROUND for word in rest)
    return shared >= MIN_SHARED + is_other_day and (is_its_deed or not is_other_day)


def _happens_once(beside: Beside) -> bool:
    """Whether the claim tells what cannot happen twice to the one that the sentence names too."""
    if not beside.claim.names or not _names_in(beside):
        return False
    return any(word.lemma in ONCE for word in beside.claim.words)


def _names_in(beside: Beside) -> int:
    """How many names of the claim the sentence has."""
    return sum(is_named(WORD.findall(beside.claim.text[a:b])[-1], beside.sentence) for a, b in beside.claim.names)


def _is_in(word: ClaimWord, text: str) -> bool:
    return is_named(word.text, text) if word.is_name else word.lemma in set(map(lemma, WORD.findall(text)))
