"""Questions for how something stands now: "Is X banned?", "Who is the prime minister of Y?", "Does Z still …?"

What was true years ago is no answer to them by itself, so the newest report counts. English only.
"""

import re
from dataclasses import dataclass

from article_qa.index.text.days import days
from article_qa.index.text.names import is_named
from article_qa.index.text.stems import stem
from article_qa.index.text.typography import straight
from article_qa.index.text.words import WORD
from article_qa.qa.questions.mentions import content, names

_IS = r"(?:is|are|isn't|aren't|has|have|hasn't|haven't|does|do|doesn't|don't)"
# A question for yes or no, or for who or what it is.
OPENING = re.compile(
    rf"(?:{_IS}|(?:who|which (?:\w+ ){{1,3}}?|what) (?:is|are|owns|leads|runs|heads|chairs|governs))\b", re.IGNORECASE
)
# A statement that is to be judged: "TikTok is banned".
STATED = re.compile(rf"\b{_IS}\b", re.IGNORECASE)
# What lies behind, is done again and again, or is meant without a time is no state of these days.
PAST = re.compile(
    r"\b(?:was|were|wasn't|weren't|did|didn't|had|been|ever|once|first|last|ago|before|after|during|since|until|when"
    r"|why|how|usually|often|always|every|each|average|mean|means|called|name|word|there)\b",
    re.IGNORECASE,
)
# Before an office: "former President".
FORMER = re.compile(
    r"\b(?:former|formerly|ex|then|late|onetime|future|next|previous|predecessors?|vice|deputy|would-be)\b[\s-]*$",
    re.IGNORECASE,
)
# These tell nothing of the state, only that it is meant now.
NOW = frozenset(map(stem, "still now currently today already really true right".split()))
# In characters before the office; the longest of these words and "the" fit in.
MAX_BEFORE = 20
# "Prime Minister of the United Kingdom": so many other words.
MAX_BETWEEN = 2
# Of states that are mostly called otherwise.
SHORT = {"united kingdom": "UK", "united states": "US", "united states of america": "US"}


@dataclass(frozen=True, slots=True)
class PresentState:
    """What is asked of whom: the names, the first of which is the subject, and the stems of the other words.

    Where it `is_open`, who or what it is is asked for, and not yes or no.
    """

    names: tuple[str, ...]
    stems: frozenset[str]
    is_open: bool


def present_state(text: str, *, is_claim: bool) -> PresentState | None:
    """The state that `text` asks for as it is now; None where it asks for something else, or names nobody."""
    plain = straight(text).strip()
    is_asked = OPENING.match(plain) or (is_claim and STATED.search(plain))
    if not is_asked or PAST.search(plain) or days(plain):
        return None
    named = tuple(names(text))
    of_names = {stem(word) for name in named for word in WORD.findall(name)}
    stems = frozenset(stem(word) for word in content(plain)) - of_names - NOW
    return PresentState(named, stems, not is_claim) if named and stems else None


def speaks_of(state: PresentState, sentence: str, title: str = "") -> bool:
    """Whether a sentence names the subject and has every word of the state, and none as one that lies behind.

    Names beside the subject may stand in the headline. Who holds an office is
    told where its words stand beside the name: "British Prime Minister".
    """
    subject, *others = state.names
    if not _is_named(subject, sentence) or not all(_is_named(name, f"{title} {sentence}") for name in others):
        return False
    said = {stem(word.group()): word.start() for word in reversed(list(WORD.finditer(sentence)))}
    if state.is_open and not _is_beside(state, subject, sentence):
        return False
    return state.stems <= said.keys() and not any(
        FORMER.search(sentence[max(0, said[each] - MAX_BEFORE) : said[each]]) for each in state.stems
    )


def _is_beside(state: PresentState, subject: str, sentence: str) -> bool:
    """Whether the words of the state and the subject's name stand together, but for a few small words."""
    words = [word.group() for word in WORD.finditer(sentence)]
    reach = len(state.stems) + len(WORD.findall(subject)) + MAX_BETWEEN
    at = [n for n, word in enumerate(words) if stem(word) in state.stems]
    parts = (words[max(0, n - reach) : n + reach] for n in at)
    runs = (part[n : n + reach] for part in parts for n in range(max(1, len(part) - reach + 1)))
    return any(state.stems <= {stem(word) for word in run} and _is_named(subject, " ".join(run)) for run in runs)


def _is_named(name: str, text: str) -> bool:
    """Whether the text has the name, its people or its initials."""
    words = [word for word in WORD.findall(SHORT.get(name.lower(), name)) if word[0].isupper()]
    return all(is_named(word, text) for word in words)
