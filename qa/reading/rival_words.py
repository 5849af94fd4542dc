"""A word of the question in whose very place the sentence has another. English only.

"Who sang the local anthem?" is not answered by who sang the national anthem.
Both words stand before the same word, or one excludes the other as "first" does
"last". A word that the passage says anywhere, itself or by a synonym, has no rival.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from article_qa.index.text.antonyms import excludes, is_turning
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.names import is_named
from article_qa.index.text.stems import stem
from article_qa.index.text.synonyms import are_synonyms
from article_qa.index.text.words import STOP_WORDS, WORD

_ASKING = frozenset(
    """what which who whom whose when where why how many much name tell please know kind person people place thing
    number""".split()
)
# Adjectives that tell of which kind something is: two of them before one noun tell of two things, as "medical" and
# "legal" do. Those that tell how it is often mean the same, as "strong" and "powerful" do.
_OF_A_KIND = re.compile(r"(?:al|ic|ary|il|ar|ern)$")
_HOW_IT_IS = frozenset(
    """actual basic central critical crucial equal essential exceptional final general global historic historical ideal
    initial normal original overall particular popular principal real regular similar special specific substantial
    total traditional typical usual well-known""".split()
)
# Stop words all the same, they ask for something else.
_TELLING = frozenset("before after most".split())
# Whoever has a wife is a husband, thirty years are three decades, and what is the same in one way differs in another.
_NO_OPPOSITES = frozenset(
    map(stem, "husband wife minute hour day week month year decade century same different".split())
)
# "At the end of the century" tells nothing of what ended.
_PART_OF = re.compile(r" of\b")
# Names so alike are one, written otherwise.
_SAME_SPELLING = 0.75
# What is asked for is hardly said by its answer: "in what year".
_ASKED_FOR = re.compile(r"\b(?:what|which|how)(?: [\w-]+)? $", re.IGNORECASE)
_ASKED_NAME = re.compile(r"\b(?:what|which) $", re.IGNORECASE)
_DENIED = re.compile(r"\bnon-$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        return self.text[0].isupper()


def has_rival(question: str, sentence: str, around: str) -> bool:
    """Whether `sentence` has another word in the place of one of the question that `around` does not say.

    `around` is the passage with its headline.
    """
    said = _Said.of(around)
    missing = [(place, word) for place, word in enumerate(_words(question)) if said.lacks(word.text)]
    return bool(missing) and (
        _has_rival_beside(question, sentence, missing)
        or _has_opposite(question, sentence, [word for _, word in missing])
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a text, by stem and by lemma, and the text."""

    text: str
    stems: frozenset[str]
    lemmas: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "_Said":
        words = [word.lower() for word in WORD.findall(text)]
        return cls(text, frozenset(map(stem, words)), frozenset(map(lemma, words)))

    def lacks(self, word: str) -> bool:
        """Whether it says neither the word nor one that tells the same; those that say nothing are never lacking."""
        lower = word.lower()
        return (
            _says_something(word)
            and stem(word) not in self.stems
            and lemma(lower) not in self.lemmas
            and not any(are_synonyms(stem(word), other) for other in self.stems)
        )


def _words(text: str) -> list[_Word]:
    return [_Word(match.group(), *match.span()) for match in WORD.finditer(text)]


def _says_something(word: str) -> bool:
    return word.lower() in _TELLING or word.lower() not in STOP_WORDS | _ASKING


def _has_rival_beside(question: str, sentence: str, missing: Sequence[tuple[int, _Word]]) -> bool:
    asked, told = _words(question), _words(sentence)
    own = {stem(word.text) for word in asked}
    for place, word in missing:
        if _ASKED_NAME.search(question[: word.start]) or _DENIED.search(question[: word.start]):
            continue
        for step in (1, -1) if word.is_name and place else (1,):
            beside = _beside(question, asked, place, step)
            for rival in _beside_the_same(sentence, told, beside.text if beside else "", -step):
                if stem(rival.text) not in own and _excludes_by_place(word, rival, place, sentence):
                    return True
    return False


def _beside(text: str, words: Sequence[_Word], place: int, step: int) -> _Word | None:
    """The next word on one side, where nothing but a space or a hyphen stands between."""
    other = place + step
    if not 0 <= other < len(words) or not _says_something(words[other].text):
        return None
    first, second = sorted((words[place], words[other]), key=lambda word: word.start)
    return words[other] if text[first.end : second.start] in (" ", "-") else None


def _beside_the_same(text: str, words: Sequence[_Word], same: str, step: int) -> Iterator[_Word]:
    """What stands beside each word of the stem of `same`."""
    for place, word in enumerate(words):
        if same and stem(word.text) == stem(same) and (found := _beside(text, words, place, step)):
            yield found


def _excludes_by_place(word: _Word, rival: _Word, place: int, sentence: str) -> bool:
    """Whether two words that tell the same word apart cannot both be meant."""
    one, other = word.text.lower(), rival.text.lower()
    if _is_same_spelling(one, other):
        return False
    if word.is_name and place:
        return rival.is_name and not word.text.isupper() and not is_named(word.text, sentence)
    if {one, other} & _TELLING:
        return excludes(stem(one), stem(other), {stem(one)}, {stem(other)})
    return not rival.is_name and all(_OF_A_KIND.search(each) and each not in _HOW_IT_IS for each in (one, other))


def _is_same_spelling(one: str, other: str) -> bool:
    """Whether one is the other with a slip or cut short."""
    is_cut = one.startswith(other) or other.startswith(one)
    return is_cut or SequenceMatcher(None, one, other).ratio() >= _SAME_SPELLING


def _has_opposite(question: str, sentence: str, missing: Sequence[_Word]) -> bool:
    """Whether the sentence says a word that excludes one of the question; a name only beside the same word."""
    asked, told = _words(question), _words(sentence)
    own, theirs = ({stem(word.text) for word in words} for words in (asked, told))
    for word in missing:
        # That one came before the other, the second's coming after it tells too.
        if stem(word.text) in _NO_OPPOSITES or is_turning(stem(word.text)) or _ASKED_FOR.search(question[: word.start]):
            continue
        for other in told:
            is_opposite = excludes(stem(word.text), stem(other.text), own, theirs)
            if is_opposite and not _PART_OF.match(sentence, other.end) and _are_comparable(word, other, asked, told):
                return True
    return False


def _are_comparable(word: _Word, other: _Word, asked: Sequence[_Word], told: Sequence[_Word]) -> bool:
    """Whether neither is part of a name, as "North" of "North America", or both stand before the same word."""
    if not (word.is_name and word.start) and not (other.is_name and other.start):
        return True
    return _next(word, asked) == _next(other, told) != ""


def _next(word: _Word, words: Sequence[_Word]) -> str:
    return next((stem(each.text) for each in words if each.start > word.start), "")
