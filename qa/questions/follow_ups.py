"""A follow-up question -> one that stands alone, by rules: no model, no grammar.

Only a question that leans on what went before is changed: into the question
before with another name, or by a few words put after it, the subject that the
reader last named. More does harm: measured, the last question in front of this
one costs a third of the first hits, all of them more than half. The rules read
English; a question in another language is most often left as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from article_qa.index.text.sentences import sentences
from article_qa.index.text.stems import stem
from article_qa.index.text.typography import straight
from article_qa.index.text.words import ASKING, COMPOUND, CONTRACTION, STOP_WORDS
from article_qa.qa.questions.chat import chat_topic
from article_qa.qa.questions.mentions import content, names, whole_names
from article_qa.qa.questions.rephrasing import asks, meant, rephrase, swapped

# More words carried over would outweigh the question's own in the search.
MAX_NAMES, MAX_NOUNS, MAX_WORDS = 2, 3, 4
# A question of so few words of its own may be about something it does not name.
FEW_WORDS = 2

NOT_A_NOUN = re.compile(r"(?:ed|ly|est)$")
PRONOUN = re.compile(
    (
        r"\b(?:he|him|his|she|hers?|it|its|they|them|theirs?|(?:him|her|it|them)sel"
        r"(?:f|ves)|(?P<pointing>this|these|those))\b"
    ),
    re.IGNORECASE,
)
PERSON = re.compile(r"\b(?:he|him|his|she|hers?|himself|herself)\b", re.IGNORECASE)
THING = re.compile(r"\b(?:it|its|they|them|their|there)\b", re.IGNORECASE)
# Who is wanted is told by the answer: "Who was elected?", but not "Who is Lena Ostrom?".
ASKS_WHO = re.compile(r"\W*who(?:'s)?\b", re.IGNORECASE)
WHO_IS = re.compile(r"\W*[Ww]ho(?:'s| is| was) [A-Z]")
# "Who spoke against it?": what somebody did names nothing that "it" may be.
WHO_DID = re.compile(
    r"\W*who(?:'s| has| have| had| is| was| will| would)? (?:[a-z]+ly )?[a-z]+"
    r"(?: (?:against|for|in favou?r of|about|over|on|with|to|from|behind|of))?\s*",
    re.IGNORECASE,
)
# "Why does the Ellery council close the pool?" is about the pool, too.
LAST_THING = re.compile(r"\b(?:the|an?) (?:[a-z-]+ )?(?P<noun>[a-z-]{3,})\W*$")
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
DEFINITE = re.compile(r"\bthe\b(?! most)(?! \w+est\b)", re.IGNORECASE)
MORE = re.compile(
    r"(?:(?:and|ok(?:ay)?|please|yes|sure|interesting)[,. ]+)*(?:(?:can|could|would) you )?(?:please )?"
    r"(?:(?:tell|show|give)(?: me| us)? (?:some |a bit |a little |even )?more"
    r"(?: (?:about (?:it|that|this|them|him|her)|details?|of (?:it|that|them)"
    r"|information|please|quotes))*"
    r"|(?:more|further|other) (?:details?|information|facts)(?:,? please)?"
    r"|go on|carry on|continue|keep going|more(?: (?:please|details?|of that"
    r"|information|quotes))*|elaborate|(?:and )?what else(?: (?:is|was) there"
    r"|(?: do| can) you (?:know|have|tell me))?"
    r"|anything else|(?:is there )?(?:anything|something) (?:else|more)|"
    r"(?:some |any )more details?|expand(?: on that| on this)?|next|and then"
    r"|and)\W*",
    re.IGNORECASE,
)
# What went before is over: "ok, back to the museum: who paid for it?"
OTHER_SUBJECT = re.compile(
    r"(?:(?:ok(?:ay)?|well|now|right|alright|so|anyway|but|and|let's|let us|thanks|great)[,. ]+)*"
    r"(?:(?:back|return(?:ing)?|going back|go back|coming back) to (?P<subject>[^:,.;?!]{2,60})"
    r"|(?:another|new|different|next|other|one more|unrelated) (?:question|topic|subject|thing|matter)"
    r"|(?:change|changing) (?:of )?(?:the )?(?:topic|subject)|something (?:else|different|completely different))"
    r"\s*[:,.;-]+\s*(?P<question>\S.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the reader asked before, and what was answered."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class StandAlone:
    """A question that needs nothing before it: `question`, and the words `carried` over from what went before.

    `wants_more` asks for what the last answer did not show; `question` is the
    one before then.
    """

    question: str
    carried: tuple[str, ...] = ()
    wants_more: bool = False

    @property
    def text(self) -> str:
        """The question with the carried words after it."""
        return " ".join([self.question, *self.carried_words])

    @property
    def carried_words(self) -> list[str]:
        """The words carried over that the question does not have, a few at most."""
        named = {_stem(word) for word in COMPOUND.findall(self.question)}
        words = [word for word in COMPOUND.findall(" ".join(self.carried)) if word not in STOP_WORDS]
        return list(dict.fromkeys(word for word in words if _stem(word) not in named))[:MAX_WORDS]


def stand_alone(question: str, history: Sequence[Turn]) -> StandAlone:
    """`question` made to stand alone; `history` begins with the oldest turn.

    A question that names its own subject, or has nothing before it, comes back
    unchanged.
    """
    other = OTHER_SUBJECT.fullmatch(straight(question))
    if other:
        return StandAlone(question[other.start("question") :], (other["subject"],) if other["subject"] else ())
    subject: list[str] = []
    earlier, answer = "", ""
    for turn in history:
        if chat_topic(turn.question) or MORE.fullmatch(straight(turn.question)):
            continue
        asked = _stood(turn.question, earlier, subject, answer)
        if not (subject and leans(asked.question)):
            subject = _subject(Turn(asked.question, turn.answer), subject)
        earlier, answer = asked.question, turn.answer
    if earlier and MORE.fullmatch(straight(question)):
        missing = subject if leans(earlier) else []
        return StandAlone(earlier, tuple(missing), wants_more=True)
    return _stood(question, earlier, subject, answer)


def condense(question: str, history: Sequence[Turn]) -> str:
    """`question` made to stand alone, as one line."""
    return stand_alone(question, history).text


def queries(question: str, history: Sequence[Turn]) -> list[str]:
    """What to search with: the question as it was asked and, where it differs, made to stand alone.

    Where the rankings of both are fused, a subject carried over wrongly costs less.
    """
    return list(dict.fromkeys([question, condense(question, history)]))


def leans(question: str) -> bool:
    """Whether the question speaks of something that it does not name."""
    own = content(question)
    if lacks_antecedent(question):
        return True
    if names(question):
        return False
    is_short = len(own) <= FEW_WORDS
    asking = CONTRACTION.sub("", COMPOUND.findall(question)[0].lower()) in ASKING
    return bool(
        (OPENING.match(question) and len(own) <= FEW_WORDS + 1)
        or (is_short and not asking)
        or (is_short and DEFINITE.search(question))
        or REFERENCE.search(question)
    )


def lacks_antecedent(question: str) -> bool:
    """Whether the question says "it", "he" or nothing of what it is about, without anything that this may be."""
    named = bool(names(question))
    return not content(question) or any(_looks_back(question, each, named) for each in PRONOUN.finditer(question))


def _stood(question: str, earlier: str, subject: Sequence[str], answer: str) -> StandAlone:
    """`question` after one that stood alone, its `answer`, and what the conversation is about."""
    corrected = meant(question) if earlier else None
    if corrected:
        question = corrected
        if not asks(question):
            fragment = question.rstrip(" .?!")
            other = swapped(fragment, earlier)
            return StandAlone(other) if other else StandAlone(fragment, tuple(subject))
    rephrased = rephrase(question, earlier)
    if rephrased:
        return StandAlone(rephrased, tuple(subject) if leans(rephrased) else ())
    if not subject or not leans(question):
        return StandAlone(question)
    return StandAlone(question, tuple(_meant_by(question, earlier, subject, answer)))


def _meant_by(question: str, earlier: str, subject: Sequence[str], answer: str) -> list[str]:
    """What the question speaks of: the subject so far, or the person that the answer named."""
    if PERSON.search(question) and ASKS_WHO.match(earlier) and not WHO_IS.match(earlier):
        person = _person(answer, earlier)
        if person:
            return [person, *subject] if THING.search(question) else [person]
    return list(subject)


def _looks_back(question: str, pronoun: re.Match[str], named: bool) -> bool:
    """Whether nothing in the question itself can be what the pronoun stands for."""
    if (pronoun["pointing"] and named) or (pronoun.group().lower() == "it" and EMPTY_IT.search(question)):
        return False
    before = question[: pronoun.start()]
    if pronoun.group().lower() in ("it", "them") and WHO_DID.fullmatch(before):
        return True
    ends = [end.start() for end in CLAUSE_END.finditer(before)]
    clauses_before = before[: ends[-1]] if ends else ""
    return len(content(before)) < FEW_WORDS and not content(clauses_before)


def _subject(turn: Turn, before: list[str]) -> list[str]:
    """What the conversation is about after `turn`; `before` is what it was about until then."""
    named = whole_names(turn.question)[:MAX_NAMES]
    thing = LAST_THING.search(turn.question)
    if len(named) == 1 and " " not in named[0] and thing and thing["noun"] in content(turn.question):
        named.append(thing["noun"])
    nouns = [word for word in content(turn.question) if len(word) > 2 and not NOT_A_NOUN.search(word)]
    return named or list(dict.fromkeys(nouns))[-MAX_NOUNS:] or before or _answered(turn)


def _answered(turn: Turn) -> list[str]:
    """The first name in the first sentence of the answer."""
    return _first_names(turn.answer)[:1]


def _person(answer: str, question: str) -> str | None:
    """Who the answer names: its first name of several words that the question does not have, or else of one."""
    found = [name for name in _first_names(answer) if name not in question]
    return next((name for name in found if " " in name), found[0] if found else None)


def _first_names(text: str) -> list[str]:
    first = next(iter(sentences(text)), (0, 0))
    return names(text[slice(*first)])


def _stem(word: str) -> str:
    return stem(CONTRACTION.sub("", word))
