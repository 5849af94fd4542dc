"""Slips in a question: a word that no article has -> the nearest one that they have.

Names are left alone: a word with a capital inside a sentence may be new to the
library and right. So are numbers, words that the articles have, and words that
the English of the local model knows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from article_qa.index.embedders.local import local_embedder
from article_qa.index.store.catalog import Catalog
from article_qa.index.store.vocabulary import Vocabulary
from article_qa.index.text.stems import fold
from article_qa.index.text.words import ASKING, QUESTION_WORDS, STOP_WORDS, WORD
from article_qa.qa.questions.edit_distance import distance, is_swap, may_be_near, prefix_distance
from article_qa.qa.questions.request import Correction

# A shorter word is one letter away from too many others.
MIN_LETTERS = 4
# A longer one is no English word but an address or a name.
MAX_LETTERS = 24
# Of two slips in a short word hardly anything is left.
TWO_SLIPS_LETTERS, MAX_SLIPS = 8, 2
# A question with more slips is in another language or has no words of the library.
MAX_CORRECTED = 4
# What a stem leaves of a word: "ations".
MAX_ENDING = 6
# Words are looked up by their first letters, for a slip is seldom there. These bound how many words are compared.
PREFIX_LETTERS, LONG_PREFIX_LETTERS = 3, 4
# For each beginning. This bounds the time.
MAX_STEMS = 1500
# The likeliest stems are made whole words, by reading so many passages of each.
MAX_TRIED, PASSAGES_READ = 4, 8
# An ending that makes another word of one, and is no slip.
DERIVED = re.compile(r"(?:er|es|ed|ly|al|ing|ers|ish|ian|an)")
ENDINGS = ("r", "s", "er", "ers", "es", "ed", "ing", "ings", "ly", "ness", "less", "ful", "able", "ist", "ists", "ism")
# What the rules for questions look for.
RULE_WORDS = frozenset(
    """timeline chronology summary summarise summarize overview compare comparison between article articles mention
    mentions mentioned quote quotes quoted report reported reports published outlets outlet newspaper newspapers
    latest newest oldest recent story stories interview interviews everything topics library listed enumerate
    undated according translate opinion position react reacted reaction tweet tweeted yesterday
    january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
SMALL_WORDS = STOP_WORDS | QUESTION_WORDS | ASKING | RULE_WORDS
SENTENCE_START = re.compile(r"[.!?:]\s+[\"'“‘(]*$|^[\"'“‘(]*$")
JOINTS = frozenset("'’@#/")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question without its slips, and what was changed."""

    text: str
    corrections: tuple[Correction, ...] = ()


def without_slips(question: str, catalog: Catalog) -> Corrected:
    """`question` with each slip as the word that it is most likely for."""
    pieces: list[str] = []
    corrections: list[Correction] = []
    end = 0
    for word in _doubtful(question):
        asked = word.group()
        if len(corrections) == MAX_CORRECTED:
            break
        meant = _meant(asked.lower(), catalog, catalog.vocabulary)
        if meant:
            meant = meant.capitalize() if asked[0].isupper() and meant.islower() else meant
            pieces += [question[end : word.start()], meant]
            end = word.end()
            corrections.append(Correction(asked, meant))
    return Corrected("".join([*pieces, question[end:]]), tuple(corrections))


def _doubtful(question: str) -> Iterator[re.Match[str]]:
    """The words that may be slips: letters only, and no names."""
    for word in WORD.finditer(question):
        text = word.group()
        is_plain = text.isalpha() and text[2:].islower() and len(text) <= MAX_LETTERS
        if (
            is_plain
            and text.lower() not in SMALL_WORDS
            and not _is_name(question, word)
            and not _is_joined(question, word)
        ):
            yield word


def _is_name(question: str, word: re.Match[str]) -> bool:
    """Whether the word has its capital for itself, and not for opening the sentence or by a slip ("aNtional")."""
    before = question[max(0, word.start() - 8) : word.start()]
    if word.group()[1:2].isupper():
        return word.group()[0].isupper()
    return word.group()[0].isupper() and bool(before) and not SENTENCE_START.search(before)


def _is_joined(question: str, word: re.Match[str]) -> bool:
    """Whether the word is a piece of a longer one: "o'clock", "#something"."""
    return question[word.start() - 1 : word.start()] in JOINTS or question[word.end() : word.end() + 1] in JOINTS


def _meant(word: str, catalog: Catalog, vocabulary: Vocabulary) -> str | None:
    """The word that `word` is a slip of; None where it is right or nothing is near."""
    if len(word) < MIN_LETTERS - 1 or catalog.keywords.frequency(word):
        return None
    meant = _small_word(word) or (_of_library(word, vocabulary) if len(word) >= MIN_LETTERS else None)
    if meant is None or _is_english(word):
        return None
    # A word of two others may be meant so; one with two letters swapped is hardly one by chance.
    return None if _is_compound(word) and not is_swap(word, fold(meant).lower()) else meant


def _is_english(word: str) -> bool:
    """Whether the local model knows the word whole, as it does the usual ones, or with an ending."""
    bases = [word[: -len(end)] for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= MIN_LETTERS]
    return 1 in local_embedder().count_tokens([word, *bases])


def _is_compound(word: str) -> bool:
    """Whether two usual words of four letters or more make it up: "underwater"."""
    halves = [half for n in range(MIN_LETTERS, len(word) - MIN_LETTERS + 1) for half in (word[:n], word[n:])]
    counts = local_embedder().count_tokens(halves)
    return any(left == right == 1 for left, right in zip(counts[::2], counts[1::2], strict=True))


def _limit(word: str) -> int:
    return MAX_SLIPS if len(word) >= TWO_SLIPS_LETTERS else 1


def _small_word(word: str) -> str | None:
    """The word of any question, or of the rules, that is one slip away; in three letters only a swap counts."""
    near = [
        small
        for small in SMALL_WORDS
        if abs(len(small) - len(word)) <= 1 and len(small) >= MIN_LETTERS - 1
        if may_be_near(word, small, 1) and distance(word, small) == 1
        # Few slips are in the first letter: "fery" is no "very".
        if small[0] == word[0] or is_swap(word, small)
        if len(word) >= MIN_LETTERS or is_swap(word, small)
    ]
    return min(near, key=lambda small: (not is_swap(word, small), -len(small), small), default=None)


def _of_library(word: str, vocabulary: Vocabulary) -> str | None:
    """The nearest word of the articles; of two as near, the one with the same first letter, then the commoner."""
    folded = fold(word)
    found: list[tuple[int, bool, bool, int, str]] = []
    stems = _near_stems(folded, vocabulary)
    for stem, count in sorted(stems.items(), key=lambda item: _likelihood(folded, *item))[:MAX_TRIED]:
        near = _whole_word(folded, stem, vocabulary)
        if near:
            slips, whole = near
            plain = fold(whole).lower()
            found.append((slips, not is_swap(folded, plain), plain[0] != folded[0], -count[1], whole))
    return min(found)[-1] if found else None


def _likelihood(word: str, stem: str, found: tuple[int, int]) -> tuple[float, int]:
    """Which stems to try first: few slips, little left of the word after them, and common."""
    slips, count = found
    return slips + max(0, len(word) - len(stem) - 2) / 2, -count


def _near_stems(word: str, vocabulary: Vocabulary) -> dict[str, tuple[int, int]]:
    """Stems that the word may begin with, by how many slips, and in how many passages they stand."""
    limit = _limit(word)
    near: dict[str, tuple[int, int]] = {}
    for prefix in _prefixes(word):
        for stem, count in vocabulary.stems(prefix, MAX_STEMS):
            if not -limit <= len(word) - len(stem) <= MAX_ENDING or not may_be_near(stem, word, limit):
                continue
            slips = prefix_distance(stem, word, MAX_ENDING)
            if slips <= limit:
                near[stem] = (slips, count)
    return near


def _prefixes(word: str) -> list[str]:
    """Where the word may stand in the alphabet: its own beginning, and that without one slip in it."""
    swapped = [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(min(PREFIX_LETTERS, len(word) - 1))]
    left_out = [word[:n] + word[n + 1 :] for n in range(PREFIX_LETTERS)]
    beginnings = [slip[:LONG_PREFIX_LETTERS] for slip in (*swapped, *left_out)]
    return list(
        dict.fromkeys([word[:PREFIX_LETTERS], *(b for b in beginnings if not b.startswith(word[:PREFIX_LETTERS]))])
    )


def _whole_word(word: str, stem: str, vocabulary: Vocabulary) -> tuple[int, str] | None:
    """The word of this stem that is nearest to `word`, as the articles write it, and how many slips away it is.

    Another form than the one meant counts as a slip more. None where none is near enough.
    """
    forms: dict[str, str] = {}
    for form in {form for text in vocabulary.texts(stem, PASSAGES_READ) for form in WORD.findall(text)}:
        # Of most words their first letter says that they have another stem.
        if (form[0].lower() == stem[0] or not form[0].isascii()) and abs(len(form) - len(word)) <= MAX_ENDING:
            plain = fold(form).lower()
            # In small letters where it ever stands so: a headline's capitals make no name.
            forms[plain] = max(form, forms.get(plain, form), key=lambda each: (each.islower(), each[1:].islower()))
    another = 1 + _slips_before_ending(word, stem)
    near = [
        (min(distance(word, plain), another if plain.startswith(stem[:-1]) else MAX_ENDING), form)
        for plain, form in forms.items()
        if not _is_derived(word, plain)
    ]
    return min((each for each in near if each[0] <= _limit(word)), default=None)


def _slips_before_ending(word: str, stem: str) -> int:
    """How many slips lie between the stem and `word` without its ending: the form meant may stand nowhere."""
    bases = [word[: -len(end)] for end in ENDINGS if word.endswith(end)]
    return min((distance(base, stem) for base in bases), default=MAX_ENDING)


def _is_derived(word: str, other: str) -> bool:
    """Whether only the endings differ: "router" is another word than "route" and "routed", and no slip of them."""
    is_longer = word.startswith(other) and bool(DERIVED.fullmatch(word[len(other) :]))
    return is_longer or (abs(len(word) - len(other)) <= 1 and word[:-1] == other[: len(word) - 1])
