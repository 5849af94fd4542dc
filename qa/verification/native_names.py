"""Names in a claim of another language than English that its sources do not have.

Where names have capitals, a capitalised word is one. German gives all nouns a
capital, so there only the second of two names and the word after a title or after
"in" counts. Where there are no capitals, the word after a title does.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from article_qa.index.text.native import NativeWords
from article_qa.index.text.native_days import native_days
from article_qa.index.text.native_words import Word, are_akin, is_ideograph, words
from article_qa.qa.verification.reasons import instead

# One or two letters with a capital are an initial or begin a sentence.
MIN_LETTERS = 3
# German nouns that are made of other words end so.
_ABSTRACT = re.compile(r"(?:ung|ungen|heit|keit|schaft|tion|tät|nis|tum|ismus|er|en|e)$")
_OPENS = re.compile(r"(?:^|[.!?:…]\s*|[\"“„«»¿¡(]\s*)$")


def wrong_name(claim: str, everything: str, near: str, known: NativeWords) -> str:
    """A capitalised word that nothing in the sources is a form of, and that stands where a name stands."""
    if known.code in ("ar", "hi", "zh"):
        return ""
    stated = words(everything)
    keys = {word.key for word in stated}
    names = _german_names(claim, known) if known.code == "de" else _capitalised(claim, known)
    for name in names:
        if _is_known(name, keys, stated, known):
            continue
        rivals = [rival for rival in _capitalised(near, known) if rival.key not in {w.key for w in words(claim)}]
        if known.code == "de" and not rivals:
            continue
        return instead(name.text, rivals[0].text if len(rivals) == 1 else "")
    return ""


def wrong_title(claim: str, everything: str, known: NativeWords) -> str:
    """Somebody with a title that the sources give to others only."""
    ours, theirs = words(claim), words(everything)
    keys = {word.key for word in theirs}
    for name in _titled(ours, claim, known):
        others = _titled(theirs, everything, known)
        if others and not _is_known(name, keys, theirs, known) and not _is_part(name, everything):
            return instead(name.text, others[0].text)
    return ""


def _capitalised(text: str, known: NativeWords) -> list[Word]:
    """The words with a capital that are neither the first of a sentence nor known as no names."""
    dated = [(day.start, day.end) for day in native_days(text, known.code)]
    idle = known.small_words | known.not_names | known.titles | known.question_words
    return [
        word
        for word in words(text)
        if word.text[0].isupper()
        and len(word.text) >= MIN_LETTERS
        and word.key not in idle
        and not _OPENS.search(text[: word.start])
        and not any(a <= word.start < b for a, b in dated)
    ]


def _german_names(text: str, known: NativeWords) -> list[Word]:
    """Of German capitalised words those that stand as a name does."""
    parts = words(text)
    before = {word.start: parts[n - 1] for n, word in enumerate(parts) if n}
    found = []
    for word in _capitalised(text, known):
        ahead = before.get(word.start)
        if not ahead or text[ahead.end : word.start] != " ":
            continue
        is_second = ahead.text[0].isupper() and ahead.key not in known.small_words
        is_placed = ahead.key in known.places and not _ABSTRACT.search(word.key)
        if is_second or is_placed:
            found.append(word)
    return found


def _titled(parts: Sequence[Word], text: str, known: NativeWords) -> list[Word]:
    """The words after titles; in Chinese the two characters."""
    if known.code == "zh":
        found = (re.search(rf"(?:{'|'.join(known.titles)})$", text[: word.start]) for word in parts)
        pairs = (text[word.start : word.start + 2] for word in parts)
        listed = zip(parts, found, pairs, strict=True)
        return [Word(pair, pair, w.start, w.start + 2) for w, title, pair in listed if title and len(pair) == 2]
    return [
        word
        for ahead, word in pairwise(parts)
        if ahead.key in known.titles
        and text[ahead.end : word.start] == " "
        and word.key not in known.small_words | known.titles | known.not_names
        and len(word.key) >= MIN_LETTERS
        # An adjective of the title has the article too.
        and not (known.code == "ar" and word.key.startswith("ال"))
        and (known.code in ("ar", "hi") or word.text[0].isupper())
    ]


def _is_known(name: Word, keys: set[str], stated: Sequence[Word], known: NativeWords) -> bool:
    if name.key in keys or any(key[:2] == name.key[:2] and are_akin(name.key, key, known.code) for key in keys):
        return True
    if known.code in ("ru", "tr", "hi", "ar") and any(key[:3] == name.key[:3] for key in keys):
        return True
    return name.text.isupper() and _is_of_initials(name.text, stated, known)


def _is_of_initials(name: str, stated: Sequence[Word], known: NativeWords) -> bool:
    """Whether "ONU" is made of the first letters of words in a row."""
    initials = "".join(word.key[0] for word in stated if word.key not in known.small_words)
    return name.lower() in initials


def _is_part(name: Word, everything: str) -> bool:
    """Whether a Chinese name stands anywhere."""
    return is_ideograph(name.text) and name.text in everything
