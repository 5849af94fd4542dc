"""A sentence of any language in its pieces, as commas part them: what is denied in them, what is copied."""

import re
from collections.abc import Sequence

from article_qa.index.text.native import NativeWords
from article_qa.index.text.native_words import comparable, is_ideograph, words

_BORDER = re.compile(r"(?<!\d)[,،](?!\d)|(?<=\d)[,،](?=\s)|[;:()\[\]«»“”„\"؛，；：（）、]|\s[-–—]+\s|—")
# A copy of fewer words says hardly anything.
MIN_COPIED = 3


def pieces(text: str) -> list[str]:
    """The parts of a sentence between its commas and the like."""
    return [piece.strip() for piece in _BORDER.split(text) if words(piece)]


def denials(text: str, known: NativeWords) -> list[str]:
    """The words of `text` that deny, as they stand there."""
    found = [word.text for word in words(text) if _is_listed(word.key, known.negations)]
    found += [match.group() for each in known.negation_patterns for match in re.finditer(each, text.lower())]
    # Chinese words are of several characters.
    return found + [each for each in sorted(known.negations) if is_ideograph(each) and len(each) > 1 and each in text]


def is_made_of(claim: str, stated: str, known: NativeWords | None) -> bool:
    """Whether a claim is a sentence without some of its pieces, word for word.

    The first piece must be there, and no piece that is left out may deny anything,
    put a condition, or say that it is planned or somebody's word.
    """
    ours = _keys(claim)
    parts = [(piece, _keys(piece)) for piece in pieces(stated)]
    if len(ours) < MIN_COPIED or not parts or ours[: len(parts[0][1])] != parts[0][1]:
        return False
    left_out: list[str] = []
    for piece, keys in parts:
        if keys and ours[: len(keys)] == keys:
            ours = ours[len(keys) :]
        else:
            left_out.append(piece)
    if ours:
        return False
    return not left_out or (known is not None and not any(_bears_on_it(piece, known) for piece in left_out))


def _bears_on_it(piece: str, known: NativeWords) -> bool:
    """Whether what is left out may change what the rest says."""
    keys = [word.key for word in words(piece)]
    is_hedged = any(_is_listed(key, known.hedges) for key in keys) or (
        any(is_ideograph(each) and each in comparable(piece) for each in known.hedges)
    )
    return is_hedged or bool(denials(piece, known))


def _is_listed(key: str, listed: frozenset[str]) -> bool:
    # In Arabic "and" is written before its word.
    return key in listed or (key[:1] in "وف" and key[1:] in listed)


def _keys(text: str) -> Sequence[str]:
    return [word.key for word in words(text)]
