"""Warnings, reasons and errors in the reader's language.

The program words them in English, for every door. The page finds the template
of the catalog that a sentence was made from, and puts what it says of this case
into the words of the reader's language. What has no template stays English.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from article_qa.index.text.languages import LANGUAGES
from article_qa.qa.web.days import in_words
from article_qa.qa.web.phrases import SOURCE_LANGUAGE, Language, current, grouped, name_of

PLACE = re.compile(r"%\((\w+)\)s")
# Sentences that stand one after another were made one by one.
BETWEEN_SENTENCES = re.compile(r"(?<=[.?]) (?=[A-Z“])")
# A template with fewer letters fits nearly everything; it counts where it holds words that are known.
MIN_LETTERS = 6
SCOPES = ("where", "scope", "without_days")
MAX_CHARACTERS = 3_000
MAX_DEPTH = 3
MONTHS = {date(2000, month, 1).strftime("%B"): month for month in range(1, 13)}
DAY = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})")
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")
CODES = {name: code for code, name in LANGUAGES.items()}


@dataclass(frozen=True, slots=True)
class _Template:
    """A sentence in both languages: the words between its places, their names, and how it is said."""

    pieces: tuple[str, ...]
    names: tuple[str, ...]
    said: str

    @property
    def letters(self) -> int:
        """How many letters of the English sentence are its own."""
        return sum(character.isalpha() for piece in self.pieces for character in piece)

    def values(self, text: str) -> list[str] | None:
        """What stands in the places of `text`; None where it was not made from this template."""
        first, *others = self.pieces
        if not others:
            return [] if text == first else None
        *inner, last = others
        if not text.startswith(first):
            return None
        found, at, end = [], len(first), len(text) - len(last)
        for piece in inner:
            start = text.find(piece, at, end)
            if start < 0:
                return None
            found.append(text[at:start])
            at = start + len(piece)
        return [*found, text[at:end]] if end >= at and text.endswith(last) else None


def localized(message: str) -> str:
    """`message` in the reader's language, with its capital or small letter at the beginning as it is."""
    language = current()
    if language.code == SOURCE_LANGUAGE or not message or len(message) > MAX_CHARACTERS:
        return message
    known = language.catalog.gettext(message)
    return known if known != message else _value(message, language, 0)


def sentence(message: object) -> str:
    """The same with a capital letter at its beginning."""
    said = localized(str(message))
    return said[:1].upper() + said[1:]


def _localized(message: str, language: Language, depth: int, *, is_scope: bool = False) -> str:
    if depth > MAX_DEPTH:
        return message
    parts = BETWEEN_SENTENCES.split(message)
    told = [_whole(part, language, depth + 1) for part in parts] if len(parts) > 1 else [None]
    if None not in told:
        return " ".join(filter(None, told))
    if (whole := _whole(message, language, depth, is_scope=is_scope)) is not None:
        return whole
    # A draft is checked against articles, and what is said of a passage is said of them.
    of_passage = message.replace("the article ", "the passage ")
    return message if of_passage == message else _whole(of_passage, language, depth) or message


def _whole(message: str, language: Language, depth: int, *, is_scope: bool = False) -> str | None:
    """What one template says; None where none fits. What stands in the place of a scope may be short: "of CNN"."""
    for text in dict.fromkeys((message, message[:1].lower() + message[1:], message[:1].upper() + message[1:])):
        for template in _templates(language):
            values = template.values(text)
            if values is None:
                continue
            told = [
                _value(value, language, depth + 1, name) for name, value in zip(template.names, values, strict=True)
            ]
            if is_scope or template.letters >= MIN_LETTERS or told != values:
                words = dict(zip(template.names, told, strict=True))
                said = PLACE.sub(partial(_word, words), template.said)
                return said if text == message else _with_case_of(message, said)
    return None


def _value(value: str, language: Language, depth: int, name: str = "") -> str:
    """A day, a number, a language or a sentence in the reader's words, or else as it is; `name` is its place's."""
    words = value.strip()
    if day := DAY.fullmatch(words):
        said = in_words(date(int(day[3]), MONTHS[day[2]], int(day[1] or 1)), "day" if day[1] else "month")
    elif NUMBER.fullmatch(words):
        said = grouped(int(words.replace(",", "")))
    elif words in CODES:
        said = name_of(CODES[words]) or words
    else:
        said = _localized(words, language, depth, is_scope=name in SCOPES) if " " in words else words
    return value.replace(words, said) if words and said != words else value


def _word(words: Mapping[str, str], place: re.Match[str]) -> str:
    return words[place[1]]


def _with_case_of(message: str, said: str) -> str:
    return said[:1].upper() + said[1:] if message[:1].isupper() else said


@lru_cache(maxsize=8)
def _templates(language: Language) -> Sequence[_Template]:
    """The templates of a language, those with the most words of their own first."""
    made = []
    for english, said in language.messages:
        first, *rest = PLACE.split(english)
        made.append(_Template((first, *rest[1::2]), tuple(rest[0::2]), said))
    return sorted(made, key=lambda template: -template.letters)
