"""Whether a sentence tells of a deed only that it was put off, stopped or taken back. English only.

"The court delayed the order to ban Zipclip" does not say that Zipclip is banned.
"""

import re

from article_qa.index.text.antonyms import are_alike
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.verification.claim_words import Beside
from article_qa.qa.verification.clauses import clause_at
from article_qa.qa.verification.differences import SAME_WORD
from article_qa.qa.verification.phrasal_verbs import phrasal_verbs
from article_qa.qa.verification.polarity import negations
from article_qa.qa.verification.reality import tells_undone

HINDERING = frozenset(
    map(
        lemma,
        """delay postpone suspend pause block halt shelve scrap cancel abandon reject overturn overrule reverse repeal
        revoke annul avert thwart foil forestall""".split(),
    )
)
# "Lifted the ban" takes it back, "lifted the cup" does not.
_TAKING_BACK = re.compile(
    r"\b(?:lift|drop|stay|eas|end)(?:s|ed|ing|p(?:ed|ing))? (?:\w+ ){0,2}?"
    r"(?=(?:ban|sanction|curfew|embargo|tariff|restriction|charge|case|order|rule|limit|blockade|strike|siege|plan)s?\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|be|being)(?: \w+ly)? $", re.IGNORECASE)


def is_hindered(beside: Beside) -> bool:
    """Whether something hinders in the sentence what the claim tells of as done."""
    claim = beside.claim.text
    if negations(claim) or tells_undone(claim):
        return False
    told = {word.lemma for word in beside.claim.words}
    return any(
        not any(own == verb or are_alike(own, verb) for own in told) and _bears(beside, start, end)
        for verb, start, end in _hindering(beside.sentence)
    )


def _hindering(sentence: str) -> list[tuple[str, int, int]]:
    """The verbs that hinder, and where they stand."""
    verbs = [(lemma(m.group()), *m.span()) for m in WORD.finditer(sentence)]
    verbs += [(lemma(plain), start, end) for start, end, plain in phrasal_verbs(sentence)]
    found = [each for each in verbs if each[0] in HINDERING]
    return found + [(lemma(m.group().split()[0]), *m.span()) for m in _TAKING_BACK.finditer(sentence)]


def _bears(beside: Beside, start: int, end: int) -> bool:
    """Whether a word of the claim stands behind the verb in its clause, before it where that is a passive."""
    first, last = clause_at(beside.sentence, start)
    scope = (first, start) if _PASSIVE.search(beside.sentence[:start]) else (end, last)
    plain = [word for word in beside.claim.words if not word.is_name]
    behind = [m.span() for m in WORD.finditer(beside.sentence, *scope) if m.group().lower() not in STOP_WORDS]
    return any(beside.says(word, *each, SAME_WORD) for each in behind for word in plain)
