"""The sentences that a claim rests on, and how near each of its words comes to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.text.days import days
from article_qa.index.text.names import is_named, names, whole
from article_qa.index.text.numbers import figures
from article_qa.index.text.sentences import Span, sentences
from article_qa.index.text.stems import stem
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.reading.late_interaction import TokenReader

# A claim rests on the best sentence, and on up to two more that better the match by this much.
GAIN = 0.03
# With more sentences, words from all over an article would bear out anything.
MAX_GROUNDS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A sentence of a source; `cosines` is (tokens of the claim, its own tokens).

    It begins at `start` of the source with this number, counted from 0.
    """

    text: str
    spans: list[Span]
    cosines: FloatMatrix
    source: int = 0
    start: int = 0

    def telling(self, start: int, end: int) -> list[int]:
        return telling(self.text, self.spans, start, end)

    def match(self, claimed: Sequence[int]) -> float:
        """How well these tokens of the claim match the sentence; -1 to 1."""
        return float(self.cosines[claimed].max(axis=1).mean())

    def likeness(self, claimed: Sequence[int], stated: Sequence[int]) -> FloatMatrix:
        """The cosines of these tokens of the claim with these of the sentence."""
        likeness: FloatMatrix = self.cosines[np.ix_(claimed, stated)]
        return likeness


@dataclass(frozen=True, slots=True)
class Case:
    """A claim beside its sources.

    `grounds` are the sentences it rests on, the best first. `nearest` is, for
    each token of the claim, its best cosine in them.
    """

    claim: str
    spans: list[Span]
    sources: Sequence[str]
    grounds: list[Ground]
    nearest: FloatMatrix
    # Every sentence of the sources, in order.
    stated: Sequence[Ground] = ()

    @property
    def near(self) -> str:
        return "\n".join(ground.text for ground in self.grounds)

    @property
    def everywhere(self) -> str:
        return "\n".join(self.sources)

    @property
    def match(self) -> float:
        """How well the grounds match the claim, as in `qa.reading.late_interaction`; -1 to 1."""
        return float(self.nearest[_lettered(self.claim, self.spans)].mean()) if self.grounds else -1.0

    def telling(self, start: int, end: int) -> list[int]:
        return telling(self.claim, self.spans, start, end)

    def nearest_sentence(self, tokens: Sequence[int]) -> Ground | None:
        """The sentence of the sources that these tokens of the claim match best."""
        return max(self.stated, key=lambda ground: ground.match(tokens), default=None) if tokens else None

    def grounds_of(self, tokens: Sequence[int]) -> list[Ground]:
        """The grounds, and the sentence that these tokens of the claim match best."""
        nearest = self.nearest_sentence(tokens)
        return self.grounds if nearest is None or nearest in self.grounds else [nearest, *self.grounds]

    def nearest_word(self, start: int, end: int) -> tuple[Ground, int] | None:
        """The token of the grounds that comes nearest to the claim's words from `start` to `end`."""
        own = [n for n, (a, b) in enumerate(self.spans) if start <= a < b <= end]
        if not own:
            return None
        best, found = -1.0, None
        for ground in self.grounds:
            words = _lettered(ground.text, ground.spans)
            likeness = ground.likeness(own, words).mean(axis=0)
            if words and likeness.max() > best:
                best, found = float(likeness.max()), (ground, words[int(likeness.argmax())])
        return found

    def names(self) -> list[Span]:
        """Where the names of the claim stand, one word each.

        A capitalised first word counts when the sources capitalise it too, or
        when the word that it comes nearest to is a name.
        """
        spans = names(self.claim)
        first = WORD.search(self.claim)
        if not first or first.span() in spans or not first.group()[0].isupper():
            return spans
        word = first.group()
        if word.lower() in STOP_WORDS or days(word) or figures(word):
            return spans
        if self._is_name(word, *first.span()):
            spans.insert(0, first.span())
        return spans

    def nearest_name(self, start: int, end: int) -> str:
        """The name in the grounds whose word comes nearest to the claim's; nothing if that word is no name."""
        found = self.nearest_word(start, end)
        if not found:
            return ""
        ground, token = found
        at = ground.spans[token][0]
        return next((ground.text[a:b] for a, b in whole(ground.text, names(ground.text)) if a <= at < b), "")

    def _is_name(self, word: str, start: int, end: int) -> bool:
        if any(is_named(word, source[a:b]) for source in self.sources for a, b in names(source)):
            return True
        if stem(word) in {stem(each) for each in WORD.findall(self.everywhere) if each[0].islower()}:
            return False
        return bool(re.search(rf"\b{word}\b", self.everywhere) or self.nearest_name(start, end))


def read(claim: str, sources: Sequence[str], reader: TokenReader) -> Case:
    """The claim beside the sentences of its sources; everything is read once, in one call."""
    (vectors, spans), *tokens = reader.token_vectors([claim, *sources])
    stated: list[Ground] = []
    for number, (source, (others, places)) in enumerate(zip(sources, tokens, strict=True)):
        # Not "@": its threads wait for each other longer than so small a product takes.
        cosines = np.einsum("id,jd->ij", vectors, others)
        for start, end in sentences(source):
            inside = [n for n, (a, b) in enumerate(places) if start <= a < b <= end]
            if inside:
                moved = [(places[n][0] - start, places[n][1] - start) for n in inside]
                stated.append(Ground(source[start:end], moved, cosines[:, inside], number, start))
    grounds, nearest = _rests_on(stated, _lettered(claim, spans), len(spans))
    return Case(claim, spans, sources, grounds, nearest, stated)


def telling(text: str, spans: Sequence[Span], start: int, end: int) -> list[int]:
    """The tokens from `start` to `end` that say something: no punctuation, no stop words."""
    return [
        n
        for n in _lettered(text, spans)
        if start <= spans[n][0] and spans[n][1] <= end and text[slice(*spans[n])].lower() not in STOP_WORDS
    ]


def stems(text: str) -> set[str]:
    return {stem(word) for word in WORD.findall(text)}


def _rests_on(stated: Sequence[Ground], words: Sequence[int], size: int) -> tuple[list[Ground], FloatMatrix]:
    """The sentences that together match best, and the best cosine of each token in them."""
    grounds: list[Ground] = []
    nearest = np.full(size, -1.0, np.float32)
    left = [(ground, ground.cosines.max(axis=1)) for ground in stated] if words else []
    while left and len(grounds) < MAX_GROUNDS:
        ground, own = max(left, key=lambda one: float(np.maximum(nearest, one[1])[words].mean()))
        together = np.maximum(nearest, own)
        if grounds and together[words].mean() < nearest[words].mean() + GAIN:
            break
        grounds.append(ground)
        nearest = together
        left = [one for one in left if one[0] is not ground]
    return grounds, nearest


def _lettered(text: str, spans: Sequence[Span]) -> list[int]:
    return [n for n, (a, b) in enumerate(spans) if re.search(r"[^\W_]", text[a:b])]
