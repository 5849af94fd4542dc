"""Whether a person as a reader asks for them is one whom an article names. English titles and roles."""

import re

from article_qa.index.text.names import is_named
from article_qa.index.text.stems import fold
from article_qa.index.text.words import STOP_WORDS, WORD

# Before a name, they tell nobody apart: "Professor Ost" is "Lena Ost".
TITLES = frozenset(
    """mr mrs ms miss mx dr doctor prof professor sir dame lord lady baroness baron count countess duke duchess
    president vice deputy prime minister chancellor premier king queen prince princess emperor pope cardinal bishop
    archbishop reverend rev father imam rabbi general gen colonel col major maj captain capt lieutenant lt sergeant sgt
    admiral commander senator sen congressman congresswoman representative rep governor gov mayor councillor judge
    justice attorney secretary ambassador chief coach chairman chairwoman director spokesman spokeswoman spokesperson
    state foreign home former""".split()
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "mp", "qc", "kc", "obe", "mbe"})
# Who may be quoted without a name: "police said", "the ministry said".
SPEAKING_PEOPLE = frozenset(
    """official officials police authorities minister ministers spokesman spokeswoman spokesperson spokespeople
    researcher researchers scientist scientists expert experts analyst analysts economist economists doctor doctors
    medics witness witnesses resident residents neighbour neighbours neighbor neighbors villagers locals relatives
    parents lawyer lawyers attorney attorneys prosecutor prosecutors investigator investigators detectives critics
    supporters activist activists campaigners opponents mayor president governor senator king queen pope coach manager
    owner owners chairman chairwoman chair director chief head secretary general leader leaders author authors officer
    officers firefighters rescuers troops soldiers mother father sister brother wife husband son daughter uncle aunt
    friend friends colleague colleagues teacher teachers student students pupils driver pilot priest bishop farmers
    fishermen workers employees editors editor diplomat diplomats lawmaker lawmakers politicians politician democrats
    republicans conservatives senators man woman boy girl teenager victim survivor survivors captain judge judges
    defendant executive executives founder organisers organizers insurers engineers engineer meteorologists forecasters
    historian historians epidemiologists biologist sources source aide aides adviser advisers advisor advisors
    representative representatives delegate ambassador envoy commander premier chancellor administrator skipper
    harbourmaster harbormaster baker fisherman shopkeeper miner nurse nurses poet singer actor actress""".split()
)
# With one of these before it, an office is another office.
OTHER_OFFICES = frozenset({"vice", "deputy", "former", "assistant", "acting", "ex", "shadow", "under", "associate"})
# Letters that lose no accent when a text is folded, and yet are written with one.
UNACCENTED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae"}
)
_POSSESSIVE = re.compile(r"[’']s?(?=\W|$)")
_ROLE_ENDS = re.compile(r"\b(?:of|for|at|in|to|from|on|with|who|under)\b")
_ROLE_PARTS = re.compile(r",|;|\band\b")


def is_same_person(asked: str, name: str, role: str = "") -> bool:
    """Whether `asked` can mean the one whom an article calls `name`, with `role`.

    Titles and accents aside, the shorter of the two names must be a part of the
    longer one: a surname is enough, another first name is another person. An
    office ("the Ukrainian president") must be the one that `role` tells.
    Organisations go by their initials too.
    """
    wanted, named = _words(asked), _words(name)
    if not wanted or not named:
        return False
    if _are_initials(asked, named) or _are_initials(name, wanted):
        return True
    return _is_same_name(wanted, named) or _holds_role(wanted, role)


def _is_same_name(wanted: list[str], named: list[str]) -> bool:
    asked_name = [word for word in wanted if word not in TITLES] or wanted
    own_name = [word for word in named if word not in TITLES] or named
    if _is_part(asked_name, own_name):
        return True
    # "Lena Maria Ost" is "Lena Ost" and "Ost", but nobody called Lena only.
    return own_name[-1] == asked_name[-1] and _is_part(own_name, asked_name)


def _is_part(few: list[str], many: list[str]) -> bool:
    """Whether each word of `few` is one of `many`; an initial stands for the first name."""
    return all(word in many or (len(word) == 1 and word == many[0][0]) for word in few) and few[-1] in many


def _holds_role(wanted: list[str], role: str) -> bool:
    return any(_is_role(wanted, part) for part in _ROLE_PARTS.split(role))


def _is_role(wanted: list[str], role: str) -> bool:
    """Whether all that is `wanted` stands in `role`, and both are the same office."""
    held = _words(role)
    office, own_office = _office(wanted), _office(held)
    if not office or office != own_office or set(held) & OTHER_OFFICES - set(wanted):
        return False
    folded = _folded(role)
    return all(word in held or is_named(word, folded) for word in wanted if word not in STOP_WORDS)


def _office(words: list[str]) -> str:
    """The noun of a role: "minister" in "prime minister of Ostland"."""
    before = _ROLE_ENDS.split(" ".join(words), maxsplit=1)[0].split()
    return before[-1] if before else ""


def _are_initials(short: str, words: list[str]) -> bool:
    """Whether `short` is written as initials, and of these words."""
    letters = short.strip().removeprefix("the ").removeprefix("The ").replace(".", "")
    first = "".join(word[0] for word in words if word not in STOP_WORDS)
    return letters.isupper() and len(letters) > 1 and len(words) > 1 and letters.lower() == first


def _words(text: str) -> list[str]:
    """The words in small letters without accents, articles and what follows a name."""
    words = [word.lower() for word in WORD.findall(_POSSESSIVE.sub("", _folded(text)))]
    return [word for word in words if word not in ("the", "a", "an") and word not in SUFFIXES]


def _folded(text: str) -> str:
    return fold(text.translate(UNACCENTED))
