"""What of somebody a question asks for, or what they did: "salary" in "What is Ida Holm's salary?". English only."""

import re
from collections.abc import Iterator

from article_qa.index.text.light_words import LIGHT_FORMS
from article_qa.index.text.words import STOP_WORDS, WORD

_BE = r"(?:is|was|are|were|’s|'s)"
_DO = r"(?:is|was|are|were|did|does|do|has|have|had|will|would|can|could|should|may|might|must)"
_ENDS = re.compile(
    r"\b(?:of|in|for|at|on|to|from|with|by|during|between|about|that|who|which|where|when|after|before|as|used|called)\b"
)
_WHAT_IS = re.compile(rf"^\W*(?:and |so |but )?(?:what|which) ?{_BE} (.+)", re.IGNORECASE)
_WHICH = re.compile(rf"\b(?:what|which|how many|whose) ((?:[\w’'-]+ ){{1,4}}?){_DO}\b", re.IGNORECASE)
# "Who refereed the final?" asks for one who did so.
_NO_DEED = rf"(?:the|says?|said|thinks?|believes?|claims?|argues?|knows?)\b|{_DO}\b|{_BE}"
_WHO_DID = re.compile(rf"^\W*(?:and |so |but )?who (?!{_NO_DEED})(\w+)\b", re.IGNORECASE)
# "Who was elected mayor?" asks for one to whom it was done.
_WHO_WAS = re.compile(rf"^\W*(?:and |so |but )?who (?:{_DO} )?(?!{_NO_DEED})(\w+)\b", re.IGNORECASE)
# "When was the mill built?", "Where did it open?" ask of what is told by that verb.
_HAPPENED = re.compile(
    r"^\W*(?:and |so |but )?(?:when|where) (?:was|were|did|has|have|had) .+ (\w+)\W*$", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"[’']s?\s")
# They stand for what follows them: "the name of the ship".
_EMPTY = frozenset(
    """name number kind type sort amount level term word part example group thing title reason way method means form
    idea""".split()
)


def attribute(question: str) -> str:
    """The noun that `question` asks for, in lower case; empty where its form does not tell."""
    plain = question.strip().rstrip("?")
    if found := _WHAT_IS.match(plain):
        phrases = _ENDS.split(found[1])
        nouns: Iterator[str] = (_noun(_POSSESSIVE.split(phrase)[-1]) for phrase in phrases)
    elif found := _WHICH.search(plain):
        nouns = iter([_noun(_ENDS.split(found[1])[0])])
    else:
        return ""
    return next(filter(None, nouns), "")


def deed(question: str) -> str:
    """The verb that "who" is asked to have done, in lower case; empty where there is none."""
    found = _WHO_DID.match(question)
    return found[1].lower() if found else ""


def told_of(question: str) -> str:
    """The verb after "who", done by or to somebody, in lower case; empty where there is none."""
    found = _WHO_WAS.match(question)
    return found[1].lower() if found and found[1].lower() not in STOP_WORDS | LIGHT_FORMS else ""


def happened(question: str) -> str:
    """The verb that a question for a day or a place ends with, in lower case; empty where its form does not tell."""
    found = _HAPPENED.match(question)
    return found[1].lower() if found and found[1].islower() and found[1] not in STOP_WORDS | LIGHT_FORMS else ""


def _noun(phrase: str) -> str:
    """The last word of a phrase, or the one before it where that says nothing: "phone" of "phone number"."""
    words = [word for word in WORD.findall(phrase) if word.lower() not in STOP_WORDS]
    while words and {words[-1], words[-1].removesuffix("s")} & _EMPTY:
        words.pop()
    return words[-1] if words and words[-1].islower() else ""
