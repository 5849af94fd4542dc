"""A claim that is a copy of one sentence but for a few words: other words in the place of the sentence's own.

Where nearly all words of a claim stand in one sentence, in its order, the words
between them are compared too: "a loose railing had set off the collapse" is not
what "a broken hanger had set off the collapse" says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from article_qa.index.text.numbers import NUMBERS
from article_qa.index.text.sentences import Span
from article_qa.index.text.stems import stem
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.verification.alignment import Case, Ground, stems
from article_qa.qa.verification.claim_words import IDLE
from article_qa.qa.verification.polarity import CUES
from article_qa.qa.verification.reasons import instead
from article_qa.qa.verification.roles import MUTUAL

# A claim is a copy of a sentence that has so many of its words, and so large a share of them, in its order.
MIN_COPIED, COPIED_SHARE = 3, 0.6
# So many words may be put in the place of so many.
MAX_PUT, MAX_REPLACED = 2, 3
# Words that are so near say the same.
SAME = 0.4
# A noun or its adjective follows these; verbs are put in too many words to be compared so.
NOUN_AFTER = re.compile(
    r"(?:^|\b)(?:an?|the|its|his|her|their|our|this|that|these|those|in|on|at|of|from|for|with|by|into|near)\W+$",
    re.IGNORECASE,
)
# Of a sentence whose words are moved, so many must be there; and so near to the verb stand who and whom.
SAID_SHARE, BESIDE = 0.8, 3
PASSIVE = re.compile(
    r"\b(?:by|from|(?:is|are|was|were|be|been|being) (?:\w+ )?(?!open\b)\w+(?:ed|en|wn|ght))\b", re.IGNORECASE
)
VERB_AFTER = re.compile(
    r"\b(?:will|would|can|could|may|might|must|shall|should|to|did|does|do|has|have|had|not)\W+$", re.IGNORECASE
)
SAYS_LITTLE = STOP_WORDS | IDLE | CUES | NUMBERS.keys()


@dataclass(frozen=True, slots=True)
class _Copied:
    """A sentence beside the claim, and the words that say something in both."""

    case: Case
    ground: Ground
    ours: list[Span]
    theirs: list[Span]

    def claimed(self, first: int, last: int) -> Span:
        return self.ours[first][0], self.ours[last - 1][1]

    def stated(self, first: int, last: int) -> Span:
        return self.theirs[first][0], self.theirs[last - 1][1]


def substituted(case: Case) -> str:
    """Words of a copied sentence that were replaced by others, which nothing near says."""
    for ground in case.grounds:
        copied = _Copied(case, ground, _words(case.claim), _words(ground.text))
        for ours, theirs in _replaced(copied):
            if _is_other(copied, ours, theirs):
                return instead(f"“{case.claim[slice(*ours)]}”", f"“{ground.text[slice(*theirs)]}”")
    return ""


def turned_about(case: Case) -> str:
    """What does something and what it is done to, changed for each other about the same verb of a copied sentence."""
    for ground in case.grounds:
        copied = _Copied(case, ground, _words(case.claim), _words(ground.text))
        if any(PASSIVE.search(text) for text in (case.claim, ground.text)):
            continue
        for ours, theirs in _changed_sides(copied):
            return f"the passage has {ours} and {theirs} the other way round"
    return ""


def _changed_sides(copied: _Copied) -> Iterator[tuple[str, str]]:
    """The words next to a verb in the claim, if each stands on the verb's other side in the sentence, next to it."""
    mine = [copied.case.claim[a:b] for a, b in copied.ours]
    its = [copied.ground.text[a:b] for a, b in copied.theirs]
    ours, theirs = list(map(stem, mine)), list(map(stem, its))
    if len(set(ours) & set(theirs)) < max(MIN_COPIED + 1, SAID_SHARE * len(ours)):
        return
    for at, verb in enumerate(ours):
        if not 0 < at < len(ours) - 1 or ours.count(verb) != 1 or theirs.count(verb) != 1:
            continue
        there = theirs.index(verb)
        places = (copied.case.claim, copied.ours[at]), (copied.ground.text, copied.theirs[there])
        if mine[at].lower() in MUTUAL or not all(_is_verb(text, span) for text, span in places):
            continue
        before, after = theirs[max(0, there - BESIDE) : there], theirs[there + 1 : there + 1 + BESIDE]
        doer = next((n for n in range(max(0, at - BESIDE), at) if ours[n] in after), None)
        done_to = next((n for n in range(at + 1, min(len(ours), at + 1 + BESIDE)) if ours[n] in before), None)
        if doer is not None and done_to is not None:
            yield mine[doer], mine[done_to]


def _words(text: str) -> list[Span]:
    return [match.span() for match in WORD.finditer(text) if match.group().lower() not in SAYS_LITTLE]


def _replaced(copied: _Copied) -> Iterator[tuple[Span, Span]]:
    """What stands in the claim between copied words, and what stands there in the sentence."""
    mine = [stem(copied.case.claim[a:b]) for a, b in copied.ours]
    its = [stem(copied.ground.text[a:b]) for a, b in copied.theirs]
    matcher = SequenceMatcher(None, mine, its, autojunk=False)
    size = sum(block.size for block in matcher.get_matching_blocks())
    if size < MIN_COPIED or size < COPIED_SHARE * len(mine):
        return
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "replace" and j - i <= MAX_PUT and m - k <= MAX_REPLACED:
            yield copied.claimed(i, j), copied.stated(k, m)


def _is_other(copied: _Copied, ours: Span, theirs: Span) -> bool:
    """Whether the claim's words are not said near, and unlike those whose place they take."""
    case, ground = copied.case, copied.ground
    if not all(NOUN_AFTER.search(text) for text in (case.claim[: ours[0]], ground.text[: theirs[0]])):
        return False
    # "A Chinese mine" may be the open mine; "a Chinese farm" is no mine.
    if not all(_is_head(text, span[1]) for text, span in ((case.claim, ours), (ground.text, theirs))):
        return False
    if stems(case.claim[slice(*ours)]) & stems(case.near):
        return False
    own, others = case.telling(*ours), ground.telling(*theirs)
    return bool(own and others) and float(ground.likeness(own, others).max(axis=1).max()) < SAME


def _is_head(text: str, end: int) -> bool:
    """Whether the phrase that ends here goes on with no further noun."""
    after = WORD.search(text, end)
    return not after or text[end : after.start()].strip() != "" or after.group().lower() in STOP_WORDS


def _is_verb(text: str, span: Span) -> bool:
    """Whether the word is surely a verb: in the past, or after another one."""
    return text[slice(*span)].endswith("ed") or bool(VERB_AFTER.search(text[: span[0]]))
