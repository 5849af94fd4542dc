"""What readers of days share: the words that name days, what they are counted from, and whether they lie ahead."""

import re
from dataclasses import dataclass
from datetime import date

from article_qa.index.annotations import Days

# What is read of a sentence: one that was not cut may be a whole text.
MAX_SENTENCE_CHARACTERS = 2000
_AHEAD = re.compile(
    r"\b(?:will|would|shall|won't|(?:is|are|was|were) (?:to|due|set|scheduled|expected|planned|likely)|due|scheduled"
    r"|plans?|planned|planning|expected|going to|upcoming|aims?|hopes?|intends?)\b|'ll\b"
    # A plan is told in the present: "the festival opens on Friday".
    r"|\b(?:begins|starts|opens|closes|enters|returns|airs|plays|faces|hosts|takes place|kicks off)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:said|says|told|announced|added|wrote|reported|confirmed|warned)\b", re.IGNORECASE)
# In characters. A verb that tells whether something lies ahead stands so near the day.
_VERB_WINDOW = 80


@dataclass(frozen=True, slots=True)
class Anchor:
    """What days are counted from: the article's day, and the one day of the sentence before."""

    today: date | None
    before: date | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """The words at `start` to `end` of a sentence, and the days that they name."""

    start: int
    end: int
    days: Days


def is_ahead(text: str, start: int, end: int) -> bool:
    """Whether what stands at `start` to `end` is told as still to come.

    A verb of saying after the sign ends its reach: "will open, he said on Friday".
    """
    before = text[max(0, start - 2 * _VERB_WINDOW) : start]
    signs = [match.end() for match in _AHEAD.finditer(before)]
    if signs:
        return not _SAID.search(before, signs[-1])
    if len(before.split()) > 2:
        return False
    sign = _AHEAD.search(text, end, end + _VERB_WINDOW)
    return bool(sign) and not _SAID.search(text, end, sign.start() if sign else end)
