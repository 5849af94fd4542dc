"""Languages: which one a tag names, and whether a text is English, which decides how it is read."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from article_qa.index.text.cleaning import one_line
from article_qa.index.text.words import WORD

# Words that nearly every English sentence has and that hardly stand in other languages: not "is", "was", "in" or "on".
ENGLISH = frozenset(
    """and are because been but by could did does for from has have his how into its many of that the
    their there these they this were what when where which while who whom whose why with would""".split()
)
MIN_SHARE = 0.08
TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
NO_LANGUAGE = ("und", "mul", "zxx", "mis")
# So much of a text tells its language.
READ_CHARACTERS = 20_000
# Small words of other languages; of a text in one of them they are a fifth and more.
SMALL_WORDS = {
    "Czech": "v na se je že z po o za k jako ale byl která od pro ve si už podle také ze byla jsou však není",
    "Danish": "og at det som er på af for ikke med til et har den var fra kan om i en de der blev også sig efter",
    "Dutch": "de het een en van voor met zijn niet dat deze ook naar door bij wordt werd worden heeft op te is aan",
    "French": "le la les de des une et est dans pour que qui sur avec pas par du au aux ce cette sont ont été il en",
    "German": "der die das und ist nicht ein eine einer mit den von dem des zu für auf sich auch wird wurde im in bei "
    "hat sind als aus an am zum zur durch oder werden es er sie nach",
    "Indonesian": "yang dan di dari untuk dengan pada ini itu tidak dalam akan adalah oleh ke sebagai juga telah",
    "Italian": "il lo la gli le di della delle del che un una per con non sono è e nel nella dal alla si da ha",
    "Norwegian": "og at det som er på av for ikke med til et har den var fra kan om i en de ble også seg etter",
    "Polish": "w z na się nie jest że do przez od o po dla jak oraz który która są był była i a także tym",
    "Portuguese": "o os de da dos das e em um uma para com não que por mais foi ao na se são pelo pela",
    "Romanian": "de la un o în și cu pe nu care este din a fost pentru să mai au ale lui prin că sunt",
    "Spanish": "el la los las de del y en un una por con para que se su es como más fue al lo a sus entre no",
    "Swedish": "och att det som är på av för inte med till ett har den var från kan om i en vid också sig efter",
    "Turkish": "ve bir bu için ile olarak daha çok olan gibi sonra kadar ancak değil da de en var olduğu",
}
NATIVE = {name: frozenset(words.split()) for name, words in SMALL_WORDS.items()}
MIN_NATIVE_WORDS, MIN_NATIVE_SHARE = 10, 0.2
# Lists of names and results are English with few of its small words; 0.075 was the least in 800 articles.
MIN_WORDS_TO_TELL, MAX_SHARE_ELSEWHERE = 60, 0.04
ANOTHER_LANGUAGE = "another language"
LANGUAGES = {
    code: name
    for each in (
        "ar Arabic, bg Bulgarian, bn Bengali, cs Czech, da Danish, de German, el Greek, es Spanish, et Estonian, "
        "fa Persian, fi Finnish, fr French, he Hebrew, hi Hindi, hr Croatian, hu Hungarian, id Indonesian, it Italian, "
        "ja Japanese, ko Korean, lt Lithuanian, lv Latvian, nb Norwegian, nl Dutch, nn Norwegian, no Norwegian, "
        "pl Polish, pt Portuguese, ro Romanian, ru Russian, sk Slovak, sl Slovenian, sr Serbian, sv Swedish, "
        "sw Swahili, ta Tamil, th Thai, tr Turkish, uk Ukrainian, ur Urdu, vi Vietnamese, zh Chinese"
    ).split(", ")
    for code, name in [each.split()]
}
# What letters tell: a language where one only is written so, else the script. The first that fits counts.
SCRIPTS = {
    "Japanese": re.compile("[\u3040-\u30ff]"),
    "Korean": re.compile("[\uac00-\ud7af]"),
    "Chinese": re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"),
    "Greek": re.compile("[\u0370-\u03ff]"),
    "Hebrew": re.compile("[\u0590-\u05ff]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
    "Cyrillic script": re.compile("[\u0400-\u04ff]"),
    "Devanagari script": re.compile("[\u0900-\u097f]"),
    "Arabic": re.compile("[\u0600-\u06ff]"),
}
# What metadata may add to the script.
WRITTEN_IN = {
    "Cyrillic script": ("bg", "ru", "sr", "uk"),
    "Devanagari script": ("hi",),
    "Arabic": ("ar", "fa", "ur"),
    "Arabic script": ("ar", "fa", "ur"),
}
# Persian and Urdu have them, Arabic has not.
BEYOND_ARABIC = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc\u0679]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def is_english(text: str) -> bool:
    """Whether `text` has the small words of English; a few bare keywords do not."""
    words = WORD.findall(text.lower())
    return sum(word in ENGLISH for word in words) > MIN_SHARE * len(words)


def language_code(value: Any) -> str | None:
    """The language in a tag such as `en-GB` or `de_AT`, in short (`en`); None when it is not said."""
    tag = TAG.fullmatch(one_line(value[0] if isinstance(value, list) and value else value) or "")
    code = tag[1].lower() if tag else None
    return None if code in NO_LANGUAGE else code


def other_language(text: str, declared: str | None) -> str | None:
    """The language of `text` by its English name, "Arabic", where it is not English; None where it is or may be.

    `declared` is what the article's metadata says, in short ("ar"). A text in
    English is English whatever they say. Where neither they nor the script tell,
    it is "another language", or only its script: "Cyrillic script".
    """
    text = text[:READ_CHARACTERS]
    if script := _script(text):
        return LANGUAGES[declared] if declared in WRITTEN_IN.get(script, ()) else script
    words = WORD.findall(text.lower())
    share = sum(word in ENGLISH for word in words) / len(words) if words else 1
    if share > MIN_SHARE:
        return None
    if declared and declared != "en":
        return LANGUAGES.get(declared, ANOTHER_LANGUAGE)
    if native := _native(words):
        return native
    return ANOTHER_LANGUAGE if len(words) >= MIN_WORDS_TO_TELL and share < MAX_SHARE_ELSEWHERE else None


def _native(words: Sequence[str]) -> str | None:
    """The language whose small words these words have most of, where they are many enough to tell."""
    shares = {name: sum(word in small for word in words) / max(1, len(words)) for name, small in NATIVE.items()}
    best = max(shares, key=lambda name: shares[name])
    is_plain = len(words) >= MIN_NATIVE_WORDS and shares[best] > MIN_NATIVE_SHARE
    return best if is_plain else None


def _script(text: str) -> str | None:
    """What the letters of `text` tell, where most of them are not Latin."""
    if text.isascii():
        return None
    counts = {name: len(letters.findall(text)) for name, letters in SCRIPTS.items()}
    if sum(counts.values()) <= len(LATIN.findall(text)):
        return None
    # Japanese is written with Chinese characters too, but never without its own.
    name = "Japanese" if counts["Japanese"] * 10 > counts["Chinese"] else max(counts, key=lambda name: counts[name])
    return "Arabic script" if name == "Arabic" and BEYOND_ARABIC.search(text) else name


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
    return f"{listed}; the default model reads English; see INDEX_EMBEDDER"
