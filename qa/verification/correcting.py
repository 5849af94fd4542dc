"""Does a sentence correct what was reported before, or only tell again what others reported?"""

import re

_CORRECTS = re.compile(
    r"\b(?:correct(?:s|ed|ion|ions)|clarification|retract(?:s|ed|ion)|revised|in error|mistakenly|erroneously"
    r"|(?:was|were|is|proved) (?:wrong|incorrect|mistaken)"
    r"|(?:earlier|previous(?:ly)?|first|initially)"
    r" (?:reported|stated|given|said|reports?|counts?|figures?|tolls?|version)"
    r"|not (?:\d[\d,.]*|[a-z]+teen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"(?= as\b|,| |$))",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:correction|corrected|clarification|not (?:\d[\d,.]*))\b", re.IGNORECASE)
# Words of a sentence that gives somebody else's value, not its own.
_RETOLD = re.compile(
    r"\b(?:had (?:earlier |previously |first |wrongly )?(?:reported|printed|written|given|put|said|spoken of)"
    r"|(?:earlier|previous|old|lower|first|wrong) (?:count|figure|number|toll|report)s?\b"
    r"|(?:that|this) (?:number|figure) (?:was|is) (?:wrong|corrected))"
)
# A value that is named as the one that others gave.
_OTHERS_VALUE = re.compile(
    r"\b(?:count|estimate|figure|number|toll|total)s?\b[^.;]{0,60}"
    r"\b(?:carried|circulated|claimed|given|gave|named|printed|published|reported)\b"
)
_SUPERSEDED = re.compile(r"\b(?:out of date|outdated|overtaken|replaced|superseded|withdrawn)\b", re.IGNORECASE)


def is_correcting(title: str, sentence: str, passage: str) -> bool:
    """Whether an article corrects an earlier report: in its headline, in the sentence, or in its passage."""
    return bool(_TITLE.search(title) or _CORRECTS.search(sentence) or _CORRECTS.search(passage))


def is_retold(title: str, sentence: str) -> bool:
    """Whether the sentence only tells which value was given before: it says so, or its article corrects that value."""
    if _RETOLD.search(sentence):
        return True
    return bool(_OTHERS_VALUE.search(sentence) and (_SUPERSEDED.search(sentence) or _TITLE.search(title)))
