"""A phrase in a text by its whole words: letter case, accents and typographic quotes forgiven."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from article_qa.index.text.words import QUESTION_WORDS, STOP_WORDS, WORD

MARKS = re.compile("[\u0300-\u036f]+")
POSSESSIVE = re.compile(r"['’‘ʼ]s?$")
# Between two words of a phrase: a space, a hyphen, an abbreviation's dot; not the end of a paragraph.
BETWEEN = r"(?:[^\w\n]|_){1,3}"


def phrase_words(phrase: str) -> list[str]:
    """The words of `phrase`, without the possessive at its end."""
    return WORD.findall(POSSESSIVE.sub("", unicodedata.normalize("NFC", phrase).strip()))


def folded(text: str) -> str:
    """`text` in small letters and without accents; its offsets are not those of `text`."""
    lower = text.casefold()
    return lower if lower.isascii() else MARKS.sub("", unicodedata.normalize("NFKD", lower))


def says(phrase: str) -> Callable[[str], bool]:
    """A test whether a text has `phrase` in whole words; one without a word is in no text.

    The possessive of the phrase has it, too: "Denmark's" has "Denmark".
    """
    words = WORD.findall(folded(" ".join(phrase_words(phrase))))
    # No words, no text: the pattern without one never matches.
    pattern = re.compile(BETWEEN.join(words) or "(?!)")

    def is_said(text: str) -> bool:
        plain = folded(text)
        return any(_is_whole(found, plain) for found in pattern.finditer(plain))

    return is_said


def _is_whole(found: re.Match[str], text: str) -> bool:
    """Whether no letter or digit stands right before or after it."""
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    return not before.isalnum() and not after.isalnum()


def name_in(text: str, names: Iterable[str]) -> str | None:
    """The one of `names` that stands in `text` in whole words, of several the longest; "The" before it may be missing.

    A name of one word must have its capital, for it may be any word, such as
    Time; one in capitals only, such as BBC, need not.
    """
    words = _unmarked(text)
    spelled = {name: _unmarked(name) for name in names}
    standing = [name for name, parts in spelled.items() if parts and _stands(parts, words)]
    return max(standing, key=lambda name: (len(spelled[name]), len(name)), default=None)


def _stands(name: list[str], words: list[str]) -> bool:
    name = name[1:] if len(name) > 1 and name[0].casefold() == "the" else name
    if len(name) == 1 and not name[0].isupper():
        usual = name[0].casefold() in QUESTION_WORDS | STOP_WORDS
        return name[0] in words[usual:]
    parts, lower = [part.casefold() for part in name], [word.casefold() for word in words]
    return any(lower[at : at + len(parts)] == parts for at, word in enumerate(lower) if word == parts[0])


def _unmarked(text: str) -> list[str]:
    return WORD.findall(MARKS.sub("", unicodedata.normalize("NFKD", text)))
