"""Whether something is said, denied or only thought of, and of all or of some."""

import re

NEGATIONS = frozenset(
    """not no never none nobody nothing neither nor without cannot nowhere hardly barely unable unlikely
    impossible deny denies denied denying fail fails failed failing refuse refuses refused refusing lack lacks
    lacked exclude excludes excluded excluding stop stops stopped prevent prevents prevented""".split()
)
NEGATION = re.compile(r"[^\W_]+(?=n[’']t\b)|[^\W_]+", re.IGNORECASE)
# What is told so has not happened, or nobody vouches for it.
HEDGES = frozenset(
    """may might could would should will shall plan plans planned planning hope hopes hoped expect expects expected
    want wants wanted propose proposes proposed proposal consider considers considered considering possible possibly
    likely perhaps maybe alleged allegedly reportedly rumour rumours if unless whether suspect suspects suspected
    intend intends intended threaten threatens threatened""".split()
)
# What a sentence with one of these tells has not happened yet, or not for sure.
UNREAL = HEDGES | frozenset(
    """aim aims aimed goal goals seek seeks seeking sought advise advised urge urges urged urging ask asked asks invite
    invited offer offered option opportunity demand demands demanded request requested recommend recommended scheduled
    upcoming anticipate anticipates anticipated try tries tried trying attempt attempts attempted prepare prepares
    prepared preparing forecast predict predicts predicted ought wish wishes wished fear fears feared accused trial
    charged charges""".split()
)
# "Is to close", "told to leave", "looking to buy" and "push for a ban" tell of no closing, leaving, buying or ban.
TO_COME = re.compile(
    r"\b(?:(?:is|are|was|were|going|set|told|ordered|instructed) to|look(?:s|ed|ing)? (?:to|at)"
    r"|(?:push|call)(?:e?s|ed|ing)? for)\b",
    re.IGNORECASE,
)
# A claim with one of them is borne out only by what tells of now.
CONTINUING = frozenset("still currently now".split())
PRESENT = frozenset("still currently now remain remains remained stays stay continues continue is are has have".split())
# What is over is not still so.
ENDED = re.compile(
    r"\b(?:former(?:ly)?|ex-\w+|no longer|used to|retir(?:ed|es|ing|ement)|resign(?:ed|s|ing)|quit|gave up|stepped down"
    r"|stopped|ceased|ended|abandoned|abolished|closed down)\b",
    re.IGNORECASE,
)
# Somebody says so: who does must stand beside the words.
CUES = frozenset(
    """said says say told tells called calls added warned warns complained claimed claims argued stated
    announced""".split()
)
# Who is told to do something is given no news.
SPEAKING = re.compile(rf"\b(?:(?:{'|'.join(sorted(CUES))})\b(?! to\b)|according to\b)", re.IGNORECASE)
QUANTIFIERS = frozenset(
    "all every each everyone everybody everything always only solely entire entirely any most".split()
)
# One of them beside a sentence that says "all" of the same.
PARTIAL = frozenset(
    "some few half part partly partially most many several minority sometimes only except excluded excluding".split()
)
SOME_OF_ALL = re.compile(
    r"\b(?:half|most|some|few|part|third|quarter|minority|majority|many|almost|nearly|not|percent|%) (?:of )?"
    r"(?:all|every|everyone|everybody|everything)\b", re.IGNORECASE,
)  # fmt: skip
UNIVERSAL = frozenset("all every each everyone everybody everything always any entire whole".split())
# "This is not the first time that …" and "not only …" deny nothing of what happened.
_NO_DENIAL = re.compile(r"\W+(?:the )?(?:first|last|only|just|merely|simply|alone)\b", re.IGNORECASE)
_ABLE = re.compile(r"(?:n[’']t)?(?: been)? (?:able|capable)\b", re.IGNORECASE)
_UNABLE = frozenset("can could cannot unable".split())
NECESSARY = re.compile(
    r"\b(?:must|(?:has|have|had|needs?|needed|is|are|was|were|ought) to|should|obliged|required|mandatory)\b",
    re.IGNORECASE,
)


def negations(text: str) -> list[re.Match[str]]:
    """The words of `text` that deny; of "didn't" the "did"."""
    return [m for m in NEGATION.finditer(text) if _denies(m, text)]


def hedges(text: str) -> list[re.Match[str]]:
    """The words of `text` that tell of what is planned, wanted or only possible, in their order."""
    found = [match for match in NEGATION.finditer(text) if match.group().lower() in UNREAL]
    return sorted([*found, *TO_COME.finditer(text)], key=lambda match: match.start())


def words_of(text: str, listed: frozenset[str]) -> set[str]:
    """Which of the `listed` words the text has."""
    return {match.group().lower() for match in NEGATION.finditer(text)} & listed


def denies_ability(negation: re.Match[str], text: str) -> bool:
    """Whether a word that `negations` found says that somebody could not do it."""
    return negation.group().lower() in _UNABLE or bool(_ABLE.match(text, negation.end()))


def _denies(match: re.Match[str], text: str) -> bool:
    if match.group().lower() == "not":
        return not _NO_DENIAL.match(text, match.end())
    return match.group().lower() in NEGATIONS or text[match.end() : match.end() + 3].lower() in ("n't", "n’t")
