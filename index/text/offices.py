"""Offices as a reader asks for them: "the UN chief", "the mayor of Sundby", "Moscow". English only."""

import re
from dataclasses import dataclass

from article_qa.index.text.names import SAME_NAME, is_named, share_seat
from article_qa.index.text.people import OTHER_OFFICES
from article_qa.index.text.stems import fold
from article_qa.index.text.words import STOP_WORDS, WORD

_PREPOSITION = re.compile(r"\b(?:of|for|at|in|to|from|on|with|who|under)\b")
_POSSESSIVE = re.compile(r"[’']s?(?=\W|$)")
_PARTS = re.compile(r",|;|\band\b")
# These stand behind the noun of an office.
_BEHIND = frozenset({"general", "elect", "emeritus", "designate", "chief", "officer", "executive"})
STATE_WORDS = frozenset(
    "government governments authorities officials official state regime leadership administration country".split()
)
_LEADERS = frozenset(
    """chief head boss leader chairman chairwoman chairperson chair director president secretary-general general
    administrator ceo executive manager commissioner founder""".split()
)
_SPOKESPEOPLE = frozenset("spokesman spokeswoman spokesperson representative official".split())
_SCIENTISTS = frozenset(
    """scientist researcher academic scholar professor biologist chemist physicist geologist historian economist
    meteorologist epidemiologist mathematician astronomer engineer author""".split()
)
_EXPERTS = _SCIENTISTS | frozenset("expert specialist analyst doctor lecturer instructor curator".split())
_POLITICIANS = frozenset(
    """politician lawmaker minister senator councillor congressman congresswoman mp mep secretary mayor president
    governor chancellor premier""".split()
)
# What somebody is asked for as, and what an article may call them.
_CALLED = {
    **dict.fromkeys(("chief", "head", "boss", "leader"), _LEADERS),
    **dict.fromkeys(("spokesman", "spokeswoman", "spokesperson", "representative"), _SPOKESPEOPLE),
    **dict.fromkeys(("scientist", "researcher", "academic", "scholar"), _SCIENTISTS),
    **dict.fromkeys(("expert", "specialist"), _EXPERTS),
    **dict.fromkeys(("politician", "lawmaker"), _POLITICIANS),
    **dict.fromkeys(("coach", "trainer", "manager"), frozenset({"coach", "trainer", "manager"})),
    **dict.fromkeys(("prosecutor", "attorney"), frozenset({"prosecutor", "attorney"})),
    **dict.fromkeys(("captain", "skipper"), frozenset({"captain", "skipper"})),
    **dict.fromkeys(("boss",), _LEADERS),
}
# Who holds one of these speaks for the whole.
_SPEAKING = _LEADERS | _SPOKESPEOPLE | _POLITICIANS | {"coach"}


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its noun, the nouns that mean the same, and what tells it from others of its kind."""

    noun: str
    nouns: frozenset[str]
    qualifiers: tuple[str, ...]

    def are_named(self, text: str) -> bool:
        """Whether `text` has all that tells the office from others."""
        return all(word.lower() in text.lower().split() or is_named(word, text) for word in self.qualifiers)


def office_of(asked: str) -> Office:
    """What somebody is asked for as: "minister" and "Ostland" in "Ostland's minister" and "the minister of Ostland"."""
    plain = _POSSESSIVE.sub("", fold(asked))
    words = _content(plain)
    before = _content(_PREPOSITION.split(plain, maxsplit=1)[0])
    held = before[-1] if before else ""
    noun = _singular(held.lower())
    qualifiers = [word for number, word in enumerate(words) if number != (len(before) - 1)]
    return Office(noun, _CALLED.get(noun, frozenset({noun})), tuple(qualifiers))


def is_held(office: Office, role: str) -> bool:
    """Whether one of the offices that `role` tells is of this kind."""
    return bool(office.noun) and any(_is_kind(office, part) for part in _PARTS.split(role))


def _is_kind(office: Office, part: str) -> bool:
    before = _content(_PREPOSITION.split(_POSSESSIVE.sub("", fold(part)), maxsplit=1)[0].lower())
    while len(before) > 1 and before[-1] in _BEHIND and before[-1] not in office.nouns:
        before.pop()
    asked = {word.lower() for word in office.qualifiers} | {office.noun}
    return bool(before) and _singular(before[-1]) in office.nouns and not set(before) & OTHER_OFFICES - asked


def state_of(text: str) -> str:
    """The state in "the Russian government" and "Moscow", as it is written; empty where there is more or none."""
    words = _state(text)
    return words[0] if len(words) == 1 else ""


def is_same_state(one: str, other: str) -> bool:
    """Whether two words are one state, its people or its capital."""
    if not one or not other:
        return False
    is_near = one[0].lower() == other[0].lower() or any({one.lower(), other.lower()} <= group for group in SAME_NAME)
    return (is_near and is_named(one, other)) or share_seat(one, other)


def speaks_for(asked: str, role: str) -> bool:
    """Whether who has this role speaks for the organisation or state that is asked for."""
    wanted = _state(asked)
    if not any(word[0].isupper() for word in wanted):
        return False
    own = _content(_POSSESSIVE.sub("", fold(role)))
    if not any(_singular(word.lower()) in _SPEAKING for word in own):
        return False
    names = [word for word in own if word[0].isupper() and _singular(word.lower()) not in _SPEAKING | _BESIDE]
    return bool(names) and all(_is_any(word, wanted) for word in names) and all(_is_any(w, names) for w in wanted)


_BESIDE = frozenset("prime foreign home shadow interior defence defense finance environment education state".split())


def _is_any(word: str, others: list[str]) -> bool:
    return any(is_named(word, other) or share_seat(word, other) for other in others)


def _state(text: str) -> list[str]:
    return [word for word in _content(_POSSESSIVE.sub("", fold(text))) if word.lower() not in STATE_WORDS]


def _content(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if word.lower() not in STOP_WORDS]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
