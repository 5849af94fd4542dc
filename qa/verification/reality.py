"""Whether it happened: what is planned, possible, wanted or undone in the sources is not told as done, nor the reverse.

The verbs are those that grammars call implicative: who missed a train did not
catch it, who abandoned a plan does not follow it (Karttunen, 1971). English only.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from article_qa.index.text.lemmas import IRREGULAR_FORMS, lemma
from article_qa.index.text.words import WORD
from article_qa.qa.verification.alignment import Case, Ground
from article_qa.qa.verification.polarity import hedges, negations

MAY = frozenset("may might could possibly perhaps maybe".split())
WILL = re.compile(r"\b(?:will|shall)\b|[’']ll\b", re.IGNORECASE)
# Who does one of these to something has not got, done or kept it.
UNDOING = frozenset(
    map(
        lemma,
        """miss abandon refuse reject decline cancel scrap halt quit avoid fail deny withdraw forgo neglect
        forget omit exclude overturn repeal revoke suspend abolish shun skip lack stop""".split(),
    )
)
# Who lost something is without it.
LOSING = frozenset(map(lemma, "lose cost deprive".split()))
# Of a word before it, such a one bears on the next few that tell something.
BORNE_WORDS = 2
# How near two words must be to tell of the same deed.
SAME_WORD = 0.6
# What somebody is offered, plans or stands accused of is a noun of the same clause.
MEANT = frozenset(
    """planned planning scheduled proposed offered offer option invited invitation accused trial charged suspected
    alleged""".split()
)
CLAUSE = re.compile(r"[;:.?!]|, (?:and|but|who|which)\b")
# How near two words must be to name the same thing.
SAME_THING = 0.8
# A word that is said elsewhere as plain fact may be so much farther from the claim's.
AS_NEAR = 0.05
# How near a sentence must be to a claim that something was undone to say so in other words.
ALIKE_UNDOING = 0.55


def unreal(case: Case) -> str:
    """A deed that the sources only plan, allow or want, told as done; or one that may be, told as sure."""
    claimed = _signs(case.claim)
    if claimed and not (WILL.search(case.claim) and claimed.isdisjoint(MAY)):
        return ""
    for ground in case.grounds_of(case.telling(0, len(case.claim))):
        for word, place in _unreal_words(ground.text):
            if claimed and word not in MAY:
                continue
            if _is_only_so(case, ground, place, is_sure=bool(claimed)):
                return f"the passage says “{word}”"
    return ""


def only_meant(case: Case) -> str:
    """A deed in the place of a plan, an offer or a charge: "completed an internship" for "offered an internship"."""
    if _signs(case.claim):
        return ""
    for ground in case.grounds_of(case.telling(0, len(case.claim))):
        for match in WORD.finditer(ground.text):
            if match.group().lower() in MEANT and _is_put_in_its_place(case, ground, *match.span()):
                return f"the passage says “{match.group()}”"
    return ""


def _is_put_in_its_place(case: Case, ground: Ground, start: int, end: int) -> bool:
    """Whether a past verb that the sentence lacks governs, in the claim, what is meant in the sentence."""
    first = max((m.end() for m in CLAUSE.finditer(ground.text, 0, start)), default=0)
    after = CLAUSE.search(ground.text, end)
    meant = ground.telling(first, after.start() if after else len(ground.text))
    own = _plain(case)
    for verb, thing in pairwise(own):
        if not _is_past(case, verb) or _is_past(case, thing) or not meant:
            continue
        is_meant = float(ground.likeness([thing], meant).max()) >= SAME_THING
        if is_meant and all(float(each.match([verb])) < SAME_WORD for each in case.stated):
            return True
    return False


def _signs(text: str) -> set[str]:
    return {word for word, _ in _unreal_words(text)}


def _unreal_words(text: str) -> Iterator[tuple[str, int]]:
    for match in hedges(text):
        yield match.group().lower(), match.end()


def _is_only_so(case: Case, ground: Ground, place: int, *, is_sure: bool) -> bool:
    """Whether a word of the claim is what the sign before this place bears on, and nowhere told as plain fact.

    It must be told as done, or else the whole claim as sure to come.
    """
    borne = _borne(ground, place)
    own = _plain(case)
    if not borne or not own:
        return False
    likeness = ground.likeness(own, borne).max(axis=1)
    return any(
        alike >= SAME_WORD and (is_sure or _is_past(case, word)) and not _is_plain_fact(case, word, float(alike))
        for word, alike in zip(own, likeness, strict=True)
    )


def _is_plain_fact(case: Case, word: int, alike: float) -> bool:
    """Whether the sources have the claim's word, or one as near as `alike`, without such a sign."""
    return any(
        float(ground.likeness([word], [token]).max()) >= alike - AS_NEAR
        for ground in case.stated
        for token in ground.telling(0, len(ground.text))
        if not _is_borne(ground, token)
    )


def _is_past(case: Case, token: int) -> bool:
    at = case.spans[token][0]
    word = next(match.group().lower() for match in WORD.finditer(case.claim) if match.start() <= at < match.end())
    return word.endswith("ed") or word in IRREGULAR_FORMS


def _plain(case: Case) -> list[int]:
    """The telling tokens of the claim that are of no name."""
    names = case.names()
    own = case.telling(0, len(case.claim))
    return [n for n in own if not any(a <= case.spans[n][0] < b for a, b in names)]


def _borne(ground: Ground, place: int) -> list[int]:
    end = re.compile(r"[,;:.]").search(ground.text, place)
    return ground.telling(place, end.start() if end else len(ground.text))[:BORNE_WORDS]


def _is_borne(ground: Ground, token: int) -> bool:
    return any(token in _borne(ground, place) for _, place in _unreal_words(ground.text))


def undone(case: Case) -> str:
    """Something missed, abandoned or refused in the claim that no sentence it rests on denies or calls undone."""
    for match in WORD.finditer(case.claim):
        if lemma(match.group()) not in UNDOING:
            continue
        own = case.telling(*match.span())
        grounds = case.grounds_of(case.telling(0, len(case.claim)))
        if own and not any(_says_undone(ground, own) for ground in grounds):
            return f"the passage does not say “{match.group()}”"
    return ""


def _says_undone(ground: Ground, claimed: list[int]) -> bool:
    return bool(negations(ground.text)) or tells_undone(ground.text) or ground.match(claimed) >= ALIKE_UNDOING


def tells_undone(text: str) -> bool:
    """Whether something was missed, refused, lost or otherwise left undone."""
    return not (UNDOING | LOSING).isdisjoint(map(lemma, WORD.findall(text)))
