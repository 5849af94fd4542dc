"""A claim beside one sentence of an article: which of its words the sentence says, in these or near words."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from article_qa.index.annotations import Days
from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.text.antonyms import are_alike, excludes, is_turning
from article_qa.index.text.days import Day, days
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.light_words import LIGHT_WORDS
from article_qa.index.text.names import is_named, names, whole
from article_qa.index.text.numbers import Figure, figures
from article_qa.index.text.sentences import Span
from article_qa.index.text.stems import stem
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.verification.phrasal_verbs import phrasal_verbs
from article_qa.qa.verification.polarity import HEDGES, NEGATIONS, PARTIAL, QUANTIFIERS

# A word that the article has and the sentence lacks counts so much.
AROUND = 0.8
# What two words of one side of a pair of opposites count as near.
ALIKE = 0.9
_PASSIVE = r"\b(?:was|were|been|is|are|be|being) (?:\w+ly )?"
BEATEN = re.compile(rf"{_PASSIVE}(?:beaten|defeated)\b", re.IGNORECASE)
# "A 2-1 defeat against" is told of who lost.
DEFEAT = re.compile(
    r"\b(?:an?|the|their|its|his|her|first|[\d–-]+) (?:\w+ )?defeat (?:against|by|to|at)\b", re.IGNORECASE
)
# "By the end of October" tells of October.
PART_OF_DAY = re.compile(r"(?:beginning|start|middle|end|early|late) (?:of |in )?(?:the )?$", re.IGNORECASE)
ELECTED = re.compile(rf"{_PASSIVE}(?:re-)?elected\b", re.IGNORECASE)
IDLE = STOP_WORDS | LIGHT_WORDS | NEGATIONS | QUANTIFIERS


@dataclass(frozen=True, slots=True)
class ClaimWord:
    """A word of the claim that tells something: no stop word, figure, date or negation."""

    text: str
    start: int
    end: int
    is_name: bool
    # What tells the same in one word, where the claim has a verb with its particle.
    plain: str = ""

    @property
    def lemma(self) -> str:
        return lemma(self.plain or self.text)


@dataclass(frozen=True)
class Claim:
    """A claim and what can be compared of it; `lower_stems` are of the words that its passages write small."""

    text: str
    lower_stems: frozenset[str] = frozenset()

    @classmethod
    def beside(cls, text: str, passages: Sequence[str]) -> "Claim":
        """The claim as it is read beside these passages."""
        words = (word for passage in passages for word in WORD.findall(passage) if word[0].islower())
        return cls(text, frozenset(map(stem, words)))

    @cached_property
    def days(self) -> list[Day]:
        return days(self.text)

    @cached_property
    def figures(self) -> list[Figure]:
        """Its numbers but for the years."""
        years = {(day.start, day.end) for day in self.days}
        return [figure for figure in figures(self.text) if (figure.start, figure.end) not in years]

    @cached_property
    def names(self) -> list[Span]:
        """Its names, of several words too; a capitalised first word counts, unless the passages write it small."""
        taken = [(each.start, each.end) for each in self.figures]
        return self.names_in(self.text, taken)

    def names_in(self, text: str, taken: Collection[Span] = ()) -> list[Span]:
        """The names of a text beside the claim, itself or a sentence, but those within `taken`."""
        found = names(text)
        first = WORD.search(text)
        if first and first.span() not in found and first.group()[0].isupper() and not self._is_everyday(first.group()):
            found = [first.span(), *found]
        return whole(text, [span for span in found if not _within(span, taken)])

    def _is_everyday(self, word: str) -> bool:
        is_small = (stem(word) in self.lower_stems and not word.isupper()) or word.endswith("ly")
        return is_small or word.lower() in IDLE | PARTIAL or bool(figures(word)) or bool(days(word))

    @cached_property
    def words(self) -> list[ClaimWord]:
        """Its words that tell something, in order."""
        taken = [(_part_of(self.text, day), day.end) for day in self.days] + [
            (figure.start, figure.end) for figure in self.figures
        ]
        verbs = {(start, end): plain for start, end, plain in phrasal_verbs(self.text)}
        found = [ClaimWord(self.text[start:end], start, end, False, plain) for (start, end), plain in verbs.items()]
        for match in WORD.finditer(self.text):
            lower = match.group().lower()
            if lower in IDLE or lower in HEDGES or _within(match.span(), [*taken, *verbs]):
                continue
            is_name = any(_within(match.span(), [name]) for name in self.names)
            found.append(ClaimWord(match.group(), *match.span(), is_name))
        return sorted(found, key=lambda word: word.start)


@dataclass(frozen=True, eq=False)
class Beside:
    """A claim beside a sentence: `cosines` is (tokens of the claim, tokens of the sentence).

    `around` is the headline and the passage that the sentence stands in, `article_lemmas` are the words of the whole
    article. `event` is when what the sentence tells happened, where that is known.
    """

    claim: Claim
    claim_spans: Sequence[Span]
    sentence: str
    spans: Sequence[Span]
    cosines: FloatMatrix
    around: str
    article_lemmas: frozenset[str] = frozenset()
    event: Days | None = None

    @cached_property
    def lemmas(self) -> set[str]:
        found = lemmas_of(self.sentence)
        beaten = BEATEN.search(self.sentence)
        if not beaten or not self.claim.names:
            return found
        start, end = self.claim.names[0]
        is_beaten = is_named(WORD.findall(self.claim.text[start:end])[-1], self.sentence[: beaten.start()])
        return found - {lemma("beat" if is_beaten else "lose")}

    @cached_property
    def names(self) -> list[Span]:
        """Where the names of the sentence stand."""
        return self.claim.names_in(self.sentence)

    @cached_property
    def has_turned_names(self) -> bool:
        """Whether the first two names of the claim stand in the sentence the other way round."""
        lower = self.sentence.lower()
        last = [WORD.findall(self.claim.text[start:end])[-1].lower() for start, end in self.claim.names[:2]]
        places = [lower.find(name) for name in last]
        return len(places) == 2 and -1 not in places and places[0] > places[1]

    @cached_property
    def figures_around(self) -> list[Figure]:
        return figures(self.around)

    @property
    def headline(self) -> str:
        return self.around.split("\n", 1)[0]

    def nearness(self, word: ClaimWord) -> float:
        """How near the sentence comes to a word of the claim: 1 where it says it."""
        if word.lemma in self.lemmas or (word.is_name and is_named(word.text, self.sentence)):
            return 1.0
        if any(are_alike(word.lemma, other) for other in self.lemmas) or self._is_told_from_behind(word):
            return ALIKE
        tokens = self._tokens(word)
        return float(self.cosines[tokens].max(axis=1).mean()) if tokens and self.spans else 0.0

    def _is_told_from_behind(self, word: ClaimWord) -> bool:
        """Whether the sentence tells the word from the other side: who lost to them was beaten by them."""
        if not self.has_turned_names or not is_turning(word.lemma):
            return False
        return any(excludes(word.lemma, other, set(), set()) for other in self.lemmas)

    def is_around(self, word: ClaimWord) -> bool:
        """Whether the article has the word, in any form; a name must be in the passage or the headline."""
        return is_named(word.text, self.around) if word.is_name else word.lemma in self.article_lemmas

    def likeness(self, word: ClaimWord, start: int, end: int) -> float:
        """The cosine of a word of the claim with the sentence's words from `start` to `end`."""
        ours, theirs = self._tokens(word), [n for n, (a, b) in enumerate(self.spans) if start <= a < b <= end]
        return float(self.cosines[np.ix_(ours, theirs)].max(axis=1).mean()) if ours and theirs else 0.0

    def says(self, word: ClaimWord, start: int, end: int, least: float) -> bool:
        """Whether these words of the sentence are the claim's word, or at least so near to it."""
        return word.lemma in lemmas_of(self.sentence[start:end]) or self.likeness(word, start, end) >= least

    def _tokens(self, word: ClaimWord) -> list[int]:
        return [n for n, (a, b) in enumerate(self.claim_spans) if word.start <= a < b <= word.end]


def weighted(words: Sequence[ClaimWord], near: Mapping[ClaimWord, float], rarity: Mapping[str, float]) -> float:
    """The mean nearness of the words by rarity; 1 without any."""
    weights = [max(1.0, rarity.get(word.text.lower(), 1.0)) for word in words]
    total = sum(weights)
    return sum(w * near[word] for w, word in zip(weights, words, strict=True)) / total if total else 1.0


def lemmas_of(text: str) -> set[str]:
    # "Their own" does not say that somebody owns it.
    found = {lemma(word) for word in WORD.findall(text) if word.lower() not in STOP_WORDS}
    # Who is beaten loses, who is elected wins.
    found |= {lemma("lose")} if BEATEN.search(text) or DEFEAT.search(text) else set()
    found -= {lemma("defeat")} if DEFEAT.search(text) else set()
    found |= {lemma(plain) for _, _, plain in phrasal_verbs(text)}
    return found | {lemma("win")} if ELECTED.search(text) else found


def _part_of(text: str, day: Day) -> int:
    """Where a day begins with the words for a part of it."""
    part = PART_OF_DAY.search(text[: day.start])
    return part.start() if part else day.start


def _within(span: Span, spans: Collection[Span]) -> bool:
    return any(a <= span[0] < b for a, b in spans)
