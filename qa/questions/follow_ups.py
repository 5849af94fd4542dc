"""A follow-up question -> one that stands alone, by rules: no model, no grammar.

Only a question that leans on what went before is changed, and only by a few
words put after it: the subject that the reader last named. More does harm:
measured, the last question in front of this one costs a third of the first
hits, all of them more than half. The rules read English; a question in
another language is most often left as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from article_qa.index.text.sentences import sentences
from article_qa.index.text.stems import stem
from article_qa.index.text.words import ASKING, COMPOUND, CONTRACTION, QUESTION_WORDS, STOP_WORDS

MAX_NAMES = 2
MAX_NOUNS = 3
MAX_WORDS = 4
# A question of so few words of its own may be about something it does not name.
FEW_WORDS = 2

NOT_A_NOUN = re.compile(r"(?:ed|ly|est)$")
CAPITAL = r"[A-Z][\w&-]*(?:[’'](?!s\b)\w+)?"
NAME = re.compile(rf"\b{CAPITAL}(?:\s+(?:(?:of|the|de|von|van|al|and|for|&)\s+){{0,2}}(?:{CAPITAL}|\d[\w-]*))*")
SENTENCE_START = re.compile(r"(?:^|[.!?:“\"])\s*$")

PRONOUN = re.compile(
    r"\b(?:he|him|his|she|hers?|it|its|they|them|theirs?|(?:him|her|it|them)sel(?:f|ves)|(?P<pointing>this|these|those))\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[,;:?.!]\s|\s-+\s|\s(?:and|but|or)\s")
# "Is it true that …" speaks of nothing before it.
EMPTY_IT = re.compile(
    r"\b(?:is|was|be|does|would|will|can) it "
    r"(?:true|possible|necessary|legal|safe to|worth|important|common|take|mean|makes?|better)\b",
    re.IGNORECASE,
)
OPENING = re.compile(r"(?:and|but|or|because|i mean|i meant|(?:what|how) about)\b", re.IGNORECASE)
REFERENCE = re.compile(
    r"\b(?:the (?:same|others|latter|former|(?:(?:first|second|last) )?one)|(?:which|any|that|this) ones?|similar"
    r"|(?:what|anything|anyone) else)\b"
    r"|\b(?:there|that)[.,?!]*$"
    r"|\b(?:is|was|are|about|of|for|in|on|do|does|did|like|than|after|before|from|with|at|by|how|why) that\b"
    r"(?! (?:an?|the|there|it|they|he|she|i|you|we|is|are|was|were|can|could|will|case)\b)",
    re.IGNORECASE,
)
DEFINITE = re.compile(r"\bthe\b(?! most)(?! \w+est)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the reader asked before, and what was answered."""

    question: str
    answer: str = ""


def condense(question: str, history: Sequence[Turn]) -> str:
    """`question` made to stand alone: the subject it lacks is put after it.

    `history` begins with the oldest turn. A question that names its own
    subject, or has nothing before it, comes back unchanged.
    """
    subject: list[str] = []
    for turn in history:
        subject = _subject(turn, subject)
    if not subject or not leans(question):
        return question
    named = {_stem(word) for word in COMPOUND.findall(question)}
    carried = [word for word in COMPOUND.findall(" ".join(subject)) if word not in STOP_WORDS]
    missing = [word for word in carried if _stem(word) not in named]
    return " ".join([question, *list(dict.fromkeys(missing))[:MAX_WORDS]])


def queries(question: str, history: Sequence[Turn]) -> list[str]:
    """What to search with: the question as it was asked and, where it differs, condensed.

    Where the rankings of both are fused, a subject carried over wrongly costs less.
    """
    return list(dict.fromkeys([question, condense(question, history)]))


def leans(question: str) -> bool:
    """Whether the question speaks of something that it does not name."""
    own = _content(question)
    named = bool(_names(question))
    if not own or any(_looks_back(question, pronoun, named) for pronoun in PRONOUN.finditer(question)):
        return True
    if named:
        return False
    is_short = len(own) <= FEW_WORDS
    asks = CONTRACTION.sub("", COMPOUND.findall(question)[0].lower()) in ASKING
    return bool(
        (OPENING.match(question) and len(own) <= FEW_WORDS + 1)
        or (is_short and not asks)
        or (is_short and DEFINITE.search(question))
        or REFERENCE.search(question)
    )


def _looks_back(question: str, pronoun: re.Match[str], named: bool) -> bool:
    """Whether nothing in the question itself can be what the pronoun stands for."""
    if (pronoun["pointing"] and named) or (pronoun.group().lower() == "it" and EMPTY_IT.search(question)):
        return False
    before = question[: pronoun.start()]
    ends = [end.start() for end in CLAUSE_END.finditer(before)]
    clauses_before = before[: ends[-1]] if ends else ""
    return len(_content(before)) < FEW_WORDS and not _content(clauses_before)


def _subject(turn: Turn, before: list[str]) -> list[str]:
    """What the conversation is about after `turn`; `before` is what it was about until then."""
    if before and leans(turn.question):
        return before
    names = _names(turn.question)[:MAX_NAMES]
    nouns = [word for word in _content(turn.question) if len(word) > 2 and not NOT_A_NOUN.search(word)]
    return names or list(dict.fromkeys(nouns))[-MAX_NOUNS:] or before or _answered(turn)


def _answered(turn: Turn) -> list[str]:
    """The first name in the first sentence of the answer."""
    first = next(iter(sentences(turn.answer)), (0, 0))
    return _names(turn.answer[slice(*first)])[:1]


def _names(text: str) -> list[str]:
    """Runs of capitalised words, but for a lone word that only opens a sentence."""
    names = []
    for run in NAME.finditer(text):
        words = run.group().split()
        opens = bool(SENTENCE_START.search(text[: run.start()]))
        while words and _is_idle(words[0]):
            words.pop(0)
            opens = False
        if len(words) > 1 or (words and (not opens or words[0][1:].lower() != words[0][1:])):
            names.append(" ".join(words))
    return list(dict.fromkeys(names))


def _content(text: str) -> list[str]:
    return [word for word in COMPOUND.findall(text) if not _is_idle(word)]


def _is_idle(word: str) -> bool:
    plain = CONTRACTION.sub("", word.lower())
    return plain in STOP_WORDS or plain in QUESTION_WORDS


def _stem(word: str) -> str:
    return stem(CONTRACTION.sub("", word))
