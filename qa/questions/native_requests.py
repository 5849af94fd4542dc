"""Questions in other languages: request words taken off, follow-ups given their subject, and "this week" read.

The words are those of `index/text/language_data`. A question that names its own
subject is left as it is.
"""

import re
from dataclasses import dataclass
from datetime import date

from article_qa.index.text.native import NativeWords, native_words
from article_qa.index.text.native_days import Period, period_words, span_of
from article_qa.index.text.native_words import Word, comparable, is_ideograph, words

# As "this week" and "yesterday" do in English, these prefer fresh articles. A year is no such word.
CURRENT: tuple[Period, ...] = ("today", "yesterday", "this_week", "last_week", "this_month")
END_MARKS = "?!.？。؟"
# Courtesies stand one after the other. This bounds the loop.
MAX_ROUNDS = 6
# A question with so few words of its own may be about something that it does not name.
FEW_WORDS = 2
# More words carried over would outweigh the question's own in the search.
MAX_CARRIED = 4


@dataclass(frozen=True, slots=True)
class NativeDays:
    """A question without its words for days, the days that they stand for, and whether these are the last few weeks."""

    text: str
    since: date
    until: date
    is_current: bool


def without_native_request(question: str, code: str | None) -> str:
    """The question without "bitte", "¿puedes decirme" and the like; as it is where nothing would be left."""
    known = native_words(code)
    text = question
    for _ in range(MAX_ROUNDS if known else 0):
        assert known, "it was looked at before the loop"
        shorter = _without_closing(_without_opening(text, known), known)
        if shorter == text or not words(shorter):
            break
        text = shorter
    return text


def carried_subject(question: str, earlier: str, code: str | None) -> tuple[str, ...]:
    """The words of the `earlier` question that this one leans on; none where it names its own subject."""
    known = native_words(code)
    if not known or not earlier or not _leans(question, known):
        return ()
    named = {word.key for word in words(question)}
    told = [word.text for word in _own(earlier, known) if word.key not in named]
    return ("".join(told),) if is_ideograph(earlier) else tuple(told[-MAX_CARRIED:])


def native_span(question: str, code: str | None, today: date) -> NativeDays | None:
    """The days of "diese Woche" or "ayer" in a question; None where it has no such words."""
    found = period_words(question, code)
    if not found:
        return None
    first = found[0]
    before, after = question[: first.start].rstrip(" ,"), question[first.end :].lstrip(" ,")
    rest = before + ("" if after[:1] in (*END_MARKS, "") else " ") + after
    since, until = span_of(first.period, today)
    # What happened yesterday may be told today.
    until = today if first.period == "yesterday" else until
    return NativeDays(rest.strip(), since, until, first.period in CURRENT)


def _leans(question: str, known: NativeWords) -> bool:
    """Whether the question has a pronoun or an opening of a follow-up, and hardly a word of its own."""
    keys = {word.key for word in words(question)}
    plain = comparable(question).lstrip(" ¿¡")
    has_pronoun = bool(keys & known.pronouns) or any(each in plain for each in known.pronouns if is_ideograph(each))
    opens = any(_opens_with(plain, comparable(phrase)) for phrase in known.questions["follow_ups"])
    is_short = len(_own(question, known)) <= FEW_WORDS
    return has_pronoun or (is_short and (opens or not _own(question, known)))


def _own(text: str, known: NativeWords) -> list[Word]:
    idle = known.small_words | known.question_words | known.pronouns | known.negations
    return [word for word in words(text) if word.key not in idle]


def _opens_with(plain: str, phrase: str) -> bool:
    return plain.startswith(phrase) and (
        is_ideograph(phrase) or phrase == "و" or not plain[len(phrase) :][:1].isalnum()
    )


def _without_opening(text: str, known: NativeWords) -> str:
    listed = sorted(known.questions["requests"], key=lambda phrase: -len(phrase))
    border = "" if known.code == "zh" else r"(?!\w)"
    opening = re.compile(rf"\s*[¿¡]?\s*(?:{'|'.join(map(re.escape, listed))}){border}[\s,،，:.!-]*", re.IGNORECASE)
    match = opening.match(text)
    return text[match.end() :] if match else text


def _without_closing(text: str, known: NativeWords) -> str:
    listed = sorted(known.questions["closings"], key=lambda phrase: -len(phrase))
    closing = re.compile(rf"[\s,،，.?!？؟-]+(?:{'|'.join(map(re.escape, listed))})(?P<end>[\s.!?？؟]*)$", re.IGNORECASE)
    match = closing.search(text)
    return text[: match.start()] + ("?" if "?" in text[match.start() :] else "") if match else text
