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
from article_qa.index.text.lemmas import IRREGULAR_FORMS, lemma
from article_qa.index.text.names import is_named
from article_qa.index.text.numbers import ORDINALS, figures
from article_qa.index.text.stems import stem
from article_qa.index.text.synonyms import are_synonyms
from article_qa.index.text.words import STOP_WORDS, WORD

_ASKING = frozenset(
    """what which who whom whose when where why how many much name tell please know kind person people place thing
    number""".split()
)
# They tell how or where, and another of them beside the same word changes little: "often used", "sometimes used".
_LOOSE = frozenset(
    """sometimes often always still now then ever never soon towards toward throughout despite besides unlike around
    certain several various own whole entire""".split()
)
# Stop words all the same, they ask for something else.
_TELLING = frozenset("before after most more".split())
# A verb is mostly told otherwise, and what stands before its object says nothing of it.
_VERB = re.compile(r"(?:ed|ing|ly)$")
_INFINITIVE = re.compile(r"\bto $", re.IGNORECASE)
# Names so alike are one, written otherwise.
_SAME_SPELLING = 0.75
# What is asked for is hardly said by its answer: "in what year".
_ASKED_FOR = re.compile(r"\b(?:what|which|how)(?: [\w-]+)? $", re.IGNORECASE)


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
        if _INFINITIVE.search(question[: word.start]):
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
    if word.is_name and place:
        return rival.is_name and _is_another_name(word.text, rival.text, sentence)
    one, other = word.text.lower(), rival.text.lower()
    if rival.is_name or {one, other} & _LOOSE or {one, other} & IRREGULAR_FORMS:
        return False
    if any(figures(each) or each in ORDINALS or each[0].isdigit() for each in (one, other)):
        return False
    if _VERB.search(one) or _VERB.search(other):
        return False
    return not one.startswith(other) and not other.startswith(one)


def _is_another_name(one: str, other: str, sentence: str) -> bool:
    alike = SequenceMatcher(None, one.lower(), other.lower()).ratio() >= _SAME_SPELLING
    return not alike and not one.isupper() and not is_named(one, sentence)


def _has_opposite(question: str, sentence: str, missing: Sequence[_Word]) -> bool:
    asked, told = ({stem(word.text) for word in _words(text)} for text in (question, sentence))
    return any(
        excludes(stem(word.text), other, asked, told)
        for word in missing
        # Who lost to whom is told by the names beside "beat" and "lost".
        if word.text.lower() in _TELLING or not is_turning(stem(word.text))
        if not _ASKED_FOR.search(question[: word.start])
        for other in told - asked
    )
