"""A day or number that the question gives and nothing near says, where the sentence has another of its kind.

A sentence on the census of 1901 does not tell of that of 1905, however near it is.
"""

import re
from collections.abc import Iterator

from article_qa.index.text.days import Day, days
from article_qa.index.text.numbers import ORDINALS, Figure, figures
from article_qa.index.text.stems import stem
from article_qa.index.text.words import STOP_WORDS, WORD

# How far after a number what it counts may stand, in words: "five more sacks".
COUNTED_WITHIN = 2
SENTENCE_END = re.compile(r"(?<=[a-z)][.!])\s+(?=[A-Z])")
# "895th" says the number, too.
DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
AGE, YEAR = "age", "year"
# Years before 1500 are no days of `index.text.days`.
IN_YEAR, EARLY_YEAR = re.compile(r"\bin $", re.IGNORECASE), re.compile(r"\d{3,4}")
AGED = re.compile(r"\bage[ds]?(?: of)? $", re.IGNORECASE)
OLD = re.compile(r"[ -]years?[ -]olds?\b", re.IGNORECASE)
# "Apollo 11", "oxygen-16".
NUMBERED = re.compile(r"(\b[A-Z][a-z]+(?= )|\b[a-z]{3,}(?=-))[ -]$")


def has_other_value(question: str, sentence: str, around: str) -> bool:
    """Whether `sentence` has another day or number in the place of one that `question` gives and `around` lacks.

    `around` is the passage with its headline and day. What is only told before
    the question itself need not be in the answer.
    """
    asked = SENTENCE_END.split(question.strip())[-1]
    return _has_other_day(asked, sentence, around) or _has_other_number(asked, sentence, around)


def _has_other_day(question: str, sentence: str, around: str) -> bool:
    asked = [day for day in days(question) if day.weekday is None]
    if not asked:
        return False
    said, here = days(around), [day for day in days(sentence) if day.weekday is None]
    return any(
        not any(day.fits(other) or other.fits(day) for other in said) and any(_replaces(day, other) for other in here)
        for day in asked
    )


def _replaces(asked: Day, other: Day) -> bool:
    """Whether the other stands where the asked one would: both say a year, or both a month."""
    return asked.clashes(other) and bool((asked.year and other.year) or (asked.month and other.month))


def _has_other_number(question: str, sentence: str, around: str) -> bool:
    asked = list(_counts(question))
    if not asked:
        return False
    said = {each.value for each in figures(around)} | {float(each.replace(",", "")) for each in DIGITS.findall(around)}
    said |= {ORDINALS[word.lower()] for word in WORD.findall(around) if word.lower() in ORDINALS}
    here = list(_counts(sentence))
    return any(figure.value not in said and any(kind == other for _, other in here) for figure, kind in asked)


def _counts(text: str) -> Iterator[tuple[Figure, str]]:
    """The numbers of a text that are no years, each with its measure, or the stem of what it counts or numbers."""
    years = {day.start for day in days(text) if day.is_year}
    for figure in figures(text):
        if figure.start in years:
            continue
        if figure.measure:
            yield figure, figure.measure
            continue
        before, after = text[: figure.start], text[figure.end :]
        if AGED.search(before) or OLD.match(after):
            yield figure, AGE
        elif IN_YEAR.search(before) and EARLY_YEAR.fullmatch(figure.text):
            yield figure, YEAR
        elif named := NUMBERED.search(before):
            yield figure, named[1]
        for word in WORD.findall(after)[:COUNTED_WITHIN]:
            if word.lower() not in STOP_WORDS and word.isalpha():
                yield figure, stem(word)
