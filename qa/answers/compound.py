"""A statement that tells several things, as one statement for each. English only.

"She was born in Lund and moved to Vale" tells "She was born in Lund" and "She moved to Vale".
A clause with a subject of its own, or one about the last thing named, stands by itself, too.
"""

import re

from article_qa.index.text.words import WORD
from article_qa.qa.verification.polarity import SPEAKING
from article_qa.qa.verification.verbs import AUXILIARY, first_verb, is_verb

_JOINT = re.compile(r",? (?:and|but) (?=(?:(?:later|then|also|subsequently|afterwards|now) )?([^\W\d_]+))")
# "But the mayor stepped in" has a subject of its own.
_OWN = re.compile(r", (?:and|but|while|whereas) ")
# That subject has at most this many words.
MAX_OWN = 4
# "The stampede, which began on the bridge" tells that the stampede began there.
_RELATIVE = re.compile(
    r"(?P<head>\b[Tt]he [\w'’-]+(?: [\w'’-]+){0,2}|\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*), "
    r"(?:which|who) (?=([a-z]+)\b)(?P<rest>[^,]+)$"
)
# A longer beginning is a clause of its own, and no subject.
MAX_SUBJECT = 8


def parts(statement: str) -> tuple[str, ...]:
    """Each thing that is told, as a statement by itself; none where it is only one."""
    verb = first_verb(statement)
    if verb is None or len(WORD.findall(statement[: verb.start()])) > MAX_SUBJECT:
        return ()
    joints = [m for m in _JOINT.finditer(statement, verb.end()) if is_verb(m[1])]
    # What somebody says may be told on by the same words.
    if SPEAKING.search(statement):
        return ()
    if not joints:
        return _with_own_subject(statement, verb.end())
    subject = statement[: verb.start()]
    ends = [*(joint.start() for joint in joints[1:]), len(statement)]
    rest = (
        f"{subject}{_carried(verb.group(), joint[1])}{statement[joint.end() : end]}"
        for joint, end in zip(joints, ends, strict=True)
    )
    return (statement[: joints[0].start()], *rest)


def _with_own_subject(statement: str, after: int) -> tuple[str, ...]:
    """Two clauses of which the second says itself what it is about, or is about what stands right before it."""
    for joint in _OWN.finditer(statement, after):
        verb = first_verb(statement[joint.end() :])
        if verb and len(WORD.findall(statement[joint.end() :][: verb.start()])) <= MAX_OWN:
            return statement[: joint.start()], statement[joint.end() :]
    relative = _RELATIVE.search(statement.rstrip("."), after)
    if relative and is_verb(relative[2]):
        head = relative["head"][:1].upper() + relative["head"][1:]
        return statement[: relative.end("head")], f"{head} {relative['rest']}."
    return ()


def _carried(auxiliary: str, verb: str) -> str:
    """What of the first verb the next one shares: "was arrested and invited" is "was invited"."""
    is_shared = auxiliary.lower() in AUXILIARY and verb.lower() not in AUXILIARY
    return f"{auxiliary} " if is_shared else ""
