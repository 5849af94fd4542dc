"""A draft's text -> its sentences, each of which may claim something or not. No offset moves."""

import re
from dataclasses import dataclass

from article_qa.index.annotate.annotate import annotate
from article_qa.index.annotations import Annotations, SentenceKind
from article_qa.index.errors import DraftRejected
from article_qa.index.records import Article
from article_qa.index.text.cleaning import CONTROLS, SURROGATES, unwrapped

# About 8,000 words, so that the check ends within minutes.
MAX_CHARACTERS = 50_000
# One sign each, for the text may not change its length.
_BREAKS = re.compile("[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a draft at `start` to `end`, and what it looks like; `text` has single spaces."""

    text: str
    start: int
    end: int
    kind: SentenceKind


@dataclass(frozen=True, slots=True)
class Split:
    """A draft's sentences in order, and who and what it names. `text` is as long as the draft, without odd signs."""

    text: str
    pieces: tuple[Piece, ...]
    annotations: Annotations


def split(draft: str) -> Split:
    """The sentences of `draft`. Raises DraftRejected for one that is empty or too long."""
    if len(draft) > MAX_CHARACTERS:
        raise DraftRejected(
            f"the text has {len(draft):,} characters; check at most {MAX_CHARACTERS:,} at a time, part by part"
        )
    if not any(character.isalnum() for character in draft):
        raise DraftRejected("the text is empty; give the sentences to check")
    text = readable(draft)
    annotations = annotate(Article("", "", text, "", ""))
    pieces = (
        Piece(" ".join(draft[each.start : each.end].split()), each.start, each.end, each.kind)
        for each in annotations.sentences
    )
    return Split(text, tuple(pieces), annotations)


def readable(draft: str) -> str:
    """`draft` with plain line ends, wrapped lines joined and no control characters, of the same length."""
    text = _BREAKS.sub("\n", draft.replace("\r\n", " \n"))
    text = SURROGATES.sub("\ufffd", CONTROLS.sub(" ", text).replace("\t", " "))
    return _BLOCK.sub(lambda block: unwrapped(block.group()), text)
