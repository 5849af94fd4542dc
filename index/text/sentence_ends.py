"""Whether a sentence of another language than English ends at a full stop, where the segmenter is mistaken.

The rules hold for many languages. They look at the words before and after the full stop.
"""

import re
from collections.abc import Iterator
from functools import cache

from article_qa.index.text.native import native_words
from article_qa.index.text.native_words import comparable
from article_qa.index.text.stems import fold

# An initial, or an abbreviation that can be told without knowing the language: a short word without a vowel ("dl.").
_LAST_WORD = re.compile(r"(?:^|[\s(\"“„«'’])([^\W\d_]+)\.$")
_VOWEL = re.compile(r"[aeiouyаеёиоуыэюяіїєαεηιουω]", re.IGNORECASE)
MAX_ABBREVIATION = 4
# "3. Oktober", "45. Präsident", "100. Geburtstag". A number of four figures is a year.
_ORDINAL = re.compile(r"(?:^|[\s(„“»«\"/–-])\d{1,3}\.$")
# These write ordinals with a full stop and nouns with a capital. Other languages go on with a small letter.
ORDINALS_BEFORE_CAPITALS = frozenset({"de", "lb"})
# What a sentence begins with, besides the small words of the language, and no noun after an ordinal is.
OPENERS = {
    "de": frozenset(
        """aber alle allerdings alles anders andere anschließend außerdem beide bereits bisher dabei dadurch dafür
        dagegen daher damals damit danach dann daran darauf daraufhin darum davon davor dazu deshalb deswegen
        denn dennoch derzeit doch dort du eben einige erst etwa etwas falls fast ferner früher ganz genau
        gleichzeitig heute hier hinzu ihm ihn ihnen immer indem insgesamt inzwischen ja jede jeder jedes jedoch
        jetzt kein keine letztlich mal manche mehr mein meist mit nachdem natürlich nein nicht nichts nie
        niemand nun ob oft ohne ohnehin rund seitdem selbst sicher sobald sogar solche somit sonst sowohl später
        statt stattdessen trotz trotzdem und unser viel viele vielleicht vielmehr wenige wenn wer wieder wohl
        zahlreiche zudem zuerst zugleich zuletzt zumal zunächst zurzeit zusammen zuvor zwar""".split()
    )
}
# After a word of four letters, which is hardly an abbreviation, or after several short ones: "a. C.", "н. э.".
_WITHIN = re.compile(
    r"(?:(?P<word>[^\W\d_]{4})|(?P<short>(?<![^\W\d_])[^\W\d_]{1,3}\.\s?[^\W\d_]{1,3}))\.[\"”“»’)]*\s+"
    r"(?=(?P<next>\d{4}(?!\d)\s+[^\W\d_]|[^\W\d_]+(?![\w.])))"
)
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
ABBREVIATED = frozenset("sept aufl jahrg hausnr bzgl evtl inkl exkl zzgl prof hrsg прим рожд núms págs vols".split())


def ends(sentence: str, following: str, language: str) -> bool:
    """Whether a sentence ends before what follows: not before a small letter, nor after an ordinal or abbreviation."""
    if following[:1] in tuple(",;:°)"):
        return False
    if not sentence.endswith("."):
        return True
    if following[:1].islower() or _is_ordinal(sentence, following, language):
        return False
    last = _LAST_WORD.search(sentence)
    return not (last and (_is_abbreviation(last[1]) or _goes_on(last[1], following)))


def cut_within(piece: str, language: str) -> Iterator[int]:
    """Where sentences begin in a piece that the segmenter left whole: before a year, or after "v. Chr."."""
    for match in _WITHIN.finditer(piece):
        following = match["next"]
        before = _LETTERS_BEFORE.search(piece, 0, match.end("word")) if match["word"] else None
        is_word = before is not None and before[0].lower() not in ABBREVIATED
        # "A" may be an initial, where "В" with no full stop is a word.
        is_word_itself = len(following) > 1 or not following.isascii()
        begins = following[0].isupper() and is_word_itself and _opens(following, language)
        if (is_word and following[0].isdigit()) or (match["short"] and begins):
            yield match.end()


def _is_ordinal(sentence: str, following: str, language: str) -> bool:
    """Whether a number and its full stop belong to the noun that follows: "Im 20. Jahrhundert"."""
    if language not in ORDINALS_BEFORE_CAPITALS or not _ORDINAL.search(sentence):
        return False
    word = re.match(r"[^\W\d_]+", following)
    return word is not None and not _opens(word[0], language)


def _opens(word: str, language: str) -> bool:
    return comparable(word) in _openers(language)


@cache
def _openers(language: str) -> frozenset[str]:
    """The words that sentences begin with, as they are compared."""
    known = native_words(language)
    small = known.small_words | known.question_words if known else frozenset()
    return small | {comparable(word) for word in OPENERS.get(language, ())}


def _goes_on(word: str, following: str) -> bool:
    """Whether a word of one or two letters is half an abbreviation, "a. C.", or one before a number: "ca. 1600"."""
    return len(word) <= 2 and bool(re.match(r"\d|[A-ZÀ-ÞА-Я]\." if len(word) == 1 else r"\d", following))


def _is_abbreviation(word: str) -> bool:
    """Whether the word before a full stop is an initial or a short word without a vowel; "BMW" is a name."""
    if len(word) == 1:
        return word.isupper() or not word.isascii()
    is_short = len(word) <= MAX_ABBREVIATION and (len(word) == 2 or not word.isupper())
    return word.upper() != word.lower() and is_short and not _VOWEL.search(fold(word))
