"""The language of one sentence: by its script, else by the small words that it has of each language.

A sentence of a few words often tells nothing. Then the language is not guessed.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from article_qa.index.text.languages import ENGLISH, script_languages
from article_qa.index.text.native import CODES, native_words
from article_qa.index.text.native_words import comparable, words
from article_qa.index.text.words import STOP_WORDS

# A language that is none of those with a name of their own.
UNKNOWN = "und"
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
# Persian and Urdu have them, Arabic has not.
_BEYOND_ARABIC = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc\u0679]")
# Of languages that have no file of their own in `language_data`.
_SMALL_WORDS = {
    "cs": "v na se je že z po o za k jako ale byl která od pro ve si už podle také ze byla jsou však není",
    "da": "og at det som er på af for ikke med til et har den var fra kan om i en de der blev også sig efter",
    "nl": "de het een en van voor met zijn niet dat deze ook naar door bij wordt werd worden heeft op te is aan",
    "id": "yang dan di dari untuk dengan pada ini itu tidak dalam akan adalah oleh ke sebagai juga telah",
    "no": "og at det som er på av for ikke med til et har den var fra kan om i en de ble også seg etter",
    "pl": "w z na się nie jest że do przez od o po dla jak oraz który która są był była i a także tym",
    "ro": "de la un o în și cu pe nu care este din a fost pentru să mai au ale lui prin că sunt",
    "sv": "och att det som är på av för inte med till ett har den var från kan om i en vid också sig efter",
}
# Letters that one language only has, of those that are known well.
_LETTERS = {"tr": re.compile("[ğışĞŞİ]"), "de": re.compile("ß"), "es": re.compile("[ñ¿¡]"), "pt": re.compile("[ãõ]")}
# "Maria de la Cruz" may stand in any language.
_NAME = re.compile(
    r"(?P<before>\b[^\W\d_a-z]\w+)(?: (?:al|bin|da|de|del|den|der|di|do|dos|du|el|la|las|le|los|van|von|y)){1,2} "
    r"(?P<after>[^\W\d_a-z])"
)
OWN_LETTER = 2
# So much of a text tells its language.
MAX_CHARACTERS = 4000
MIN_SMALL_WORDS = 2
SMALL_ENGLISH = STOP_WORDS | ENGLISH | frozenset("s t one two new said says us people".split())


@lru_cache(maxsize=1024)
def sentence_language(text: str) -> str | None:
    """The code of the language that `text` is in ("en", "de"), "und" for another one, None where it cannot be told."""
    text = text[:MAX_CHARACTERS]
    return _by_script(text) or _by_small_words(text)


def _by_script(text: str) -> str | None:
    commonest = next(iter(script_languages(text)), None)
    if commonest == "ar" and _BEYOND_ARABIC.search(text):
        return "fa"
    return "uk" if commonest == "ru" and _UKRAINIAN.search(text) else commonest


def _by_small_words(text: str) -> str | None:
    found = words(_NAME.sub(r"\g<before> \g<after>", text))
    # "Le Monde" and "Los Angeles" are names.
    keys = [word.key for n, word in enumerate(found) if not n or not word.text[0].isupper()]
    english = sum(key in SMALL_ENGLISH for key in keys)
    counts = {code: sum(key in small for key in keys) for code, small in _small_words().items()}
    for code, letters in _LETTERS.items():
        counts[code] += OWN_LETTER if letters.search(text) else 0
    best = max(counts, key=lambda code: counts[code])
    # A word in small letters with an accent is hardly English.
    accented = sum(not word.text.isascii() and word.text[0].islower() for word in found)
    if english and english >= counts[best]:
        return "en"
    if counts[best] >= MIN_SMALL_WORDS or (counts[best] and accented):
        return best
    if english or not accented:
        return None
    return next((code for code, letters in _LETTERS.items() if letters.search(text)), UNKNOWN)


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    """The small words of each language in Latin letters, by its code."""
    listed = {code: frozenset(map(comparable, small.split())) for code, small in _SMALL_WORDS.items()}
    own = {code: known.small_words | known.negations for code in CODES if (known := native_words(code))}
    return {**listed, **{code: small for code, small in own.items() if code not in ("ar", "hi", "ru", "zh")}}
