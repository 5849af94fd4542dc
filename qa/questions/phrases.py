"""Pieces that the rules for questions share: how articles and outlets are called, and a phrase without its edges."""

import re
from collections.abc import Iterable

# "articles", and what else is only ever a text of the library.
ARTICLES = r"(?:news )?(?:articles?|news stor(?:y|ies)|write-?ups?|news items?)"
# These may be other things too: storeys of a tower, reports to the police.
TEXTS = rf"(?:{ARTICLES}|stor(?:y|ies)|reports?|pieces?|texts?|items?|documents?|features?|columns?)"
# Kinds of articles that can be asked for by name.
GENRES = r"(?:interviews?|obituar(?:y|ies)|editorials?|reviews?|profiles?|opinion pieces|op-eds?|corrections?)"
OUTLETS = (
    r"(?:(?:news|media) )?(?:outlets?|newspapers?|papers?|publishers?|publications?|news sites?|news sources?"
    r"|media|organi[sz]ations that report|broadcasters?|magazines?)"
)
LIBRARY = r"(?:(?:this|the|your|our|these|those) )?(?:library|collection|archive|corpus|database|articles|sources)"
ABOUT = r"(?:about|on|of|regarding|concerning|around|for|into|over)"
ASKED = re.compile(r"(?:who|whom|whose|what|which|when|where|why|how)(?:['’](?:s|re|d|ll))?\b", re.IGNORECASE)
AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|isn't|aren't"
    r"|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't|couldn't|won't|wouldn't|shouldn't)"
)
EDGES = " \t,;:.?!-–—…\"'“”‘’()"


def rules(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Patterns for whole questions, letter case forgiven."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def first_match(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    """The match of the first pattern that fits `text` from its beginning to its end."""
    return next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)


def trimmed(phrase: str | None) -> str:
    """A phrase without white space and punctuation around it; what opens a bracket or quote within stays."""
    phrase = phrase or ""
    left = phrase.lstrip(EDGES)
    return left.rstrip(EDGES)
