"""What a name names: a person, an organisation or a place, by plain cues around it."""

import re
from collections.abc import Sequence

from article_qa.index.annotate.cues import SPEECH
from article_qa.index.annotate.name_runs import Run
from article_qa.index.annotate.roles import (
    COMPANIES,
    COUNTRIES,
    ORGANISATIONS,
    PLACES,
    SPEAKING_BODIES,
    SPEAKING_PEOPLE,
    TITLES,
)
from article_qa.index.annotations import NameKind

_BEFORE = re.compile(r"([^\W\d_]+)[ ,.]*$")
_AFTER = re.compile(r",? ?([^\W\d_]+)")
_AGE = re.compile(r"(?:, |\s\()\d{1,3}(?:,|\)|\.)")
_APPOSITION = re.compile(r", (?:an? |the |its |his |her |their )?(?:[^\W\d_]+[ -]){0,4}?([^\W\d_]+)\b")
_MARKS = ("'", '"', "‘", "’", "“", "”")
_THINGS = frozenset(
    """hurricane storm typhoon cyclone operation flight highway route interstate super world grand prize award awards
    game games cup league day national mount lake fort black big""".split()
)
# "PARIS - ", "SUEZ (Wire) — ": where a report was written, at the beginning of its first line.
_DATELINE = re.compile(r"(?:, [^\W\d_]+\.?)?(?: \([^()\n]{1,30}\))? [-–—] ")
# Nobody is one of these: "Holm Brand, the manufacturer of the lock".
_BODIES = SPEAKING_BODIES | frozenset("charterer shipyard supplier producer subsidiary unit alliance bloc".split())
# In front of a place; "at" and "from" stand before an organisation as well.
_WHERE = frozenset("in near across throughout around outside inside into off".split())


def kind_of(text: str, words: Sequence[str], runs: Sequence[Run]) -> NameKind:
    """The kind that most cues speak for; a name of two or three words that has none is a person's."""
    if " ".join(words) in COUNTRIES or (words[-1] in PLACES and words[0] not in ORGANISATIONS):
        return "place"
    if any(word in ORGANISATIONS or word in COMPANIES for word in words):
        return "organisation"
    if words[0] in _THINGS:
        return "other"
    if text[max(0, runs[0].start - 1)] in _MARKS and text[runs[0].end : runs[0].end + 1] in _MARKS:
        return "other"
    person = sum(_is_person(text, run) for run in runs[:20])
    place = sum(_is_place(text, run) for run in runs[:20])
    if person and person >= place:
        return "person"
    if 2 * place >= min(len(runs), 20) and place:
        return "place"
    if is_dateline(text, runs[0]):
        return "place"
    if any(_is_body(text, run) for run in runs[:20]):
        return "organisation"
    first = text[runs[0].start : runs[0].end]
    if len(words) == 1 and first.isupper() and len(first) > 2:
        return "organisation"
    return "person" if len(words) in (2, 3) and not _has_article(text, runs[0]) and first.count(" ") < 4 else "other"


def is_dateline(text: str, run: Run) -> bool:
    """Whether the name, in capitals, is the place in which the report was written."""
    is_first = not text[: run.start].strip() or text[run.start - 1] == "\n"
    return is_first and text[run.start : run.end].isupper() and _DATELINE.match(text, run.end) is not None


def _is_body(text: str, run: Run) -> bool:
    """Whether the words behind it say that it is a company, a court, an army."""
    match = _APPOSITION.match(text[run.end : run.end + 80])
    return match is not None and match[1] in _BODIES


def _is_person(text: str, run: Run) -> bool:
    before = _word_before(text, run.start)
    if run.title is not None or before in TITLES or before in SPEAKING_PEOPLE:
        return not _has_article(text, run)
    after = text[run.end : run.end + 80]
    if _AGE.match(after) or after.startswith(", who "):
        return True
    if (match := _APPOSITION.match(after)) and (match[1] in SPEAKING_PEOPLE or match[1] in TITLES):
        return True
    following = _AFTER.match(after)
    return len(run.words) > 1 and following is not None and following[1] in SPEECH


def _is_place(text: str, run: Run) -> bool:
    return _word_before(text, run.start) in _WHERE


def _word_before(text: str, start: int) -> str:
    match = _BEFORE.search(text[max(0, start - 30) : start])
    return match[1].lower() if match else ""


def _has_article(text: str, run: Run) -> bool:
    start = run.title[0] if run.title else run.start
    return _word_before(text, start) in ("the", "a", "an")
