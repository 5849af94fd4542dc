"""Who did what to whom: do two actors of a claim stand the other way round in its grounds?

An actor is a name, or a noun for people ("teacher"). Two in one clause are
compared by their order; "by", "from" and opposites such as "before" and "after"
turn it round. Two in clauses of their own are compared by which clause fits
which. Where neither can be told, nothing is.
"""

import re
from collections.abc import Iterator

from article_qa.index.text.antonyms import turn_round
from article_qa.index.text.names import is_named, names, whole
from article_qa.index.text.people import SPEAKING_PEOPLE
from article_qa.index.text.sentences import Span
from article_qa.index.text.stems import stem
from article_qa.index.text.words import WORD
from article_qa.qa.verification.alignment import Case, Ground, stems

# How like two words must be for one to tell of the same deed as the other.
SAME_DEED = 0.55
# By how much two names must fit each other's clauses better than their own.
CROSSED = 0.1
COORDINATION = re.compile(r";|:|\b(?:and|but|while|whereas|after|before|when|because|until)\b")
# Beside those who speak in articles.
OTHERS = frozenset(
    """grandfather grandmother nephew niece cousin parent child baby bride groom suspect gunman burglar thief guest
    tenant landlord buyer seller patient customer passenger pedestrian cyclist pupil lifeguard""".split()
)
# Also adjectives and things.
NOT_PEOPLE = frozenset("general chief secretary source representative executive".split())
PEOPLE = frozenset(map(stem, SPEAKING_PEOPLE | OTHERS)) - frozenset(map(stem, NOT_PEOPLE))
NAMES_PEOPLE = SPEAKING_PEOPLE | OTHERS
# Nothing but this between two names makes them a list.
LISTED = re.compile(r"\W*(?:and|or|nor)?\W*(?:the )?", re.IGNORECASE)
OWNER = re.compile(r"\bof (?:the )?$", re.IGNORECASE)
AT_A_PLACE = re.compile(r"\b(in|at|on|near|inside|outside) (?:the )?$", re.IGNORECASE)
# Only a participle goes before the actor, or a verb of getting: "by selling" and "manslaughter by neglect" name none.
REVERSING = re.compile(
    r"\b(?:(?!visit)\w+(?:ed|en|wn|ne|un|ght|ld|pt|id|de|ck|nt|it|ut)(?: \w+){0,2} (?:by|from)"
    r"|(?:buy\w*|bought|receiv\w+|gets?|got|takes?|took|taken|won|borrow\w*|hear\w*|learn\w*|inherit\w*|accept\w*"
    r"|purchas\w+|import\w*|split|independence)(?: [\w,.%$€£'’]+){0,5} from) "
    r"(?!\w+ing\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d)", re.IGNORECASE,
)  # fmt: skip
MUTUAL = frozenset("met meet meets meeting talks talked between with joint together shared share shares spoke".split())


def swapped(case: Case) -> tuple[str, str] | None:
    """Two names of the claim that no ground has in its order and one has in the other."""
    actors = sorted([*whole(case.claim, case.names()), *people(case.claim)])
    for n, one in enumerate(actors):
        for two in actors[n + 1 :]:
            found = [_agrees(case, one, two, *where) for where in _where_both_stand(case, one, two)]
            if False in found and True not in found:
                return case.claim[slice(*one)], case.claim[slice(*two)]
    return None


def is_turned_round(case: Case, start: int, end: int) -> bool:
    """Whether two names, on either side of the claim's word, stand in the other order in a ground."""
    actors = whole(case.claim, case.names())
    return any(
        second[1] <= first[0]
        for one in actors
        for two in actors
        if one[1] <= start and end <= two[0]
        for _, first, second in _where_both_stand(case, one, two)
    )


def _where_both_stand(case: Case, one: Span, two: Span) -> Iterator[tuple[Ground, Span, Span]]:
    """The grounds that have both names, and where they stand nearest to each other."""
    first, second = case.claim[slice(*one)], case.claim[slice(*two)]
    if any(is_named(word, second) for word in WORD.findall(first)):
        return
    if any(AT_A_PLACE.search(case.claim[:start]) for start, _ in (one, two)):
        return
    # Who lights the lamps of the festival does nothing to the festival.
    if OWNER.search(case.claim[: two[0]]):
        return
    for ground in case.grounds:
        pairs = [
            (a, b)
            for a in _places(first, ground.text)
            for b in _places(second, ground.text)
            if a[1] <= b[0] or b[1] <= a[0]
        ]
        if pairs:
            yield ground, *min(pairs, key=lambda pair: max(pair[0][0], pair[1][0]) - min(pair[0][1], pair[1][1]))


def people(text: str) -> list[Span]:
    """The nouns for people."""
    found = (m for m in WORD.finditer(text) if m.group().islower() and stem(m.group()) in PEOPLE)
    # "Support" has the stem of "supporter".
    return [m.span() for m in found if m.group() in NAMES_PEOPLE or m.group().removesuffix("s") in NAMES_PEOPLE]


def names_at_places(text: str, *, is_on: bool) -> list[Span]:
    """The names that tell where: those behind "on", or behind "in", "at" and the like."""
    found = ((span, AT_A_PLACE.search(text[: span[0]])) for span in whole(text, names(text)))
    return [span for span, where in found if where and (where[1].lower() == "on") == is_on]


def _places(name: str, text: str) -> list[Span]:
    """Where an actor stands in `text`; of a name of several words its last must be there."""
    if name.islower():
        return [(a, b) for a, b in people(text) if stem(text[a:b]) == stem(name)]
    words = WORD.findall(name)
    places = whole(
        text,
        [
            match.span()
            for match in WORD.finditer(text)
            if match.group()[0].isupper() and any(is_named(word, match.group()) for word in words)
        ],
    )
    return [(a, b) for a, b in places if is_named(words[-1], text[a:b]) and not AT_A_PLACE.search(text[:a])]


def _agrees(case: Case, one: Span, two: Span, ground: Ground, first: Span, second: Span) -> bool | None:
    """Whether the names play the same roles in claim and ground; None when it cannot be told."""
    left, right = sorted((first, second))
    ours, theirs = (one[1], two[0]), (left[1], right[0])
    claimed, stated = case.claim[slice(*ours)], ground.text[slice(*theirs)]
    if LISTED.fullmatch(claimed) or LISTED.fullmatch(stated):
        return None
    if any(word.lower() in MUTUAL for word in WORD.findall(f"{claimed} {stated}")):
        return None
    coordinated = [bool(COORDINATION.search(text)) for text in (claimed, stated)]
    if all(coordinated):
        return _fits_own_clause(case, one, two, ground, first, second)
    if any(coordinated):
        return None
    is_reversed = bool(REVERSING.search(claimed)) != bool(REVERSING.search(stated)) or turn_round(
        stems(claimed), stems(stated)
    )
    if (left == second) == is_reversed:
        return True
    deeds, others = case.telling(*ours), ground.telling(*theirs)
    return False if deeds and others and ground.likeness(deeds, others).max() >= SAME_DEED else None


def _fits_own_clause(case: Case, one: Span, two: Span, ground: Ground, first: Span, second: Span) -> bool | None:
    """Whether what is said of each name fits its own clause better than the other's; None if about as well."""
    ours = [case.telling(*_clause(case.claim, name)) for name in (one, two)]
    theirs = [ground.telling(*_clause(ground.text, name)) for name in (first, second)]
    if not all(ours + theirs):
        return None
    (a, b), (c, d) = (
        [float(ground.likeness(mine, its).max(axis=1).mean()) for its in theirs] for mine in ours
    )  # fmt: skip
    return False if a + d < b + c - CROSSED else None


def _clause(text: str, name: Span) -> Span:
    """The clause around `name`."""
    joints = [match.span() for match in COORDINATION.finditer(text)]
    start = max((end for _, end in joints if end <= name[0]), default=0)
    return start, min((begin for begin, _ in joints if begin >= name[1]), default=len(text))
