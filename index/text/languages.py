"""Languages: which one a tag names, and which one a text is in."""

import re
from collections.abc import Mapping
from typing import Any

from article_qa.index.text.cleaning import one_line
from article_qa.index.text.language_model import identify
from article_qa.index.text.words import WORD

# Words that nearly every English sentence has and that hardly stand in other languages: not "is", "was", "in" or "on".
ENGLISH = frozenset(
    """and are because been but by could did does for from has have his how into its many of that the
    their there these they this were what when where which while who whom whose why with would""".split()
)
MIN_SHARE = 0.08
# English articles have .11 of them nearly always; German ones full of English titles have fewer.
SURE_SHARE = 0.12
TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
NO_LANGUAGE = ("und", "mul", "zxx", "mis")
# Norwegian has two written forms, and some languages have two codes.
SAME_LANGUAGE = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl", "cmn": "zh", "arb": "ar"}
# So much of a text tells its language.
READ_CHARACTERS = 5_000
# Lists of names and results look like this language or that; a few words hardly tell any.
MIN_LIKELIHOOD, MIN_WORDS = 0.8, 4
# A character of these scripts is a syllable or a word.
SYLLABLES, LETTERS_EACH = (0, 1, 2), 3
ANOTHER_LANGUAGE = "another language"
LANGUAGES = {
    code: name
    for each in (
        "af Afrikaans, am Amharic, ar Arabic, az Azerbaijani, be Belarusian, bg Bulgarian, bn Bengali, bs Bosnian, "
        "ca Catalan, cs Czech, cy Welsh, da Danish, de German, el Greek, en English, es Spanish, et Estonian, "
        "eu Basque, fa Persian, fi Finnish, fr French, ga Irish, gl Galician, gu Gujarati, ha Hausa, he Hebrew, "
        "hi Hindi, hr Croatian, hu Hungarian, hy Armenian, id Indonesian, is Icelandic, it Italian, ja Japanese, "
        "ka Georgian, kk Kazakh, km Khmer, kn Kannada, ko Korean, ku Kurdish, ky Kyrgyz, lo Lao, lt Lithuanian, "
        "lv Latvian, mk Macedonian, ml Malayalam, mn Mongolian, mr Marathi, ms Malay, mt Maltese, my Burmese, "
        "ne Nepali, nl Dutch, no Norwegian, or Odia, pa Punjabi, pl Polish, ps Pashto, pt Portuguese, ro Romanian, "
        "ru Russian, si Sinhala, sk Slovak, sl Slovenian, so Somali, sq Albanian, sr Serbian, sv Swedish, sw Swahili, "
        "ta Tamil, te Telugu, tg Tajik, th Thai, tl Tagalog, tr Turkish, ug Uyghur, uk Ukrainian, ur Urdu, uz Uzbek, "
        "vi Vietnamese, yo Yoruba, zh Chinese, zu Zulu"
    ).split(", ")
    for code, name in [each.split()]
}
# Languages by the letters that they are written in, the commonest first; all others are written in Latin letters.
SCRIPTS: tuple[tuple[str, str], ...] = (
    ("\u3040-\u30ff", "ja"),
    ("\u1100-\u11ff\uac00-\ud7af", "ko"),
    ("\u3400-\u4dbf\u4e00-\u9fff", "zh"),
    ("\u0370-\u03ff\u1f00-\u1fff", "el"),
    ("\u0590-\u05ff", "he"),
    ("\u0600-\u06ff\u0750-\u077f", "ar fa ur ps ku ug"),
    ("\u0400-\u04ff", "ru uk bg sr be mk kk ky mn tg uz"),
    ("\u0900-\u097f", "hi mr ne"),
    ("\u0980-\u09ff", "bn"),
    ("\u0a00-\u0a7f", "pa"),
    ("\u0a80-\u0aff", "gu"),
    ("\u0b00-\u0b7f", "or"),
    ("\u0b80-\u0bff", "ta"),
    ("\u0c00-\u0c7f", "te"),
    ("\u0c80-\u0cff", "kn"),
    ("\u0d00-\u0d7f", "ml"),
    ("\u0d80-\u0dff", "si"),
    ("\u0e00-\u0e7f", "th"),
    ("\u0e80-\u0eff", "lo"),
    ("\u1000-\u109f", "my"),
    ("\u10a0-\u10ff", "ka"),
    ("\u0530-\u058f", "hy"),
    ("\u1200-\u137f", "am"),
    ("\u1780-\u17ff", "km"),
)
_SCRIPTS = tuple((re.compile(f"[{letters}]"), tuple(codes.split())) for letters, codes in SCRIPTS)
# Serbian and others are written in Latin letters, too.
IN_LATIN = (*(code for code in LANGUAGES if not any(code in codes for _, codes in _SCRIPTS)), "sr", "ku", "uz")
LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def is_english(text: str) -> bool:
    """Whether `text` has the small words of English; a few bare keywords do not."""
    return _english_share(text) > MIN_SHARE


def _english_share(text: str) -> float:
    words = WORD.findall(text.lower())
    return sum(word in ENGLISH for word in words) / len(words) if words else 0.0


def is_foreign(language: str | None) -> bool:
    """Whether this is a language and not English; an unknown one may be English."""
    return language not in (None, "en")


def language_code(value: Any) -> str | None:
    """The language in a tag such as `en-GB` or `de_AT`, in short (`en`); None when it is not said."""
    tag = TAG.fullmatch(one_line(value[0] if isinstance(value, list) and value else value) or "")
    code = tag[1].lower() if tag else None
    return None if code in NO_LANGUAGE else code


def language_of(text: str, declared: str | None = None) -> str | None:
    """The code of the language that `text` is in, "ar"; None where nothing tells it.

    `declared` is what its metadata say. It counts where the text can be in that
    language: English under another tag is English, and Arabic is never German.
    """
    text = text[:READ_CHARACTERS]
    written = script_languages(text)
    share = 0.0 if written else _english_share(text)
    if share > MIN_SHARE:
        return "en" if share > SURE_SHARE else _guessed(text, IN_LATIN, is_sure=False) or "en"
    declared = SAME_LANGUAGE.get(declared or "", declared)
    possible = written or IN_LATIN
    if declared in possible and declared != "en":
        return declared
    return possible[0] if len(possible) == 1 else _guessed(text, possible, is_sure=bool(written)) or _english(declared)


def script_languages(text: str) -> tuple[str, ...]:
    """The languages that are written in the letters of `text`, the commonest first; none for Latin letters."""
    if text.isascii():
        return ()
    counts = [len(letters.findall(text)) for letters, _ in _SCRIPTS]
    for script in SYLLABLES:
        counts[script] *= LETTERS_EACH
    if sum(counts) <= len(LATIN.findall(text)):
        return ()
    # Japanese is written with Chinese characters too, but never without its own.
    best = 0 if counts[0] * 10 > counts[2] else max(range(len(counts)), key=counts.__getitem__)
    return _SCRIPTS[best][1]


def _guessed(text: str, possible: tuple[str, ...], *, is_sure: bool) -> str | None:
    if not is_sure and len(WORD.findall(text)) < MIN_WORDS:
        return None
    language, likelihood = identify(text, possible)
    return language if is_sure or likelihood >= MIN_LIKELIHOOD else None


def _english(declared: str | None) -> str | None:
    return declared if declared == "en" else None


def language_name(code: str | None) -> str:
    """The English name of a language, "Arabic"; "another language" for a code without a name here."""
    return LANGUAGES.get(code or "", ANOTHER_LANGUAGE)


def unread_note(languages: Mapping[str, int]) -> str:
    """What to say of so many articles in these other languages when the embedder reads English; empty for none."""
    in_order = sorted(languages, key=lambda name: (name == ANOTHER_LANGUAGE, -languages[name], name))
    if not in_order:
        return ""
    first, *others = in_order
    articles = "1 article is" if languages[first] == 1 else f"{languages[first]:,} articles are"
    told = [f"{articles} {'not in English' if first == ANOTHER_LANGUAGE else f'in {first}'}"]
    told += [f"{languages[name]:,} in {name}" for name in others]
    listed = " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
    return f"{listed}; the default model reads English, so their words only are compared; see INDEX_EMBEDDER"
