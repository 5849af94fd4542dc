"""The outlets that a question names as its source: "according to the Herald", "articles from CNN"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from article_qa.index.text.typography import straight
from article_qa.qa.questions.phrases import trimmed

# Two letters are the end of too many names of outlets.
MIN_LETTERS = 3
_AFTER = r"(?=$|[\s,;:?!.')])"
_ACCORDING = r"according to|going by|if you believe|says|in the words of|reports"
# Whatever is asked, these name the source of what is wanted.
SOURCE = (
    rf"(?:as |which was |that was )?(?:{_ACCORDING}|(?:reported|published|written|printed|covered|posted|told|quoted)"
    r" (?:by|in|on|at))"
)
# These do only where articles or news are asked for: "reporters from CNN" are people. The verb before them stays,
# since it tells what is asked for: "What was published in the Herald?"
LOOSE = rf"(?:{_ACCORDING}|by|from|in|of|on|at|with)"
CUE = re.compile(rf"\b{SOURCE} ", re.IGNORECASE)
LOOSE_CUE = re.compile(rf"\b(?:{SOURCE}|{LOOSE}) ", re.IGNORECASE)
# The part before the ending, which may have two parts ("co.uk").
ADDRESS = re.compile(r"(?:[\w-]+\.)*?([\w-]{3,})\.(?:(?:com?|org|net|gov|ac|edu)\.)?[a-z]{2,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OutletWords:
    """The outlets named as sources, as the articles write them, and the text without the words for them."""

    publishers: tuple[str, ...]
    text: str


def known_outlet(phrase: str, publishers: Sequence[str]) -> str | None:
    """The outlet that `phrase` means: by name, address, or an end of its name that no other has ("the Herald").

    An address is meant by its middle: "The Daily Post" is dailypost.example.
    """
    wanted = _bare(phrase)
    if not wanted:
        return None
    named = [name for name in publishers if _bare(name) == wanted]
    if not named and len(wanted) >= MIN_LETTERS:
        named = [name for name in publishers if _site(name) == wanted.replace(" ", "")]
    if named:
        return named[0]
    ending = [name for name in publishers if _bare(name).endswith(" " + wanted) and len(wanted) >= MIN_LETTERS]
    return ending[0] if len(ending) == 1 else None


def has_cue(text: str, *, loosely: bool = False) -> bool:
    """Whether `text` may name an outlet as its source, whichever there are."""
    return bool((LOOSE_CUE if loosely else CUE).search(straight(text)))


def take_outlets(text: str, publishers: Sequence[str], *, loosely: bool = False) -> OutletWords:
    """The outlets that `text` names as its source.

    `loosely` takes "from", "by" and "in" for a cue too: where articles are asked for.
    """
    cue = LOOSE if loosely else SOURCE
    for name in sorted(_forms(publishers), key=len, reverse=True):
        pattern = (
            rf"(?:^|(?<=[\s,;(])){cue} (?:the "
            rf"|an? )?{re.escape(name)}{_AFTER}"
        )
        for match in re.finditer(pattern, straight(text), re.IGNORECASE):
            if not _is_meant(text[match.end() - len(name) : match.end()], name):
                continue
            publisher = known_outlet(name, publishers)
            if publisher:
                before, after = text[: match.start()].rstrip(" ,"), text[match.end() :].lstrip(" ,")
                return OutletWords((publisher,), f"{before} {after}".strip().replace(" ?", "?").replace(" .", "."))
    return OutletWords((), text)


def _is_meant(found: str, name: str) -> bool:
    """Whether the outlet is meant: a name of one word must have its capital, since "nature" is a word too."""
    return " " in name or found[:1].isupper()


def _forms(publishers: Sequence[str]) -> set[str]:
    """Names and their last words: "Ellery Herald", "Herald"."""
    names = {straight(_named(name)) for name in publishers if name.strip()}
    sites = {site for name in names if len(site := _site(name)) >= MIN_LETTERS}
    return names | sites | {last for name in names if " " in name and len(last := name.split()[-1]) >= MIN_LETTERS}


def _named(name: str) -> str:
    return re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)


def _site(name: str) -> str:
    """What tells one address from others, "herald" of www.herald.co.uk; empty for a name that is none."""
    address = ADDRESS.fullmatch(name.strip())
    return address[1].casefold() if address else ""


def _bare(name: str) -> str:
    return straight(_named(trimmed(name))).casefold()
