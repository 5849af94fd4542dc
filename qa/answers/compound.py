"""A statement that tells two things of one subject, as two statements. English only.

"She was born in Lund and moved to Vale" tells "She was born in Lund" and "She moved to Vale".
"""

import re

from article_qa.index.text.lemmas import IRREGULAR_FORMS
from article_qa.index.text.words import WORD
from article_qa.qa.verification.polarity import SPEAKING

_AUXILIARY = frozenset(
    "is was are were has have had will would can could may might must shall should did does do".split()
)
_JOINT = re.compile(r",? (?:and|but) (?=(?:(?:later|then|also|subsequently|afterwards|now) )?([^\W\d_]+))")
# A longer beginning is a clause of its own, and no subject.
MAX_SUBJECT = 8


def parts(statement: str) -> tuple[str, ...]:
    """Each thing that is told, as a statement by itself; none where it is only one."""
    verb = next((m for m in WORD.finditer(statement) if m.start() and _is_verb(m.group())), None)
    if verb is None or len(WORD.findall(statement[: verb.start()])) > MAX_SUBJECT:
        return ()
    joints = [m for m in _JOINT.finditer(statement, verb.end()) if _is_verb(m[1])]
    # What somebody says may be told on by the same words.
    if not joints or SPEAKING.search(statement):
        return ()
    subject = statement[: verb.start()]
    ends = [*(joint.start() for joint in joints[1:]), len(statement)]
    rest = (
        f"{subject}{_carried(verb.group(), joint[1])}{statement[joint.end() : end]}"
        for joint, end in zip(joints, ends, strict=True)
    )
    return (statement[: joints[0].start()], *rest)


def _carried(auxiliary: str, verb: str) -> str:
    """What of the first verb the next one shares: "was arrested and invited" is "was invited"."""
    is_shared = auxiliary.lower() in _AUXILIARY and verb.lower() not in _AUXILIARY
    return f"{auxiliary} " if is_shared else ""


def _is_verb(word: str) -> bool:
    """Whether a word looks like a verb that tells what happened."""
    lower = word.lower()
    return word == lower and (
        lower in _AUXILIARY or lower in IRREGULAR_FORMS or (lower.endswith("ed") and len(lower) > 4)
    )
